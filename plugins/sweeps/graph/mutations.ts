import { keyOfGlobalId, serviceMutation, type GraphBuilder } from 'xianjie/schema';
import { SWEEP_SCOPE } from '../run.js';
import type { sweepType } from './sweep-type.js';

/** Asks for a sweep, and calls one off. */
export function sweepMutations(builder: GraphBuilder, sweep: ReturnType<typeof sweepType>): void {
  const start = builder.inputType('StartSweepInput', {
    description: 'What is to be swept (普查范围).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', required: true, description: 'Where, inside the own areas (区划).' }),
      checks: t.stringList({ description: 'Codes of checks whose verdicts the caller may see; left out: every check (规则代码).' }),
      asOf: t.field({ type: 'Date', description: 'The day it speaks of, not after today; default: today (基准日).' }),
      replaceNewer: t.boolean({
        defaultValue: false,
        description:
          'Verdicts of a later day that stand there are replaced: lists and figures then speak of the earlier day until the next sweep. Without it SWEEP_LOOKS_BACK (是否取代较新结论).',
      }),
    }),
  });
  serviceMutation(builder, {
    name: 'startSweep',
    description: 'Has everybody in an area asked what checks say of them; a job carries it out, `sweep` says how far it is (开始资格普查).',
    scope: SWEEP_SCOPE,
    returns: sweep,
    key: 'NEEDED',
    input: start,
    inputDescription: 'Where, which checks, as of when (普查范围).',
    run: ({ area, checks, asOf, replaceNewer }, { services }, idempotencyKey) =>
      services.sweeps.start(
        { area: String(area), checks: checks ?? null, asOf: asOf == null ? null : String(asOf), replaceNewer: replaceNewer === true },
        { idempotencyKey },
      ),
  });
  const cancel = builder.inputType('CancelSweepInput', {
    description: 'Which sweep is called off (取消普查).',
    fields: (t) => ({ sweep: t.id({ required: true, description: 'The sweep, by global id (普查).' }) }),
  });
  serviceMutation(builder, {
    name: 'cancelSweep',
    description: 'Calls a sweep off that is not over; what it has stored stays (取消资格普查).',
    scope: SWEEP_SCOPE,
    returns: sweep,
    key: 'OPTIONAL',
    input: cancel,
    inputDescription: 'Which (取消对象).',
    run: (input, { services }, idempotencyKey) =>
      services.sweeps.cancel(keyOfGlobalId('Sweep', String(input.sweep)) ?? '', { idempotencyKey }),
  });
}
