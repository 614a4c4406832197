import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tableSubjects, type ModuleTable, type PolicyModule } from 'xianjie/schema';
import { coreMigrations, tablePrefix, type MigrationSource } from '../sources.js';
import { ownColumnsNeeded, standardColumns } from './protection.js';

/**
 * The core's migrations and those of every module that has tables.
 * @throws if a declaration of a table is wrong; says every mistake at once
 */
export function migrationSources(modules: readonly PolicyModule[]): MigrationSource[] {
  const problems = tableProblems(modules);
  if (problems.length > 0) throw new Error(`the modules' tables do not fit together:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
  return [
    coreMigrations,
    ...modules.flatMap(({ id, storage }) =>
      storage === undefined ? [] : [{ owner: id, folder: join(fileURLToPath(storage.folder), 'migrations'), tables: storage.tables }],
    ),
  ];
}

function tableProblems(modules: readonly PolicyModule[]): string[] {
  const problems: string[] = [];
  const owners = new Map<string, string>();
  for (const { id, storage } of modules) {
    for (const table of storage?.tables ?? []) {
      const other = owners.get(table.name);
      if (other !== undefined)
        problems.push(`the table "${table.name}" is declared by module "${other}" and by module "${id}": rename one of them`);
      owners.set(table.name, id);
      const others = new Map(storage?.tables.map((t) => [t.name, t]));
      problems.push(...ownProblems(table, tablePrefix(id), others).map((p) => `module "${id}": table "${table.name}" ${p}`));
    }
  }
  return problems;
}

/** Whether a row's area code is its subject's, which may move. */
const follows = ({ about }: ModuleTable): boolean => about === 'PERSON' || about === 'HOUSEHOLD' || about === 'PROJECT';

const NAME = /^[a-z][a-z0-9_]*$/;

function ownProblems(table: ModuleTable, prefix: string, tables: ReadonlyMap<string, ModuleTable>): string[] {
  const problems: string[] = [];
  if (!table.name.startsWith(prefix) || !NAME.test(table.name) || table.name.length > 50)
    problems.push(`must begin with "${prefix}", be written in small letters, digits and "_", and have at most 50 characters: rename it`);
  if (!tableSubjects.includes(table.about)) problems.push(`is about "${table.about}"; known are ${tableSubjects.join(', ')}`);
  if (!['OBSERVATION', 'RECORD'].includes(table.kind)) problems.push(`is of kind "${table.kind}"; known are OBSERVATION, RECORD`);
  // A module in plain JavaScript is told the first mistake only: the rest builds on it.
  if (problems.length > 0) return problems;

  const given = new Set([...Object.keys(ownColumnsNeeded(table)), ...standardColumns(table)]);
  const own = new Set(Object.keys(table.columns));
  const masked = Object.entries(table.masked ?? {});
  for (const column of [...own, ...masked.map(([name]) => name)]) {
    if (!NAME.test(column)) problems.push(`has the column "${column}": a column is written in small letters, digits and "_"`);
    if (given.has(column)) problems.push(`lists the column "${column}", which every such table has: take it out of "columns"`);
  }
  for (const [name, { of }] of masked) {
    if (own.has(name))
      problems.push(`lists "${name}" as its own column and as a masked one: take it out of "columns", the platform adds it`);
    if (!own.has(of)) problems.push(`masks the column "${of}", which "columns" does not list: list it with its level`);
  }
  for (const column of table.decidesBy ?? [])
    if (!own.has(column)) problems.push(`decides by the column "${column}", which "columns" does not list: list it with its level`);
  for (const [column, { table: target, area }] of Object.entries(table.references ?? {})) {
    const other = tables.get(target);
    // Each row follows its own subject to another area; one area code cannot follow two.
    if (other !== undefined && area === undefined && follows(table) && other.about !== table.about)
      problems.push(
        `is about ${table.about} and refers by "${column}" to "${target}", which is about ${other.about}: they may move apart, so name the column with that row's area (area: "…_area")`,
      );
    if (other === undefined)
      problems.push(`refers to the table "${target}", which the same module does not declare: declare it, or take the reference out`);
    for (const name of area === undefined ? [column] : [column, area])
      if (!own.has(name)) problems.push(`refers by the column "${name}", which "columns" does not list: list it with its level`);
  }
  return problems;
}
