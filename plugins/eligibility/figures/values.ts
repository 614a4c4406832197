import type { AnyValue, Fact, LocalizedText, Parameter, ParameterItem, ParameterType, Value } from 'xianjie/schema';
import { daysBetween } from './calendar.js';

type Titles = Readonly<Record<string, LocalizedText>> | null;
interface Range {
  readonly from: number;
  readonly to: number;
}

const nothing = { number: null, money: null, date: null, codes: null };
const same = (text: string): LocalizedText => ({ zh: text, en: text });

const yuanInEnglish = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** 420050 fen: "4200.5元", "4,200.50 yuan". */
function moneyText(fen: number): LocalizedText {
  const amount = fen / 100;
  return {
    zh: `${String(amount)}元`,
    en: `${yuanInEnglish.format(amount)} yuan`,
  };
}

/** A value of a fact or of a parameter, in words and in figures. */
export function valueOf(type: ParameterType, value: AnyValue, titles: Titles = null): Value {
  switch (type) {
    case 'MONEY':
      return { ...nothing, text: moneyText(value as number), money: value as number };
    case 'NUMBER':
      return { ...nothing, text: same(String(value)), number: value as number };
    case 'PERCENT':
      return { ...nothing, text: same(`${String(value)}%`), number: value as number };
    case 'BOOLEAN':
      return { ...nothing, text: value === true ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' } };
    case 'DATE':
      return { ...nothing, text: same(String(value)), date: String(value) };
    case 'CODE':
      return { ...nothing, text: titleOf(titles, String(value)), codes: [String(value)] };
    case 'CODES':
      return {
        ...nothing,
        text: list((value as readonly string[]).map((code) => titleOf(titles, code))),
        codes: value as readonly string[],
      };
    case 'RANGE': {
      const { from, to } = value as Range;
      return { ...nothing, text: { zh: `${from}至${to}`, en: `${from} to ${to}` } };
    }
    case 'TABLE':
      return {
        ...nothing,
        text: list(Object.entries(value as Record<string, number>).map(([code, n]) => labelled(titleOf(titles, code), same(String(n))))),
      };
  }
}

/** What a code is called; the code itself where nobody says. */
export function titleOf(titles: Titles, code: string): LocalizedText {
  return titles?.[code] ?? same(code);
}

/** A, B and C. */
export function list(texts: readonly LocalizedText[]): LocalizedText {
  return texts.length === 0 ? { zh: '无', en: 'none' } : { zh: texts.map((t) => t.zh).join('、'), en: texts.map((t) => t.en).join(', ') };
}

/** "label: text". */
export function labelled(label: LocalizedText, text: LocalizedText): LocalizedText {
  return { zh: `${label.zh}：${text.zh}`, en: `${label.en}: ${text.en}` };
}

export const factValue = (fact: Fact, value: AnyValue): Value => valueOf(fact.type, value, fact.codes);

/** The units of the catalogue in words: Chinese, English for one and for many. */
const units: Readonly<Record<string, readonly [zh: string, one: string, many: string]>> = {
  year: ['年', 'year', 'years'],
  household: ['户', 'household', 'households'],
  route: ['种', 'route', 'routes'],
  indicator: ['项', 'indicator', 'indicators'],
  requirement: ['项', 'requirement', 'requirements'],
  class: ['类', 'class', 'classes'],
  month: ['个月', 'month', 'months'],
  day: ['天', 'day', 'days'],
  'day/year': ['天/年', 'day a year', 'days a year'],
  mu: ['亩', 'mu', 'mu'],
  skill: ['项', 'skill', 'skills'],
  'person/household': ['人/户', 'person a household', 'people a household'],
  'check/month': ['次/月', 'check a month', 'checks a month'],
  'multiple of national standard': ['倍', 'times the national standard', 'times the national standard'],
};

/** A parameter's value with its unit. */
export function parameterValue(parameter: Parameter, value: AnyValue): Value {
  const plain = valueOf(parameter.type, value, parameter.codes);
  if (parameter.type === 'TABLE')
    return { ...plain, text: list(parameterItems(parameter, value).map((row) => labelled(row.title, row.value.text))) };
  if (parameter.type !== 'NUMBER' && parameter.type !== 'RANGE') return plain;
  const { zh, en } = plain.text;
  if (parameter.unit === 'calendar year') return { ...plain, text: { zh: `${zh}年`, en } };
  // A month by which something is done is one of the twelve.
  if (parameter.unit === 'month' && parameter.use === 'DEADLINE')
    return { ...plain, text: { zh: `${zh}月`, en: `month ${en} of the year` } };
  const [unitZh, one, many] = units[parameter.unit] ?? [` ${parameter.unit}`, parameter.unit, parameter.unit];
  return { ...plain, text: { zh: `${zh}${unitZh}`, en: `${en} ${value === 1 ? one : many}` } };
}

/** The members of a set, the rows of a table. */
export function parameterItems(parameter: Parameter, value: AnyValue): ParameterItem[] {
  const item = (code: string, type: ParameterType, v: AnyValue): ParameterItem => ({
    code,
    title: titleOf(parameter.codes, code),
    value: valueOf(type, v, parameter.codes),
  });
  if (parameter.type === 'CODES') return (value as readonly string[]).map((code) => item(code, 'CODE', code));
  if (parameter.type === 'TABLE')
    return Object.entries(value as Record<string, number>).map(([code, n]) => item(code, parameter.holds ?? 'NUMBER', n));
  return [];
}

/** "早30天 / 30 days before". */
function daysApart(days: number): Value {
  const size = Math.abs(days);
  const en = `${size} ${size === 1 ? 'day' : 'days'}`;
  const text = days < 0 ? { zh: `早${size}天`, en: `${en} before` } : { zh: `晚${size}天`, en: `${en} after` };
  return { ...nothing, number: days, text: days === 0 ? { zh: '同一天', en: 'the same day' } : text };
}

/** actual − threshold: "差420元 / short by 420.00 yuan". Null where there is no such number. */
export function distanceOf(type: ParameterType, actual: AnyValue, threshold: AnyValue): Value | null {
  if (type === 'DATE') return daysApart(daysBetween(actual as string, threshold as string));
  if (type !== 'MONEY' && type !== 'NUMBER' && type !== 'PERCENT') return null;
  const difference = Number(((actual as number) - (threshold as number)).toFixed(6));
  const value = valueOf(type, difference);
  if (difference === 0) return { ...value, text: { zh: '持平', en: 'equal to it' } };
  const size = valueOf(type, Math.abs(difference)).text;
  const points = type === 'PERCENT' ? { zh: `${Math.abs(difference)}个百分点`, en: `${Math.abs(difference)} percentage points` } : size;
  return {
    ...value,
    text: difference < 0 ? { zh: `差${points.zh}`, en: `short by ${points.en}` } : { zh: `超出${points.zh}`, en: `over by ${points.en}` },
  };
}
