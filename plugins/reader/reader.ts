import DataLoader from 'dataloader';
import { getNamedType, GraphQLObjectType, type FieldNode, type GraphQLResolveInfo } from 'graphql';
import { getArgumentValues } from 'graphql/execution/values.js';
import {
  ApiError,
  carriedKey,
  decodeGlobalId,
  missingRight,
  readable,
  responsePath,
  type DeclaredFieldExtensions,
  type Page,
  type ReaderService,
  type ReadRequest,
  type Row,
  type Snapshot,
  type TableDeclaration,
  type Viewer,
} from 'xianjie/schema';
import { planConnection } from './connection.js';
import { listSql, oneSql } from './json.js';
import { isKey, unfoldPage, type PageRequest, type RawPage } from './page.js';
import { Planner } from './planner.js';
import { tellShown, type OnClear } from './shown.js';
import { conditionSql, orderSql, whole } from './statement.js';
import { rowsSeen, tableOf, tableType } from './tables.js';

export interface ReaderOptions {
  /** The operation's snapshot. */
  readonly snapshot: Pick<Snapshot, 'sql'>;
  readonly viewer: Viewer;
  readonly today: string;
  /** Opens what is stored encrypted; the column's value comes as bytes. */
  readonly decrypt: (cipher: Buffer) => string;
  /** Told of every row of which something personal is shown in clear. */
  readonly onClear: OnClear;
}

/** A reader bound to one operation. */
export function createReader(options: ReaderOptions): ReaderService {
  return new Reader(options);
}

const LARGEST_NODES = 100;

class Reader implements ReaderService {
  private readonly maskedPaths = new Map<string, readonly string[]>();
  private readonly pages = new Map<FieldNode, PageRequest>();
  /** By the field's nodes: the executor hands every parent of a field the same array. */
  private readonly loaders = new Map<readonly FieldNode[], Map<string, DataLoader<string, Row | null>>>();

  constructor(private readonly options: ReaderOptions) {}

  async one(info: GraphQLResolveInfo, request: ReadRequest): Promise<Row | null> {
    const rows = await this.rows(info, { ...request, limit: 1 });
    return rows[0] ?? null;
  }

  async many(info: GraphQLResolveInfo, request: ReadRequest): Promise<readonly Row[]> {
    return this.rows(info, request);
  }

  async connection(info: GraphQLResolveInfo): Promise<Page> {
    const planner = this.planner(info);
    const field = info.parentType.getFields()[info.fieldName];
    const { read, level = 'PUBLIC', module = 'core' } = (field?.extensions ?? {}) as DeclaredFieldExtensions;
    if (!field || read?.by !== 'connection') throw new Error(`${info.parentType.name}.${info.fieldName} is not a declared connection`);
    const { viewer } = this.options;
    if (!readable(viewer, module, level))
      throw new ApiError('FORBIDDEN', `${info.parentType.name}.${info.fieldName} ${missingRight(viewer, module, level)}`);
    const node = info.fieldNodes[0] as FieldNode;
    const args = getArgumentValues(field, node, info.variableValues);
    const raw = await this.run<RawPage>(
      planner,
      planConnection(planner, read, { nodes: info.fieldNodes, parent: null, args, path: pathOf(info), level }),
    );
    if (raw?.rows && raw.rows.length > 0) this.withheld(planner.masked);
    return unfoldPage(tableType(info.schema, read.node).table, this.pages.get(node) as PageRequest, raw ?? {});
  }

  page(info: GraphQLResolveInfo, read: unknown): Page | null {
    const request = this.pages.get(info.fieldNodes[0] as FieldNode);
    // Nothing was read where the viewer may not look.
    if (!request || read === undefined || read === null) return null;
    const declared = info.parentType.getFields()[info.fieldName]?.extensions as DeclaredFieldExtensions;
    if (declared.read?.by !== 'connection') throw new Error(`${info.parentType.name}.${info.fieldName} is not a declared connection`);
    return unfoldPage(tableType(info.schema, declared.read.node).table, request, read as RawPage);
  }

  async node(info: GraphQLResolveInfo, id: string): Promise<Row | null> {
    return (await this.nodes(info, [id]))[0] ?? null;
  }

  async nodes(info: GraphQLResolveInfo, ids: readonly string[]): Promise<readonly (Row | null)[]> {
    if (ids.length > LARGEST_NODES) throw new ApiError('PAGE_TOO_LARGE', `At most ${LARGEST_NODES} ids in one question`);
    const wanted = ids.map((id) => decodeGlobalId(id));
    const keys = new Map<string, Set<string>>();
    for (const id of wanted) {
      if (!id || !isReadable(info, id.type, id.key)) continue;
      keys.set(id.type, (keys.get(id.type) ?? new Set()).add(id.key));
    }
    if (keys.size === 0) return ids.map(() => null);
    const found = await this.byKeys(info, keys);
    return wanted.map((id) => (id && found.get(`${id.type}:${id.key}`)) ?? null);
  }

