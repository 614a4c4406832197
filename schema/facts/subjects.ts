import type { Link, LinkRow } from '../contract/subject.js';
import { defineSubject, linkToMany, linkToOne } from '../contract/subject.js';
import { guaranteeKinds, type GuaranteeKind } from './codes.js';

export const household = defineSubject({
  code: 'HOUSEHOLD',
  title: { zh: '户', en: 'household' },
  nodeType: 'Household',
  stored: { table: 'household' },
  verdictsOf: (): readonly Link[] => [membersOf],
});
export const person = defineSubject({
  code: 'PERSON',
  title: { zh: '人口', en: 'person' },
  nodeType: 'Person',
  stored: { table: 'person', current: 'left_on is null or left_on > $1::date' },
});

export const project = defineSubject({
  code: 'PROJECT',
  title: { zh: '项目', en: 'project' },
  nodeType: 'Project',
  stored: { table: 'project' },
});

/** A village or community: where households are registered. */
export const village = defineSubject({
  code: 'VILLAGE',
  title: { zh: '村（社区）', en: 'village' },
  nodeType: 'Village',
  stored: { table: 'village' },
});
/** An administrative area of any level. Its id is its code. */
export const area = defineSubject({ code: 'AREA', title: { zh: '区划', en: 'area' }, nodeType: 'Area' });

/** One of the six guarantees of one household. Its id: household/kind. */
export const guarantee = defineSubject({ code: 'GUARANTEE', title: { zh: '保障事项', en: 'guarantee' } });

/** The household a person belongs to. */
export const householdOf = linkToOne({
  code: 'PERSON.household',
  title: { zh: '所在户', en: 'household of the person' },
  from: person,
  to: household,
  load: (sql, ids) => sql<LinkRow>('select id as "from", household_id as "to" from person where id = any($1::uuid[])', [ids]),
  itemTitle: () => ({ zh: '所在户', en: 'the household' }),
});

/** The village a household is registered in. */
export const villageOf = linkToOne({
  code: 'HOUSEHOLD.village',
  title: { zh: '所在村', en: 'village of the household' },
  from: household,
  to: village,
  load: (sql, ids) =>
    sql<LinkRow>(
      'select h.id as "from", v.id as "to" from household h join village v on v.area_code = h.area_code where h.id = any($1::uuid[])',
      [ids],
    ),
  itemTitle: () => ({ zh: '所在村', en: 'the village' }),
});

/** The area that a village is. */
export const areaOf = linkToOne({
  code: 'VILLAGE.area',
  title: { zh: '本村区划', en: 'area of the village' },
  from: village,
  to: area,
  load: (sql, ids) => sql<LinkRow>('select id as "from", area_code as "to" from village where id = any($1::uuid[])', [ids]),
  itemTitle: () => ({ zh: '本村区划', en: 'the area' }),
});

/** The area around an area: of a village its township. */
export const areaAbove = linkToOne({
  code: 'AREA.above',
  title: { zh: '上级区划', en: 'area above' },
  from: area,
  to: area,
  load: (sql, ids) =>
    sql<LinkRow>('select code as "from", parent_code as "to" from area where code = any($1::text[]) and parent_code is not null', [ids]),
  itemTitle: () => ({ zh: '上级区划', en: 'the area above' }),
});

/** The people who belong to a household on the day of the question. */
export const membersOf = linkToMany({
  code: 'HOUSEHOLD.members',
  title: { zh: '家庭成员', en: 'members of the household' },
  from: household,
  to: person,
  complete: { coveredBy: ['core.people'] },
  load: (sql, ids, at) =>
    sql<LinkRow>(
      `select household_id as "from", id as "to" from person
       where household_id = any($1::uuid[]) and (left_on is null or left_on > $2::date) order by household_id, id`,
      [ids, at.asOf],
    ),
  itemTitle: (_id, position) => ({ zh: `成员${position}`, en: `member ${position}` }),
});

/** The six guarantees of a household: always six, whatever is known of them. */
export const guaranteesOf = linkToMany({
  code: 'HOUSEHOLD.guarantees',
  title: { zh: '“两不愁三保障”及饮水安全', en: 'the six guarantees' },
  from: household,
  to: guarantee,
  complete: 'ALWAYS',
  items: Object.keys(guaranteeKinds),
  load: (_sql, ids) => Promise.resolve(ids.flatMap((id) => Object.keys(guaranteeKinds).map((kind) => ({ from: id, to: `${id}/${kind}` })))),
  itemTitle: (id) => guaranteeKinds[guaranteeOf(id).kind],
});

/** The parts of a guarantee's id; a hypothetical guarantee is its kind alone. */
export function guaranteeOf(id: string): { readonly householdId: string; readonly kind: GuaranteeKind } {
  const [kind = '', householdId = ''] = id.split('/').reverse();
  return { householdId, kind: kind as GuaranteeKind };
}

export const subjects = [household, person, project, village, area, guarantee];
