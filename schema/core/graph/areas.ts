import { ancestorCodes } from '../../builder/area-code.js';
import type { GraphBuilder } from '../../builder/builder.js';
import { ascending, descending, where } from '../../builder/conditions.js';
import type { DeclaredFieldExtensions } from '../../builder/declared.js';
import type { Row } from '../../contract/reader.js';
import { localized } from './common.js';
import { inside, same, among } from '../../builder/list-arguments.js';

/** Areas of every level (区划). */
export function addAreas(builder: GraphBuilder): void {
  builder.tableType('Area', {
    table: 'area',
    key: 'code',
    keyKind: 'text',
    carries: [],
    description: 'An administrative area of any level (区划).',
    fields: (t) => {
      const designation = (kind: string, description: string) =>
        t.sql({
          type: 'Boolean',
          level: 'PUBLIC',
          description: `${description} Null: nobody said; what was said of an area around it is asked there.`,
          expression: (row) =>
            `select d.holds from area_designation d where d.area_code = ${row.column('code')} and d.kind = ${row.bind(kind)}
             order by d.observed_on desc, d.recorded_at desc limit 1`,
        });
      return {
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
        successor: t.relation({
          type: 'Area',
          level: 'PUBLIC',
          description: 'The area that took its place; null while the code is in use (替代区划).',
          from: ['successor_code'],
          to: ['code'],
        }),
        predecessors: t.relation({
          type: ['Area'],
          level: 'PUBLIC',
          nullable: false,
          description: 'The areas whose place it took, by code (被替代区划).',
          from: ['code'],
          to: ['successor_code'],
          orderBy: [ascending('code')],
        }),
        exitedPoorCounty: designation('EXITED_POOR_COUNTY', 'Whether it is a county that left poverty (脱贫县).'),
        keyAssistanceCounty: designation(
          'KEY_ASSISTANCE_COUNTY',
          'Whether it is a county of key assistance in rural revitalisation (乡村振兴重点帮扶县).',
        ),
        oldRevolutionaryArea: designation('OLD_REVOLUTIONARY_AREA', 'Whether it is an old revolutionary area (革命老区).'),
        ethnicArea: designation('ETHNIC_AREA', 'Whether it is an ethnic minority area (民族地区).'),
        referenceIncomes: t.relation({
          type: ['ReferenceIncome'],
          level: 'PUBLIC',
          nullable: false,
          description:
            'Published incomes per head of groups of people here, the latest year first; the newest entry of each counts (参考收入).',
          args: {
            years: t.arg.intList({ description: 'Only these years (年度).' }),
            group: t.arg({ type: 'ReferenceGroup', description: 'Only this group (人群).' }),
          },
          from: ['code'],
          to: ['area_code'],
          where: ({ years, group }) => [
            ...(years ? [where.anyOf('year', years)] : []),
            ...(group ? [where.equals('population', group)] : []),
          ],
          newest: { per: ['year', 'population', 'concept'], by: [descending('recorded_at')] },
          orderBy: [descending('year'), ascending('population'), ascending('concept')],
        }),
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
      };
    },
  });
}

/** `area`, `areas`. */
export function addAreaQueries(builder: GraphBuilder): void {
  const areaFilter = builder.inputType('AreaFilter', {
    description: 'Which areas: all that is given must hold (区划筛选条件).',
    fields: (t) => ({
      under: t.field({ type: 'AreaCode', description: 'This area and those under it (上级区划).' }),
      parent: t.field({ type: 'AreaCode', description: 'Right below this area (直接上级).' }),
      levels: t.field({ type: ['AreaLevel'], description: 'One of these levels (级别).' }),
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
      where: ({ filter }) => [...inside(filter?.under, 'code'), ...same('parent_code', filter?.parent), ...among('level', filter?.levels)],
      orderBy: () => [ascending('code')],
    }),
  }));
}
