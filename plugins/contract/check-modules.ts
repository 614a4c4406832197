import { CONTRACT_VERSION, coreErrors, type PolicyModule } from 'xianjie/schema';
import { factProblems } from './check-facts.js';
import { indicatorProblems } from './check-indicators.js';
import { lifecycleProblems } from './check-lifecycles.js';
import { relationProblems } from './check-relations.js';
import { textProblems } from './check-texts.js';

/** Everything wrong with a set of modules, told at once, each with both parties and the cure. */
class ModuleError extends Error {
  override readonly name = 'ModuleError';
  constructor(readonly problems: readonly string[]) {
    super(`the modules do not fit together:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
  }
}

/** Refuses modules that would surprise the core or each other. @throws ModuleError */
export function checkModules(modules: readonly PolicyModule[]): void {
  const problems = [...modules.flatMap(textProblems), ...modules.flatMap(own), ...shared(modules)];
  if (problems.length > 0) throw new ModuleError(problems);
}

function own(module: PolicyModule): string[] {
  const problems: string[] = [];
  const declared = new Set([...coreErrors, ...(module.errors ?? [])].map(({ code }) => code));
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(module.id)) {
    problems.push(`module "${module.id}": the id must be kebab-case, for example "consumer-assistance"`);
  }
  if (module.contract !== CONTRACT_VERSION) {
    problems.push(
      `module "${module.id}" was written for contract ${String(module.contract)}, this platform speaks ${CONTRACT_VERSION}: install a version of the module for it`,
    );
  }
  for (const error of module.errors ?? []) {
    if (!error.code.startsWith(`${module.id}.`))
      problems.push(`module "${module.id}": refusal code "${error.code}" must begin with "${module.id}."`);
  }
  for (const feed of module.feeds ?? []) {
    if (!feed.code.startsWith(`${module.id}.`)) problems.push(`module "${module.id}": feed "${feed.code}" must begin with "${module.id}."`);
    const headers = feed.columns.flatMap((column) => column.names);
    const twice = headers.find((name, i) => headers.indexOf(name) !== i);
    if (twice !== undefined) problems.push(`module "${module.id}": feed "${feed.code}" has two columns named "${twice}"`);
    if (feed.resolves === 'EXISTING_HOUSEHOLD' && feed.householdOf === undefined)
      problems.push(`module "${module.id}": feed "${feed.code}" resolves households, but says not which: add "householdOf"`);
    if (feed.resolves === 'EXISTING_PERSON' && feed.personOf === undefined)
      problems.push(`module "${module.id}": feed "${feed.code}" resolves people, but says not which: add "personOf"`);
    for (const code of feed.parse.refusals ?? [])
      if (!declared.has(code))
        problems.push(`module "${module.id}": feed "${feed.code}" refuses rows with "${code}", which nobody declares: add it to "errors"`);
    const missing = feed.naturalKey.find((key) => !feed.columns.some((column) => column.key === key));
    if (missing !== undefined)
      problems.push(`module "${module.id}": the natural key of feed "${feed.code}" names "${missing}", which is no column of it`);
  }
  return problems;
}

/** What carries a code of its own that no other module may use. */
const coded = {
  check: (m: PolicyModule) => m.checks ?? [],
  parameter: (m: PolicyModule) => m.parameters ?? [],
  'named value': (m: PolicyModule) => m.values ?? [],
  lifecycle: (m: PolicyModule) => m.lifecycles ?? [],
  feed: (m: PolicyModule) => m.feeds ?? [],
  indicator: (m: PolicyModule) => m.indicators ?? [],
  benefit: (m: PolicyModule) => m.benefits ?? [],
  relation: (m: PolicyModule) => m.relations ?? [],
  'kind of subject': (m: PolicyModule) => m.subjects ?? [],
  document: (m: PolicyModule) => m.policies ?? [],
  department: (m: PolicyModule) => m.departments ?? [],
} satisfies Record<string, (m: PolicyModule) => readonly { readonly code: string }[]>;

function shared(modules: readonly PolicyModule[]): string[] {
  const problems: string[] = [];
  const ids = modules.map((m) => m.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i)))
    problems.push(`two modules have the id "${id}": rename one, or load it once`);
  // One module loaded twice declares everything twice: that is one mistake.
  if (problems.length > 0) return problems;
  for (const [what, of] of Object.entries(coded)) {
    const owners = new Map<string, string>();
    for (const module of modules) {
      for (const { code } of of(module)) {
        const other = owners.get(code);
        if (other !== undefined)
          problems.push(`the ${what} "${code}" is declared by module "${other}" and by module "${module.id}": rename one of them`);
        owners.set(code, module.id);
      }
    }
  }
  return [
    ...problems,
    ...references(modules),
    ...factProblems(modules),
    ...relationProblems(modules),
    ...lifecycleProblems(modules),
    ...indicatorProblems(modules),
  ];
}

function references(modules: readonly PolicyModule[]): string[] {
  const documents = new Set(modules.flatMap((m) => (m.policies ?? []).map((d) => d.code)));
  const departments = new Set(modules.flatMap((m) => (m.departments ?? []).map((d) => d.code)));
  return modules.flatMap((module) => [
    ...(departments.has(module.owner.code)
      ? []
      : [`module "${module.id}" is owned by department "${module.owner.code}", which no module declares: add it to "departments"`]),
    ...(module.feeds ?? [])
      .filter((feed) => !departments.has(feed.source))
      .map(
        (feed) =>
          `module "${module.id}": feed "${feed.code}" comes from department "${feed.source}", which no module declares: add it to "departments"`,
      ),
    ...(module.checks ?? []).flatMap((check) =>
      check.policies
        .filter((policy) => !documents.has(policy.document.code))
        .map(
          (policy) =>
            `module "${module.id}": check "${check.code}" cites document "${policy.document.code}", which no module declares: add it to "policies"`,
        ),
    ),
    ...(module.values ?? []).flatMap((value) =>
      value.policies
        .filter((policy) => !documents.has(policy.document.code))
        .map(
          (policy) =>
            `module "${module.id}": named value "${value.code}" cites document "${policy.document.code}", which no module declares: add it to "policies"`,
        ),
    ),
    ...(module.parameters ?? []).flatMap((parameter) =>
      parameter.values
        .filter((value) => !documents.has(value.document.code))
        .map(
          (value) =>
            `module "${module.id}": parameter "${parameter.code}" has a value of document "${value.document.code}", which no module declares: add it to "policies"`,
        ),
    ),
  ]);
}
