import { Decimal } from 'decimal.js';
import { MAX_FEN, parseDate, parseYearMonth } from '../builder/scalars.js';
import type { RefusalParams } from '../contract/errors.js';
import type { LocalizedText } from '../contract/text.js';
import { readCreditCode } from './credit-code.js';
import { allowedWords, readWord, type Labels } from './labels.js';
import { cellCode } from './refusals.js';
import { readResidentId, type ResidentId } from './resident-id.js';

/** What reading one filled cell gives: a value, or why not, as a code that the core or the feed's module declares. */
export type Cell<T> = { readonly value: T } | { readonly refusal: string; readonly params?: RefusalParams };

/** How a column's cells are read, and what they accept in words. */
export interface CellReader<T> {
  readonly hint: LocalizedText;
  readonly read: (text: string) => Cell<T>;
}

const NUMBER_LIKE = /^[-+−]?[¥￥]?[0-9][0-9,]*(\.[0-9]*)?元?$/;
// Control characters, zero-width and direction marks, the replacement character of a failed decoding, lone surrogates.
const ILLEGAL = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ufffd]|\p{Surrogate}/u;
/** No cell of any feed needs more; longer ones are not even looked at. */
const CELL_LIMIT = 2000;

/** Full-width digits and signs as their plain forms; Chinese text stays as it is. */
function plain(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ．，－＋／]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
}

/**
 * What every cell goes through before its column reads it. Undefined: the cell is empty, which says nothing.
 * A spreadsheet would run a cell that begins with = + - or @ when the file is opened again; a signed number is a number.
 */
export function openCell(raw: string): Cell<string> | undefined {
  if (raw.length > CELL_LIMIT) return { refusal: cellCode('TOO_LONG'), params: { max: CELL_LIMIT } };
  const text = raw.trim();
  if (text === '') return undefined;
  if (ILLEGAL.test(text)) return { refusal: cellCode('ILLEGAL_CHARACTER') };
  if (/^[=+\-@＝＋－＠−]/.test(text) && !NUMBER_LIKE.test(plain(text))) return { refusal: cellCode('FORMULA_CELL') };
  return { value: text };
}

/** Free text of at most `max` characters. */
export function words(max: number): CellReader<string> {
  return {
    hint: { zh: `文字，不超过 ${max} 字`, en: `text of at most ${max} characters` },
    read: (text) => ([...text].length > max ? { refusal: cellCode('TOO_LONG'), params: { max } } : { value: text }),
  };
}

/** Yuan to fen, as a safe integer. A thousands separator must separate thousands: `58,9` or `58、9` might be a decimal, so nobody guesses. */
export function money(sign: 'NOT_NEGATIVE' | 'ANY'): CellReader<number> {
  return {
    hint:
      sign === 'ANY'
        ? { zh: '金额，单位元，最多两位小数，可为负', en: 'yuan, at most two decimals, may be negative' }
        : { zh: '金额，单位元，最多两位小数', en: 'yuan, at most two decimals' },
    read: (text) => {
      const number = plain(text)
        .replace('−', '-')
        .replace(/\s*元$/, '')
        .replace(/^([-+]?)[¥￥]\s*/, '$1');
      if (/^[-+]?[0-9]+[、，。·,][0-9]*$/.test(number) && !/^[-+]?[0-9]{1,3},[0-9]{3}$/.test(number))
        return { refusal: cellCode('AMBIGUOUS_DECIMAL_MARK') };
      if (!/^[-+]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?$/.test(number) || number.length > 40)
        return { refusal: cellCode('NOT_AN_AMOUNT') };
      const fen = new Decimal(number.replaceAll(',', '')).times(100);
      if (!fen.isInteger()) return { refusal: cellCode('TOO_MANY_DECIMALS') };
      if (fen.abs().gt(MAX_FEN)) return { refusal: cellCode('AMOUNT_TOO_LARGE') };
      if (fen.lt(0) && sign === 'NOT_NEGATIVE') return { refusal: cellCode('NEGATIVE_AMOUNT') };
      return { value: fen.isZero() ? 0 : fen.toNumber() };
    },
  };
}

/** A calendar year. */
export const year: CellReader<number> = {
  hint: { zh: '四位年份，如 2024', en: 'a year of four digits' },
  read: (text) => {
    const digits = plain(text).replace(/年度?$/, '');
    const value = Number(digits);
    return /^[0-9]{4}$/.test(digits) && value >= 1990 && value <= 2100 ? { value } : { refusal: cellCode('NOT_A_YEAR') };
  },
};

/** A whole number, both ends included. */
export function count(min: number, max: number): CellReader<number> {
  return {
    hint: { zh: `${min} 至 ${max} 的整数`, en: `a whole number from ${min} to ${max}` },
    read: (text) => {
      const digits = plain(text).replace(/[人口]$/, '');
      const value = Number(digits);
      return /^[0-9]{1,9}$/.test(digits) && value >= min && value <= max
        ? { value }
        : { refusal: cellCode('NOT_A_COUNT'), params: { min, max } };
    },
  };
}

/** A month as `YYYY-MM`. */
export const month: CellReader<string> = {
  hint: { zh: '年月，如 2024-06、2024/6 或 2024年6月', en: 'a month such as 2024-06, 2024/6' },
  read: (text) => {
    const parts = /^(\d{4})[-/](\d{1,2})$/.exec(plain(text)) ?? /^(\d{4})年(\d{1,2})月$/.exec(plain(text));
    const value = parts === null ? '' : `${parts[1]}-${parts[2]?.padStart(2, '0')}`;
    return parseYearMonth(value) !== null && value >= '1990' && value <= '2101' ? { value } : { refusal: cellCode('NOT_A_MONTH') };
  },
};

