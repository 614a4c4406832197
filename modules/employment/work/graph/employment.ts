import {
  among,
  areaField,
  ascending,
  fromPerson,
  inRange,
  inside,
  newestFirst,
  observations,
  observedFields,
  ofPerson,
  orderInput,
  same,
  sorted,
  where,
  type GraphBuilder,
  type RowCondition,
} from 'xianjie/schema';
import { atWork } from '../../at-work.js';
import type { WorkEnums } from './common.js';

const said = observations('person_id');

/** The same as `atWork`, as conditions of a list. */
function atWorkOrNot(asked: boolean | null | undefined, today: string): RowCondition[] {
  const begun = where.any(where.missing('started_on'), where.atMost('started_on', today));
  const lasts = where.any(where.missing('ended_on'), where.atLeast('ended_on', today));
  if (asked == null) return [];
  return asked
    ? [where.equals('employed', true), begun, lasts]
    : [where.any(where.equals('employed', false), where.not(begun), where.not(lasts))];
}

/** Where people work: the newest word on each, and all that was said. */
export function addEmployment(builder: GraphBuilder, enums: WorkEnums): void {
  const employment = builder.tableType('Employment', {
    table: 'employment_record',
    ...said,
    columns: { ...said.columns, employed: 'INTERNAL' },
    description: 'What a department said on a day of a person’s work (就业记录).',
    fields: (t) => ({
      employed: t.sql({
        type: 'Boolean',
        level: 'INTERNAL',
        nullable: false,
        description: 'Whether at work today: work that is over, or that has not begun, is none (是否就业).',
        expression: (row) => atWork(row.bind(row.today), row.column),
      }),
      place: t.column('place', { type: enums.place, level: 'INTERNAL', description: 'Where (务工地点).' }),
      form: t.column('form', { type: enums.form, level: 'INTERNAL', description: 'In which form (就业形式).' }),
      stable: t.column('stable', {
        type: 'Boolean',
        level: 'INTERNAL',
        description: 'Whether the work is stable; null: nobody said (是否稳定).',
      }),
      workArea: t.column('work_area', { type: 'String', level: 'PERSONAL', description: 'Province, city or county of work (务工地区).' }),
      employer: t.column('employer', { type: 'String', level: 'PERSONAL', description: 'Employer (用工单位).' }),
      employerCode: t.column('employer_code', {
        type: 'String',
        level: 'PERSONAL',
        description: 'Its unified social credit code (统一社会信用代码).',
      }),
      monthlyPay: t.column('monthly_pay', { type: 'Money', level: 'INTERNAL', description: 'Pay of a month (月工资).' }),
      startedOn: t.column('started_on', { type: 'Date', level: 'INTERNAL', description: 'First day of this work (就业日期).' }),
      endedOn: t.column('ended_on', { type: 'Date', level: 'INTERNAL', description: 'Last day of this work (离岗日期).' }),
      returned: t.column('returned', {
        type: 'Boolean',
        level: 'INTERNAL',
        description: 'Whether back from working away; null: nobody said (是否返乡).',
      }),
      returnedOn: t.column('returned_on', { type: 'Date', level: 'INTERNAL', description: 'Since when (返乡日期).' }),
      area: areaField(t, 'INTERNAL', 'The person’s village or community (所在村).'),
      ...ofPerson(t),
      ...observedFields(t),
    }),
  });

  builder.objectFields('Person', (t) => ({
    employment: t.relation({
      type: employment,
      level: 'INTERNAL',
      description: 'How this person’s work stands: the newest word, whoever said it; null: nobody said (就业情况).',
      ...fromPerson,
      orderBy: newestFirst,
    }),
    employments: t.relation({
      type: [employment],
      level: 'INTERNAL',
      nullable: false,
      description: 'All that was said of this person’s work, the newest first, a hundred at most (就业记录).',
      ...fromPerson,
      orderBy: newestFirst,
      limit: 100,
    }),
  }));

  const filter = builder.inputType('EmploymentFilter', {
    description: 'Whose work, as the newest record says: all that is given must hold (就业筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (所在区划).' }),
      employed: t.boolean({ description: 'Whether at work today (是否就业).' }),
      places: t.field({ type: [enums.place], description: 'In one of these places (务工地点).' }),
      forms: t.field({ type: [enums.form], description: 'In one of these forms (就业形式).' }),
      stable: t.boolean({ description: 'Whether stable; of whom nobody said matches neither (是否稳定).' }),
      returned: t.boolean({ description: 'Whether back from working away; of whom nobody said matches neither (是否返乡).' }),
      startedOn: t.field({ type: 'DateRange', description: 'First day of the work (就业日期).' }),
      observedOn: t.field({ type: 'DateRange', description: 'The day it speaks of: who was not heard of for long (观察日期).' }),
    }),
  });
  const order = orderInput(
    builder,
    'Employment',
    { en: 'the lines of the ledger', zh: '就业' },
    {
      AREA: 'Village, then place of work (所在村).',
      OBSERVED_ON: 'The day it speaks of (观察日期).',
      STARTED_ON: 'First day of the work, unknown last (就业日期).',
      MONTHLY_PAY: 'Pay of a month, unknown last (月工资).',
    },
  );
  builder.queryField('employments', (t) =>
    t.connection({
      type: employment,
      level: 'INTERNAL',
      scope: 'employment:read',
      description: 'The employment ledger of every level: of a county, a township, a village, by `filter.area` (三级就业信息台账).',
      args: {
        filter: t.arg({ type: filter, description: 'Whose work (筛选).' }),
        orderBy: t.arg({ type: order, description: 'Its order; default: by village (排序).' }),
      },
      where: ({ filter: asked }, { today }) => [
        where.lastWord('person_id'),
        ...inside(asked?.area),
        ...atWorkOrNot(asked?.employed, today),
        ...among('place', asked?.places),
        ...among('form', asked?.forms),
        ...same('stable', asked?.stable),
        ...same('returned', asked?.returned),
        ...inRange('started_on', asked?.startedOn),
        ...inRange('observed_on', asked?.observedOn),
      ],
      orderBy: ({ orderBy }) => {
        if (orderBy?.by === 'OBSERVED_ON') return [sorted('observed_on', orderBy)];
        if (orderBy?.by === 'STARTED_ON') return [sorted('started_on', orderBy, true)];
        if (orderBy?.by === 'MONTHLY_PAY') return [sorted('monthly_pay', orderBy, true)];
        return orderBy
          ? [sorted('area_code', orderBy), sorted('place', orderBy, true)]
          : [ascending('area_code'), ascending('place', true)];
      },
    }),
  );
}
