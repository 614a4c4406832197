import { expectVersion, refuse, sayingFields, versionField, writeMutation, type GraphBuilder, type ModuleTx } from 'xianjie/schema';
import { dropout } from '../dropout/lifecycle.js';
import { refusals } from '../refusals.js';
import type { addDropout } from './dropout.js';
import type { Enums } from './enums.js';
import { theirs } from './record-mutations.js';

/** Opening and advancing a dropout case (W9): the lifecycle decides, its steps are the ledger's full record (台账纪实). */
export function addDropoutMutations(builder: GraphBuilder, enums: Enums, dropoutCase: ReturnType<typeof addDropout>): void {
  writeMutation(builder, {
    name: 'openDropoutCase',
    description: 'Opens a dropout case of a child; one that is open already is refused (建立控辍保学档案).',
    scope: 'education:write',
    key: 'NEEDED',
    returns: dropoutCase,
    input: (t) => ({
      person: t.id({ required: true, description: 'The child, by global id (学生).' }),
      state: t.field({ type: enums.state, required: true, description: 'Where it stands: CHECKED, AT_RISK or DROPPED_OUT (状态).' }),
      reason: t.string({ description: 'Why (原因).' }),
      note: t.string({ description: 'What was done (工作记录).' }),
      ...sayingFields(t),
    }),
    write: async ({ person, state, observedOn, source, note, reason }, tx, { services }) =>
      services.lifecycles.open(tx, dropout, {
        about: await theirs(tx, person),
        to: state,
        on: observedOn,
        source: source ?? null,
        note,
        said: { reason },
        called: { to: 'state', on: 'observedOn' },
        taken: { code: refusals.code('CASE_OPEN'), path: ['input', 'person'] },
      }),
  });

  writeMutation(builder, {
    name: 'advanceDropoutCase',
    description:
      'Takes a case one step on, or records a talk or a visit where it stands; what the workflow forbids is refused (推进控辍保学档案).',
    scope: 'education:write',
    key: 'NEEDED',
    returns: dropoutCase,
    input: (t) => ({
      case: t.id({ required: true, description: 'The case, by global id (档案).' }),
      to: t.field({
        type: enums.state,
        required: true,
        description: 'Where it stands now; the state that it has: a talk or a visit (新状态).',
      }),
      note: t.string({ description: 'What was done; refused with NO_LONGER_OBLIGED, whose grounds are evidence (工作记录).' }),
      evidence: t.string({
        description:
          'What proves it: needed for RETURNED and NO_LONGER_OBLIGED; shown to nobody without the right to health data (证明材料).',
      }),
      exemptPhysical: t.boolean({
        description:
          'With NO_LONGER_OBLIGED: whether for physical reasons; health data, shown to nobody without the right (因身体原因不具备学习条件).',
      }),
      ...sayingFields(t),
      ...versionField(t),
    }),
    write: ({ case: record, observedOn, source, exemptPhysical, ...words }, tx, { services }) =>
      services.lifecycles.take(tx, dropout, {
        ...words,
        record,
        on: observedOn,
        source: source ?? null,
        said: { exemptPhysical },
        called: { record: 'case', on: 'observedOn' },
      }),
  });
}

/** The case within scope, locked until the end. */
export async function lockCase(tx: ModuleTx, globalId: string | number, expectedVersion?: number | null) {
  const of = { type: 'DropoutCase', table: 'education_dropout_case', columns: ['person_id'] } as const;
  const found = (await tx.record<{ readonly person_id: string }>(of, globalId)) ?? refuse('NOT_FOUND', ['input', 'case']);
  expectVersion(found, expectedVersion);
  return found;
}
