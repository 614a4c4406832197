import type { GraphQLResolveInfo } from 'graphql';

/**
 * The one reader: plans declared fields into SQL. Implemented by plugins/reader; owned together with schema/builder.
 */
export interface ReaderService {
  /** Reads what the selection below this root (or batched) field asks, starting at a table's rows chosen by `where`. */
  readonly read: (info: GraphQLResolveInfo, request: unknown) => Promise<unknown>;
}
