import {
  cell,
  coreCode,
  defineFeed,
  liesIn,
  needed,
  optional,
  sheet,
  type RowEffect,
  type RowRefusal,
  type WrittenRow,
} from 'xianjie/schema';
import { refusals } from '../refusals.js';
import { schoolCode } from './cells.js';
import { stageWords } from './enrolment.js';

const file = sheet({
  code: needed('学校标识码', 'school_code', schoolCode, '2115000123'),
  name: needed('校名', 'school_name', cell.words(100), '示例小学'),
  area: needed('所在村（社区）代码', 'village_code', cell.villageCode, '150623100201'),
  stages: needed('学段', 'stages', cell.someOf(stageWords), '小学；初中'),
  rural: needed('农村学校', 'rural', cell.yesNo, '是'),
  boarding: optional('寄宿制', 'boarding', cell.yesNo, '否'),
});

/** The schools that lists name. They are records, not observations: a school is changed, and its code is its key. */
export const schoolsFeed = defineFeed({
  code: 'education.schools',
  title: { zh: '学校名册', en: 'Schools' },
  description: { zh: '学校标识码是主键', en: 'The school code is the key' },
  source: 'EDU',
  columns: file.columns,
  naturalKey: ['code'],
  canBeComplete: false,
  resolves: 'NONE',
  parse: file.read,
  write: async ({ tx }, batch, rows) => {
    const areas = await tx.sql<{ code: string }>('select code from area where code = any($1)', [rows.map(({ row }) => row.area)]);
    const known = new Set(areas.map((area) => area.code));
    const here = rows.filter(({ row }) => known.has(row.area) && liesIn(row.area, batch.areaCode));
    const written = await tx.sql<{ code: string; effect: RowEffect }>(
      `with said as (
         select * from jsonb_to_recordset($1::jsonb) as x(code text, name text, area text, stages jsonb, rural boolean, boarding boolean)),
       lines as (
         select code, name, area, array(select jsonb_array_elements_text(stages)) as stages, rural, boarding from said),
       same as (
         select l.code from lines l join education_school s on s.code = l.code
         where (s.name, s.area_code, s.stages, s.rural) = (l.name, l.area, l.stages, l.rural) and s.boarding is not distinct from coalesce(l.boarding, s.boarding)),
       changed as (
         update education_school s set name = l.name, area_code = l.area, stages = l.stages, rural = l.rural,
           boarding = coalesce(l.boarding, s.boarding), version = s.version + 1, updated_at = now()
         from lines l where s.code = l.code and l.code not in (select code from same) returning s.code),
       created as (
         insert into education_school (code, name, area_code, stages, rural, boarding)
         select code, name, area, stages, rural, boarding from lines
         where code not in (select code from education_school)
         on conflict (code) do nothing returning code)
       select code, 'UNCHANGED' as effect from same union all select code, 'CHANGED' from changed union all select code, 'CREATED' from created`,
      [JSON.stringify(here.map(({ row }) => row))],
    );
    const effects = new Map(written.map(({ code, effect }) => [code, effect]));
    return rows.map(({ number, row }): WrittenRow => {
      const effect = effects.get(row.code);
      if (effect !== undefined) return { number, effect };
      const refusal: RowRefusal = here.some((one) => one.number === number)
        ? refusals.row('SCHOOL_ELSEWHERE', 'code')
        : { column: 'area', code: coreCode('VILLAGE_NOT_FOUND') };
      return { number, refusals: [refusal] };
    });
  },
});
