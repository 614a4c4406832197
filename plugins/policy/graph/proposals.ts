import {
  idempotencyKey,
  keyOfGlobalId,
  type GraphBuilder,
  type GraphContext,
  type ParameterOperator,
  type ProposedValue,
  type UserError,
  type ValueEffect,
} from 'xianjie/schema';
import { DryRun } from '../../eligibility/index.js';
import { decide, propose, type Decision, type Known, type Proposal } from '../proposals.js';
import { statedAs } from '../typed-values.js';
import type { ProposalTypes } from './proposal-types.js';
import type { TextInput } from './record-document.js';
import { proposalInput } from './proposal-input.js';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What became of a proposal, and what it does. */
interface Done {
  readonly id: string | null;
  /** Said where there is no record to say it of: of a dry run. */
  readonly effect: ValueEffect | null;
  readonly userErrors: readonly UserError[];
}

const payloadOf = (builder: GraphBuilder, name: string, term: string, { proposal, effect }: ProposalTypes) =>
  builder.objectRef<Done>(`${name}Payload`).implement({
    description: `What became of it (${term}结果).`,
    fields: (t) => ({
      proposal: t.field({
        type: proposal,
        nullable: true,
        description: 'The proposal as it stands now; null when it was refused or a dry run (提议).',
        resolve: ({ id }, _args, { services }, info) => (id === null ? null : services.reader.load(info, 'ParameterProposal', id)),
      }),
      effect: t.field({
        type: effect,
        nullable: true,
        description: 'What it would do, of a dry run; else see `proposal { effect }` (试运行影响).',
        resolve: (done) => done.effect,
      }),
      userErrors: t.field({
        type: ['UserError'],
        nullable: false,
        description: 'Why it was refused; empty when it was done (拒绝原因).',
        resolve: (done) => [...done.userErrors],
      }),
    }),
  });

/** Proposing, approving, rejecting, withdrawing. */
export function proposalMutations(builder: GraphBuilder, known: Known, types: ProposalTypes, text: TextInput): void {
  const input = proposalInput(builder, text);
  const payload = payloadOf(builder, 'ProposeParameterValue', '提出参数值', types);
  builder.mutationField('proposeParameterValue', (t) =>
    t.field({
      type: payload,
      nullable: false,
      scope: 'core:administer',
      description:
        'Proposes what a document says a policy value is, with its place and words. It counts once a second person approves it. For whoever administers the document’s area (提出参数值).',
      args: { input: t.arg({ type: input, required: true, description: 'The value and where it stands (参数值).' }) },
      resolve: (_root, { input: asked }, context, info): Promise<Done> => {
        const { parameter, document, value, operator, place, quote, validFrom, note } = asked;
        const wanted = { parameter, document, value, place, quote, operator: (operator ?? null) as ParameterOperator | null, validFrom: validFrom ?? null, note: note ?? null }; // prettier-ignore
        return proposed(known, wanted as Proposal, asked, asked.dryRun === true, context, idempotencyKey(info));
      },
    }),
  );
  decision(builder, known, types, 'approveParameterValue', 'APPROVED', '批准参数值', 'Approves a value that somebody else proposed: it is in force from its day wherever its document is. Nobody approves the own proposal. For whoever administers the document’s area'); // prettier-ignore
  decision(builder, known, types, 'rejectParameterValue', 'REJECTED', '驳回参数值', 'Rejects a proposed value, with a reason. For whoever administers the document’s area'); // prettier-ignore
  decision(builder, known, types, 'withdrawParameterValue', 'WITHDRAWN', '撤回参数值', 'Withdraws a proposed value. For whoever proposed it'); // prettier-ignore
}

/** A dry run is done and undone, and says what it would have done. */
async function proposed(
  known: Known,
  proposal: Proposal,
  input: unknown,
  dryRun: boolean,
  { services, viewer }: GraphContext,
  key: string | null,
): Promise<Done> {
  let tried: ProposedValue | null = null;
  try {
    const written = await services.write({ action: 'proposeParameterValue', idempotencyKey: key, input }, async (tx) => {
      const { written: done, proposed: p } = await propose(tx.sql, known, proposal, viewer);
      const { parameter, document, kept, operator, place, validFrom } = p;
      tried = { id: null, parameter: parameter.code, document: document.code, value: statedAs(kept), operator, place, quote: proposal.quote, validFrom }; // prettier-ignore
      if (dryRun) throw new DryRun();
      return done;
    });
    return written.ok ? { id: written.id, effect: null, userErrors: [] } : { id: null, effect: null, userErrors: written.userErrors };
  } catch (error) {
    if (!(error instanceof DryRun) || tried === null) throw error;
    return { id: null, effect: await services.eligibility.valueEffect(tried), userErrors: [] };
  }
}

function decision(
  builder: GraphBuilder,
  known: Known,
  types: ProposalTypes,
  name: string,
  becomes: Decision,
  term: string,
  description: string,
): void {
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  const input = builder.inputType(`${capital}Input`, {
    description: `Which proposal, and why (${term}信息).`,
    fields: (t) => ({
      proposal: t.id({ required: true, description: 'The proposal, by global id (提议).' }),
      reason: t.string({ required: becomes === 'REJECTED', description: 'Why (理由).' }),
    }),
  });
  const payload = payloadOf(builder, capital, term, types);
  builder.mutationField(name, (t) =>
    t.field({
      type: payload,
      nullable: false,
      scope: 'core:administer',
      description: `${description} (${term}).`,
      args: { input: t.arg({ type: input, required: true, description: `Which proposal, and why (${term}信息).` }) },
      resolve: async (_root, { input: asked }, { services, viewer }, info): Promise<Done> => {
        const which = keyOfGlobalId('ParameterProposal', String(asked.proposal)) ?? NOBODY;
        const done = await services.write({ action: name, idempotencyKey: idempotencyKey(info), input: asked }, (tx) =>
          decide(tx.sql, known, { proposal: which, decision: becomes, reason: asked.reason ?? null }, viewer),
        );
        return done.ok ? { id: done.id, effect: null, userErrors: [] } : { id: null, effect: null, userErrors: done.userErrors };
      },
    }),
  );
}
