import { coreCode, type CoreRefusal, type Feed, type ModuleTx, type ResolvedRow, type RowRefusal } from 'xianjie/schema';
import type { Protect } from '../storage/index.js';

interface Parsed {
  readonly number: number;
  readonly row: unknown;
}

/** Whom rows speak of, by what they call them. */
interface Finding {
  readonly nameOf: (row: unknown) => { readonly name: string; readonly column: string };
  readonly find: (names: readonly string[]) => Promise<ReadonlyMap<string, Omit<ResolvedRow<unknown>, 'number' | 'row'>>>;
  readonly absent: CoreRefusal;
}

/**
 * Finds the households or people that rows speak of, one query a chunk, within the batch's area. What does not exist and what exists
 * elsewhere is refused alike.
 */
export async function resolveRows(
  tx: ModuleTx,
  protect: Protect,
  feed: Feed,
  rows: readonly Parsed[],
  refused: Map<number, readonly RowRefusal[]>,
): Promise<ResolvedRow<unknown>[]> {
  const finding = findingOf(tx, protect, feed);
  if (finding === undefined || rows.length === 0) return [...rows];
  const named = rows.map(({ number, row }) => ({ number, row, ...finding.nameOf(row) }));
  const found = await finding.find([...new Set(named.map(({ name }) => name))]);
  return named.flatMap(({ number, row, name, column }) => {
    const whom = found.get(name);
    if (whom !== undefined) return [{ number, row, ...whom }];
    refused.set(number, [{ column, code: coreCode(finding.absent) }]);
    return [];
  });
}

function findingOf(tx: ModuleTx, protect: Protect, feed: Feed): Finding | undefined {
  const { resolves, householdOf, personOf } = feed;
  if (resolves === 'EXISTING_HOUSEHOLD' && householdOf !== undefined) {
    return {
      nameOf: (row) => {
        const { householdNumber, column = 'householdNumber' } = householdOf(row);
        return { name: householdNumber, column };
      },
      find: (numbers) => households(tx, numbers),
      absent: 'HOUSEHOLD_NOT_FOUND',
    };
  }
  if (resolves === 'EXISTING_PERSON' && personOf !== undefined) {
    return {
      nameOf: (row) => {
        const { residentId, column = 'residentId' } = personOf(row);
        return { name: protect.blindIndex('resident-id', residentId).toString('hex'), column };
      },
      find: (indexes) => people(tx, indexes),
      absent: 'PERSON_NOT_FOUND',
    };
  }
  return undefined;
}

async function households(tx: ModuleTx, numbers: readonly string[]) {
  const found = await tx.sql<{ id: string; area_code: string; register_number: string }>(
    'select id, area_code, register_number from household where register_number = any($1)',
    [numbers],
  );
  return new Map(found.map((h) => [h.register_number, { household: { householdId: h.id, areaCode: h.area_code } }]));
}

/** By the blind index of the resident id: no clear number reaches the database. */
async function people(tx: ModuleTx, indexes: readonly string[]) {
  const found = await tx.sql<{ id: string; household_id: string; area_code: string; left_on: string | null; index: string }>(
    `select id, household_id, area_code, left_on, encode(resident_id_index, 'hex') as index from person
     where resident_id_index in (select decode(h, 'hex') from unnest($1::text[]) as h)`,
    [indexes],
  );
  return new Map(
    found.map((p) => [p.index, { person: { personId: p.id, householdId: p.household_id, areaCode: p.area_code, leftOn: p.left_on } }]),
  );
}

/** How many present people of the batch's area no resident id tells apart: rows about them cannot find them. */
export async function unidentified(tx: ModuleTx): Promise<number> {
  const [row] = await tx.sql<{ people: number }>(
    'select count(*)::int as people from person where resident_id_index is null and left_on is null',
  );
  return row?.people ?? 0;
}
