/** What PostgreSQL says of a statement that it refuses, as far as it never holds a value of a row. */
export interface RefusedStatement {
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
  /** What usually stands behind it. */
  readonly hint?: string;
}

/** Refusals whose message names what the statement itself names: a table, a column, a function. */
const NAMES_ONLY: ReadonlySet<string> = new Set(['42501', '42703', '42P01', '42702', '42883']);
/** As our tables and columns are written: what is not, might be a value that a module wrote into its statement. */
const NAMED = /(table|relation|column|function|schema) "?([a-z_][a-z0-9_.]{0,80})"?/g;

const HINTS: Readonly<Record<string, string>> = {
  '42501':
    'observations are appended through tx.observe and never updated or deleted; a column above INTERNAL that a write reads is named in the table’s "decidesBy"; a fact’s query runs as the engine, which reads and never writes',
  '23502': 'a required column got no value: a standard column (observed_on, source, digest) is filled by tx.observe',
  '23503': 'the row it refers to is not there, or in another area than this row says',
  '23514': 'a check of the migration refuses the row: refuse it before, with a code of the module’s own',
};
const OTHER_AREA =
  'the row is of another area than the operation’s: a batch writes inside the area that it was handed in for, area_code is the subject’s own';

/** Names and a hint; never PostgreSQL's message or detail, which repeat values. */
export function refusedStatement(error: unknown): RefusedStatement {
  const {
    code,
    table,
    column,
    constraint,
    message = '',
  } = error as Partial<Record<'code' | 'table' | 'column' | 'constraint' | 'message', string>>;
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return {};
  const named = NAMES_ONLY.has(code) ? [...message.matchAll(NAMED)] : [];
  const name = (...kinds: string[]): string | undefined => named.find(([, kind]) => kinds.includes(kind ?? ''))?.[2];
  const where = { table: table ?? name('table', 'relation'), column: column ?? name('column'), constraint };
  const hint = code === '42501' && message.includes('row-level security') ? OTHER_AREA : HINTS[code];
  return Object.fromEntries(Object.entries({ ...where, hint }).filter(([, value]) => value !== undefined));
}
