import { orderInput } from '../../builder/order-input.js';
import type { GraphBuilder } from '../../builder/builder.js';
import { where, type RowCondition, type RowOrder } from '../../builder/conditions.js';
import type { PlanTime } from '../../builder/declared.js';
import { inside, same, among, inRange, sorted, type Direction, type Range } from '../../builder/list-arguments.js';

/** The filter and the order of household lists. */
export function householdListArguments(builder: GraphBuilder) {
  const filter = builder.inputType('HouseholdFilter', {
    description: 'Which households: all that is given must hold (户筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (所在区划).' }),
      registryStatuses: t.field({
        type: ['PovertyRegisterStatus'],
        description: 'One of these register statuses; needs the right to see them (建档立卡状态).',
      }),
      monitoringKinds: t.field({
        type: ['MonitoringKind'],
        description: 'Monitored as one of these; needs the right to see them (监测对象类型).',
      }),
      monitored: t.boolean({
        description: 'Whether monitored at all; of whom nobody said matches neither; needs the right to see it (是否监测对象).',
      }),
      safetyNets: t.field({
        type: ['SafetyNetProgramme'],
        description: 'Holding one of these; needs the right to see them (社会救助类型).',
      }),
      labourClasses: t.field({ type: ['HouseholdLabourClass'], description: 'One of these labour classes (劳动力类别).' }),
      perCapitaNetIncome: t.field({ type: 'MoneyRange', description: 'Net income per head of its newest year (最新年度人均纯收入).' }),
      memberCount: t.field({ type: 'IntRange', description: 'Number of members (家庭人口数).' }),
      authorised: t.boolean({ description: 'Whether an authorisation holds today (授权是否有效).' }),
      group: t.string({ description: 'Village group (村民小组).' }),
      relocated: t.boolean({ description: 'Whether relocated (是否易地搬迁).' }),
    }),
  });
  const order = orderInput(
    builder,
    'Household',
    { en: 'households', zh: '户' },
    {
      NUMBER: 'Register number (户编号).',
      PER_CAPITA_NET_INCOME: 'Net income per head of the newest year, unknown last (人均纯收入).',
      MEMBER_COUNT: 'Number of members (家庭人口数).',
      AREA: 'Village, then register number (所在村).',
    },
  );
  return builder.args((t) => ({
    filter: t.field({ type: filter, description: 'Which households (筛选).' }),
    orderBy: t.field({ type: order, description: 'Their order; default: by register number (排序).' }),
  }));
}

interface HouseholdFilter {
  readonly area?: string | null;
  readonly registryStatuses?: readonly string[] | null;
  readonly monitoringKinds?: readonly string[] | null;
  readonly monitored?: boolean | null;
  readonly safetyNets?: readonly string[] | null;
  readonly labourClasses?: readonly string[] | null;
  readonly perCapitaNetIncome?: Range;
  readonly memberCount?: Range;
  readonly authorised?: boolean | null;
  readonly group?: string | null;
  readonly relocated?: boolean | null;
}

export function householdConditions(filter: HouseholdFilter | null | undefined, { today }: PlanTime): readonly RowCondition[] {
  if (!filter) return [];
  const { area, monitored, authorised, group, relocated } = filter;
  const authorisedToday = where.atLeast('authorised_until', today);
  return [
    ...inside(area),
    ...among('register_status', filter.registryStatuses),
    ...among('monitoring_kind', filter.monitoringKinds),
    ...same('monitored', monitored),
    ...among('safety_net', filter.safetyNets),
    ...among('labour_class', filter.labourClasses),
    ...inRange('per_capita_net', filter.perCapitaNetIncome),
    ...inRange('member_count', filter.memberCount),
    ...(authorised == null ? [] : [authorised ? authorisedToday : where.not(authorisedToday)]),
    ...same('group_name', group),
    ...same('relocated', relocated),
  ];
}

export function householdOrder(order: ({ readonly by: string } & NonNullable<Direction>) | null | undefined): readonly RowOrder[] {
  switch (order?.by) {
    case 'PER_CAPITA_NET_INCOME':
      return [sorted('per_capita_net', order, true)];
    case 'MEMBER_COUNT':
      return [sorted('member_count', order)];
    case 'AREA':
      return [sorted('area_code', order), sorted('register_number', order)];
    default:
      return [sorted('register_number', order)];
  }
}
