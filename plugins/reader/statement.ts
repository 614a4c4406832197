import { areaRange, type RowCondition, type RowOrder } from 'xianjie/schema';

/** A name from a declaration as an SQL identifier. Never from a request. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** One statement being written: its parameters, in order, and its aliases. */
export class Statement {
  readonly values: unknown[] = [];
  private aliases = 0;

  /** A value as a placeholder. */
  bind(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** A table under a new alias. */
  row(table: string): RowAlias {
    return new RowAlias(table, `a${this.aliases++}`);
  }
}

/** One table in the statement; remembers which of its columns are used, because nothing else may be selected. */
export class RowAlias {
  private readonly used = new Set<string>();
  constructor(
    readonly table: string,
    readonly alias: string,
  ) {}

  column(name: string): string {
    this.used.add(name);
    return `${this.alias}.${quoted(name)}`;
  }

  /** `"table" a1` */
  source(): string {
    return `${quoted(this.table)} ${this.alias}`;
  }

  /** The used columns, for an inner derived table under the same alias. */
  columns(): string {
    return this.used.size === 0 ? '1' : [...this.used].map((name) => `${this.alias}.${quoted(name)}`).join(', ');
  }
}

/**
 * The nation to a county: few codes, each with many rows. Written out, because a prepared statement's plan takes an unknown range for a
 * narrow one and then sorts the whole county for a page. Digits only, so there is nothing to escape.
 */
const isWide = (area: string): boolean => /^[0-9]{1,6}$/.test(area);

/** A condition as SQL over a row. */
export function conditionSql(statement: Statement, row: RowAlias, condition: RowCondition): string {
  switch (condition.is) {
    case 'compare':
      return `${row.column(condition.column)} ${condition.operator} ${statement.bind(condition.value)}`;
    case 'anyOf':
      return `${row.column(condition.column)} = any(${statement.bind(condition.values)})`;
    case 'contains':
      return `${statement.bind(condition.value)} = any(${row.column(condition.column)})`;
    case 'inside': {
      const { low, high } = areaRange(condition.area);
      const column = row.column(condition.column);
      const bound = isWide(condition.area) ? (code: string): string => `'${code}'` : (code: string): string => statement.bind(code);
      return `(${column} >= ${bound(low)} and ${column} < ${bound(high)})`;
    }
    case 'missing':
      return `${row.column(condition.column)} is ${condition.missing ? '' : 'not '}null`;
    case 'not':
      return `(${conditionSql(statement, row, condition.condition)}) is not true`;
    case 'any':
      return condition.conditions.length === 0
        ? 'false'
        : `(${condition.conditions.map((part) => conditionSql(statement, row, part)).join(' or ')})`;
    case 'related': {
      const other = statement.row(condition.table);
      const parts = [
        ...joinSql(row, condition.from, other, condition.to),
        ...condition.where.map((part) => conditionSql(statement, other, part)),
      ];
      return `exists (select from ${other.source()} where ${parts.join(' and ')})`;
    }
    case 'lastSaid': {
      const one = statement.row(row.table);
      const parts = [
        ...joinSql(row, condition.per, one, condition.per),
        `${one.column('withdrawn_at')} is null`,
        `${one.column(condition.column)} is not null`,
      ];
      const newest = ['observed_on', 'recorded_at', 'id'].map((column) => `${one.column(column)} desc`).join(', ');
      const said = `select ${one.column(condition.column)} from ${one.source()} where ${parts.join(' and ')} order by ${newest} limit 1`;
      return `(${said}) = ${statement.bind(condition.value)}`;
    }
    case 'lastWord': {
      const later = statement.row(row.table);
      const when = (one: RowAlias): string => `(${['observed_on', 'recorded_at', 'id'].map((column) => one.column(column)).join(', ')})`;
      const parts = [...joinSql(row, condition.per, later, condition.per), `${later.column('withdrawn_at')} is null`];
      return `(${row.column('withdrawn_at')} is null and not exists (select from ${later.source()} where ${parts.join(' and ')} and ${when(later)} > ${when(row)}))`;
    }
  }
}

/** Key pairs as SQL. */
export function joinSql(from: RowAlias, fromColumns: readonly string[], to: RowAlias, toColumns: readonly string[]): string[] {
  return toColumns.map((column, index) => `${to.column(column)} = ${from.column(fromColumns[index] ?? column)}`);
}

export const whereSql = (parts: readonly string[]): string => (parts.length === 0 ? '' : ` where ${parts.join(' and ')}`);

/** `order by …`; nullable columns come last in either direction, first when the whole order is turned round. */
export function orderSql(row: RowAlias, orders: readonly RowOrder[], reversed = false): string {
  if (orders.length === 0) return '';
  const parts = orders.map(({ column, direction, nullable }) => {
    const down = (direction === 'DESC') !== reversed;
    // Only where it matters: an index serves the plain form.
    return `${row.column(column)}${down ? ' desc' : ''}${nullable ? ` nulls ${reversed ? 'first' : 'last'}` : ''}`;
  });
  return ` order by ${parts.join(', ')}`;
}

/** A row count as SQL. Written out, not bound: a prepared statement with an unknown limit would be planned for many rows. */
export function whole(count: number): string {
  if (!Number.isSafeInteger(count) || count < 0) throw new Error('A limit is a whole number');
  return String(count);
}
