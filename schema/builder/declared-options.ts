import type { InputFieldMap, InputShapeFromFields, ObjectParam, SchemaTypes, TypeParam } from '@pothos/core';
import type { PrivacyLevel } from '../contract/privacy.js';
import type { RowCondition, RowOrder } from './conditions.js';
import type { ExpressionTools, FieldCost, Load, PlanTime } from './declared.js';

/**
 * What every declared field says: its type, how personal it is, and what it means. Fields above INTERNAL are nullable unless masked as
 * text.
 */
export interface DeclaredOptions<Types extends SchemaTypes, Type extends TypeParam<Types>> {
  readonly type: Type;
  readonly level: PrivacyLevel;
  readonly description: string;
  /** Default: true. */
  readonly nullable?: boolean;
  readonly deprecationReason?: string;
  /** What it costs, where the price list would be wrong for it. */
  readonly cost?: FieldCost;
}

/** What every root field says besides: who may ask it. */
export interface Scoped {
  /** The right it needs, `<module id>:<verb>[:<level>]`: `education:read`, `education:write`, `core:read:personal`. */
  readonly scope: string;
}

/** Options of `t.column`. */
export interface ColumnOptions<Types extends SchemaTypes, Type extends TypeParam<Types>> extends DeclaredOptions<Types, Type> {
  /** The generated column that holds the masked text. */
  readonly masked?: string;
}

/** Options of `t.encrypted`. */
export interface EncryptedOptions<Types extends SchemaTypes> extends Omit<DeclaredOptions<Types, 'String'>, 'type'> {
  readonly masked: string;
}

/** Options of `t.sql`. */
export interface SqlOptions<Types extends SchemaTypes, Type extends TypeParam<Types>, Args extends InputFieldMap> extends DeclaredOptions<
  Types,
  Type
> {
  readonly args?: Args;
  /** The expression, or a sub-select, over one row; whatever comes from a request goes through `row.bind`. */
  readonly expression: (row: ExpressionTools, args: InputShapeFromFields<Args>) => string;
}

/** Options of `t.relation`. A list type gives all rows, a single one the first. */
export interface RelationOptions<
  Types extends SchemaTypes,
  Type extends TypeParam<Types>,
  Args extends InputFieldMap,
> extends DeclaredOptions<Types, Type> {
  readonly args?: Args;
  /** Key pairs: columns of this row and of the other table, the area code among them where both have it. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly where?: (args: InputShapeFromFields<Args>, at: PlanTime) => readonly RowCondition[];
  /** Left out: in no order. */
  readonly orderBy?: readonly RowOrder[];
  /**
   * Of rows that agree in `per`, only the first by `by` counts: the newest observation. `where` chooses among all rows, `keep` among
   * the newest: what the newest says (ended, not rigid) belongs there, or an older row would speak in its place.
   */
  readonly newest?: {
    readonly per: readonly string[];
    readonly by: readonly RowOrder[];
    readonly keep?: (args: InputShapeFromFields<Args>, at: PlanTime) => readonly RowCondition[];
  };
  /** How many rows at most; a list that may grow is a connection. */
  readonly limit?: number;
}

/** Options of `t.connection`. */
export interface ConnectionOptions<Types extends SchemaTypes, Args extends InputFieldMap> extends Partial<Scoped> {
  readonly type: ObjectParam<Types>;
  readonly level: PrivacyLevel;
  readonly description: string;
  readonly args?: Args;
  readonly from?: readonly string[];
  readonly to?: readonly string[];
  readonly where?: (args: InputShapeFromFields<Args>, at: PlanTime) => readonly RowCondition[];
  /** The whole order; the key is appended to break ties. */
  readonly orderBy: (args: InputShapeFromFields<Args>) => readonly RowOrder[];
}

/** Options of `t.batched`. */
export interface BatchedOptions<
  Types extends SchemaTypes,
  Type extends TypeParam<Types>,
  Args extends InputFieldMap,
  Value,
> extends DeclaredOptions<Types, Type> {
  readonly args?: Args;
  /** Columns of the row that `load` needs besides the key and the carried ones. */
  readonly needs?: readonly string[];
  /** Asked once for all parents of the operation. */
  readonly load: Load<InputShapeFromFields<Args>, Value>;
}