/** A day as `YYYY-MM-DD`. */
export const day: CellReader<string> = {
  hint: { zh: '日期，如 2024-06-30、2024/6/30 或 2024年6月30日', en: 'a date such as 2024-06-30, 2024/6/30' },
  read: (text) => {
    const parts =
      /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain(text)) ??
      /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/.exec(plain(text)) ??
      /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(plain(text));
    const value = parts === null ? '' : `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}`;
    return parseDate(value) !== null && value >= '1880-01-01' && value <= '2200-12-31' ? { value } : { refusal: cellCode('NOT_A_DATE') };
  },
};

/** 是 or 否, in the usual ways to write them. */
export const yesNo: CellReader<boolean> = {
  hint: { zh: '是 或 否', en: 'yes or no' },
  read: (text) => {
    const word = text.toLowerCase();
    if (['是', '有', 'yes', 'true', 'y', '1'].includes(word)) return { value: true };
    if (['否', '无', 'no', 'false', 'n', '0'].includes(word)) return { value: false };
    return { refusal: cellCode('NOT_YES_OR_NO') };
  },
};

/** One code of a list, by a word for it (in Chinese or English) or by the code itself. */
export function oneOf<V extends string>(labels: Labels<V>): CellReader<V> {
  const allowed = allowedWords(labels);
  return {
    hint: { zh: allowed, en: Object.keys(labels).join(', ') },
    read: (text) => {
      const value = readWord(labels, text);
      return value === undefined ? { refusal: cellCode('UNKNOWN_VALUE'), params: { allowed } } : { value };
    },
  };
}

/** Several codes, separated by a semicolon; each counts once, in the list's order. */
export function someOf<V extends string>(labels: Labels<V>): CellReader<readonly V[]> {
  const allowed = allowedWords(labels);
  return {
    hint: { zh: `${allowed}；可多选，以“；”分隔`, en: `${Object.keys(labels).join(', ')}; several with ";"` },
    read: (text) => {
      const found = text
        .split(/[;；]/)
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .map((part) => readWord(labels, part));
      if (found.includes(undefined)) return { refusal: cellCode('UNKNOWN_VALUE'), params: { allowed } };
      return { value: (Object.keys(labels) as V[]).filter((value) => found.includes(value)) };
    },
  };
}

const ID_REFUSALS = {
  FORMAT: cellCode('RESIDENT_ID_FORMAT'),
  BIRTH_DATE: cellCode('RESIDENT_ID_BIRTH_DATE'),
  CHECK: cellCode('RESIDENT_ID_CHECK'),
} as const;

/** A resident id (公民身份号码), with the birth date and the sex that it says. */
export const residentId: CellReader<ResidentId> = {
  hint: { zh: '18 位公民身份号码或居住证号码', en: 'an 18-character resident id' },
  read: (text) => {
    const id = readResidentId(plain(text).replace(/\s/g, ''));
    return typeof id === 'string' ? { refusal: ID_REFUSALS[id] } : { value: id };
  },
};

/** A mobile number, or a landline with its area code: digits only. */
export const phone: CellReader<string> = {
  hint: { zh: '11 位手机号，或区号加座机号', en: 'a mobile number of 11 digits, or an area code and a number' },
  read: (text) => {
    const digits = plain(text).replace(/[\s-]/g, '');
    return /^(1[3-9][0-9]{9}|0[0-9]{9,11})$/.test(digits) ? { value: digits } : { refusal: cellCode('PHONE_FORMAT') };
  },
};

/** The register number of a household (户编号). */
export const registerNumber: CellReader<string> = {
  hint: { zh: '户编号，字母、数字或“-”', en: 'the register number: letters, digits or "-"' },
  read: (text) => {
    const value = plain(text);
    return /^[0-9A-Za-z][0-9A-Za-z-]{0,39}$/.test(value) ? { value } : { refusal: cellCode('HOUSEHOLD_NUMBER_FORMAT') };
  },
};

/** The division code of a village or community, 12 digits. */
export const villageCode: CellReader<string> = {
  hint: { zh: '村（社区）的 12 位统计用区划代码', en: 'the 12-digit division code of a village or community' },
  read: (text) => {
    const value = plain(text);
    return /^[0-9]{12}$/.test(value) ? { value } : { refusal: cellCode('AREA_CODE_FORMAT') };
  },
};

/** The unified social credit code of an organisation (统一社会信用代码). */
export const creditCode: CellReader<string> = {
  hint: { zh: '18 位统一社会信用代码', en: 'a unified social credit code of 18 characters' },
  read: (text) => {
    const read = readCreditCode(plain(text).replace(/\s/g, ''));
    if (typeof read === 'object') return { value: read.code };
    return { refusal: cellCode(read === 'FORMAT' ? 'CREDIT_CODE_FORMAT' : 'CREDIT_CODE_CHECK') };
  },
};

/** The readers by name, for a module: `needed('学段', 'stage', cell.oneOf(stages), '初中')`. */
export const cell = {
  words,
  money,
  year,
  month,
  day,
  count,
  yesNo,
  oneOf,
  someOf,
  residentId,
  phone,
  registerNumber,
  villageCode,
  creditCode,
} as const;
