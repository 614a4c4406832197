import type { AnyValue, FactType, ParameterType } from 'xianjie/schema';

/** What may be compared with what: quantities, days, codes, yes and no. */
export type Sort = 'QUANTITY' | 'DAY' | 'CODE' | 'BOOLEAN';

const sorts: Partial<Record<FactType | ParameterType, Sort>> = {
  MONEY: 'QUANTITY',
  NUMBER: 'QUANTITY',
  PERCENT: 'QUANTITY',
  DATE: 'DAY',
  CODE: 'CODE',
  BOOLEAN: 'BOOLEAN',
};

/** How values of a type are compared in columns; null: they are not. */
export const sortOf = (type: FactType | ParameterType): Sort | null => sorts[type] ?? null;

/** Codes of facts and policy values are few: each has one number, the same wherever it stands. */
const codeNumbers = new Map<string, number>();

/** A single value as a number; days keep their order. NaN: it is not of this sort. */
export function numberOf(sort: Sort, value: AnyValue): number {
  switch (sort) {
    case 'QUANTITY':
      return typeof value === 'number' ? value : NaN;
    case 'BOOLEAN':
      return typeof value === 'boolean' ? Number(value) : NaN;
    case 'DAY':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? Number(value.replaceAll('-', '')) : NaN;
    case 'CODE': {
      if (typeof value !== 'string') return NaN;
      const number = codeNumbers.get(value) ?? codeNumbers.size;
      codeNumbers.set(value, number);
      return number;
    }
  }
}

/** A day that was encoded, as `YYYY-MM-DD`. */
export function dayOf(number: number): string {
  const digits = String(number).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
