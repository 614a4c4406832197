import { ancestorCodes } from '../../builder/area-code.js';
import type { GraphBuilder } from '../../builder/builder.js';
import { ascending, where } from '../../builder/conditions.js';
import type { DeclaredFieldExtensions } from '../../builder/declared.js';
import type { Row } from '../../contract/reader.js';
import { areaName, localized, recordFields } from './common.js';
import { householdConditions, householdOrder, type householdListArguments } from './household-list.js';
import { among, sorted } from '../../builder/list-arguments.js';

/** Areas of every level (区划) and the villages (村) among them. */
export function addAreas(builder: GraphBuilder, householdList: ReturnType<typeof householdListArguments>): void {
  builder.tableType('Area', {
    table: 'area',
    key: 'code',
    keyKind: 'text',
    carries: [],
    description: 'An administrative area of any level (区划).',
    fields: (t) => ({
      code: t.column('code', { type: 'AreaCode', level: 'PUBLIC', nullable: false, description: 'Its code (区划代码).' }),
      level: t.column('level', { type: 'AreaLevel', level: 'PUBLIC', nullable: false, description: 'Its level (级别).' }),
      name: t.sql({
        type: 'LocalizedText',
        level: 'PUBLIC',
        nullable: false,
        description: 'Its name (名称).',
        expression: (row) => localized(row, 'name_zh', 'name_en'),
      }),
      localTerm: t.column('local_term', {
        type: 'String',
        level: 'PUBLIC',
        description: 'What the level is called here: banner, sumu, gaqa (当地称谓).',
      }),
      synthetic: t.column('synthetic', {
        type: 'Boolean',
        level: 'PUBLIC',
        nullable: false,
        description: 'Whether invented for a demo (演示数据).',
      }),
      validFrom: t.column('valid_from', { type: 'Date', level: 'PUBLIC', description: 'First day of the code (启用日期).' }),
      validTo: t.column('valid_to', { type: 'Date', level: 'PUBLIC', description: 'Last day of the code (停用日期).' }),
      parent: t.relation({ type: 'Area', level: 'PUBLIC', description: 'The area above (上级).', from: ['parent_code'], to: ['code'] }),
      children: t.connection({
        type: 'Area',
        level: 'PUBLIC',
        description: 'The areas right below, by code (下级).',
        from: ['code'],
        to: ['parent_code'],
        orderBy: () => [ascending('code')],
      }),
      ancestors: t.field({
        type: ['Area'],
        nullable: false,
        description: 'The areas above it, the nation first (各级上级).',
        extensions: { level: 'PUBLIC' } satisfies DeclaredFieldExtensions,
        resolve: async (area, _args, { services }, info) => {
          const found = await Promise.all(ancestorCodes(String(area['$code'])).map((code) => services.reader.load(info, 'Area', code)));
          return found.filter((row): row is Row => row !== null);
        },
      }),
      village: t.relation({
        type: 'Village',
        level: 'PUBLIC',
        description: 'The village here, for an area of that level (村).',
        from: ['code'],
        to: ['area_code'],
      }),
    }),
  });

  builder.tableType('Village', {
    table: 'village',
    description: 'A village or community: where households are registered (村、嘎查、社区).',
    fields: (t) => ({
      code: t.column('area_code', { type: 'AreaCode', level: 'PUBLIC', nullable: false, description: 'Its code (区划代码).' }),
      name: t.sql({ type: 'LocalizedText', level: 'PUBLIC', nullable: false, description: 'Its name (名称).', expression: areaName }),
      area: t.relation({
        type: 'Area',
        level: 'PUBLIC',
        nullable: false,
        description: 'Its area (区划).',
        from: ['area_code'],
        to: ['code'],
      }),
      villageClass: t.column('village_class', { type: 'VillageClass', level: 'PUBLIC', description: 'Its class (村庄分类).' }),
      exitedPoorVillage: t.column('exited_poor_village', {
        type: 'Boolean',
        level: 'PUBLIC',
        description: 'Whether it was on the list of poor villages (脱贫村).',
      }),
      weakEconomyVillage: t.column('weak_economy_village', {
        type: 'Boolean',
        level: 'PUBLIC',
        description: 'Whether its collective economy is weak (经济薄弱村).',
      }),
      hollowVillage: t.column('hollow_village', { type: 'Boolean', level: 'PUBLIC', description: 'Whether most have left (空心村).' }),
      householdCount: t.sql({
        type: 'Int',
        level: 'INTERNAL',
        nullable: false,
        description: 'Number of registered households (户数).',
        expression: (row) => `select count(*) from household h where h.area_code = ${row.column('area_code')}`,
      }),
      personCount: t.sql({
        type: 'Int',
        level: 'INTERNAL',
        nullable: false,
        description: 'Number of present members of its households (人口数).',
        expression: (row) => `select coalesce(sum(h.member_count), 0) from household h where h.area_code = ${row.column('area_code')}`,
      }),
      households: t.connection({
        type: 'Household',
        level: 'INTERNAL',
        description: 'Its households (户).',
        args: householdList,
        from: ['area_code'],
        to: ['area_code'],
        where: ({ filter }, at) => householdConditions(filter, at),
        orderBy: ({ orderBy }) => householdOrder(orderBy),
      }),
      ...recordFields(t),
    }),
  });
}

