import type { FieldMap, InterfaceParam, ObjectParam } from '@pothos/core';
import type { PrivacyLevel } from '../contract/privacy.js';
import type { Row } from '../contract/reader.js';
import type { Viewer } from '../contract/viewer.js';
import type { RowCondition } from './conditions.js';
import type { DeclaredFieldExtensions, TableDeclaration } from './declared.js';
import { encodeGlobalId } from './global-id.js';
import type { GraphBuilder } from './graph-types.js';

type Types = GraphBuilder['$inferSchemaTypes'];
type FieldBuilder = PothosSchemaTypes.ObjectFieldBuilder<Types, Row>;

/** Options of `builder.tableType`. */
export interface TableTypeOptions {
  /** The table's name. */
  readonly table: string;
  readonly description: string;
  /** Default: `id`, a uuid. */
  readonly key?: string;
  /** Default: uuid. */
  readonly keyKind?: 'uuid' | 'text' | 'number';
  /** Columns that the type's resolved and batched fields get besides the key, the area code among them. Default: `area_code`. */
  readonly carries?: readonly string[];
  /** Conditions that every row must meet to be seen at all (not withdrawn). */
  readonly rows?: readonly RowCondition[];
  /** Conditions that a row must meet besides to be seen by this viewer, on whatever way it is reached. */
  readonly seenBy?: (viewer: Viewer) => readonly RowCondition[];
  /** Levels of columns to filter or sort by that no field shows as they are. */
  readonly columns?: Readonly<Record<string, PrivacyLevel>>;
  /** Whether it is a Node: it gets a global `id`. Default: true. */
  readonly node?: boolean;
  readonly fields: (t: FieldBuilder) => FieldMap;
}

/** Declares a type whose objects are rows of one table. The table needs a uuid or text key and, under row security, its own area code. */
export function tableType(builder: GraphBuilder, name: string, options: TableTypeOptions) {
  const table: TableDeclaration = {
    table: options.table,
    key: options.key ?? 'id',
    keyKind: options.keyKind ?? 'uuid',
    carries: options.carries ?? ['area_code'],
    rows: options.rows ?? [],
    ...(options.seenBy && { seenBy: options.seenBy }),
    columns: options.columns ?? {},
  };
  const isNode = options.node ?? true;
  const idField = (t: FieldBuilder) =>
    t.field({
      type: 'ID',
      nullable: false,
      description: 'Opaque global id (全局标识).',
      extensions: { read: { by: 'id' }, level: 'PUBLIC' } satisfies DeclaredFieldExtensions,
      resolve: (row: Row) => encodeGlobalId(name, String(row[`$${table.key}`])),
    });
  return builder.objectType(name as ObjectParam<Types>, {
    description: options.description,
    extensions: { table },
    interfaces: (isNode ? ['Node'] : []) as InterfaceParam<Types>[],
    fields: ((t: FieldBuilder) => ({ ...(isNode && { id: idField(t) }), ...options.fields(t) })) as never,
  });
}
