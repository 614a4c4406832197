import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PolicyCase, PolicyModule } from 'xianjie/schema';
import { catalogueItems, checkModules, coverageProblems, outcomesWithoutCase } from '../../plugins/contract/index.js';
import { createEligibility } from '../../plugins/eligibility/index.js';
import { declaredColumns, migrationSources, tablePrefix } from '../../plugins/storage/index.js';
import { columnProblems } from '../check-columns.js';
import { composeSchema } from '../compose.js';
import { withCore } from './with-core.js';

/** What stands beside a declaration. */
export interface BesideTheDeclaration {
  /** The module's cases; a check that is evaluated must have one for each outcome it can have. */
  readonly cases?: readonly PolicyCase[];
  /** The text of its README; it must name every rule that the module covers. Left out: not looked at. */
  readonly readme?: string;
}

/**
 * Everything wrong with a module: what a start with it would refuse, what it says of the catalogue and is not so, and what a good
 * module has besides. Empty: nothing. Needs no database.
 */
export function checkDeclaration(module: PolicyModule, beside: BesideTheDeclaration = {}): readonly string[] {
  const modules = withCore(module);
  // What does not hold together is not taken further: the later errors would only repeat the first.
  const declared = [...said(() => checkModules(modules)), ...said(() => void migrationSources(modules))];
  if (declared.length > 0) return declared;
  const refused = [...said(() => void createEligibility(modules)), ...said(() => graphProblems(module, modules))];
  return [
    ...refused,
    ...feedProblems(module),
    ...migrationProblems(module),
    ...missingCases(module, beside.cases ?? []),
    ...missingInReadme(module, beside.readme),
  ];
}

/** The problems that a step of the start throws, one each. */
function said(step: () => unknown): readonly string[] {
  try {
    const found = step();
    return Array.isArray(found) ? (found as readonly string[]) : [];
  } catch (error) {
    if (!(error instanceof Error)) return [String(error)];
    const lines = error.message.split('\n');
    // A list of problems has a heading; one problem alone has none.
    const listed = lines.filter((line) => line.startsWith('  - ')).map((line) => line.slice(4));
    return listed.length > 0 ? listed : lines;
  }
}

/** The core's columns are the database's to know: only the module's own tables are looked at. */
function graphProblems(module: PolicyModule, modules: readonly PolicyModule[]): readonly string[] {
  const schema = composeSchema(modules);
  return [
    ...columnProblems(schema, declaredColumns(module.storage?.tables ?? []), tablePrefix(module.id)),
    ...coverageProblems(modules, schema, catalogueItems()),
  ];
}

/** An example stands in the template: whoever fills it in like that must not be refused. */
function feedProblems(module: PolicyModule): readonly string[] {
  return (module.feeds ?? []).flatMap((feed) => {
    const row = feed.parse(Object.fromEntries(feed.columns.map(({ key, example }) => [key, example])));
    if (row.ok) return [];
    return row.refusals.map(
      ({ column, code }) =>
        `feed "${feed.code}" refuses the examples of its own columns: ${column ?? 'the row'}, ${code}; correct "example"`,
    );
  });
}

/** A table that no migration names, and models that were changed after the newest migration. */
function migrationProblems({ id, storage }: PolicyModule): readonly string[] {
  if (storage === undefined) return [];
  const folder = fileURLToPath(storage.folder);
  const migrations = join(folder, 'migrations');
  const sql = (existsSync(migrations) ? readdirSync(migrations) : [])
    .map((name) => join(migrations, name, 'migration.sql'))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const models = (file: string): string | undefined =>
    existsSync(join(folder, file))
      ? readFileSync(join(folder, file), 'utf8')
          .replace(/\/\/.*$/gm, '')
          .replace(/\s+/g, ' ')
          .trim()
      : undefined;
  const [now, locked] = [models(`${id}.prisma`), models(`${id}.locked.prisma`)];
  const plan = 'run "npm run migrate:new -- <folder> <name>"';
  return [
    ...storage.tables
      .filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(sql))
      .map(({ name }) => `no migration makes the table "${name}": ${plan}`),
    ...(now !== undefined && now !== locked ? [`${id}.prisma was changed after the newest migration: ${plan}`] : []),
  ];
}

function missingCases(module: PolicyModule, cases: readonly PolicyCase[]): readonly string[] {
  const own = new Set((module.checks ?? []).map((check) => check.code));
  const strangers = new Set(cases.map((one) => one.check.code).filter((code) => !own.has(code)));
  return [
    ...[...strangers].map((code) => `a case asks the check "${code}", which the module does not have: add it to "checks"`),
    ...(module.checks ?? []).flatMap((check) =>
      outcomesWithoutCase(check, cases).map((outcome) => `the check "${check.code}" has no case with the outcome ${outcome}: add one`),
    ),
  ];
}

function missingInReadme(module: PolicyModule, readme: string | undefined): readonly string[] {
  if (readme === undefined) return [];
  return [...new Set((module.checks ?? []).flatMap((check) => check.rules))]
    .filter((rule) => !readme.includes(rule))
    .map((rule) => `the README does not name the rule ${rule}: say what of it the module does`);
}
