import type { AnyValue, Fact, FactRow, FactSource, Moment, Sql } from 'xianjie/schema';
import { fits } from '../facts/world.js';

/** What one row of a source says, whoever it is about: many rows say the same. */
export interface Saying {
  readonly source: string;
  readonly observedOn: string;
  readonly period: number | null;
  /** By the source's columns: a value; null: nothing; undefined: a value that does not fit its fact. */
  readonly values: readonly (AnyValue | null | undefined)[];
}

/** The rows of a source, each as a subject's place and the place of what it says. */
export interface SourceRows {
  readonly facts: readonly Fact[];
  readonly sayings: readonly Saying[];
  /** In the order of the source. */
  readonly subjects: Int32Array;
  readonly said: Int32Array;
}

/** Which columns the rows of a source have, once some were seen; what it does with its rows, else. */
const columnsOf = new WeakMap<FactSource, readonly string[] | 'AS_THEY_ARE'>();

/** So many subjects are enough to see what the rows of a source are like; for fewer it pays to take them as they are. */
const A_FEW = 100;

/** Reads the rows of sources about the subjects of a block. */
export interface RowReader {
  read(source: FactSource, facts: readonly Fact[], ids: readonly string[], placeOf: ReadonlyMap<string, number>): Promise<SourceRows>;
}

/**
 * Millions of rows as objects cost more than finding them. So the database hands a source's rows over as one text of lines, the subject's id
 * and the rest, and of lines that say the same the rest is read once. The first rows of a source come as they are: they say which columns it
 * has. A source that does something with its rows gets them as they are each time.
 */
export function rowReader(sql: Sql, at: Moment): RowReader {
  return {
    async read(source, facts, ids, placeOf) {
      const named = Object.entries(source.columns).filter(([, fact]) => facts.includes(fact));
      if (!columnsOf.has(source) && ids.length > A_FEW) await look(source, ids.slice(0, A_FEW));
      const columns = columnsOf.get(source);
      if (columns !== undefined && columns !== 'AS_THEY_ARE' && ids.length > A_FEW) {
        const packed: unknown[] = [];
        let text: string | null = null;
        const asText: Sql = async (statement, values = []) => {
          const [row] = await sql<{ packed: string | null }>(packing(statement, columns), values);
          text = row?.packed ?? '';
          return packed as never;
        };
        if ((await source.load(asText, ids, at)) === packed && text !== null) return unpacked(text, columns, placeOf, sayingsOf(named));
        columnsOf.set(source, 'AS_THEY_ARE');
      }
      return taken(await source.load(sql, ids, at), placeOf, sayingsOf(named));
    },
  };

  async function look(source: FactSource, ids: readonly string[]): Promise<void> {
    const [first] = await source.load(sql, ids, at);
    if (first !== undefined) columnsOf.set(source, columnsIn(first, source) ?? 'AS_THEY_ARE');
  }
}

/** The columns to ask for; null: the rows lack one, and whoever takes them says so. */
function columnsIn(row: FactRow, source: FactSource): string[] | null {
  const named = Object.keys(source.columns);
  const fixed = ['source', 'observed_on', ...('period' in row ? ['period'] : [])];
  return named.every((column) => column in row) ? [...fixed, ...named] : null;
}

function packing(statement: string, columns: readonly string[]): string {
  const values = columns.map((column) => `f."${column}"`).join(', ');
  return `select string_agg(f.subject_id || json_build_array(${values})::text, E'\\n') as packed from (${statement}) f`;
}

/** What is said, each thing once. */
interface Sayings {
  readonly facts: readonly Fact[];
  readonly all: readonly Saying[];
  /** @param cell a row's value in a column; undefined: it has no such column. @returns the saying's place */
  add(cell: (column: string) => unknown): number;
}

function sayingsOf(named: readonly (readonly [string, Fact])[]): Sayings {
  const all: Saying[] = [];
  return {
    facts: named.map(([, fact]) => fact),
    all,
    add(cell) {
      const values = named.map(([column, fact]) => {
        const value = cell(column);
        // Null says nothing; a column that is not there is a mistake of the source, and must not read like an empty cell.
        if (value === undefined) throw new Error(`the rows of a fact source hold no column "${column}" for the fact "${fact.code}"`);
        return value === null ? null : fits(fact, value) ? value : undefined;
      });
      const period = (cell('period') as number | null | undefined) ?? null;
      return all.push({ source: cell('source') as string, observedOn: cell('observed_on') as string, period, values }) - 1;
    },
  };
}

/** Two numbers a row, growing. */
function pairs(expected: number) {
  let subjects = new Int32Array(expected);
  let said = new Int32Array(expected);
  let length = 0;
  return {
    push(subject: number, saying: number): void {
      if (length === subjects.length) {
        [subjects, said] = [subjects, said].map((column) => {
          const longer = new Int32Array(column.length * 2 + 16);
          longer.set(column);
          return longer;
        }) as [Int32Array<ArrayBuffer>, Int32Array<ArrayBuffer>];
      }
      subjects[length] = subject;
      said[length++] = saying;
    },
    end: () => ({ subjects: subjects.subarray(0, length), said: said.subarray(0, length) }),
  };
}

function taken(rows: readonly FactRow[], placeOf: ReadonlyMap<string, number>, sayings: Sayings): SourceRows {
  const found = pairs(rows.length);
  const known = new Map<string, number>();
  for (const { subject_id, ...rest } of rows) {
    const place = placeOf.get(subject_id);
    const text = JSON.stringify(rest);
    const saying = known.get(text) ?? sayings.add((column) => rest[column]);
    known.set(text, saying);
    if (place !== undefined) found.push(place, saying);
  }
  return { facts: sayings.facts, sayings: sayings.all, ...found.end() };
}

function unpacked(text: string, columns: readonly string[], placeOf: ReadonlyMap<string, number>, sayings: Sayings): SourceRows {
  const found = pairs(placeOf.size);
  const known = new Map<string, number>();
  for (let from = 0; from < text.length;) {
    const line = text.indexOf('\n', from);
    const end = line < 0 ? text.length : line;
    const split = text.indexOf('[', from);
    const rest = text.slice(split, end);
    let saying = known.get(rest);
    if (saying === undefined) {
      const values = JSON.parse(rest) as readonly unknown[];
      known.set(rest, (saying = sayings.add((column) => values[columns.indexOf(column)])));
    }
    const place = placeOf.get(text.slice(from, split));
    if (place !== undefined) found.push(place, saying);
    from = end + 1;
  }
  return { facts: sayings.facts, sayings: sayings.all, ...found.end() };
}
