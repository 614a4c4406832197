import type { GraphQLSchema } from 'graphql';
import { moduleOf, nearest, type PrivacyLevel } from 'xianjie/schema';
import { columnsRead, type ColumnUse } from '../plugins/reader/index.js';
import type { TableColumns, WhoReads } from '../plugins/storage/index.js';

/**
 * What the declared fields of a graph read and cannot: a table or column that is not there, or that nobody may read who may ask for the
 * field. Expressions in SQL (`t.sql`, `t.batched`) are not looked into: their first use shows them.
 * @param whole how the names of tables begin of which `known` holds every one; default: all
 */
export function columnProblems(schema: GraphQLSchema, known: TableColumns, whole = ''): readonly string[] {
  const missing = new Set<string>();
  return columnsRead(schema).flatMap((use) => {
    const columns = known.get(use.table);
    if (columns === undefined) {
      if (!use.table.startsWith(whole) || missing.has(use.table)) return [];
      missing.add(use.table);
      const near = nearest(use.table, known.keys()).join(', ');
      return [
        say(
          schema,
          use,
          `reads the table "${use.table}", which is not there: the nearest are ${near}; a module's own is declared in "storage"`,
        ),
      ];
    }
    const who = columns.get(use.column);
    if (who === undefined) {
      const near = nearest(use.column, columns.keys(), 4).join(', ');
      return [
        say(
          schema,
          use,
          `reads the column "${use.table}.${use.column}", which is not there: the nearest are ${near}; a new one needs a migration`,
        ),
      ];
    }
    return allowed(use.level, who) ? [] : [say(schema, use, `is ${use.level}, but ${WHO[who]} "${use.table}.${use.column}": ${CURE[who]}`)];
  });
}

const say = (schema: GraphQLSchema, { place }: ColumnUse, problem: string): string =>
  `module "${moduleOf(schema, place)}": ${place} ${problem}`;

function allowed(level: PrivacyLevel, who: WhoReads): boolean {
  // A SENSITIVE field is withheld from everybody: nothing is selected.
  if (level === 'SENSITIVE' || who === 'ALL') return true;
  return level === 'PERSONAL' && who === 'CLEAR';
}

const WHO = { ALL: '', CLEAR: 'only who sees personal data in clear may read', NOBODY: 'nobody who asks the graph may read' } as const;
const CURE = {
  ALL: '',
  CLEAR: 'give the field the level PERSONAL (a filtered or sorted column: in "columns"), or show another column',
  NOBODY: 'give the field the level SENSITIVE, or show another column',
} as const;

/** @throws Error with every problem */
export function assertColumns(schema: GraphQLSchema, known: TableColumns): void {
  const problems = columnProblems(schema, known);
  if (problems.length > 0) throw new Error(`the graph does not fit the tables:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
}
