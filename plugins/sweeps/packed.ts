import type { SweptBlock } from '../eligibility/index.js';
import type { CheckSet } from './check-sets.js';

/** What a sweep found of subjects of one kind, a byte a check, as it is stored. */
export interface PackedBlock {
  readonly set: CheckSet;
  readonly ids: readonly string[];
  readonly areas: readonly string[];
  /** A byte for each check of the set, subject after subject. */
  readonly bytes: Buffer;
  /** As PostgreSQL writes an array; null: no amount is known. */
  readonly amounts: readonly (string | null)[];
}

/** What one byte says. */
export interface Said {
  readonly outcome: number;
  readonly fulfilled: number;
  readonly held: number;
}

export const pack = ({ outcome, fulfilled, held }: Said): number => outcome | (fulfilled << 2) | (held << 4);
export const unpack = (byte: number): Said => ({ outcome: byte & 3, fulfilled: (byte >> 2) & 3, held: (byte >> 4) & 3 });

/** Packs a block in the order of a set that has exactly its checks. */
export function packBlock(block: SweptBlock, set: CheckSet): PackedBlock {
  const columns = set.checks.map((code) => block.columns.find((column) => column.check === code));
  const width = columns.length;
  const bytes = Buffer.alloc(block.ids.length * width);
  columns.forEach((column, i) => {
    if (column === undefined) throw new Error('a sweep left a check out that it was asked for');
    const { outcome, fulfilled, held } = column;
    for (let row = 0; row < block.ids.length; row++)
      bytes[row * width + i] = (outcome[row] ?? 0) | ((fulfilled[row] ?? 0) << 2) | ((held[row] ?? 0) << 4);
  });
  const paying = columns.flatMap((column, i) => (column?.amount == null ? [] : [{ amount: column.amount, i }]));
  return {
    set,
    ids: block.ids,
    areas: block.areas,
    bytes,
    amounts: block.ids.map((_, row) => {
      let list: (number | null)[] | null = null;
      for (const { amount, i } of paying) {
        const fen = amount[row] ?? NaN;
        if (!Number.isNaN(fen)) (list ??= [])[i] = Math.round(fen);
      }
      return list === null ? null : writeAmounts(list);
    }),
  };
}

/** What stands behind the last known amount is left out. */
export function writeAmounts(list: readonly (number | null | undefined)[]): string | null {
  let length = list.length;
  while (length > 0 && list[length - 1] == null) length--;
  return length === 0 ? null : `{${Array.from({ length }, (_, i) => list[i] ?? 'NULL').join(',')}}`;
}

export const readAmounts = (text: string | null): (number | null)[] =>
  text === null
    ? []
    : text
        .slice(1, -1)
        .split(',')
        .map((one) => (one === 'NULL' ? null : Number(one)));
