import type { InputRef } from '@pothos/core';
import type { LocalizedText } from '../contract/text.js';
import type { GraphBuilder } from './graph-types.js';

/** What such an input holds. */
export interface Order<Column extends string> {
  readonly by: Column;
  readonly direction?: 'ASC' | 'DESC' | null;
}

/**
 * The order of a list as an input: `orderInput(builder, 'School', { en: 'schools', zh: '学校' }, { NAME: 'Name (校名).' })` makes
 * `SchoolOrder` and `SchoolOrderBy`.
 */
export function orderInput<Column extends string>(
  builder: GraphBuilder,
  name: string,
  { en, zh }: LocalizedText,
  columns: Readonly<Record<Column, string>>,
): InputRef<Order<Column>> {
  const described = Object.entries<string>(columns).map(([column, description]) => [column, { description }]);
  const by = builder.enumType(`${name}OrderBy`, {
    description: `What ${en} are sorted by (${zh}排序项).`,
    values: Object.fromEntries(described) as Readonly<Record<Column, { description: string }>>,
  });
  return builder.inputType(`${name}Order`, {
    description: `Order of ${en} (${zh}排序).`,
    fields: (t) => ({
      by: t.field({ type: by, required: true, description: 'What by (排序项).' }),
      direction: t.field({ type: 'OrderDirection', defaultValue: 'ASC', description: 'Direction (方向).' }),
    }),
  }) as unknown as InputRef<Order<Column>>;
}
