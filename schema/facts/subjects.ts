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

export const subjects = [household, person, project, guarantee];
