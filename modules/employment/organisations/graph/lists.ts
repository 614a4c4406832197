import { among, descending, empty, inside, orderInput, same, sorted, where, type GraphBuilder } from 'xianjie/schema';
import type { OrganisationEnums } from './enums.js';
import type { addWorkshopJobs } from './jobs.js';
import type { addOrganisations } from './types.js';

type Types = ReturnType<typeof addOrganisations> & { readonly job: ReturnType<typeof addWorkshopJobs> };

/** Organisations, workshop jobs and agreements over areas. */
export function addOrganisationLists(builder: GraphBuilder, enums: OrganisationEnums, types: Types): void {
  const filter = builder.inputType('OrganisationFilter', {
    description: 'Which organisations: all that is given must hold (用人单位筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (所在区划).' }),
      kinds: t.field({ type: [enums.kind], description: 'Of one of these kinds (经营主体类型).' }),
      smallFirm: t.boolean({ description: 'Whether small or micro (小微企业).' }),
      rural: t.boolean({ description: 'Whether rural (农村牧区企业).' }),
      open: t.boolean({ description: 'Whether not closed (是否在营).' }),
    }),
  });
  const order = orderInput(
    builder,
    'Organisation',
    { en: 'organisations', zh: '用人单位' },
    {
      CREDIT_CODE: 'Credit code (统一社会信用代码).',
      AREA: 'Area, then credit code (所在区划).',
    },
  );
  const jobFilter = builder.inputType('WorkshopJobFilter', {
    description: 'Which workshop jobs: all that is given must hold (车间用工筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'Of workers in or under this area (务工人员所在区划).' }),
      rewardStates: t.field({ type: [enums.rewardState], description: 'With a reward in one of these states (奖补办理状态).' }),
      rewardYear: t.int({ description: 'With a reward for this year (奖补年度).' }),
    }),
  });
  const jobOrder = orderInput(
    builder,
    'WorkshopJob',
    { en: 'workshop jobs', zh: '车间用工' },
    { AREA: 'Village of the worker, then first day (务工人员所在村).', STARTED_ON: 'First day, unknown last (入职日期).' },
  );
  const rewarded = (
    asked: { readonly rewardStates?: readonly string[] | null; readonly rewardYear?: number | null } | null | undefined,
  ) => [...among('state', asked?.rewardStates), ...same('year', asked?.rewardYear)];
  builder.queryFields((t) => ({
    organisation: t.field({
      type: types.organisation,
      nullable: true,
      scope: 'employment:read',
      description: 'An organisation by its unified social credit code (用人单位).',
      args: { creditCode: t.arg.string({ required: true, description: 'The code (统一社会信用代码).' }) },
      resolve: (_root, { creditCode }, { services }, info) =>
        services.reader.one(info, { where: [where.equals('credit_code', creditCode.toUpperCase())] }),
    }),
    organisations: t.connection({
      type: types.organisation,
      level: 'PUBLIC',
      scope: 'employment:read',
      description: 'Organisations that employ people, within the viewer’s areas (用人单位列表).',
      args: {
        filter: t.arg({ type: filter, description: 'Which organisations (筛选).' }),
        orderBy: t.arg({ type: order, description: 'Their order; default: by credit code (排序).' }),
      },
      where: ({ filter: asked }) => [
        ...inside(asked?.area),
        ...among('kind', asked?.kinds),
        ...same('small_firm', asked?.smallFirm),
        ...same('rural', asked?.rural),
        ...empty('closed_on', asked?.open),
      ],
      orderBy: ({ orderBy }) =>
        orderBy?.by === 'AREA' ? [sorted('area_code', orderBy), sorted('credit_code', orderBy)] : [sorted('credit_code', orderBy)],
    }),
    workshopJobs: t.connection({
      type: types.job,
      level: 'PERSONAL',
      scope: 'employment:read:personal',
      description: 'Jobs at assistance workshops: who is to be rewarded, who was (帮扶车间用工列表).',
      args: {
        filter: t.arg({ type: jobFilter, description: 'Which jobs (筛选).' }),
        orderBy: t.arg({ type: jobOrder, description: 'Their order; default: by village (排序).' }),
      },
      where: ({ filter: asked }) => {
        const reward = rewarded(asked);
        return [
          ...inside(asked?.area),
          ...(reward.length === 0
            ? []
            : [where.related('employment_workshop_reward', { from: ['id', 'area_code'], to: ['job_id', 'area_code'] }, reward)]),
        ];
      },
      orderBy: ({ orderBy }) =>
        orderBy?.by === 'STARTED_ON'
          ? [sorted('started_on', orderBy, true)]
          : [sorted('area_code', orderBy), sorted('started_on', orderBy, true)],
    }),
    labourAgreements: t.connection({
      type: types.agreement,
      level: 'PUBLIC',
      scope: 'employment:read',
      description: 'Agreements that send workers, the latest first (劳务协作协议列表).',
      args: { area: t.arg({ type: 'AreaCode', description: 'In or under this area (所在区划).' }) },
      where: (asked) => inside(asked?.area),
      orderBy: () => [descending('starts_on')],
    }),
  }));
}
