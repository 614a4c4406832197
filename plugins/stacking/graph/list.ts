import {
  listConnection,
  NATION,
  pagingArguments,
  responsePath,
  type GraphBuilder,
  type StackingKind,
  type StackingPage,
} from 'xianjie/schema';
import { mustExist } from '../../eligibility/index.js';
import type { FindingTypes } from './types.js';

/** What is found of everybody in an area, for whoever looks after it. */
export function findingList(builder: GraphBuilder, { finding, kind }: FindingTypes): void {
  const connection = listConnection<StackingPage>(builder, 'StackingFinding', {
    type: finding,
    description:
      'A page of what is found of benefits together. It may hold fewer findings than were asked for, or none, while more households follow: go on behind `endCursor` as long as `hasNextPage` says so (叠加核查清单).',
    row: 'What is found (核查结果).',
    page: (t) => ({
      asOf: t.expose('asOf', { type: 'Date', nullable: false, description: 'The day it speaks of (基准日).' }),
      examined: t.exposeInt('examined', {
        nullable: false,
        description: 'How many households were looked at for this page, 500 at most (核查户数).',
      }),
      unauthorised: t.exposeInt('unauthorised', {
        nullable: false,
        description:
          'Households of the area that have not authorised the matching of their data: neither they nor their members are looked at (未授权户数).',
      }),
    }),
  });
  const filter = builder.inputType('StackingFindingFilter', {
    description: 'Which findings: all that is given must hold (叠加核查筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'Of households in or under this area; default: the viewer’s areas (所在区划).' }),
      kinds: t.field({ type: [kind], description: 'Of these kinds (类别).' }),
      relations: t.stringList({ description: 'Under these relations, by code (叠加关系代码).' }),
    }),
  });
  builder.queryField('stackingFindings', (t) =>
    t.field({
      type: connection,
      nullable: false,
      scope: 'core:read:internal',
      description:
        'What is found of the benefits of everybody in an area together: of households and of their members, household after household, reckoned from what is recorded now. Out of the records and verdicts that the viewer may see; the others are counted in `extensions.withheld`, each once. FORBIDDEN where a relation is named whose records may not be read (叠加核查清单).',
      args: {
        filter: t.arg({ type: filter, required: false, description: 'Which findings: all that is given must hold (筛选).' }),
        asOf: t.arg({ type: 'Date', required: false, description: 'The day the question is about; default today (基准日).' }),
        ...pagingArguments(builder),
      },
      extensions: { cost: { points: 100 } },
      resolve: async (_root, { filter: given, asOf, ...page }, context, info) => {
        const { viewer, services } = context;
        const areas = given?.area == null ? (viewer.areas.length === 0 ? [NATION] : viewer.areas) : [given.area];
        for (const area of areas) await mustExist(area, context, info);
        return services.stacking.list({
          areas,
          kinds: (given?.kinds ?? null) as readonly StackingKind[] | null,
          relations: given?.relations ?? null,
          asOf: asOf ?? null,
          page,
          path: responsePath(info),
        });
      },
    }),
  );
}
