import { ascending, descending, where, type Between, type RowCondition, type RowOrder } from './conditions.js';
import type { GraphBuilder } from './graph-types.js';

/** What such an input holds. */
export type Range = Between<number> | Between<string> | null | undefined;

/** Adds the ranges that filters share: `IntRange`, `MoneyRange` and `DateRange`, referred to by name. */
export function addRanges(builder: GraphBuilder): void {
  builder.inputType('MoneyRange', {
    description: 'From and to in yuan, both included (金额范围).',
    fields: (t) => ({
      min: t.field({ type: 'Money', description: 'At least (最低).' }),
      max: t.field({ type: 'Money', description: 'At most (最高).' }),
    }),
  });
  builder.inputType('IntRange', {
    description: 'From and to, both included (数值范围).',
    fields: (t) => ({ min: t.int({ description: 'At least (最小).' }), max: t.int({ description: 'At most (最大).' }) }),
  });
  builder.inputType('DateRange', {
    description: 'From and to, both days included (日期范围).',
    fields: (t) => ({
      min: t.field({ type: 'Date', description: 'Not before (最早).' }),
      max: t.field({ type: 'Date', description: 'Not after (最晚).' }),
    }),
  });
}

/** A column between both ends; without an end, nothing on that side. */
export const inRange = (column: string, range: Range): RowCondition[] => [
  ...(range?.min == null ? [] : [where.atLeast(column, range.min)]),
  ...(range?.max == null ? [] : [where.atMost(column, range.max)]),
];

/** A column that is one of these; none given: nothing. */
export const among = (column: string, values: readonly string[] | null | undefined): RowCondition[] =>
  values ? [where.anyOf(column, values)] : [];

/** What the order inputs hold beside their column. */
export type Direction = { readonly direction?: string | null } | null | undefined;

/** One sort column in the asked direction. */
export const sorted = (column: string, order: Direction, nullable = false): RowOrder =>
  order?.direction === 'DESC' ? descending(column, nullable) : ascending(column, nullable);

/** In or under an area; none given: everywhere. */
export const inside = (area: string | null | undefined, column = 'area_code'): RowCondition[] =>
  area == null ? [] : [where.insideArea(column, area)];

/** A column that is this; nothing given: whatever it is. */
export const same = (column: string, value: string | number | boolean | null | undefined): RowCondition[] =>
  value == null ? [] : [where.equals(column, value)];

/** Whether a column holds something; not asked: either. */
export const filled = (column: string, asked: boolean | null | undefined): RowCondition[] =>
  asked == null ? [] : [asked ? where.present(column) : where.missing(column)];

/** The other way round: whether a column holds nothing, as the closing day of what is open. */
export const empty = (column: string, asked: boolean | null | undefined): RowCondition[] => filled(column, asked == null ? asked : !asked);
