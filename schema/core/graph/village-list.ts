import { orderInput } from '../../builder/order-input.js';
import type { GraphBuilder } from '../../builder/builder.js';
import { ascending, where, type RowCondition, type RowOrder } from '../../builder/conditions.js';
import { inside, same, among, inRange, sorted, type Direction, type Range } from '../../builder/list-arguments.js';

/** The column of each facility that a village has or lacks. */
const facilityColumns: Readonly<Record<string, string>> = {
  PAVED_ROAD: 'paved_road',
  POWER: 'power',
  BROADBAND: 'broadband',
  MOBILE_4G: 'mobile_4g',
  WATER: 'water',
  CLINIC: 'clinic',
  CULTURE_ROOM: 'culture_room',
};

/** `village`, `villages`. */
export function addVillageQueries(builder: GraphBuilder): void {
  const filter = builder.inputType('VillageFilter', {
    description: 'Which villages: all that is given must hold (村筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (所在区划).' }),
      villageClasses: t.field({ type: ['VillageClass'], description: 'One of these classes (村庄分类).' }),
      exitedPoorVillage: t.boolean({ description: 'Whether once a poor village (脱贫村).' }),
      weakEconomyVillage: t.boolean({ description: 'Whether its collective economy is weak (经济薄弱村).' }),
      hollowVillage: t.boolean({ description: 'Whether most have left (空心村).' }),
      facilitiesMissing: t.field({
        type: ['VillageFacility'],
        description: 'Known to lack all of these; of which nobody said matches not (缺少的设施).',
      }),
      facilitiesUnknown: t.field({ type: ['VillageFacility'], description: 'Of which nobody said whether it has these (情况不明的设施).' }),
      collectiveIncome: t.field({ type: 'MoneyRange', description: 'Collective income of its newest year (最新年度集体总收入).' }),
      collectiveOperatingIncome: t.field({
        type: 'MoneyRange',
        description: 'Collective operating income of its newest year (最新年度集体经营性收入).',
      }),
    }),
  });
  const order = orderInput(
    builder,
    'Village',
    { en: 'villages', zh: '村' },
    {
      CODE: 'Area code (区划代码).',
      VILLAGE_CLASS: 'Class, unknown last (村庄分类).',
      COLLECTIVE_INCOME: 'Collective income of the newest year, unknown last (集体总收入).',
      COLLECTIVE_OPERATING_INCOME: 'Collective operating income of the newest year, unknown last (集体经营性收入).',
    },
  );

  builder.queryFields((t) => ({
    village: t.field({
      type: 'Village',
      nullable: true,
      scope: 'core:read',
      description: 'A village or community within the viewer’s areas (村).',
      args: { code: t.arg({ type: 'AreaCode', required: true, description: 'The code (区划代码).' }) },
      resolve: (_root, args, { services }, info) => services.reader.one(info, { where: [where.equals('area_code', args.code)] }),
    }),
    villages: t.connection({
      type: 'Village',
      level: 'PUBLIC',
      scope: 'core:read',
      description: 'Villages and communities within the viewer’s areas (村列表).',
      args: {
        filter: t.arg({ type: filter, description: 'Which villages (筛选).' }),
        orderBy: t.arg({ type: order, description: 'Their order; default: by code (排序).' }),
      },
      where: (args) => villageConditions(args.filter),
      orderBy: ({ orderBy }) => villageOrder(orderBy),
    }),
  }));
}

interface VillageFilter {
  readonly area?: string | null;
  readonly villageClasses?: readonly string[] | null;
  readonly exitedPoorVillage?: boolean | null;
  readonly weakEconomyVillage?: boolean | null;
  readonly hollowVillage?: boolean | null;
  readonly facilitiesMissing?: readonly string[] | null;
  readonly facilitiesUnknown?: readonly string[] | null;
  readonly collectiveIncome?: Range;
  readonly collectiveOperatingIncome?: Range;
}

function villageConditions(filter: VillageFilter | null | undefined): readonly RowCondition[] {
  if (!filter) return [];
  const columns = (facilities: readonly string[] | null | undefined): string[] =>
    (facilities ?? []).flatMap((facility) => facilityColumns[facility] ?? []);
  return [
    ...inside(filter.area),
    ...among('village_class', filter.villageClasses),
    ...same('exited_poor_village', filter.exitedPoorVillage),
    ...same('weak_economy_village', filter.weakEconomyVillage),
    ...same('hollow_village', filter.hollowVillage),
    ...columns(filter.facilitiesMissing).map((column) => where.equals(column, false)),
    ...columns(filter.facilitiesUnknown).map((column) => where.missing(column)),
    ...inRange('collective_total', filter.collectiveIncome),
    ...inRange('collective_operating', filter.collectiveOperatingIncome),
  ];
}

function villageOrder(order: ({ readonly by: string } & NonNullable<Direction>) | null | undefined): readonly RowOrder[] {
  switch (order?.by) {
    case 'VILLAGE_CLASS':
      return [sorted('village_class', order, true), ascending('area_code')];
    case 'COLLECTIVE_INCOME':
      return [sorted('collective_total', order, true), ascending('area_code')];
    case 'COLLECTIVE_OPERATING_INCOME':
      return [sorted('collective_operating', order, true), ascending('area_code')];
    default:
      return [sorted('area_code', order)];
  }
}
