import {
  among,
  departmentField,
  descending,
  fromPerson,
  inRange,
  inside,
  ofPerson,
  orderInput,
  recordFields,
  sorted,
  type GraphBuilder,
  type Order,
} from 'xianjie/schema';
import type { Enums } from './enums.js';

/** Dropout cases (控辍保学档案); their steps are those of the lifecycle. */
export function addDropout(builder: GraphBuilder, enums: Enums) {
  const dropoutCase = builder.tableType('DropoutCase', {
    table: 'education_dropout_case',
    carries: ['area_code', 'person_id'],
    columns: { area_code: 'INTERNAL' },
    description: 'A child’s way out of school and back (控辍保学档案).',
    fields: (t) => ({
      state: t.column('state', { type: enums.state, level: 'PERSONAL', description: 'Where it stands (状态).' }),
      stateSince: t.column('state_since', { type: 'Date', level: 'PERSONAL', description: 'Since when (状态日期).' }),
      openedOn: t.column('opened_on', { type: 'Date', level: 'PERSONAL', description: 'When it was opened (建档日期).' }),
      openedBy: departmentField(t, 'opened_by', 'INTERNAL', 'Who opened it (建档部门).'),
      reason: t.column('reason', { type: 'String', level: 'PERSONAL', description: 'Why (原因).' }),
      exemptPhysical: t.column('exempt_physical', {
        type: 'Boolean',
        level: 'SENSITIVE',
        description: 'Of a child no longer obliged: whether for physical reasons (因身体原因不具备学习条件).',
      }),
      ...ofPerson(t),
      ...recordFields(t, 'INTERNAL'),
    }),
  });

  const filter = builder.inputType('DropoutCaseFilter', {
    description: 'Which cases: all that is given must hold (档案筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (所在区划).' }),
      states: t.field({ type: [enums.state], description: 'In one of these states; needs the right to see them (状态).' }),
      stateSince: t.field({ type: 'DateRange', description: 'In its state since these days (状态日期).' }),
    }),
  });
  const order = orderInput(
    builder,
    'DropoutCase',
    { en: 'cases', zh: '档案' },
    {
      STATE_SINCE: 'Since when it stands there (状态日期).',
      AREA: 'Area (区划).',
    },
  );
  const args = builder.args((t) => ({
    filter: t.field({ type: filter, description: 'Which cases (筛选).' }),
    orderBy: t.field({ type: order, description: 'Their order; default: the longest waiting first (排序).' }),
  }));
  type ListArguments = {
    readonly filter?: typeof filter.$inferInput | null;
    readonly orderBy?: Order<'STATE_SINCE' | 'AREA'> | null;
  };
  const conditions = ({ filter: asked }: ListArguments) => [
    ...inside(asked?.area),
    ...among('state', asked?.states),
    ...inRange('state_since', asked?.stateSince),
  ];
  const ordered = ({ orderBy }: ListArguments) => [sorted(orderBy?.by === 'AREA' ? 'area_code' : 'state_since', orderBy)];

  builder.objectField('Person', 'dropoutCases', (t) =>
    t.relation({
      type: [dropoutCase],
      level: 'PERSONAL',
      description: 'Dropout cases, the newest first (控辍保学档案).',
      ...fromPerson,
      orderBy: [descending('opened_on')],
    }),
  );
  builder.objectField('Village', 'dropoutCases', (t) =>
    t.connection({
      type: dropoutCase,
      level: 'PERSONAL',
      description: 'Dropout cases of its children (控辍保学档案).',
      args,
      from: ['area_code'],
      to: ['area_code'],
      where: conditions,
      orderBy: ordered,
    }),
  );
  builder.queryField('dropoutCases', (t) =>
    t.connection({
      type: dropoutCase,
      level: 'PERSONAL',
      scope: 'education:read:personal',
      description: 'Dropout cases within the viewer’s areas (控辍保学档案列表).',
      args,
      where: conditions,
      orderBy: ordered,
    }),
  );
  return dropoutCase;
}
