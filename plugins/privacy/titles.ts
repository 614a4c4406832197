import { getNamedType, isEnumType, isObjectType, type GraphQLSchema } from 'graphql';
import { tablesTitles } from './core-titles.js';
import type { DeclaredFieldExtensions, LocalizedText, PolicyModule, TableDeclaration } from 'xianjie/schema';

/** How a column is shown to the person whom it is about. */
export interface ColumnTitle {
  readonly title: LocalizedText;
  /** The graph shows it as money: it is stored in fen. */
  readonly money: boolean;
  /** Codes with their names; of none: the value speaks for itself. */
  readonly codes: ReadonlyMap<string, string>;
}

/** The names of tables and columns, as the graph describes what it shows of them. */
export interface Titles {
  table(name: string): LocalizedText;
  column(table: string, column: string): ColumnTitle;
  /** The module that declares a table; undefined: it is the core's, or its module is not installed. */
  module(table: string): string | undefined;
}

/** `A person's schooling (学籍).` as its two halves. */
function halves(description: string | null | undefined, name: string): LocalizedText {
  const [, en, zh] = /^(.*?)[ ,;:]*\(([^()]*[\u4e00-\u9fff][^()]*)\)/s.exec(description ?? '') ?? [];
  return en === undefined || zh === undefined ? { zh: name, en: name } : { zh, en: en.split(/[;:(]|\. /)[0] ?? en };
}

const plain = (name: string): ColumnTitle => ({ title: { zh: name, en: name }, money: false, codes: new Map() });

/** Reads the names off a graph: a new module's tables are named by its own types, without another word. */
export function titlesOf(schema: GraphQLSchema, modules: readonly PolicyModule[]): Titles {
  const tables = new Map<string, LocalizedText>(Object.entries(tablesTitles));
  const columns = new Map<string, ColumnTitle>();
  const anywhere = new Map<string, ColumnTitle>();
  for (const type of Object.values(schema.getTypeMap())) {
    const { table } = (isObjectType(type) ? type.extensions : {}) as { readonly table?: TableDeclaration };
    if (!isObjectType(type) || table === undefined) continue;
    if (!tables.has(table.table)) tables.set(table.table, halves(type.description, table.table));
    for (const field of Object.values(type.getFields())) {
      const { read } = field.extensions as DeclaredFieldExtensions;
      const column = read?.by === 'column' || read?.by === 'encrypted' ? read.column : read?.by === 'relation' ? read.from[0] : undefined;
      if (column === undefined) continue;
      const shown = getNamedType(field.type);
      const codes = isEnumType(shown) ? shown.getValues().map((v): [string, string] => [v.name, halves(v.description, v.name).zh]) : [];
      const title = { title: halves(field.description, column), money: shown.name === 'Money', codes: new Map(codes) };
      if (!columns.has(`${table.table}.${column}`)) columns.set(`${table.table}.${column}`, title);
      if (!anywhere.has(column)) anywhere.set(column, title);
    }
  }
  const owners = new Map(modules.flatMap(({ id, storage }) => (storage?.tables ?? []).map(({ name }) => [name, id] as const)));
  const moduleTitles = new Map(modules.map(({ id, title }) => [id, title]));
  return {
    table: (name) => tables.get(name) ?? moduleTitles.get(owners.get(name) ?? '') ?? { zh: name, en: name },
    // A table of the core that the graph does not show has columns that others show.
    column: (table, column) => columns.get(`${table}.${column}`) ?? (owners.has(table) ? undefined : anywhere.get(column)) ?? plain(column),
    module: (table) => owners.get(table),
  };
}
