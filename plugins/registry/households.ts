import { randomUUID } from 'node:crypto';
import {
  idBeside,
  type HouseholdInput,
  type Observation,
  type ObservationTarget,
  type ResolvedRow,
  type Saying,
  type WrittenRow,
} from 'xianjie/schema';
import type { Protect } from '../storage/index.js';
import { authorisation, monitoringStatus, observe, registerStatus, safetyNetStatus } from './observations.js';
import { insertRows, refusedRow, touchHouseholds, updateRows, type Tx } from './rows.js';

interface Existing {
  readonly id: string;
  readonly area_code: string;
  readonly register_number: string;
  readonly group_name: string | null;
}

interface Placed {
  readonly number: number;
  readonly row: HouseholdInput;
  readonly id: string;
  readonly existing: Existing | undefined;
}

/** What a row says beyond the household itself, each a table of observations of its own. */
const sayings: readonly { table: ObservationTarget; values: (row: HouseholdInput, on: string) => Record<string, unknown> | undefined }[] = [
  {
    table: registerStatus,
    values: (row) =>
      row.registerStatus == null
        ? undefined
        : { status: row.registerStatus, status_on: row.registerStatusOn ?? null, former_cause: row.formerCause ?? null },
  },
  {
    table: monitoringStatus,
    values: (row) => (row.monitoringKind == null ? undefined : { kind: row.monitoringKind, risk_kinds: row.riskKinds ?? [] }),
  },
  { table: safetyNetStatus, values: (row) => (row.safetyNet == null ? undefined : { programme: row.safetyNet }) },
  {
    table: authorisation,
    // The paper's first day is not in the file: it is known to hold on the day the data speak of.
    values: (row, on) =>
      row.authorisedUntil == null
        ? undefined
        : { valid_from: row.authorisedUntil < on ? row.authorisedUntil : on, valid_to: row.authorisedUntil },
  },
];

/** Creates, moves and describes households by their register number, many at once. */
export async function writeHouseholds(
  tx: Tx,
  protect: Protect,
  saying: Saying,
  rows: readonly ResolvedRow<HouseholdInput>[],
): Promise<WrittenRow[]> {
  const villages = new Set(
    (
      await tx.sql<{ area_code: string }>('select area_code from village where area_code = any($1)', [
        [...new Set(rows.map((r) => r.row.villageCode))],
      ])
    ).map((v) => v.area_code),
  );
  const existing = new Map(
    (
      await tx.sql<Existing>(
        'select id, area_code, register_number, group_name from household where register_number = any($1) for update',
        [rows.map((r) => r.row.number)],
      )
    ).map((h) => [h.register_number, h]),
  );

  const written = new Map<number, WrittenRow>();
  const placed: Placed[] = [];
  // Of one village: they are read together.
  const neighbours = new Map(rows.map(({ row }) => [row.villageCode, randomUUID() as string]));
  for (const { number, row } of rows) {
    const found = existing.get(row.number);
    if (!villages.has(row.villageCode)) written.set(number, refusedRow(number, 'villageCode', 'VILLAGE_NOT_FOUND'));
    else if (row.registerStatusOn != null && row.registerStatusOn > saying.observedOn)
      written.set(number, refusedRow(number, 'registerStatusOn', 'DATE_AFTER_DATA'));
    else placed.push({ number, row, id: found?.id ?? idBeside(neighbours.get(row.villageCode) ?? ''), existing: found });
  }

  const created = new Set(
    await create(
      tx,
      placed.filter((p) => p.existing === undefined),
    ),
  );
  const moved = new Set(await change(tx, placed));
  const kept = placed.filter((p) => {
    if (p.existing !== undefined || created.has(p.id)) return true;
    // The number exists outside the scope: it cannot be used twice, and nothing else is said about it.
    written.set(p.number, refusedRow(p.number, 'number', 'NUMBER_TAKEN'));
    return false;
  });

  const news = new Set<string>();
  for (const { table, values } of sayings) {
    const said = kept.flatMap((p): Observation[] => {
      const v = values(p.row, saying.observedOn);
      return v === undefined ? [] : [{ subjectId: p.id, areaCode: p.row.villageCode, values: v }];
    });
    const effects = await observe(tx, protect, table, saying, said);
    effects.forEach((effect, i) => effect !== 'UNCHANGED' && news.add(said[i]?.subjectId ?? ''));
  }
  await touchHouseholds(
    tx.sql,
    [...news].filter((id) => !created.has(id) && !moved.has(id)),
  );
  for (const p of kept) {
    written.set(p.number, {
      number: p.number,
      effect: created.has(p.id) ? 'CREATED' : news.has(p.id) || moved.has(p.id) ? 'CHANGED' : 'UNCHANGED',
    });
  }
  return rows.flatMap((r) => written.get(r.number) ?? []);
}

async function create(tx: Tx, rows: readonly Placed[]): Promise<readonly string[]> {
  const types = {
    id: 'uuid',
    area_code: 'text',
    register_number: 'text',
    group_name: 'text',
    contracted_land_mu: 'numeric',
    relocated: 'boolean',
  };
  const values = rows.map(({ id, row }) => ({
    id,
    area_code: row.villageCode,
    register_number: row.number,
    group_name: row.groupName ?? null,
    contracted_land_mu: row.contractedLandMu ?? null,
    relocated: row.relocated ?? null,
  }));
  return insertRows(tx.sql, 'household', types, values, 'on conflict (register_number) do nothing');
}

/** A household that is listed in another village or group has moved; its people and everything observed follow by the keys. */
async function change(tx: Tx, rows: readonly Placed[]): Promise<string[]> {
  const changed = rows.filter(
    ({ existing, row }) =>
      existing !== undefined &&
      (existing.area_code !== row.villageCode || (row.groupName != null && existing.group_name !== row.groupName)),
  );
  await updateRows(
    tx.sql,
    'household',
    { id: 'uuid', area_code: 'text', group_name: 'text' },
    changed.map(({ id, row, existing }) => ({
      id,
      area_code: row.villageCode,
      group_name: row.groupName ?? (existing?.area_code === row.villageCode ? existing.group_name : null),
    })),
  );
  return changed.map((p) => p.id);
}
