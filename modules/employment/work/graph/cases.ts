import {
  among,
  ascending,
  descending,
  empty,
  filled,
  fromPerson,
  inside,
  ofPerson,
  recordFields,
  sourceField,
  type GraphBuilder,
} from 'xianjie/schema';
import type { WorkEnums } from './common.js';

/** Plans of help for returned workers and graduates: filtering by whom a case is for asks for the right to see it. */
export function addCases(builder: GraphBuilder, enums: WorkEnums): void {
  const one = builder.tableType('EmploymentCase', {
    table: 'employment_case',
    carries: ['area_code', 'person_id'],
    description: 'Help for one returned worker or graduate: opened, planned, closed (就业帮扶档案).',
    fields: (t) => ({
      kind: t.column('kind', { type: enums.caseKind, level: 'PERSONAL', description: 'Whom it is for (类别).' }),
      openedOn: t.column('opened_on', { type: 'Date', level: 'PERSONAL', description: 'When it was opened (建档日期).' }),
      plan: t.column('plan', { type: 'String', level: 'PERSONAL', description: 'The plan; null: none yet (帮扶计划).' }),
      plannedOn: t.column('planned_on', { type: 'Date', level: 'PERSONAL', description: 'When it was made (制定日期).' }),
      closedOn: t.column('closed_on', { type: 'Date', level: 'PERSONAL', description: 'When the case was closed (办结日期).' }),
      outcome: t.column('outcome', { type: enums.outcome, level: 'PERSONAL', description: 'How it ended (帮扶结果).' }),
      ...ofPerson(t),
      ...sourceField(t),
      ...recordFields(t),
    }),
  });
  builder.objectField('Person', 'employmentCases', (t) =>
    t.relation({
      type: [one],
      level: 'PERSONAL',
      description: 'Plans of help for this person, the latest first (就业帮扶档案).',
      ...fromPerson,
      orderBy: [descending('opened_on'), ascending('id')],
      limit: 20,
    }),
  );
  const filter = builder.inputType('EmploymentCaseFilter', {
    description: 'Which cases: all that is given must hold (就业帮扶档案筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (所在区划).' }),
      kinds: t.field({ type: [enums.caseKind], description: 'For one of these; needs the right to see it (类别).' }),
      open: t.boolean({ description: 'Whether open (是否未办结).' }),
      planned: t.boolean({ description: 'Whether there is a plan (是否有计划).' }),
    }),
  });
  builder.queryField('employmentCases', (t) =>
    t.connection({
      type: one,
      level: 'PERSONAL',
      scope: 'employment:read:personal',
      description: 'Plans of help for returned workers and graduates, the oldest first (返乡人员和毕业生帮扶档案).',
      args: { filter: t.arg({ type: filter, description: 'Which cases (筛选).' }) },
      where: ({ filter: asked }) => [
        ...inside(asked?.area),
        ...among('kind', asked?.kinds),
        ...empty('closed_on', asked?.open),
        ...filled('planned_on', asked?.planned),
      ],
      orderBy: () => [ascending('opened_on')],
    }),
  );
}
