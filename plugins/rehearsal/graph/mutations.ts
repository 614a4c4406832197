import { keyOfGlobalId, serviceMutation, type GraphBuilder } from 'xianjie/schema';
import { REHEARSE_SCOPE } from '../run.js';
import type { rehearsalType } from './rehearsal-type.js';

/** Policy values as they are tried out; what a value is given as belongs to their proposals. */
export function changeInput(builder: GraphBuilder) {
  return builder.inputType('RehearsedChangeInput', {
    description: 'A policy value as it would be (试算的参数值).',
    fields: (t) => ({
      parameter: t.string({ required: true, description: 'Its code (参数代码).' }),
      value: t.field({ type: 'ParameterValueInput' as never, required: true, description: 'The value (值).' }),
    }),
  });
}
export type ChangeInput = ReturnType<typeof changeInput>;

/** A change as its input brings it. */
export interface GivenChange {
  readonly parameter: string;
  readonly value: object;
}

/** Asks for a rehearsal, and calls one off. */
export function rehearsalMutations(builder: GraphBuilder, rehearsal: ReturnType<typeof rehearsalType>, change: ChangeInput): void {
  const input = builder.inputType('RehearsePolicyInput', {
    description: 'What is to be tried out (政策试算范围).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', required: true, description: 'Where, inside the own areas (区划).' }),
      asOf: t.field({ type: 'Date', description: 'The day it speaks of, not after today; default: today (基准日).' }),
      changes: t.field({ type: [change], required: true, description: 'Policy values, each once, at most 30 (参数值).' }),
    }),
  });
  serviceMutation(builder, {
    name: 'rehearsePolicy',
    description:
      'Asks everybody in an area twice, with the policy values in force and with these: who gains, who loses, what it costs. The values hold as if the area had adopted them; a nearer value below stays. Nothing is changed; a job carries it out, `rehearsal` says how far it is. Of a village only for whoever may see everything that its figures rest on (政策试算).',
    scope: REHEARSE_SCOPE,
    returns: rehearsal,
    key: 'NEEDED',
    input,
    inputDescription: 'Where, as of when, which values (试算范围).',
    run: ({ area, asOf, changes }, { services }, idempotencyKey) =>
      services.rehearsals.start(
        { area: String(area), asOf: asOf == null ? null : String(asOf), changes: changes as unknown as readonly GivenChange[] },
        { idempotencyKey },
      ),
  });
  const cancel = builder.inputType('CancelRehearsalInput', {
    description: 'Which rehearsal is called off (取消试算).',
    fields: (t) => ({ rehearsal: t.id({ required: true, description: 'The rehearsal, by global id (试算).' }) }),
  });
  serviceMutation(builder, {
    name: 'cancelRehearsal',
    description: 'Calls a rehearsal off that is not over (取消政策试算).',
    scope: REHEARSE_SCOPE,
    returns: rehearsal,
    key: 'OPTIONAL',
    input: cancel,
    inputDescription: 'Which (取消对象).',
    run: (given, { services }, idempotencyKey) =>
      services.rehearsals.cancel(keyOfGlobalId('Rehearsal', String(given.rehearsal)) ?? '', { idempotencyKey }),
  });
}
