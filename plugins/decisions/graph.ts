import { neededIdempotencyKey, type DecisionRequest, type DecisionResult, type GraphBuilder } from 'xianjie/schema';
import { decisionQueries } from './graph/queries.js';
import { outcome, type DecisionRef } from './graph/types.js';

/** What decisions add to the graph: recording one, reading them, coming to one again. */
export function decisionsGraph(builder: GraphBuilder): void {
  const decided = builder.enumType('DecidedOutcome', {
    description: 'What a person may decide (决定结果).',
    values: {
      ELIGIBLE: { description: 'The rule applies (符合).' },
      NOT_ELIGIBLE: { description: 'The rule does not apply (不符合).' },
    },
  });
  record(builder, decisionQueries(builder, decided), decided);
}

function record(builder: GraphBuilder, decision: DecisionRef, decided: ReturnType<GraphBuilder['enumType']>): void {
  const input = builder.inputType('RecordDecisionInput', {
    description: 'What is confirmed (登记决定信息).',
    fields: (t) => ({
      subject: t.id({ required: true, description: 'The household or the person, by global id (对象).' }),
      check: t.string({ required: true, description: 'The check’s code (规则代码).' }),
      asOf: t.field({ type: 'Date', description: 'The day it speaks of; default today, not later (基准日).' }),
      outcome: t.field({ type: decided, required: true, description: 'What is decided (决定).' }),
      expectedVerdict: t.field({
        type: outcome as never,
        description: 'What the rule said when the person looked; refused when it says something else by now (所见结论).',
      }),
      reason: t.string({ description: 'Why; needed where the decision is not what the rule says (理由).' }),
      supersedes: t.id({ description: 'The decision that this one follows; needed where there is one (替代的决定).' }),
      dryRun: t.boolean({ defaultValue: false, description: 'Only say what it would do: nothing is recorded (试运行).' }),
    }),
  });
  const payload = builder.objectRef<DecisionResult>('RecordDecisionPayload').implement({
    description: 'What became of it (登记决定结果).',
    fields: (t) => ({
      decision: t.field({
        type: decision,
        nullable: true,
        description: 'The record; null when it was refused or a dry run (决定).',
        resolve: ({ id }, _args, { services }) => (id === null ? null : services.decisions.byId(id)),
      }),
      verdict: t.field({
        type: 'Verdict',
        nullable: true,
        description: 'What the rule says; null where it was not asked (规则结论).',
        resolve: (result) => result.verdict,
      }),
      userErrors: t.field({
        type: ['UserError'],
        nullable: false,
        description: 'Why it was refused; empty when it was done (拒绝原因).',
        resolve: (result) => [...result.userErrors],
      }),
    }),
  });
  builder.mutationField('recordDecision', (t) =>
    t.field({
      type: payload,
      nullable: false,
      scope: 'core:decide',
      description:
        'Records what a person who has signed in confirms about a rule and a household or a person: the verdict, or otherwise with a reason. Needs @idempotent (登记决定).',
      args: { input: t.arg({ type: input, required: true, description: 'What is confirmed (决定信息).' }) },
      resolve: (_root, args, { services }, info) =>
        services.decisions.record(args.input as unknown as DecisionRequest, { idempotencyKey: neededIdempotencyKey(info) }),
    }),
  );
}
