import { sharedFacts, type Check, type Fact, type Link, type NamedValue, type PolicyModule } from 'xianjie/schema';

/** Facts that two modules declare or load, and facts that a check reads and nobody can ever know. */
export function factProblems(modules: readonly PolicyModule[]): string[] {
  const problems: string[] = [];
  const declared = new Map<string, { readonly fact: Fact; readonly module: string }>();
  const loaded = new Map<string, string>();
  for (const { module, fact, loads } of uses(modules)) {
    const first = declared.get(fact.code);
    if (first === undefined) declared.set(fact.code, { fact, module });
    else if (first.fact !== fact)
      problems.push(
        `the fact "${fact.code}" is declared by module "${first.module}" and once more by module "${module}": declare it once and import it, or rename one`,
      );
    if (!loads) continue;
    const other = loaded.get(fact.code);
    if (other !== undefined)
      problems.push(`the fact "${fact.code}" is loaded by module "${other}" and by module "${module}": keep one source`);
    loaded.set(fact.code, module);
  }
  const known = new Set([...sharedFacts.map(({ code }) => code), ...loaded.keys()]);
  return [...new Set([...problems, ...modules.flatMap((module) => nobodyKnows(module, known)), ...lists(modules)])];
}

/** Complete lists of feeds that nobody hands in: what they would say of absence stays unknown, and nobody would learn why. */
function lists(modules: readonly PolicyModule[]): string[] {
  const feeds = new Map(modules.flatMap((m) => (m.feeds ?? []).map((feed) => [feed.code, feed] as const)));
  const wrong = (code: string): string | undefined => {
    const feed = feeds.get(code);
    if (feed === undefined) return `the feed "${code}", which no installed module declares: name one of "feeds"`;
    return feed.canBeComplete ? undefined : `the feed "${code}", whose batches are never complete: set its "canBeComplete"`;
  };
  const problems = (module: string, what: string, codes: readonly string[]): string[] =>
    codes.flatMap((code) => {
      const problem = wrong(code);
      return problem === undefined ? [] : [`module "${module}": ${what} is covered by ${problem}`];
    });
  return modules.flatMap(({ id, facts, checks, values }) => [
    ...(facts ?? []).flatMap((source) => problems(id, `the source of ${Object.values(source.columns).map((f) => f.code).join(', ')}`, source.coveredBy)), // prettier-ignore
    ...[...(checks ?? []), ...(values ?? [])]
      .flatMap((rule) => [...declaredIn<Link>(rule, 'link')])
      .flatMap((link) => (link.complete === 'ALWAYS' ? [] : problems(id, `the link "${link.code}"`, link.complete.coveredBy))),
  ]);
}

/** Every place where a module names a fact: the sources that load it, the checks that read it. */
function uses(modules: readonly PolicyModule[]): { readonly module: string; readonly fact: Fact; readonly loads: boolean }[] {
  return modules.flatMap(({ id: module, facts, checks, values }) => [
    ...(facts ?? []).flatMap((source) => Object.values(source.columns).map((fact) => ({ module, fact, loads: true }))),
    ...[...(checks ?? []), ...(values ?? [])].flatMap((rule) => [...factsRead(rule)].map((fact) => ({ module, fact, loads: false }))),
  ]);
}

function nobodyKnows(module: PolicyModule, known: ReadonlySet<string>): string[] {
  return [...(module.checks ?? []), ...(module.values ?? [])].flatMap((rule) =>
    [...factsRead(rule)]
      // A judgement is given by a person, an input by whoever asks: they need nobody to load them.
      .filter((fact) => !known.has(fact.code) && fact.source !== 'JUDGEMENT' && fact.source !== 'QUESTION')
      .map(
        (fact) =>
          `module "${module.id}": ${rule.declares === 'value' ? 'named value' : 'check'} "${rule.code}" reads the fact "${fact.code}", which no installed module loads and which is none of the shared facts: add a source for it to "facts"`,
      ),
  );
}

/** The facts in a check's conditions and amounts, or in a named value, whatever terms there are. */
const factsRead = (rule: Check | NamedValue): ReadonlySet<Fact> => declaredIn<Fact>(rule, 'fact');

function declaredIn<T>(rule: Check | NamedValue, what: 'fact' | 'link'): ReadonlySet<T> {
  const found = new Set<T>();
  const seen = new Set<object>();
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    const { declares } = node as { readonly declares?: string };
    if (declares === what) found.add(node as T);
    else if (declares === undefined || declares === 'value') Object.values(node).forEach(walk);
  };
  walk(rule.declares === 'value' ? rule.is : [rule.when, rule.fulfilled, rule.rank, rule.gives.map(({ amount }) => amount)]);
  return found;
}
