import {
  NATION,
  listConnection,
  pagingArguments,
  responsePath,
  type GraphBuilder,
  type GraphContext,
  type Outcome,
  type Satisfied,
  type VerdictPage,
  type VerdictsAsked,
} from 'xianjie/schema';
import { sweptAtOf, sweptTexts, type SweptStateEnum } from './area-gaps.js';
import type { EligibilityEnums } from './enums.js';
import { mustExist } from './queries.js';

/** A page with the question that it answers: the total is counted only where it is asked for. */
type Page = VerdictPage & { readonly asked: VerdictsAsked };

/** Whom rules concern, and who lacks what they give: verdicts of the last sweep as a list. */
export function verdictList(builder: GraphBuilder, enums: EligibilityEnums, state: SweptStateEnum): void {
  const connection = connectionType(builder, enums, state);
  const { filter, order } = inputs(builder, enums);
  builder.queryField('verdicts', (t) =>
    t.field({
      type: connection,
      nullable: false,
      scope: 'core:read',
      description:
        'Whom a rule concerns here, and who lacks it: verdicts of the last sweep, each explained afresh. Of the checks whose verdicts the viewer may see; a check that is named and may not be seen is FORBIDDEN. Households that have not authorised the matching of their data are on no such list (结论清单).',
      args: {
        filter: t.arg({ type: filter, required: false, description: 'Which verdicts: all that is given must hold (筛选).' }),
        asOf: t.arg({
          type: 'Date',
          required: false,
          description: 'The day: refused where the last sweep speaks of another. Default: that of the sweep (基准日).',
        }),
        orderBy: t.arg({ type: order, required: false, description: 'Their order; default: by area (排序).' }),
        ...pagingArguments(builder),
      },
      resolve: async (_root, { filter: given, asOf, orderBy, first, after, last, before }, context, info): Promise<Page> => {
        const areas = areasOf(given?.area, context);
        for (const area of areas) await mustExist(area, context, info);
        const { checks, modules, kind, outcomes, fulfilled, gaps } = given ?? {};
        const asked: VerdictsAsked = {
          areas,
          checks: checks ?? null,
          modules: modules ?? null,
          kind: kind ?? null,
          outcomes: (outcomes as readonly Outcome[] | null | undefined) ?? null,
          fulfilled: (fulfilled as readonly Satisfied[] | null | undefined) ?? null,
          gaps: gaps ?? null,
          asOf: asOf ?? null,
          byRank: orderBy === 'RANK',
          page: { first, after, last, before },
          path: responsePath(info),
        };
        const page = await context.services.lists.verdicts(asked);
        return { ...page, asked: { ...asked, asOf: page.asOf } };
      },
    }),
  );
}

const areasOf = (area: string | null | undefined, { viewer }: GraphContext): readonly string[] =>
  area == null ? (viewer.areas.length === 0 ? [NATION] : viewer.areas) : [area];

function inputs(builder: GraphBuilder, enums: EligibilityEnums) {
  const gap = builder.enumType('VerdictGap', {
    description: 'What a verdict shows, or those of all checks that give a benefit together (结论差距).',
    values: {
      NOT_FULFILLED: { description: 'The rule applies and is not fulfilled (应享未享、应落实未落实).' },
      SURPLUS: { description: 'What the rule gives is held, and every check in force there that gives it says no (应退未退).' },
      UNDETERMINED: { description: 'Whether it applies, or is fulfilled, cannot be decided (待定).' },
    } as const,
  });
  const filter = builder.inputType('VerdictFilter', {
    description: 'Which verdicts: all that is given must hold (结论筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area; default: the viewer’s areas (所在区划).' }),
      checks: t.stringList({ description: 'Of one of these checks, by code (规则代码).' }),
      modules: t.stringList({ description: 'Of checks of these modules; default: the viewer’s domains (模块).' }),
      kind: t.field({ type: enums.subjectKind, description: 'About this kind of subject (对象类别).' }),
      outcomes: t.field({ type: [enums.outcome], description: 'With one of these answers (结论).' }),
      fulfilled: t.field({
        type: [enums.satisfied],
        description: 'With one of these answers to whether it is fulfilled, or else to whether what it gives is held (是否落实).',
      }),
      gaps: t.field({ type: [gap], description: 'With one of these gaps (差距).' }),
    }),
  });
  const order = builder.enumType('VerdictOrder', {
    description: 'What verdicts are sorted by (结论排序).',
    values: {
      AREA: { description: 'By village (按村).' },
      RANK: {
        description: 'By the rank of one check, the lowest first, then by village; at most 2,000 verdicts (按规则名次).',
      },
    } as const,
  });
  return { filter, order };
}

function connectionType(builder: GraphBuilder, enums: EligibilityEnums, state: SweptStateEnum) {
  return listConnection<Page>(builder, 'Verdict', {
    type: 'Verdict',
    description: 'A page of verdicts of the last sweep (结论清单).',
    row: 'The verdict as of the sweep’s day, from what is known now (结论).',
    edge: (t) => ({
      sweptOutcome: t.field({
        type: enums.outcome,
        nullable: false,
        description: 'What the sweep said; another answer in `node` means that something became known since (测算结论).',
        resolve: (e) => e.sweptOutcome,
      }),
      sweptFulfilled: t.field({
        type: enums.satisfied,
        nullable: false,
        description: 'The same of whether it is fulfilled (测算时是否落实).',
        resolve: (e) => e.sweptFulfilled,
      }),
    }),
    page: (t) => ({
      totalCount: t.int({
        nullable: true,
        description: 'How many there are on all pages; counted only when asked for; null: never swept (总数).',
        resolve: ({ asked, state: swept }, _args, { services }) => (swept === 'NEVER' ? null : services.lists.countVerdicts(asked)),
      }),
      state: t.field({ type: state, nullable: false, description: sweptTexts.state, resolve: (p) => p.state }),
      asOf: t.expose('asOf', { type: 'Date', nullable: true, description: sweptTexts.asOf }),
      sweptAt: t.field({ type: 'DateTime', nullable: true, description: sweptTexts.sweptAt, resolve: sweptAtOf }),
      unauthorised: t.exposeInt('unauthorised', { nullable: false, description: sweptTexts.unauthorised }),
    }),
  });
}
