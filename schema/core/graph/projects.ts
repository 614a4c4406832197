import { orderInput } from '../../builder/order-input.js';
import type { GraphBuilder } from '../../builder/builder.js';
import { where } from '../../builder/conditions.js';
import { inside, among, inRange, sorted } from '../../builder/list-arguments.js';
import { areaField, recordFields } from '../table-fields.js';

/** Projects (项目) as a plain list. */
export function addProjects(builder: GraphBuilder): void {
  builder.tableType('Project', {
    table: 'project',
    description: 'A project (项目).',
    fields: (t) => ({
      number: t.column('number', { type: 'String', level: 'PUBLIC', nullable: false, description: 'Its number (项目编号).' }),
      name: t.column('name', { type: 'String', level: 'PUBLIC', nullable: false, description: 'Its name (项目名称).' }),
      area: areaField(t, 'PUBLIC', 'Where it is carried out (实施地点).'),
      category: t.column('category', { type: 'ProjectCategory', level: 'PUBLIC', nullable: false, description: 'Category (项目类别).' }),
      state: t.column('state', { type: 'ProjectState', level: 'PUBLIC', nullable: false, description: 'Where it stands (项目状态).' }),
      fundSource: t.column('fund_source', { type: 'FundSource', level: 'PUBLIC', description: 'Where its money comes from (资金来源).' }),
      year: t.column('year', { type: 'Int', level: 'PUBLIC', description: 'Year of the plan (计划年度).' }),
      plannedAmount: t.column('planned_amount', { type: 'Money', level: 'PUBLIC', description: 'Planned (计划金额).' }),
      paidAmount: t.column('paid_amount', { type: 'Money', level: 'PUBLIC', description: 'Paid so far (已拨付金额).' }),
      beneficiaryHouseholds: t.column('beneficiary_households', {
        type: 'Int',
        level: 'PUBLIC',
        description: 'Households that benefit (受益户数).',
      }),
      ...recordFields(t),
    }),
  });

  const filter = builder.inputType('ProjectFilter', {
    description: 'Which projects: all that is given must hold (项目筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (所在区划).' }),
      categories: t.field({ type: ['ProjectCategory'], description: 'One of these categories (项目类别).' }),
      states: t.field({ type: ['ProjectState'], description: 'In one of these states (项目状态).' }),
      fundSources: t.field({ type: ['FundSource'], description: 'From one of these sources (资金来源).' }),
      year: t.field({ type: 'IntRange', description: 'Year of the plan (计划年度).' }),
      plannedAmount: t.field({ type: 'MoneyRange', description: 'Planned amount (计划金额).' }),
    }),
  });
  const order = orderInput(
    builder,
    'Project',
    { en: 'projects', zh: '项目' },
    {
      NUMBER: 'Number (项目编号).',
      YEAR: 'Year, unknown last (年度).',
      PLANNED_AMOUNT: 'Planned amount, unknown last (计划金额).',
      AREA: 'Area, then number (区划).',
    },
  );

  builder.queryFields((t) => ({
    project: t.field({
      type: 'Project',
      nullable: true,
      scope: 'core:read',
      description: 'A project by its number (项目).',
      args: { number: t.arg.string({ required: true, description: 'The number (项目编号).' }) },
      resolve: (_root, args, { services }, info) => services.reader.one(info, { where: [where.equals('number', args.number)] }),
    }),
    projects: t.connection({
      type: 'Project',
      level: 'PUBLIC',
      scope: 'core:read',
      description: 'Projects within the viewer’s areas (项目列表).',
      args: {
        filter: t.arg({ type: filter, description: 'Which projects (筛选).' }),
        orderBy: t.arg({ type: order, description: 'Their order; default: by number (排序).' }),
      },
      where: ({ filter: asked }) => [
        ...inside(asked?.area),
        ...among('category', asked?.categories),
        ...among('state', asked?.states),
        ...among('fund_source', asked?.fundSources),
        ...inRange('year', asked?.year),
        ...inRange('planned_amount', asked?.plannedAmount),
      ],
      orderBy: ({ orderBy }) => {
        if (orderBy?.by === 'YEAR') return [sorted('year', orderBy, true)];
        if (orderBy?.by === 'PLANNED_AMOUNT') return [sorted('planned_amount', orderBy, true)];
        if (orderBy?.by === 'AREA') return [sorted('area_code', orderBy), sorted('number', orderBy)];
        return [sorted('number', orderBy)];
      },
    }),
  }));
}
