import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
} from 'graphql';
import type { Args, PlanTime, SqlRead } from './declared.js';

/** When and for whom a declaration is tried at the start: a day, and somebody without any right. */
export const TRIED_AT: PlanTime = {
  today: '2025-01-01',
  viewer: {
    clientId: '',
    title: { zh: '', en: '' },
    kind: 'ADMIN',
    user: null,
    areas: ['0'],
    scopes: [],
    roles: [],
    purposes: [],
    purpose: null,
    departments: 'ALL',
  },
};

/** A declaration that cannot be asked with invented arguments (it looks an id up) is asked by the first request. */
export function tried<T>(ask: () => readonly T[]): readonly T[] {
  try {
    return ask();
  } catch {
    return [];
  }
}

/** One value for every argument: what a filter compares shows only when it is given. */
export function sampleArguments(fields: readonly (GraphQLArgument | GraphQLInputField)[], depth = 0): Args {
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field, depth)]));
}

/** The columns that an SQL expression asks its row for, without arguments and with all of them. What it writes by hand is not seen. */
export function columnsOfExpression(read: SqlRead, field: GraphQLField<unknown, unknown>): readonly string[] {
  const asked = new Set<string>();
  const column = (name: string): string => {
    asked.add(name);
    return name;
  };
  for (const args of [{}, sampleArguments(field.args)]) tried(() => [read.expression({ ...TRIED_AT, column, bind: () => '$1' }, args)]);
  return [...asked];
}

function valueOf({ type }: GraphQLArgument | GraphQLInputField, depth: number): unknown {
  const nullable = getNullableType(type);
  const named = getNamedType(type);
  const one = isInputObjectType(named)
    ? depth > 3
      ? {}
      : sampleArguments(Object.values(named.getFields()), depth + 1)
    : isEnumType(named)
      ? named.getValues()[0]?.value
      : (SAMPLES[named.name] ?? 'x');
  return isListType(nullable) ? [one] : one;
}

const SAMPLES: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 1,
  Boolean: true,
  Money: 100,
  Decimal: '1',
  Date: '2025-01-01',
  DateTime: '2025-01-01T00:00:00Z',
  YearMonth: '2025-01',
  AreaCode: '150623100201',
};
