import { ModuleMistake, type Observation, type ObservationTarget, type RowEffect, type Saying } from 'xianjie/schema';
import type { Protect } from '../storage/index.js';
import { insertRows, type Tx } from './rows.js';

export const registerStatus: ObservationTarget = {
  table: 'register_status',
  subject: 'household_id',
  columns: { status: 'text', status_on: 'date', former_cause: 'text' },
};
export const monitoringStatus: ObservationTarget = {
  table: 'monitoring_status',
  subject: 'household_id',
  columns: { kind: 'text', risk_kinds: 'text[]' },
};
export const safetyNetStatus: ObservationTarget = { table: 'safety_net_status', subject: 'household_id', columns: { programme: 'text' } };
export const authorisation: ObservationTarget = {
  table: 'household_authorisation',
  subject: 'household_id',
  columns: { valid_from: 'date', valid_to: 'date' },
  uncompared: ['valid_from'],
};
export const incomeStatement: ObservationTarget = {
  table: 'income_statement',
  subject: 'household_id',
  key: ['year', 'month', 'basis'],
  columns: {
    year: 'int',
    month: 'int',
    basis: 'text',
    member_count: 'int',
    wage: 'bigint',
    operating: 'bigint',
    property: 'bigint',
    transfer: 'bigint',
    business_cost: 'bigint',
    net_income: 'bigint',
    per_capita_net: 'bigint',
    per_capita_yearly: 'bigint',
    per_capita_disposable: 'bigint',
  },
};
export const personStatus: ObservationTarget = {
  table: 'person_status',
  subject: 'person_id',
  columns: { labour_capacity: 'text', health: 'text', disability_certified: 'boolean', disability_severe: 'boolean' },
};

interface Known {
  readonly subject: string;
  readonly digest: Buffer;
  readonly observed_on: string;
  readonly [key: string]: unknown;
}

/** What the same source last said as of the day, by subject and key. */
async function lastSaid(tx: Tx, t: ObservationTarget, saying: Saying, subjects: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  const parts = [t.subject, ...(t.key ?? [])].join(', ');
  const rows = await tx.sql<Known>(
    `select distinct on (${parts}) ${t.subject} as subject, digest, observed_on${(t.key ?? []).map((k) => `, ${k}`).join('')}
     from ${t.table} where ${t.subject} = any($1::uuid[]) and source = $2 and observed_on <= $3 and withdrawn_at is null
     order by ${parts}, observed_on desc, recorded_at desc`,
    [subjects, saying.source, saying.observedOn],
  );
  return new Map(rows.map((row) => [keyOf(t, row.subject, row), row]));
}

function keyOf(t: ObservationTarget, subject: string, values: Readonly<Record<string, unknown>>): string {
  return [subject, ...(t.key ?? []).map((k) => String(values[k] ?? ''))].join('|');
}

/**
 * Appends observations, one a subject and key. What repeats the same source's last word as of that day is not written again;
 * a later day is written, because a fact grows stale, and still counts as unchanged.
 * @returns the effect of each, in order
 */
export async function observe(
  tx: Tx,
  protect: Protect,
  t: ObservationTarget,
  saying: Saying,
  said: readonly Observation[],
): Promise<RowEffect[]> {
  if (said.length === 0) return [];
  const keys = new Set(said.map((o) => keyOf(t, o.subjectId, o.values)));
  if (keys.size < said.length)
    throw new ModuleMistake(
      `tx.observe got two observations for ${t.table} about the same ${[t.subject, ...(t.key ?? [])].join(', ')}: name in the target's "key" what tells them apart, or give one`,
    );
  const known = await lastSaid(
    tx,
    t,
    saying,
    said.map((o) => o.subjectId),
  );
  const compared = Object.keys(t.columns).filter((c) => !(t.uncompared ?? []).includes(c));
  const rows: Record<string, unknown>[] = [];
  const effects = said.map((o): RowEffect => {
    const digest = protect.digest(compared.map((c) => o.values[c]));
    const before = known.get(keyOf(t, o.subjectId, o.values));
    const same = before?.digest.equals(digest) ?? false;
    if (!same || before?.observed_on !== saying.observedOn) {
      rows.push({
        ...o.values,
        [t.subject]: o.subjectId,
        area_code: o.areaCode,
        observed_on: saying.observedOn,
        source: saying.source,
        batch_id: saying.batchId ?? null,
        digest: digest.toString('hex'),
      });
    }
    return same ? 'UNCHANGED' : before === undefined ? 'CREATED' : 'CHANGED';
  });
  const types = {
    [t.subject]: 'uuid',
    area_code: 'text',
    ...t.columns,
    observed_on: 'date',
    source: 'text',
    batch_id: 'uuid',
    digest: 'bytea',
  };
  await insertRows(tx.sql, t.table, types, rows);
  return effects;
}
