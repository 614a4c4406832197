import type { GraphQLResolveInfo } from 'graphql';
import type { Edge, Page, Row } from '../contract/reader.js';
import type { GraphContext } from '../contract/services.js';
import { relationKey, SPLIT, splitKey, type ConnectionRead, type DeclaredFieldExtensions } from './declared.js';
import type { ConnectionOptions } from './declared-options.js';
import type { GraphBuilder } from './graph-types.js';

/** The options of a connection field, its own argument types erased. */
type AnyConnection = Omit<ConnectionOptions<never, never>, 'type'> & { readonly type: unknown };

/** Connection types that a builder has made so far, by node type. */
const made = new WeakMap<GraphBuilder, Map<string, unknown>>();

/** Options of a Relay connection field: its arguments, its types, and a resolver that only unfolds the page that was read. */
export function connectionField(builder: GraphBuilder, isRoot: boolean, options: AnyConnection): unknown {
  const node = typeof options.type === 'string' ? options.type : (options.type as { name: string }).name;
  const read: ConnectionRead = {
    by: 'connection',
    node,
    from: options.from ?? [],
    to: options.to ?? [],
    where: (options.where ?? (() => [])) as ConnectionRead['where'],
    orderBy: options.orderBy as ConnectionRead['orderBy'],
  };
  if (!isRoot && read.from.length === 0) throw new Error(`A connection to ${node} inside a type needs key pairs ("from", "to")`);
  return {
    type: connectionType(builder, node, options.type),
    nullable: options.level === 'PERSONAL' || options.level === 'SENSITIVE',
    description: options.description,
    scope: options.scope,
    args: { ...(options.args as object | undefined), ...pagingArguments(builder) },
    extensions: { read, level: options.level } satisfies DeclaredFieldExtensions,
    resolve: (row: Row, _args: unknown, context: GraphContext, info: GraphQLResolveInfo) =>
      isRoot ? context.services.reader.connection(info) : context.services.reader.page(info, row[relationKey(String(info.path.key))]),
  };
}

/** `first`, `after`, `last`, `before`, as every list has them. */
export function pagingArguments(builder: GraphBuilder) {
  return builder.args((t) => ({
    first: t.int({ description: 'How many rows from the front: 20 when neither `first` nor `last` is given, at most 100 (前几条).' }),
    after: t.string({ description: 'Only rows behind this cursor (此游标之后).' }),
    last: t.int({ description: 'How many rows from the end, at most 100; not together with `first` (后几条).' }),
    before: t.string({ description: 'Only rows in front of this cursor (此游标之前).' }),
  }));
}

function connectionType(builder: GraphBuilder, node: string, type: unknown): unknown {
  const ofBuilder = made.get(builder) ?? new Map<string, unknown>();
  made.set(builder, ofBuilder);
  const known = ofBuilder.get(node);
  if (known) return known;
  const edge = builder.objectRef<Edge>(`${node}Edge`).implement({
    description: `One ${node} in a page, with its cursor (分页条目).`,
    extensions: { pageOf: node },
    fields: (t) => ({
      cursor: t.exposeString('cursor', { nullable: false, description: 'Where this row stands, for `after` and `before` (游标).' }),
      node: t.field({
        type: type as 'Household',
        nullable: false,
        description: `The ${node} itself (记录).`,
        resolve: (edge, _args, _context, info) => split(edge.node, info.path.prev?.prev?.key, info.path.key),
      }),
    }),
  });
  const connection = builder.objectRef<Page>(`${node}Connection`).implement({
    description: `A page of a list of ${node} (分页列表).`,
    extensions: { connectionTo: node, pageOf: node },
    fields: (t) => ({
      edges: t.field({ type: [edge], nullable: false, description: 'Rows with their cursors (条目).', resolve: (page) => page.edges }),
      nodes: t.field({
        type: [type as 'Household'],
        nullable: false,
        description: 'Rows without cursors (记录).',
        resolve: (page, _args, _context, info) => page.nodes.map((row) => split(row, info.path.key)),
      }),
      pageInfo: t.field({
        type: pageInfo(builder),
        nullable: false,
        description: 'Where this page stands (页信息).',
        resolve: (page) => page.pageInfo,
      }),
      totalCount: t.exposeInt('totalCount', {
        nullable: true,
        description: 'How many rows the filter keeps, on all pages; counted only when asked for (总数).',
      }),
    }),
  });
  ofBuilder.set(node, connection);
  return connection;
}

/** A row's fields as they were asked at this place. */
function split(row: Row, ...responseNames: readonly unknown[]): Row {
  return SPLIT in row ? (row[splitKey(...responseNames.map(String))] as Row) : row;
}

/** The type `PageInfo`, for a page that the reader does not plan. */
export function pageInfo(builder: GraphBuilder) {
  const ofBuilder = made.get(builder) ?? new Map<string, unknown>();
  made.set(builder, ofBuilder);
  const build = () =>
    builder.objectRef<Page['pageInfo']>('PageInfo').implement({
      description: 'Where a page stands in its list (页信息).',
      // The core's, like what every node has.
      extensions: { pageOf: 'Node' },
      fields: (t) => ({
        hasNextPage: t.exposeBoolean('hasNextPage', { nullable: false, description: 'Whether rows follow (后面还有).' }),
        hasPreviousPage: t.exposeBoolean('hasPreviousPage', { nullable: false, description: 'Whether rows come before (前面还有).' }),
        startCursor: t.exposeString('startCursor', { nullable: true, description: 'Cursor of the first row (首条游标).' }),
        endCursor: t.exposeString('endCursor', { nullable: true, description: 'Cursor of the last row (末条游标).' }),
      }),
    });
  const known = (ofBuilder.get(' PageInfo') as ReturnType<typeof build> | undefined) ?? build();
  ofBuilder.set(' PageInfo', known);
  return known;
}