  load(info: GraphQLResolveInfo, type: string, key: string): Promise<Row | null> {
    const ofField = this.loaders.get(info.fieldNodes) ?? new Map<string, DataLoader<string, Row | null>>();
    this.loaders.set(info.fieldNodes, ofField);
    let loader = ofField.get(type);
    if (!loader) {
      loader = new DataLoader<string, Row | null>(
        async (keys) => {
          const found = await this.byKeys(info, new Map([[type, new Set(keys)]]));
          return keys.map((one) => found.get(`${type}:${one}`) ?? null);
        },
        { cache: false },
      );
      ofField.set(type, loader);
    }
    return loader.load(key);
  }

  reveal(cipher: unknown): string | null {
    if (typeof cipher !== 'string' || !cipher.startsWith('\\x')) return null;
    return this.options.decrypt(Buffer.from(cipher.slice(2), 'hex'));
  }

  masked(): readonly (readonly string[])[] {
    return [...this.maskedPaths.values()];
  }

  private planner(info: GraphQLResolveInfo): Planner {
    const { viewer, today } = this.options;
    return new Planner({ schema: info.schema, fragments: info.fragments, variables: info.variableValues }, { viewer, today }, this.pages);
  }

  /** Sends the one statement of a root field. */
  private async run<Value>(planner: Planner, sql: string): Promise<Value | null> {
    const [row] = await this.options.snapshot.sql<{ data: Value | null }>(`select ${sql} as data`, planner.statement.values);
    if (planner.marked) tellShown(row?.data, this.options.onClear);
    return row?.data ?? null;
  }

  /** Notes what was withheld; said only where there was something to withhold: what is out of scope must answer like what is not there. */
  private withheld(paths: readonly (readonly string[])[]): void {
    for (const path of paths) this.maskedPaths.set(path.join('\n'), path);
  }

  private async rows(info: GraphQLResolveInfo, request: ReadRequest): Promise<readonly Row[]> {
    const planner = this.planner(info);
    const { type, table } = tableType(info.schema, request.type ?? getNamedType(info.returnType).name);
    planner.assertMayCompare(type, request.where, request.orderBy ?? []);
    const row = planner.statement.row(table.table);
    const projection = planner.projection(type, info.fieldNodes, row, pathOf(info));
    const where = [...rowsSeen(table, this.options.viewer), ...request.where].map((condition) =>
      conditionSql(planner.statement, row, condition),
    );
    if (request.limit === 1) {
      const found = await this.run<Row>(planner, oneSql(projection, row, where, orderSql(row, request.orderBy ?? [])));
      if (found) this.withheld(planner.masked);
      return found ? [found] : [];
    }
    const limit = request.limit === undefined ? '' : ` limit ${whole(request.limit)}`;
    const found = (await this.run<Row[]>(planner, listSql(projection, row, where, request.orderBy ?? [], limit))) ?? [];
    if (found.length > 0) this.withheld(planner.masked);
    return found;
  }

  /** Rows of several types by their keys, in one statement. */
  private async byKeys(info: GraphQLResolveInfo, keys: ReadonlyMap<string, ReadonlySet<string>>): Promise<ReadonlyMap<string, Row>> {
    const planner = this.planner(info);
    const lists = [...keys].map(([name, wanted]) => {
      const { type, table } = tableType(info.schema, name);
      const row = planner.statement.row(table.table);
      const withheldBefore = planner.masked.length;
      const items = planner.projection(type, info.fieldNodes, row, pathOf(info));
      const masked = planner.masked.slice(withheldBefore);
      items.set(carriedKey(table.key), row.column(table.key));
      const where = [
        ...rowsSeen(table, this.options.viewer).map((condition) => conditionSql(planner.statement, row, condition)),
        `${row.column(table.key)} = any(${planner.statement.bind([...wanted])})`,
      ];
      return { name, table, masked, sql: listSql(items, row, where, [], '') };
    });
    const parts = lists.map(({ name, sql }) => `'${name}', ${sql}`).join(', ');
    const read = (await this.run<Record<string, Row[]>>(planner, `json_build_object(${parts})`)) ?? {};
    const found = new Map<string, Row>();
    for (const { name, table, masked } of lists) {
      if ((read[name] ?? []).length > 0) this.withheld(masked);
      for (const row of read[name] ?? []) found.set(`${name}:${String(row[carriedKey(table.key)])}`, { ...row, __typename: name });
    }
    return found;
  }
}

/** Where the rows of a field stand in the response. */
function pathOf(info: GraphQLResolveInfo): string[] {
  return info.returnType.toString().includes('[') ? [...responsePath(info), '*'] : responsePath(info);
}

/** Whether a global id can name something at all: a node's type with a table, a key of that table's kind. */
function isReadable(info: GraphQLResolveInfo, typeName: string, key: string): boolean {
  const type = info.schema.getType(typeName);
  if (!(type instanceof GraphQLObjectType) || !type.getInterfaces().some((one) => one.name === 'Node')) return false;
  const table: TableDeclaration | undefined = tableOf(type);
  return table !== undefined && isKey(table, key);
}
