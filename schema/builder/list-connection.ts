import type { FieldMap } from '@pothos/core';
import type { Page } from '../contract/reader.js';
import { pageInfo } from './connection.js';
import type { GraphBuilder } from './graph-types.js';

/** A row of a list that the reader does not plan. */
export interface ListedEdge<Node = unknown> {
  readonly cursor: string;
  readonly node: Node;
}

/** A page of such a list. */
export interface ListedPage<Edge extends ListedEdge = ListedEdge> {
  readonly edges: readonly Edge[];
  readonly pageInfo: Page['pageInfo'];
}

type Fields<Of> = PothosSchemaTypes.ObjectFieldBuilder<GraphBuilder['$inferSchemaTypes'], Of>;

interface ListTexts<P extends ListedPage> {
  /** The type of a row, or its name. */
  readonly type: unknown;
  readonly description: string;
  /** What a row is. */
  readonly row: string;
  /** What a row says beside its node, and a page beside its rows. */
  readonly edge?: (t: Fields<P['edges'][number]>) => FieldMap;
  readonly page?: (t: Fields<P>) => FieldMap;
}

/** The connection of a list whose pages a resolver finds: edges, nodes and where the page stands, as of every other list. */
export function listConnection<P extends ListedPage>(
  builder: GraphBuilder,
  node: string,
  { type, description, row, edge, page }: ListTexts<P>,
) {
  const edgeType = builder.objectRef<P['edges'][number]>(`${node}Edge`).implement({
    description: `One ${node} in a page, with its cursor (分页条目).`,
    fields: ((t: Fields<ListedEdge>) => ({
      cursor: t.exposeString('cursor', { nullable: false, description: 'Where it stands, for `after` and `before` (游标).' }),
      node: t.field({ type: type as never, nullable: false, description: row, resolve: (one) => one.node as never }),
      ...edge?.(t as never),
    })) as never,
  });
  return builder.objectRef<P>(`${node}Connection`).implement({
    description,
    extensions: { connectionTo: node },
    fields: ((t: Fields<ListedPage>) => ({
      edges: t.field({
        type: [edgeType] as never,
        nullable: false,
        description: 'Rows with their cursors (条目).',
        resolve: (one) => [...one.edges] as never,
      }),
      nodes: t.field({
        type: [type] as never,
        nullable: false,
        description: 'Rows without cursors (记录).',
        resolve: (one) => one.edges.map((of) => of.node) as never,
      }),
      pageInfo: t.field({
        type: pageInfo(builder),
        nullable: false,
        description: 'Where this page stands (页信息).',
        resolve: (one) => one.pageInfo,
      }),
      ...page?.(t as never),
    })) as never,
  });
}
