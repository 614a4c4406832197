import type { GraphQLResolveInfo } from 'graphql';
import { createHash } from 'node:crypto';
import type { PrivacyLevel } from '../contract/privacy.js';
import type { Row } from '../contract/reader.js';
import type { GraphContext } from '../contract/services.js';
import type { Viewer } from '../contract/viewer.js';
import type { RowCondition, RowOrder } from './conditions.js';

/** The parsed arguments of a field. */
export type Args = Readonly<Record<string, unknown>>;

/** What a declaration may know when it is planned. */
export interface PlanTime {
  readonly today: string;
  readonly viewer: Viewer;
}

/** An SQL expression is written over one row: columns through `column` (quoted and granted), values only through `bind`. */
export interface ExpressionTools extends PlanTime {
  /** `column('area_code')` → `a1."area_code"`. */
  readonly column: (name: string) => string;
  /** Binds a value as a parameter and gives its placeholder. */
  readonly bind: (value: unknown) => string;
}

/** A type whose objects are rows of one table. */
export interface TableDeclaration {
  readonly table: string;
  /** The column that identifies a row; its kind decides which keys are well-formed. */
  readonly key: string;
  readonly keyKind: 'uuid' | 'text' | 'number';
  /** Columns that every batched or resolved field of the type gets besides the key. */
  readonly carries: readonly string[];
  /** Conditions that every row must meet to be seen at all. */
  readonly rows: readonly RowCondition[];
  /** Conditions on top of them that depend on who asks; none: whoever reaches the area. */
  readonly seenBy?: (viewer: Viewer) => readonly RowCondition[];
  /** Levels of columns that may be filtered or sorted by without being a field of their own. */
  readonly columns: Readonly<Record<string, PrivacyLevel>>;
}

/** A column of the row. */
export interface ColumnRead {
  readonly by: 'column';
  readonly column: string;
  /** The column that holds the masked text, shown to whoever may not see the clear one. */
  readonly masked?: string;
}
/** A column whose value is stored encrypted. */
export interface EncryptedRead {
  readonly by: 'encrypted';
  readonly column: string;
  readonly masked: string;
}
/** The global id, from the key. */
export interface IdRead {
  readonly by: 'id';
}
/** An SQL expression over the row. */
export interface SqlRead {
  readonly by: 'sql';
  readonly expression: (row: ExpressionTools, args: Args) => string;
}
/** Rows of another table, by key pairs. */
export interface RelationRead {
  readonly by: 'relation';
  readonly many: boolean;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly where: (args: Args, at: PlanTime) => readonly RowCondition[];
  readonly orderBy: readonly RowOrder[];
  /** Of rows that agree in these columns, only the first by `by` counts, and only if `keep` holds of it: the newest observation. */
  readonly newest?: {
    readonly per: readonly string[];
    readonly by: readonly RowOrder[];
    readonly keep?: (args: Args, at: PlanTime) => readonly RowCondition[];
  };
  readonly limit?: number;
}
/** A page of rows of another table. */
export interface ConnectionRead {
  readonly by: 'connection';
  /** The node type's name. */
  readonly node: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly where: (args: Args, at: PlanTime) => readonly RowCondition[];
  readonly orderBy: (args: Args) => readonly RowOrder[];
}
/** What one call finds for all rows. */
export interface BatchedRead {
  readonly by: 'batched';
  /** Columns of the parent's row that `load` gets, besides key and carried ones. */
  readonly needs: readonly string[];
}

/** How a field is read. The reader plans it; the field itself has no resolver that fetches. */
export type Read = ColumnRead | EncryptedRead | IdRead | SqlRead | RelationRead | ConnectionRead | BatchedRead;

/** What a field costs of a client's points, where the price list would be wrong for it. */
export interface FieldCost {
  /** For asking it once, on each row. */
  readonly points?: number;
  /** Of a list: how many rows it usually has. */
  readonly rows?: number;
}

/** What the builder leaves on each declared field (`extensions`). */
export interface DeclaredFieldExtensions {
  readonly read?: Read;
  readonly level?: PrivacyLevel;
  /** Of a root field: the right it needs. */
  readonly scope?: string;
  /** Whose rights decide who sees it: the module that declares the field, whatever type it stands in. Set when the graph is built. */
  readonly module?: string;
  readonly cost?: FieldCost;
}

/** One call for many parents: answers in the parents' order. Parents hold their key, carried and needed columns by column name. */
export type Load<LoadArgs, Value> = (
  parents: readonly Row[],
  args: LoadArgs,
  context: GraphContext,
  info: GraphQLResolveInfo,
) => Promise<readonly Value[]>;

/** Under which key a row keeps a relation: the response name, so that aliases with different arguments stay apart. */
export function relationKey(responseName: string): string {
  // PostgreSQL cuts names at 63 bytes.
  if (responseName.length <= 40) return `>${responseName}`;
  return `>${createHash('sha256').update(responseName).digest('hex').slice(0, 32)}`;
}

/** Under which key a row keeps a column that no field shows by itself. */
export const carriedKey = (column: string): string => `$${column}`;

/** Where a row's fields lie when one connection asks for the same rows in several places. No response name holds a space. */
export const splitKey = (...responseNames: readonly string[]): string => relationKey(` ${responseNames.join(' ')}`);

/** Marks a row whose fields lie under split keys. */
export const SPLIT = '$split';
