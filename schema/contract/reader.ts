import type { GraphQLResolveInfo } from 'graphql';
import type { RowCondition, RowOrder } from '../builder/conditions.js';

/** A row as the reader gives it: fields by their names, relations and fields with arguments under keys of their own. */
export type Row = Readonly<Record<string, unknown>>;

/** Which rows a root field starts from. Filtering or sorting by a column above the viewer's clearance is FORBIDDEN. */
export interface ReadRequest {
  /** The graph's type whose table is read; default: the field's own type. */
  readonly type?: string;
  /** All must hold; `where.…` builds them. */
  readonly where: readonly RowCondition[];
  readonly orderBy?: readonly RowOrder[];
  readonly limit?: number;
}

/** One row of a page, with the cursor that stands for its place. */
export interface Edge {
  readonly cursor: string;
  readonly node: Row;
}

/** One page of a connection, as the connection's types show it. */
export interface Page {
  readonly edges: readonly Edge[];
  readonly nodes: readonly Row[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number | null;
}

/**
 * The one reader, bound to one operation: plans what a field's selection declares into one SQL statement of the operation's snapshot.
 * Row security does the scope; what is above the viewer's clearance comes masked. Implemented by plugins/reader.
 */
export interface ReaderService {
  /** The first row that meets the conditions, with everything selected below the field; null when there is none. */
  one(info: GraphQLResolveInfo, request: ReadRequest): Promise<Row | null>;
  /** All rows that meet the conditions, up to `limit`; a list that may grow is a connection. */
  many(info: GraphQLResolveInfo, request: ReadRequest): Promise<readonly Row[]>;
  /** A declared connection on the query root. INVALID_CURSOR, PAGE_TOO_LARGE, FORBIDDEN, BAD_USER_INPUT. */
  connection(info: GraphQLResolveInfo): Promise<Page>;
  /** Unfolds a connection that was read as part of its parent's statement. */
  page(info: GraphQLResolveInfo, read: unknown): Page | null;
  /** The object of a global id; null for garbage, unknown types and whatever lies out of scope alike. */
  node(info: GraphQLResolveInfo, id: string): Promise<Row | null>;
  /** The objects of up to 100 global ids, in their order; PAGE_TOO_LARGE for more. */
  nodes(info: GraphQLResolveInfo, ids: readonly string[]): Promise<readonly (Row | null)[]>;
  /** A row of a type by its key, for fields that think: calls of one field in one tick are one statement. */
  load(info: GraphQLResolveInfo, type: string, key: string): Promise<Row | null>;
  /** The clear text of an encrypted column's value. */
  reveal(cipher: unknown): string | null;
  /** Response paths whose values were withheld as null, list positions as `*`. */
  masked(): readonly (readonly string[])[];
}
