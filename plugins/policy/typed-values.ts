import {
  blank,
  nearest,
  refuse,
  type AnyValue,
  type LocalizedText,
  type Parameter,
  type ParameterOperator,
  type ParameterType,
} from 'xianjie/schema';

/** A value as an input brings it: exactly one of its fields. */
export interface GivenValue {
  readonly blank?: boolean | null;
  readonly money?: number | null;
  readonly number?: string | null;
  readonly percent?: string | null;
  readonly boolean?: boolean | null;
  readonly date?: string | null;
  readonly code?: string | null;
  readonly codes?: readonly string[] | null;
  readonly range?: { readonly from: string; readonly to: string } | null;
  readonly table?: readonly { readonly code: string; readonly number: string }[] | null;
  readonly reference?: { readonly parameter: string; readonly because: LocalizedText } | null;
}

/** A value as it is kept. */
export type KeptValue =
  | { readonly kind: 'SET'; readonly value: AnyValue }
  | { readonly kind: 'BLANK' }
  | { readonly kind: 'REFERENCE'; readonly parameter: Parameter; readonly because: LocalizedText };

/** Which field of the input a type is given in. */
const fieldOf: Readonly<Record<ParameterType, keyof GivenValue>> = {
  MONEY: 'money',
  NUMBER: 'number',
  PERCENT: 'percent',
  BOOLEAN: 'boolean',
  DATE: 'date',
  CODE: 'code',
  CODES: 'codes',
  RANGE: 'range',
  TABLE: 'table',
};

const at = (field: string): string[] => ['input', 'value', field];

/** The value of a proposal, checked against its parameter. @throws Refused saying what the parameter takes */
export function keptValue(given: GivenValue, parameter: Parameter, parameters: ReadonlyMap<string, Parameter>): KeptValue {
  const fields = Object.entries(given).filter(([field, value]) => value != null && !(field === 'blank' && value === false));
  const [first] = fields;
  const wanted = fieldOf[parameter.type];
  const takes = { type: parameter.type, field: wanted, unit: parameter.unit };
  if (first === undefined || fields.length !== 1) return refuse('ONE_VALUE', ['input', 'value'], takes);
  const [field] = first;
  if (field === 'blank') return { kind: 'BLANK' };
  if (given.reference != null) return referred(given.reference, parameter, parameters);
  if (field !== wanted) return refuse('WRONG_TYPE', at(field), takes);
  return { kind: 'SET', value: typed(given, parameter) };
}

function typed(given: GivenValue, parameter: Parameter): AnyValue {
  const number = (text: string | number | null | undefined, field: string): number => within(Number(text), parameter, at(field));
  switch (parameter.type) {
    case 'MONEY':
      return number(given.money, 'money');
    case 'NUMBER':
      return number(given.number, 'number');
    case 'PERCENT':
      return number(given.percent, 'percent');
    case 'BOOLEAN':
      return given.boolean === true;
    case 'DATE':
      return given.date ?? '';
    case 'CODE':
      return codeOf(given.code ?? '', parameter, at('code'));
    case 'CODES':
      return distinct(given.codes ?? [], parameter, 'codes');
    case 'RANGE': {
      const { from, to } = given.range ?? { from: '', to: '' };
      const range = { from: number(from, 'range'), to: number(to, 'range') };
      return range.from <= range.to ? range : refuse('RANGE_ORDER', at('range'));
    }
    case 'TABLE': {
      const rows = given.table ?? [];
      distinct(rows.map(({ code }) => code), parameter, 'table'); // prettier-ignore
      return Object.fromEntries(rows.map((row) => [row.code, number(row.number, 'table')]));
    }
  }
}

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

/** What a figure may be; money in fen. */
export function boundsOf({ type, unit, use }: Pick<Parameter, 'type' | 'unit' | 'use'>): Bounds {
  if (type === 'MONEY') return { min: 0, max: 1e14, whole: true };
  if (unit === 'calendar year') return { min: 1949, max: 2100, whole: true };
  if (unit === 'month' && use === 'DEADLINE') return { min: 1, max: 12, whole: true };
  if (type === 'PERCENT') return use === 'TARGET' ? { min: -100, max: 1000, whole: false } : { min: 0, max: 100, whole: false };
  return { min: 0, max: 1e9, whole: false };
}

function within(figure: number, parameter: Parameter, path: readonly string[]): number {
  const { min, max, whole } = boundsOf(parameter);
  if (Number.isFinite(figure) && figure >= min && figure <= max && (!whole || Number.isInteger(figure))) return figure;
  const yuan = parameter.type === 'MONEY' ? 100 : 1;
  return refuse(whole && yuan === 1 ? 'OUT_OF_RANGE_WHOLE' : 'OUT_OF_RANGE', path, {
    min: min / yuan,
    max: max / yuan,
    unit: parameter.unit,
  });
}

function codeOf(code: string, { codes }: Parameter, path: readonly string[]): string {
  const known = Object.keys(codes ?? {});
  return known.includes(code) ? code : refuse('UNKNOWN_CODE_OF', path, { nearest: nearest(code, known, 5).join(', ') });
}

function distinct(given: readonly string[], parameter: Parameter, field: string): readonly string[] {
  if (given.length === 0) refuse('NO_CODES', at(field));
  for (const code of given) codeOf(code, parameter, at(field));
  if (new Set(given).size < given.length) refuse('KIND_TWICE', at(field));
  return given;
}

/** Only what could be compared in its place may stand there: the same type and codes. */
function referred(
  { parameter: code, because }: NonNullable<GivenValue['reference']>,
  parameter: Parameter,
  parameters: ReadonlyMap<string, Parameter>,
): KeptValue {
  const other = parameters.get(code);
  const path = [...at('reference'), 'parameter'];
  if (other === undefined) return refuse('UNKNOWN_PARAMETER', path, { nearest: nearest(code, parameters.keys()).join(', ') });
  const codes = (of: Parameter): string => Object.keys(of.codes ?? {}).sort().join(); // prettier-ignore
  if (other.type !== parameter.type || codes(other) !== codes(parameter))
    return refuse('REFERENCE_OF_OTHER_TYPE', path, { type: parameter.type, other: other.type });
  if (because.zh.trim() === '') return refuse('SAYS_NOTHING', [...at('reference'), 'because']);
  return { kind: 'REFERENCE', parameter: other, because };
}

/** How the value relates to what it measures, where the proposal does not say. */
export const operatorOf = (given: ParameterOperator | null, { type }: Parameter): ParameterOperator =>
  given ?? (type === 'RANGE' ? 'range' : 'eq');

/** The same value in the form of a declared one. */
export function statedAs(kept: KeptValue) {
  if (kept.kind === 'BLANK') return blank;
  return kept.kind === 'SET' ? kept.value : { declares: 'reference' as const, parameter: kept.parameter, because: kept.because };
}
