// @ts-check
import { cell, coreCode, defineFeed, needed, optional, sheet } from 'xianjie/schema';
import { office } from './policy.js';
import { refusals } from './refusals.js';
import { patrolTarget } from './tables.js';

const daysOf = (/** @type {number} */ year) => (new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1 ? 366 : 365);

const file = sheet(
  {
    residentId: needed('公民身份号码', 'resident_id', cell.residentId, '150623199001010018'),
    year: needed('年度', 'year', cell.year, '2024'),
    days: needed('巡护天数', 'days', cell.count(0, 366), '62'),
    trained: optional('已培训', 'trained', cell.yesNo, '是'),
    section: optional('路段编号', 'section', cell.words(20), 'A-01'),
  },
  [{ column: 'days', refusal: refusals.code('MORE_DAYS_THAN_THE_YEAR'), broken: (row) => row.days > daysOf(row.year) }],
);

export const patrolsFeed = defineFeed({
  code: 'forest-fire.patrols',
  title: { zh: '巡护天数清单', en: 'List of days of patrol' },
  description: { zh: '每人每年一行：巡护天数、是否培训、路段', en: 'One row per person and year: days of patrol, training, section' },
  source: office.code,
  columns: file.columns,
  naturalKey: ['residentId', 'year'],
  canBeComplete: true,
  resolves: 'EXISTING_PERSON',
  parse: file.read,
  personOf: (row) => ({ residentId: row.residentId.number }),
  periodOf: (row) => String(row.year),
  write: async ({ tx }, batch, rows) => {
    const sections = new Map(
      (
        await tx.sql('select id, area_code, number from forest_fire_section where number = any($1::text[])', [
          rows.flatMap(({ row }) => row.section ?? []),
        ])
      ).map((found) => [`${found.area_code}/${found.number}`, String(found.id)]),
    );
    const sectionOf = (/** @type {typeof rows[number]} */ { row, person }) => sections.get(`${person?.areaCode}/${row.section}`);
    const refusalsOf = (/** @type {typeof rows[number]} */ each) => [
      ...(each.row.year > Number(batch.observedOn.slice(0, 4)) ? [{ column: 'year', code: coreCode('YEAR_IN_FUTURE') }] : []),
      ...(each.row.section !== undefined && sectionOf(each) === undefined ? [refusals.row('NO_SECTION', 'section')] : []),
    ];
    const good = rows.filter((each) => refusalsOf(each).length === 0);
    const effects = await tx.observe(
      patrolTarget,
      batch,
      good.map((each) => ({
        subjectId: each.person?.personId ?? '',
        areaCode: each.person?.areaCode ?? '',
        values: {
          year: each.row.year,
          days: each.row.days,
          trained: each.row.trained ?? null,
          section_id: sectionOf(each) ?? null,
          section_area: sectionOf(each) === undefined ? null : each.person?.areaCode,
        },
      })),
    );
    const effectOf = new Map(good.map(({ number }, i) => [number, effects[i] ?? 'UNCHANGED']));
    return rows.map((each) => {
      const effect = effectOf.get(each.number);
      return effect === undefined ? { number: each.number, refusals: refusalsOf(each) } : { number: each.number, effect };
    });
  },
});
