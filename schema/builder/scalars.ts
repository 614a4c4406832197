import { Decimal } from 'decimal.js';
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { normaliseAreaCode } from './area-code.js';

/** Beyond this the tables refuse money, in fen. */
export const MAX_FEN = 9_000_000_000_000_000;

/** Says what is wrong and, for a literal, where; never the value. */
const bad = (message: string, node?: ValueNode): GraphQLError =>
  new GraphQLError(message, { ...(node && { nodes: node }), extensions: { code: 'BAD_USER_INPUT' } });

/** A scalar that is a string in JSON: `parse` gives the inner value or null when the text is not one. */
function textScalar<Inner>(
  name: string,
  description: string,
  rule: string,
  parse: (text: string) => Inner | null,
  serialize: (value: unknown) => string,
): GraphQLScalarType<Inner, string> {
  const read = (value: unknown, node?: ValueNode): Inner => {
    const inner = typeof value === 'string' ? parse(value) : null;
    if (inner === null) throw bad(`${name} must be ${rule}.`, node);
    return inner;
  };
  return new GraphQLScalarType<Inner, string>({
    name,
    description,
    serialize,
    parseValue: (value) => read(value),
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : null, node),
  });
}

/** `"1234.50"` → 123450; null when it is not money with at most two places. */
export function parseMoney(text: string): number | null {
  if (!/^-?[0-9]{1,16}(\.[0-9]{1,2})?$/.test(text)) return null;
  const fen = new Decimal(text).times(100);
  return fen.abs().lte(MAX_FEN) ? fen.toNumber() : null;
}

/** 123450 → `"1234.50"`. */
export function formatMoney(fen: unknown): string {
  const value = typeof fen === 'bigint' ? Number(fen) : fen;
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new TypeError('Money is kept in whole fen');
  const size = Math.abs(value);
  const cents = size % 100;
  return `${value < 0 ? '-' : ''}${(size - cents) / 100}.${cents < 10 ? '0' : ''}${cents}`;
}

/** A date of the calendar as `YYYY-MM-DD`, or null. */
export function parseDate(text: string): string | null {
  const parts = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (!parts || Number(parts[1]) < 1) return null;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : null;
}

/** Before the first day somebody living was born on, and after the last anybody plans for, a day is a slip of the pen. */
const FIRST_DAY = '1880-01-01';
const LAST_DAY = '2200-12-31';

function parseBusinessDate(text: string): string | null {
  const day = parseDate(text);
  return day !== null && day >= FIRST_DAY && day <= LAST_DAY ? day : null;
}

/** A month of the calendar as `YYYY-MM`, or null. */
export function parseYearMonth(text: string): string | null {
  return /^[0-9]{4}-(0[1-9]|1[0-2])$/.test(text) && !text.startsWith('0000') ? text : null;
}

const printText = (value: unknown): string => {
  if (typeof value !== 'string') throw new TypeError('A text was expected');
  return value;
};

export const MoneyScalar = textScalar(
  'Money',
  'Yuan as a decimal string with two places (元), never a float.',
  'a string of yuan with at most two decimals, such as "6000.00"',
  parseMoney,
  formatMoney,
);

export const DateScalar = textScalar(
  'Date',
  'A business date `YYYY-MM-DD` in the zone Asia/Shanghai, from 1880 to 2200 (日期).',
  'a day of the calendar between 1880 and 2200 as a string, such as "2025-06-30"',
  parseBusinessDate,
  printText,
);

/** graphql-scalars' DateTime with our description; it prints UTC. */
export const DateTimeScalar = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  description: 'A moment in UTC, RFC 3339 (时间).',
});

export const YearMonthScalar = textScalar(
  'YearMonth',
  'A month `YYYY-MM` (年月).',
  'a month of the calendar as a string, such as "2024-07"',
  parseYearMonth,
  printText,
);

export const AreaCodeScalar = textScalar(
  'AreaCode',
  'National statistical division code (统计用区划代码): 2, 4, 6, 9 or 12 digits by level, the nation is `0`; an ancestor’s code is a prefix. ' +
    'Input padded with zeros to 6 or 12 digits is accepted.',
  'a string of 2, 4, 6, 9 or 12 digits, or "0"',
  normaliseAreaCode,
  printText,
);

export const DecimalScalar = textScalar(
  'Decimal',
  'A decimal number as a string, kept exactly (小数).',
  'a decimal number as a string, such as "7.2"',
  (text) => (/^-?[0-9]{1,18}(\.[0-9]{1,12})?$/.test(text) ? new Decimal(text).toString() : null),
  (value) => new Decimal(value as Decimal.Value).toFixed(),
);
