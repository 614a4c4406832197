import type pg from 'pg';
import type { ModuleTable } from 'xianjie/schema';
import { readCatalogue, type CatalogueDifference, type CatalogueEntry } from '../catalogue.js';
import { tablePrefix, type MigrationSource } from '../sources.js';
import { domainFunction } from '../row-security.js';
import { ownColumnsNeeded, standardColumns } from './protection.js';

/** What is wrong with the declared tables as they stand in the database, a sentence each. */
export async function liveProblems(client: pg.ClientBase, sources: readonly MigrationSource[]): Promise<string[]> {
  const catalogue = await readCatalogue(client, ['table', 'column', 'policy']);
  return [
    ...unprotected(catalogue),
    ...sources.flatMap((source) => [...shapeProblems(source, catalogue), ...protectionProblems(source, catalogue)]),
  ];
}

/** Where a module's declarations and its tables as they stand do not agree. */
export const shapeProblems = (source: MigrationSource, catalogue: readonly CatalogueEntry[]): string[] =>
  (source.tables ?? []).flatMap((table) => shapeOf(table, source.owner, catalogue).map((p) => `module "${source.owner}" ${p}`));

/** Which of a module's tables stand without what protects them. */
export const protectionProblems = (source: MigrationSource, catalogue: readonly CatalogueEntry[]): string[] =>
  (source.tables ?? []).flatMap((table) => protectionOf(source.owner, table, catalogue).map((p) => `module "${source.owner}" ${p}`));

/** What a table has of a kind: name -> how. */
function entriesOf(table: string, kind: string, catalogue: readonly CatalogueEntry[]): Map<string, string> {
  const start = `${kind} ${table}.`;
  return new Map(
    catalogue.flatMap(({ owner, what, how }) => (owner === table && what.startsWith(start) ? [[what.slice(start.length), how]] : [])),
  );
}

function shapeOf(table: ModuleTable, owner: string, catalogue: readonly CatalogueEntry[]): string[] {
  const how = catalogue.find((entry) => entry.what === `table ${table.name}`)?.how;
  if (how === undefined)
    return [
      `declares the table "${table.name}", which no migration of it makes: write one (npm run migrate:new -- ${owner} <name>), or take it out of "storage"`,
    ];

  const problems: string[] = [];
  const columns = entriesOf(table.name, 'column', catalogue);
  for (const [name, type] of Object.entries(ownColumnsNeeded(table)))
    if (!columns.get(name)?.startsWith(type) || !columns.get(name)?.includes('not null'))
      problems.push(
        `has the table "${table.name}" about ${table.about} without the column "${name} ${type} not null": add it in a migration`,
      );
  for (const name of Object.keys(table.columns))
    if (!columns.has(name))
      problems.push(`lists the column "${table.name}.${name}", which no migration of it makes: write one, or take it out of "columns"`);
  const masked = table.masked ?? {};
  const known = new Set([
    ...Object.keys(ownColumnsNeeded(table)),
    ...standardColumns(table),
    ...Object.keys(table.columns),
    ...Object.keys(masked),
  ]);
  for (const name of columns.keys())
    if (!known.has(name))
      problems.push(
        `has the column "${table.name}.${name}", which its "columns" does not list: list it with its privacy level, or nobody may read it`,
      );
  for (const [name, { of: clear }] of Object.entries(masked)) {
    const expression = columns.get(name);
    if (expression !== undefined && !expression.includes(` generated ("left"(${clear}, 1)`))
      problems.push(
        `masks "${table.name}.${clear}" as "${name}", but that column is made otherwise: drop it in a migration, the platform makes it anew`,
      );
  }

  return problems;
}

function protectionOf(owner: string, table: ModuleTable, catalogue: readonly CatalogueEntry[]): string[] {
  const problems: string[] = [];
  const how = catalogue.find((entry) => entry.what === `table ${table.name}`)?.how ?? ', row security';
  const restored =
    'somebody changed the database by hand; "npm run migrate -- --check" names what differs, "npm run migrate -- --protect" restores it';
  if (!how.includes(', row security')) problems.push(`has the table "${table.name}" without row security: ${restored}`);
  // The core's own household is the measure: the same policies, word for word as PostgreSQL knows them, but for the domain.
  const [policies, measure] = [entriesOf(table.name, 'policy', catalogue), entriesOf('household', 'policy', catalogue)];
  for (const name of new Set([...policies.keys(), ...measure.keys()]))
    if (
      policies.get(name) !== measure.get(name)?.replace(`'core'::text`, `'${owner}'::text`).replaceAll('domain_open', domainFunction(table))
    )
      problems.push(
        `has the table "${table.name}" ${policies.has(name) ? (measure.has(name) ? 'with another policy' : 'with the policy') : 'without the policy'} "${name}": ${restored}`,
      );
  return problems;
}

/** Every table with an area code stands under row security. */
function unprotected(catalogue: readonly CatalogueEntry[]): string[] {
  return catalogue.flatMap(({ owner, what }) =>
    what === `column ${owner}.area_code` && catalogue.some((t) => t.what === `table ${owner}` && t.how.includes(', no row security'))
      ? [`the table "${owner}" has rows of areas and no row security: "npm run migrate -- --check" names what differs`]
      : [],
  );
}

/** What a module's migrations did beyond its own tables. */
export function trespasses({ owner, tables = [] }: MigrationSource, differences: readonly CatalogueDifference[]): string[] {
  const prefix = tablePrefix(owner);
  const declared = new Set(tables.map((t) => t.name));
  const said = new Set<string>();
  for (const { owner: name, what, before, after } of differences) {
    if (declared.has(name)) continue;
    const made = before === undefined && what === `table ${name}`;
    if (made) said.add(`makes the table "${name}", which its "storage" does not declare: declare it with defineTable, or drop it`);
    else if (!name.startsWith(prefix))
      said.add(`changes ${what}, which is not its own: a module makes and changes what begins with "${prefix}"`);
    else if (after?.includes(', as its owner'))
      said.add(`makes the ${what} with the rights of its owner, which would read past row security: leave out "security definer"`);
  }
  // A new table that is not declared is one mistake, not one for each of its columns.
  return [...said].filter(
    (p) => ![...said].some((q) => q !== p && q.startsWith('makes the table') && p.includes(` ${q.split('"')[1] ?? ''}.`)),
  );
}
