import type { FieldNode, GraphQLObjectType } from 'graphql';
import type { PlanTime, RowCondition, RowOrder, TableDeclaration } from 'xianjie/schema';
import type { Document } from './collect.js';
import type { PageRequest } from './page.js';
import type { RowAlias, Statement } from './statement.js';

/** What the planning of one kind of field needs of the planner of the whole statement. */
export interface Planning {
  readonly statement: Statement;
  readonly document: Document;
  readonly at: PlanTime;
  /** Paging of the connections met on the way, by their field node. */
  readonly pages: Map<FieldNode, PageRequest>;
  /** What a selection asks of a row, as `select` items: SQL by result key. */
  projection(type: GraphQLObjectType, nodes: readonly FieldNode[], row: RowAlias, path: readonly string[]): Map<string, string>;
  /** Whether rows say whose personal data they show. */
  readonly marked: boolean;
  /** Has a row say whose it is, because something personal of it is shown. */
  mark(items: Map<string, string>, type: GraphQLObjectType, table: TableDeclaration, row: RowAlias): void;
  /** Refuses to filter or sort by what the viewer may not see. */
  assertMayCompare(type: GraphQLObjectType, conditions: readonly RowCondition[], orders: readonly RowOrder[]): void;
}
