import {
  expectVersion,
  keyOfGlobalId,
  refuse,
  type CorrectionAnswer,
  type CorrectionRequest,
  type Sql,
  type Written,
} from 'xianjie/schema';
import { assertReasonLength } from './reason.js';
import type { Desk } from './asker.js';

const TEXT = 2000;

/** No row has it: garbage, another type's id and a foreign one are refused like an id that does not exist. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const keyOf = (type: string, id: string): string => keyOfGlobalId(type, id) ?? NOBODY;

interface Found {
  readonly id: string;
  readonly area_code: string;
  readonly version: number;
}

/** Takes down what a person says is wrong. The data themselves are changed by the ordinary mutations. */
export async function requestCorrection(sql: Sql, { protect, viewer, today }: Desk, asked: CorrectionRequest): Promise<Written> {
  assertReasonLength(asked.statement, ['input', 'statement'], TEXT);
  if (asked.evidence != null) assertReasonLength(asked.evidence, ['input', 'evidence'], TEXT);
  const [person] = await sql<Found>('select id, area_code, version from person where id = $1', [keyOf('Person', asked.person)]);
  if (person === undefined) return refuse('NOT_FOUND', ['input', 'person']);
  expectVersion(person, asked.expectedVersion);
  const [made] = await sql<{ id: string }>(
    `insert into person_correction (person_id, area_code, field, statement_enc, evidence_enc, requested_on, requested_by)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [
      person.id,
      person.area_code,
      asked.field,
      protect.encrypt(asked.statement.trim()),
      asked.evidence == null ? null : protect.encrypt(asked.evidence.trim()),
      today,
      viewer.clientId,
    ],
  );
  return { id: made?.id ?? '', subjectType: 'Person', subjectIds: [person.id], areaCode: person.area_code };
}

/** Says what became of it. Asked again for the same: an answer stands. */
export async function answerCorrection(sql: Sql, { protect, viewer, today }: Desk, answer: CorrectionAnswer): Promise<Written> {
  assertReasonLength(answer.reason, ['input', 'reason'], TEXT);
  const [found] = await sql<Found & { person_id: string; state: string }>(
    'select id, area_code, version, person_id, state from person_correction where id = $1 for update',
    [keyOf('PersonCorrection', answer.correction)],
  );
  if (found === undefined) return refuse('NOT_FOUND', ['input', 'correction']);
  expectVersion(found, answer.expectedVersion);
  if (found.state !== 'OPEN') return refuse('CORRECTION_CLOSED', ['input', 'correction']);
  await sql(
    `update person_correction set state = $2, answer_enc = $3, answered_on = $4, answered_by = $5, version = version + 1, updated_at = now()
     where id = $1`,
    [found.id, answer.state, protect.encrypt(answer.reason.trim()), today, viewer.clientId],
  );
  return { id: found.id, subjectType: 'Person', subjectIds: [found.person_id], areaCode: found.area_code };
}
