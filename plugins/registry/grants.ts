import {
  benefitForms,
  checkBenefit,
  refuse,
  type BenefitInput,
  type GrantFeedRow,
  type ResolvedHousehold,
  type ResolvedPerson,
  type ResolvedRow,
  type RowEffect,
  type Saying,
  type WrittenRow,
} from 'xianjie/schema';
import type { Protect } from '../storage/index.js';
import { mustBeWritten } from './must-be-written.js';
import { insertRows, refusedRow, touchHouseholds, type Tx } from './rows.js';

/** What tells grants apart, and what a grant says: the writing role may not read benefits, it compares hashes. */
const KEY_BYTES = 16;

/** Keyed hashes of a grant: of its natural key (whom, which benefit, from when), then of all that it says. */
export function grantDigest(protect: Protect, subjectId: string, grant: Omit<BenefitInput, 'personId'>): Buffer {
  const { benefit, form, amount, periodFrom, periodTo, paidOn, payer } = grant;
  return Buffer.concat([
    protect.digest([subjectId, benefit, periodFrom]),
    protect.digest([subjectId, benefit, form, amount, periodFrom, periodTo, paidOn, payer]),
  ]);
}

const keyOf = (digest: Buffer): string => digest.subarray(0, KEY_BYTES).toString('hex');

interface Placed {
  readonly number: number;
  readonly row: GrantFeedRow;
  readonly householdId: string;
  readonly personId: string | null;
  readonly areaCode: string;
  readonly digest: Buffer;
}

interface Known {
  readonly id: string;
  readonly digest: Buffer;
  readonly source: string;
  readonly batch_id: string | null;
  readonly observed_on: string;
}

const types = {
  household_id: 'uuid',
  person_id: 'uuid',
  area_code: 'text',
  benefit: 'text',
  form: 'text',
  amount: 'bigint',
  period_from: 'date',
  period_to: 'date',
  paid_on: 'date',
  payer: 'text',
  observed_on: 'date',
  source: 'text',
  batch_id: 'uuid',
  digest: 'bytea',
};

/**
 * Grants of people or households, many at once. A grant is one for its subject, benefit and first day: what is known is not written
 * again, whoever said it; what the same department says differently replaces its earlier word, which is withdrawn. What comes late, about a
 * day before that department's last word, changes nothing.
 */
export async function writeGrants(
  tx: Tx,
  protect: Protect,
  batch: Saying,
  rows: readonly ResolvedRow<GrantFeedRow>[],
): Promise<WrittenRow[]> {
  const written = new Map<number, WrittenRow>();
  const placed = await place(tx, protect, batch, rows, written);
  await lock(tx, placed);
  const known = await grantsOf(tx, placed);

  const batchId = batch.batchId ?? null;
  const inserts: Placed[] = [];
  const withdrawn: string[] = [];
  const touched = new Set<string>();
  for (const grant of placed) {
    const key = keyOf(grant.digest);
    const before = known.get(key) ?? [];
    const own = before.filter((one) => one.source === batch.source);
    const said = before.some((one) => one.digest.equals(grant.digest));
    if (batchId !== null && own.some((one) => one.batch_id === batchId && !one.digest.equals(grant.digest))) {
      written.set(grant.number, refusedRow(grant.number, 'periodFrom', 'GRANT_REPEATED'));
      continue;
    }
    const outdated = own.some((one) => one.observed_on > batch.observedOn);
    const replaced = outdated ? [] : own.filter((one) => !one.digest.equals(grant.digest));
    const spoken = said || outdated;
    withdrawn.push(...replaced.map((one) => one.id));
    if (!spoken) inserts.push(grant);
    const effect: RowEffect = replaced.length > 0 ? 'CHANGED' : spoken ? 'UNCHANGED' : 'CREATED';
    if (effect !== 'UNCHANGED') touched.add(grant.householdId);
    written.set(grant.number, { number: grant.number, effect });
    const word = { id: '', digest: grant.digest, source: batch.source, batch_id: batchId, observed_on: batch.observedOn };
    known.set(key, [...before.filter((one) => !replaced.includes(one)), word]);
  }
  if (withdrawn.length > 0) await tx.sql('update benefit_grant set withdrawn_at = now() where id = any($1::uuid[])', [withdrawn]);
  await insertRows(
    tx.sql,
    'benefit_grant',
    types,
    inserts.map(({ row, householdId, personId, areaCode, digest }) => ({
      household_id: householdId,
      person_id: personId,
      area_code: areaCode,
      benefit: row.benefit,
      form: row.form,
      amount: row.amount ?? null,
      period_from: row.periodFrom,
      period_to: row.periodTo ?? null,
      paid_on: row.paidOn ?? null,
      payer: row.payer ?? null,
      observed_on: batch.observedOn,
      source: batch.source,
      batch_id: batchId,
      digest: digest.toString('hex'),
    })),
  );
  await touchHouseholds(tx.sql, [...touched]);
  return rows.flatMap((r) => written.get(r.number) ?? []);
}

