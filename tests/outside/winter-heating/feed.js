// @ts-check
import { cell, defineFeed, needed, optional, sheet } from 'xianjie/schema';
import { stoveKinds } from './codes.js';
import { office } from './policy.js';
import { refusals } from './refusals.js';
import { stoveTarget } from './tables.js';

/** The columns are the header, the template, the hints and the parser. */
const file = sheet(
  {
    householdNumber: needed('户编号', 'register_number', cell.registerNumber, '1506231002010001'),
    kind: needed('取暖方式', 'heating', cell.oneOf(stoveKinds), '燃煤炉'),
    alarm: optional('一氧化碳报警器', 'alarm', cell.yesNo, '是'),
  },
  [{ column: 'alarm', refusal: refusals.code('ALARM_WITHOUT_STOVE'), broken: (row) => row.kind === 'NONE' && row.alarm === true }],
);

export const stovesFeed = defineFeed({
  code: 'winter-heating.stoves',
  title: { zh: '取暖方式清单', en: 'List of heating' },
  description: { zh: '每户一行：取暖方式与一氧化碳报警器', en: 'One row per household: its heating and its carbon monoxide alarm' },
  source: office.code,
  columns: file.columns,
  naturalKey: ['householdNumber'],
  canBeComplete: true,
  resolves: 'EXISTING_HOUSEHOLD',
  parse: file.read,
  householdOf: (row) => ({ householdNumber: row.householdNumber }),
  write: async ({ tx }, batch, rows) => {
    const said = rows.map(({ row, household }) => ({
      subjectId: household?.householdId ?? '',
      areaCode: household?.areaCode ?? '',
      values: { kind: row.kind, alarm: row.alarm ?? null },
    }));
    const effects = await tx.observe(stoveTarget, batch, said);
    return rows.map(({ number }, i) => ({ number, effect: effects[i] ?? 'UNCHANGED' }));
  },
});
