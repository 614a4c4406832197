import SchemaBuilder, {
  BasePlugin,
  RootFieldBuilder,
  type FieldKind,
  type FieldNullability,
  type FieldRef,
  type InputFieldMap,
  type ObjectRef,
  type PothosOutputFieldConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import { batchedResolver } from './batched.js';
import { connectionField } from './connection.js';
import type { Row } from '../contract/reader.js';
import { relationKey, type DeclaredFieldExtensions, type Read } from './declared.js';
import { tableType, type TableTypeOptions } from './table-type.js';
import type {
  BatchedOptions,
  ColumnOptions,
  ConnectionOptions,
  DeclaredOptions,
  EncryptedOptions,
  RelationOptions,
  Scoped,
  SqlOptions,
} from './declared-options.js';

const NAME = 'declared';

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      declared: DeclaredFieldsPlugin<Types>;
    }
    interface SchemaBuilder<Types extends SchemaTypes> {
      /** A type whose objects are rows of one table. The table needs a uuid or text key and, under row security, its own area code. */
      tableType: (name: string, options: TableTypeOptions) => ObjectRef<Types, Row>;
    }
    /* eslint-disable @typescript-eslint/no-unused-vars -- merged with Pothos's own, so their parameters are the same */
    interface QueryFieldOptions<
      Types extends SchemaTypes,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveReturnShape,
    > extends Scoped {}
    interface MutationFieldOptions<
      Types extends SchemaTypes,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveReturnShape,
    > extends Scoped {}
    interface SubscriptionFieldOptions<
      Types extends SchemaTypes,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveShape,
      ResolveReturnShape,
    > extends Scoped {}
    interface RootFieldBuilder<Types extends SchemaTypes, ParentShape, Kind extends FieldKind = FieldKind> {
      /** A column of the type's table. */
      column: <Type extends TypeParam<Types>>(column: string, options: ColumnOptions<Types, Type>) => FieldRef<Types, unknown, Kind>;
      /** A column that is stored encrypted: shown in clear to whoever may see it, else as its masked text. */
      encrypted: (column: string, options: EncryptedOptions<Types>) => FieldRef<Types, unknown, Kind>;
      /** An SQL expression over the type's row. */
      sql: <Type extends TypeParam<Types>, Args extends InputFieldMap = Record<never, never>>(
        options: SqlOptions<Types, Type, Args>,
      ) => FieldRef<Types, unknown, Kind>;
      /** One or many rows of another type's table, by key pairs. */
      relation: <Type extends TypeParam<Types>, Args extends InputFieldMap = Record<never, never>>(
        options: RelationOptions<Types, Type, Args>,
      ) => FieldRef<Types, unknown, Kind>;
      /** A list in pages: a Relay connection. On the query root, or from a row by key pairs. */
      connection: <Args extends InputFieldMap = Record<never, never>>(
        options: ConnectionOptions<Types, Args>,
      ) => FieldRef<Types, unknown, Kind>;
      /** A field that thinks: one call for all parents of the operation. */
      batched: <Type extends TypeParam<Types>, Value, Args extends InputFieldMap = Record<never, never>>(
        options: BatchedOptions<Types, Type, Args, Value>,
      ) => FieldRef<Types, unknown, Kind>;
    }
    /* eslint-enable @typescript-eslint/no-unused-vars */
  }
}

/** Prints each field's level and a root field's scope in its description, so that whoever reads the schema sees them, and keeps the scope. */
export class DeclaredFieldsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const level = (config.extensions as DeclaredFieldExtensions | undefined)?.level;
    const { scope } = config.pothosOptions as { readonly scope?: string };
    // What is not described at all is left so: the build refuses it.
    const said = config.description && [config.description, level && `Privacy: ${level}.`, scope !== undefined && `Needs \`${scope}\`.`];
    return {
      ...config,
      ...(said && { description: said.filter((part) => typeof part === 'string').join(' ') }),
      ...(scope !== undefined && { extensions: { ...config.extensions, scope } }),
    };
  }
}

SchemaBuilder.registerPlugin(NAME, DeclaredFieldsPlugin);

(SchemaBuilder.prototype as unknown as PothosSchemaTypes.SchemaBuilder<SchemaTypes>).tableType = function declareTable(name, options) {
  return tableType(this as never, name, options) as never;
};

interface FieldOptions {
  readonly type: unknown;
  readonly args?: unknown;
  readonly resolve?: (...parts: never[]) => unknown;
}

/** The common part: the options Pothos takes, with the reading left in `extensions`. */
function declared(
  options: DeclaredOptions<SchemaTypes, TypeParam<SchemaTypes>> & { args?: unknown },
  read: Read,
  resolve?: FieldOptions['resolve'],
) {
  const { type, args, description, deprecationReason, nullable, level, cost } = options;
  return {
    type,
    args,
    description,
    deprecationReason,
    nullable: nullable ?? true,
    extensions: { read, level, ...(cost && { cost }) } satisfies DeclaredFieldExtensions,
    ...(resolve && { resolve }),
  } as never;
}

/** Relations and expressions with arguments lie under the response name. */
const fromResponseName = (row: Row, _args: unknown, _context: unknown, info: { path: { key: string | number } }): unknown =>
  row[relationKey(String(info.path.key))];

const proto = RootFieldBuilder.prototype as unknown as PothosSchemaTypes.RootFieldBuilder<SchemaTypes, Row>;

proto.column = function column(name, options) {
  return this.field(declared(options, { by: 'column', column: name, ...(options.masked && { masked: options.masked }) })) as never;
};

proto.encrypted = function encrypted(name, options) {
  const read: Read = { by: 'encrypted', column: name, masked: options.masked };
  const reveal = (row: Row, _args: unknown, context: { services: { reader: { reveal: (cipher: unknown) => string | null } } }): unknown => {
    const clear = row[`$${name}`];
    return clear === undefined ? row[`$${options.masked}`] : context.services.reader.reveal(clear);
  };
  return this.field(declared({ ...options, type: 'String' } as never, read, reveal as never)) as never;
};

proto.sql = function sql(options) {
  const read: Read = { by: 'sql', expression: options.expression as never };
  return this.field(
    declared(options as never, read, options.args && Object.keys(options.args).length > 0 ? (fromResponseName as never) : undefined),
  ) as never;
};

proto.relation = function relation(options) {
  if (options.from.length !== options.to.length || options.from.length === 0)
    throw new Error(
      `The relation "${options.description}" needs as many columns "from" (${options.from.join(', ')}) as "to" (${options.to.join(', ')})`,
    );
  const read: Read = {
    by: 'relation',
    many: Array.isArray(options.type),
    from: options.from,
    to: options.to,
    where: (options.where ?? (() => [])) as never,
    orderBy: options.orderBy ?? [],
    ...(options.newest && { newest: options.newest as never }),
    ...(options.limit !== undefined && { limit: options.limit }),
  };
  return this.field(declared(options as never, read, fromResponseName as never)) as never;
};

proto.connection = function connection(options) {
  return this.field(connectionField(this.builder as never, this.kind === 'Query', options as never) as never) as never;
};

proto.batched = function batched(options) {
  const read: Read = { by: 'batched', needs: options.needs ?? [] };
  return this.field(declared(options as never, read, batchedResolver(options.load as never, options.level) as never)) as never;
};
