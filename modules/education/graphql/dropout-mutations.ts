import {
  expectVersion,
  refuse,
  sayingFields,
  sayingOf,
  versionField,
  writeMutation,
  type GraphBuilder,
  type ModuleTx,
} from 'xianjie/schema';
import type { DropoutState } from '../codes.js';
import { advance, type Asked, type Standing, type Step } from '../dropout/machine.js';
import { refusals } from '../refusals.js';
import type { addDropout } from './dropout.js';
import type { Enums } from './enums.js';
import { theirs } from './record-mutations.js';

/** A case as a step finds it. */
interface CaseRow {
  readonly person_id: string;
  readonly state: DropoutState;
  readonly state_since: string;
}

/** Opening and advancing a dropout case (W9): the machine decides, the events are the ledger's full record (台账纪实). */
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
    write: async (input, tx, { today }) => {
      const person = await theirs(tx, input.person);
      const { source, observedOn } = await sayingOf(tx, input, { today, source: 'TOWNSHIP' });
      const step = taken(null, { to: input.state, on: observedOn }, 'state');
      const [open] = await tx.sql(`select 1 from education_dropout_case where person_id = $1 and state <> 'NO_LONGER_OBLIGED' for update`, [
        person.id,
      ]);
      if (open !== undefined) refusals.refuse('CASE_OPEN', ['input', 'person']);
      const [made] = await tx.sql<{ id: string }>(
        `insert into education_dropout_case (person_id, area_code, state, state_since, opened_on, opened_by, reason)
         values ($1, $2, $3, $4, $4, $5, $6) returning id`,
        [person.id, person.areaCode, step.to, observedOn, source, input.reason ?? null],
      );
      const id = made?.id ?? '';
      await note(tx, { id, personId: person.id, areaCode: person.areaCode }, step, { source, observedOn }, input);
      return { id, subjectType: 'DropoutCase', subjectIds: [person.id], areaCode: person.areaCode };
    },
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
    write: async (input, tx, { today }) => {
      const found = await lockCase(tx, input.case, input.expectedVersion);
      const { source, observedOn } = await sayingOf(tx, input, { today, source: 'TOWNSHIP' });
      const asked = { to: input.to, on: observedOn, note: input.note, evidence: input.evidence, exemptPhysical: input.exemptPhysical };
      const step = taken({ state: found.state, since: found.state_since }, asked, 'to');
      await tx.sql(
        `update education_dropout_case set state = $2, state_since = case when $3 then state_since else $4::date end,
           exempt_physical = $5, version = version + 1, updated_at = now() where id = $1`,
        [found.id, step.to, step.from === step.to, observedOn, input.exemptPhysical ?? null],
      );
      await note(tx, { ...found, personId: found.person_id }, step, { source, observedOn }, input);
      return { id: found.id, subjectType: 'DropoutCase', subjectIds: [found.person_id], areaCode: found.areaCode };
    },
  });
}

/** The step that the machine allows; its refusal becomes data, with the clause. */
function taken(from: Standing | null, asked: Asked, stateField: string): Step {
  const outcome = advance(from, asked);
  if (outcome.ok) return outcome.step;
  const { name, field, params } = outcome.refusal;
  return refusals.refuse(name, ['input', field === 'to' ? stateField : field === 'on' ? 'observedOn' : field], params);
}

/** The case within scope, locked until the end. */
export async function lockCase(tx: ModuleTx, globalId: string | number, expectedVersion?: number | null) {
  const of = { type: 'DropoutCase', table: 'education_dropout_case', columns: ['person_id', 'state', 'state_since'] } as const;
  const found = (await tx.record<CaseRow>(of, globalId)) ?? refuse('NOT_FOUND', ['input', 'case']);
  expectVersion(found, expectedVersion);
  return found;
}

/** Each step is an event of its own: two talks on one day are two. */
async function note(
  tx: ModuleTx,
  of: { readonly id: string; readonly personId: string; readonly areaCode: string },
  step: Step,
  said: { readonly source: string; readonly observedOn: string },
  words: { readonly note?: string | null; readonly evidence?: string | null },
): Promise<void> {
  await tx.sql(
    `insert into education_dropout_event (person_id, area_code, case_id, from_state, to_state, intervention, note, evidence, observed_on, source, digest)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, sha256(gen_random_uuid()::text::bytea))`,
    [
      of.personId,
      of.areaCode,
      of.id,
      step.from,
      step.to,
      step.intervention,
      words.note ?? null,
      words.evidence ?? null,
      said.observedOn,
      said.source,
    ],
  );
}