/** `area`, `areas`, `village`, `villages`. */
export function addAreaQueries(builder: GraphBuilder): void {
  const areaFilter = builder.inputType('AreaFilter', {
    description: 'Which areas: all that is given must hold (区划筛选条件).',
    fields: (t) => ({
      under: t.field({ type: 'AreaCode', description: 'This area and those under it (上级区划).' }),
      parent: t.field({ type: 'AreaCode', description: 'Right below this area (直接上级).' }),
      levels: t.field({ type: ['AreaLevel'], description: 'One of these levels (级别).' }),
    }),
  });
  const villageFilter = builder.inputType('VillageFilter', {
    description: 'Which villages: all that is given must hold (村筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (所在区划).' }),
      villageClasses: t.field({ type: ['VillageClass'], description: 'One of these classes (村庄分类).' }),
      exitedPoorVillage: t.boolean({ description: 'Whether once a poor village (脱贫村).' }),
      weakEconomyVillage: t.boolean({ description: 'Whether its collective economy is weak (经济薄弱村).' }),
    }),
  });
  const villageOrderBy = builder.enumType('VillageOrderBy', {
    description: 'What villages are sorted by (村排序项).',
    values: { CODE: { description: 'Area code (区划代码).' }, VILLAGE_CLASS: { description: 'Class, unknown last (村庄分类).' } } as const,
  });
  const villageOrder = builder.inputType('VillageOrder', {
    description: 'Order of villages (村排序).',
    fields: (t) => ({
      by: t.field({ type: villageOrderBy, required: true, description: 'What by (排序项).' }),
      direction: t.field({ type: 'OrderDirection', defaultValue: 'ASC', description: 'Direction (方向).' }),
    }),
  });
  const code = builder.args((t) => ({ code: t.field({ type: 'AreaCode', required: true, description: 'The code (区划代码).' }) }));

  builder.queryFields((t) => ({
    area: t.field({
      type: 'Area',
      nullable: true,
      scope: 'core:read',
      description: 'An area of any level (区划).',
      args: code,
      resolve: (_root, args, { services }, info) => services.reader.one(info, { where: [where.equals('code', args.code)] }),
    }),
    areas: t.connection({
      type: 'Area',
      level: 'PUBLIC',
      scope: 'core:read',
      description: 'Areas by code (区划列表).',
      args: { filter: t.arg({ type: areaFilter, description: 'Which areas (筛选).' }) },
      where: ({ filter }) => [
        ...(filter?.under == null ? [] : [where.insideArea('code', filter.under)]),
        ...(filter?.parent == null ? [] : [where.equals('parent_code', filter.parent)]),
        ...among('level', filter?.levels),
      ],
      orderBy: () => [ascending('code')],
    }),
    village: t.field({
      type: 'Village',
      nullable: true,
      scope: 'core:read',
      description: 'A village or community within the viewer’s areas (村).',
      args: code,
      resolve: (_root, args, { services }, info) => services.reader.one(info, { where: [where.equals('area_code', args.code)] }),
    }),
    villages: t.connection({
      type: 'Village',
      level: 'PUBLIC',
      scope: 'core:read',
      description: 'Villages and communities within the viewer’s areas (村列表).',
      args: {
        filter: t.arg({ type: villageFilter, description: 'Which villages (筛选).' }),
        orderBy: t.arg({ type: villageOrder, description: 'Their order; default: by code (排序).' }),
      },
      where: ({ filter }) => [
        ...(filter?.area == null ? [] : [where.insideArea('area_code', filter.area)]),
        ...among('village_class', filter?.villageClasses),
        ...(filter?.exitedPoorVillage == null ? [] : [where.equals('exited_poor_village', filter.exitedPoorVillage)]),
        ...(filter?.weakEconomyVillage == null ? [] : [where.equals('weak_economy_village', filter.weakEconomyVillage)]),
      ],
      orderBy: ({ orderBy }) =>
        orderBy?.by === 'VILLAGE_CLASS' ? [sorted('village_class', orderBy, true), ascending('area_code')] : [sorted('area_code', orderBy)],
    }),
  }));
}
