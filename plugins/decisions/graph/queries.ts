import {
  ApiError,
  keyOfGlobalId,
  listConnection,
  pageAsked,
  pageRead,
  pagingArguments,
  type DecidedOutcome,
  type Decision,
  type DecisionFilter,
  type DeclaredFieldExtensions,
  type GraphBuilder,
  type ListedEdge,
  type ListedPage,
  type Row,
} from 'xianjie/schema';
import type { GraphQLObjectType } from 'graphql';
import { decisionTypes, type DecisionRef } from './types.js';

/** So many decisions of one household or person stand beside it, the newest first. */
const BESIDE = 50;

interface DecisionPage extends ListedPage<ListedEdge<Decision>> {
  readonly filter: DecisionFilter;
}

/** Decisions by id, in lists, and beside whom they are about. */
export function decisionQueries(builder: GraphBuilder, decided: ReturnType<GraphBuilder['enumType']>) {
  const { decision, replay } = decisionTypes(builder);
  const id = builder.args((t) => ({ id: t.id({ required: true, description: 'The decision, by global id (编号).' }) }));
  builder.queryField('decision', (t) =>
    t.field({
      type: decision,
      nullable: true,
      scope: 'core:read:internal',
      description: 'A decision; null where there is none that may be seen (资格决定).',
      args: id,
      resolve: async (_root, args, { services }) => {
        const key = keyOfGlobalId('Decision', String(args.id));
        return key === null ? null : services.decisions.byId(key);
      },
    }),
  );
  builder.queryField('replayDecision', (t) =>
    t.field({
      type: replay,
      nullable: true,
      scope: 'core:read:internal',
      description: 'Comes to a decision’s verdict again, or says what differs; null where there is none that may be seen (决定重演).',
      args: id,
      extensions: { cost: { points: 10 } } satisfies DeclaredFieldExtensions,
      resolve: async (_root, args, { services }) => {
        const key = keyOfGlobalId('Decision', String(args.id));
        return key === null ? null : services.decisions.replay(key);
      },
    }),
  );
  list(builder, decision, decided);
  for (const type of ['Household', 'Person'] as const) beside(builder, type, decision);
  return decision;
}

function beside(builder: GraphBuilder, type: 'Household' | 'Person', decision: DecisionRef): void {
  builder.objectField(type, 'decisions', (t) =>
    t.batched({
      type: [decision] as never,
      level: 'INTERNAL',
      nullable: false,
      description: `Decisions about the ${type.toLowerCase()}, the newest first, at most ${BESIDE}; those of checks whose verdicts the viewer may not see are left out (资格决定).`,
      cost: { points: 3, rows: 3 },
      load: async (rows: readonly Row[], _args: unknown, { services }, info) => {
        const { key } = (info.parentType as GraphQLObjectType).extensions['table'] as { readonly key: string };
        const ids = rows.map((row) => String(row[key]));
        const subjects = { kind: type.toUpperCase(), ids };
        const found = await services.decisions.list({ subjects }, { size: BESIDE * ids.length - 1 });
        return ids.map((one) => found.filter(({ subject }) => subject.id === one).slice(0, BESIDE)) as never;
      },
    }),
  );
}

function list(builder: GraphBuilder, decision: DecisionRef, decided: ReturnType<GraphBuilder['enumType']>): void {
  const filter = builder.inputType('DecisionFilter', {
    description: 'Which decisions: all that is given must hold (决定筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (所在区划).' }),
      household: t.id({ description: 'About this household (农户).' }),
      person: t.id({ description: 'About this person (人员).' }),
      checks: t.stringList({ description: 'By one of these checks (规则代码).' }),
      outcomes: t.field({ type: [decided], description: 'With one of these outcomes (决定).' }),
      overrides: t.boolean({ description: 'Only those that differ from what the rule said, or only those that do not (是否改变结论).' }),
      current: t.boolean({ description: 'Only those that stand, or only those that a later one follows (是否有效).' }),
    }),
  });
  const page = listConnection<DecisionPage>(builder, 'Decision', {
    type: decision,
    description: 'A page of a list of decisions (分页列表).',
    row: 'The decision (记录).',
    page: (t) => ({
      totalCount: t.int({
        nullable: true,
        description: 'How many the filter keeps, on all pages; counted only when asked for (总数).',
        resolve: (p, _args, { services }) => services.decisions.count(p.filter),
      }),
    }),
  });
  builder.queryField('decisions', (t) =>
    t.field({
      type: page,
      nullable: false,
      scope: 'core:read:internal',
      description: 'Decisions within the viewer’s areas, the newest first; of the checks whose verdicts the viewer may see (资格决定列表).',
      args: {
        filter: t.arg({ type: filter, description: 'Which (筛选).' }),
        ...pagingArguments(builder),
      },
      resolve: async (_root, { filter: given, ...paging }, { services }): Promise<DecisionPage> => {
        const asked = filterOf(given as Asked | null | undefined);
        const page = pageAsked(['decisions', asked], paging);
        return { ...pageRead(await services.decisions.list(asked, page), page, ({ id: key }) => key), filter: asked };
      },
    }),
  );
}

interface Asked extends Omit<DecisionFilter, 'outcomes'> {
  readonly household?: string | number | null;
  readonly person?: string | number | null;
  readonly outcomes?: readonly string[] | null;
}

/** An id of another type leads to nobody. */
function filterOf(asked: Asked | null | undefined): DecisionFilter {
  const { household, person, area, checks, outcomes, overrides, current } = asked ?? {};
  if (household != null && person != null) throw new ApiError('BAD_USER_INPUT', 'give a household or a person, not both');
  const kind = person == null ? 'HOUSEHOLD' : 'PERSON';
  const given = person ?? household;
  const key = given == null ? null : keyOfGlobalId(kind === 'PERSON' ? 'Person' : 'Household', String(given));
  return {
    ...(given != null && { subjects: { kind, ids: key === null ? [] : [key] } }),
    ...{ area: area ?? null, checks: checks ?? null, overrides: overrides ?? null, current: current ?? null },
    outcomes: (outcomes ?? null) as readonly DecidedOutcome[] | null,
  };
}
