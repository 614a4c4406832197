import type { EnumRef, SchemaTypes } from '@pothos/core';
import type { LocalizedText } from '../contract/text.js';
import type { GraphBuilder } from './graph-types.js';

type Types = GraphBuilder['$inferSchemaTypes'] & SchemaTypes;

/**
 * A list of codes as an enumeration of the graph: `codesEnum(builder, 'SchoolStage', { zh: '学段', en: 'stage of schooling' }, stages)`.
 * The same list serves facts (`codes`) and columns of feeds (`cell.oneOf`).
 */
export function codesEnum<V extends string>(
  builder: GraphBuilder,
  name: string,
  title: LocalizedText,
  codes: Readonly<Record<V, LocalizedText>>,
): EnumRef<Types, V> {
  const values = Object.fromEntries(Object.entries<LocalizedText>(codes).map(([code, text]) => [code, { description: described(text) }]));
  return builder.enumType(name, { description: described(title), values }) as unknown as EnumRef<Types, V>;
}

/** As all descriptions of the graph: English, with the Chinese term in brackets. */
function described({ zh, en }: LocalizedText): string {
  return `${en.charAt(0).toUpperCase()}${en.slice(1)} (${zh}).`;
}