/** One grant of a module's own write. */
export async function writeGrant(
  tx: Tx,
  protect: Protect,
  whom: { readonly personId: string } | { readonly householdId: string },
  saying: Saying,
  row: GrantFeedRow,
): Promise<RowEffect> {
  const [person] =
    'personId' in whom
      ? await tx.sql<ResolvedPerson>(
          `select id as "personId", household_id as "householdId", area_code as "areaCode", left_on as "leftOn" from person where id = $1`,
          [whom.personId],
        )
      : [];
  const [household] =
    'householdId' in whom
      ? await tx.sql<ResolvedHousehold>('select id as "householdId", area_code as "areaCode" from household where id = $1', [
          whom.householdId,
        ])
      : [];
  if (!person && !household) return refuse('personId' in whom ? 'PERSON_NOT_FOUND' : 'HOUSEHOLD_NOT_FOUND', ['input']);
  const written = await writeGrants(tx, protect, saying, [{ number: 1, row, ...(person && { person }), ...(household && { household }) }]);
  mustBeWritten(written);
  return written.flatMap((one) => ('effect' in one ? one.effect : []))[0] ?? 'UNCHANGED';
}

/** The same answers, in the names of the feed's own columns. */
export function named(rows: readonly WrittenRow[], columns: Readonly<Record<string, string>> = {}): readonly WrittenRow[] {
  return rows.map((row) =>
    'effect' in row
      ? row
      : { ...row, refusals: row.refusals.map((one) => ({ ...one, column: columns[one.column ?? ''] ?? one.column ?? '' })) },
  );
}

/** Rows that hold together and whose subject was found; the others are answered for. */
async function place(
  tx: Tx,
  protect: Protect,
  batch: Saying,
  rows: readonly ResolvedRow<GrantFeedRow>[],
  written: Map<number, WrittenRow>,
): Promise<Placed[]> {
  const payers = [...new Set(rows.flatMap(({ row }) => row.payer ?? []))];
  const departments = new Set(
    payers.length === 0
      ? []
      : (await tx.sql<{ code: string }>('select code from department where code = any($1)', [payers])).map((d) => d.code),
  );
  return rows.flatMap(({ number, row, person, household }): Placed[] => {
    const subject = person ?? household;
    const checked = checkBenefit(row);
    if (subject === undefined) throw new Error('a grant needs a person or a household: let the feed resolve one');
    if (!checked.ok) {
      written.set(number, { number, refusals: checked.userErrors.map(({ code, path }) => ({ column: path[1] ?? '', code })) });
    } else if (!(benefitForms as readonly string[]).includes(row.form)) written.set(number, refusedRow(number, 'form', 'INVALID_VALUE'));
    else if (row.paidOn != null && row.paidOn > batch.observedOn) written.set(number, refusedRow(number, 'paidOn', 'DATE_AFTER_DATA'));
    else if (row.payer != null && !departments.has(row.payer)) written.set(number, refusedRow(number, 'payer', 'UNKNOWN_DEPARTMENT'));
    else {
      const { householdId, areaCode } = subject;
      const personId = person?.personId ?? null;
      return [{ number, row, householdId, personId, areaCode, digest: grantDigest(protect, personId ?? householdId, row) }];
    }
    return [];
  });
}

/** Two lists that name a grant at once come one after the other: the second knows it. */
async function lock(tx: Tx, placed: readonly Placed[]): Promise<void> {
  if (placed.length === 0) return;
  await tx.sql('select 1 from household where id = any($1::uuid[]) order by id for update', [placed.map((p) => p.householdId)]);
}

/** What is recorded of the same subjects, by natural key. A person's grants may lie with a household the person has left since. */
async function grantsOf(tx: Tx, placed: readonly Placed[]): Promise<Map<string, readonly Known[]>> {
  const found = await tx.sql<Known>(
    `select id, digest, source, batch_id, observed_on from benefit_grant
     where withdrawn_at is null and (household_id = any($1::uuid[]) or person_id = any($2::uuid[]))`,
    [placed.map((p) => p.householdId), placed.flatMap((p) => p.personId ?? [])],
  );
  const byKey = new Map<string, readonly Known[]>();
  for (const one of found) byKey.set(keyOf(one.digest), [...(byKey.get(keyOf(one.digest)) ?? []), one]);
  return byKey;
}
