import { notModelledStates, type LocalizedText, type PolicyModule } from 'xianjie/schema';

/**
 * What the compiler checks in TypeScript and nobody in plain JavaScript: texts in both languages, quotes, known keys. Unchecked, the
 * mistake would show later, as a failure of somebody else's query.
 */
export function textProblems(module: PolicyModule): string[] {
  const problems: string[] = [];
  const say = (problem: string): void => void problems.push(`module "${String(module.id)}": ${problem}`);
  const text = (what: string, value: LocalizedText | null | undefined): void => {
    for (const language of ['zh', 'en'] as const)
      if (typeof value?.[language] !== 'string' || value[language].trim() === '')
        say(`${what} has no text in "${language}": give { zh, en }`);
  };
  const words = (what: string, value: unknown): void => {
    if (typeof value !== 'string' || value.trim() === '')
      say(`${what} is missing: a policy value or rule is cited by its place and its verbatim quote`);
  };

  for (const key of Object.keys(module))
    if (!contractKeys.has(key)) say(`"${key}" is no key of the contract; known are ${[...contractKeys].join(', ')}`);
  text('the title', module.title);
  text('the owner’s title', module.owner?.title);
  for (const d of module.departments ?? []) text(`department "${d.code}"`, d.title);
  for (const d of module.policies ?? []) {
    text(`the title of document "${d.code}"`, d.title);
    text(`the issuer of document "${d.code}"`, d.issuer);
  }
  for (const p of module.parameters ?? []) {
    text(`parameter "${p.code}"`, p.title);
    if (p.concept !== null && !CONCEPTS.has(p.concept))
      say(`parameter "${p.code}" has the income concept "${p.concept}"; known are ${[...CONCEPTS].join(', ')}`);
    for (const value of p.values) {
      words(`the quote of a value of parameter "${p.code}"`, value.quote);
      words(`the place of a value of parameter "${p.code}"`, value.place);
    }
  }
  for (const s of module.subjects ?? []) text(`kind of subject "${s.code}"`, s.title);
  for (const b of module.benefits ?? []) text(`benefit "${b.code}"`, b.title);
  for (const v of module.values ?? []) {
    text(`named value "${v.code}"`, v.title);
    for (const policy of v.policies) {
      words(`the quote of named value "${v.code}"`, policy.quote);
      words(`the place of named value "${v.code}"`, policy.place);
    }
  }
  for (const i of module.indicators ?? []) {
    text(`indicator "${i.code}"`, i.title);
    text(`the formula of indicator "${i.code}"`, i.formula);
    for (const place of [...i.policies, ...i.targets.flatMap((target) => target.place ?? [])]) {
      words(`the place of indicator "${i.code}"`, place.place);
      words(`the quote of indicator "${i.code}"`, place.quote);
    }
  }
  for (const c of module.checks ?? []) {
    text(`check "${c.code}"`, c.title);
    for (const policy of c.policies) {
      words(`the quote of check "${c.code}"`, policy.quote);
      words(`the place of check "${c.code}"`, policy.place);
    }
  }
  for (const l of module.lifecycles ?? []) {
    text(`lifecycle "${l.code}"`, l.title);
    for (const [state, title] of Object.entries(l.states)) text(`state "${state}" of lifecycle "${l.code}"`, title);
    for (const field of l.fields) text(`field "${field.name}" of lifecycle "${l.code}"`, field.title);
    for (const { code, title, policy } of l.transitions) {
      text(`step "${code}" of lifecycle "${l.code}"`, title);
      if (policy === null) continue;
      words(`the quote of step "${code}" of lifecycle "${l.code}"`, policy.quote);
      words(`the place of step "${code}" of lifecycle "${l.code}"`, policy.place);
    }
  }
  for (const r of module.relations ?? []) {
    text(`relation "${r.code}"`, r.title);
    for (const policy of r.policies) {
      words(`the quote of relation "${r.code}"`, policy.quote);
      words(`the place of relation "${r.code}"`, policy.place);
    }
  }
  for (const f of module.feeds ?? []) {
    text(`feed "${f.code}"`, f.title);
    text(`the description of feed "${f.code}"`, f.description);
    for (const column of f.columns) text(`column "${column.key}" of feed "${f.code}"`, column.title);
  }
  for (const { item, by } of module.covers ?? []) {
    if (!Array.isArray(by) || by.length === 0) say(`"covers" says that it serves ${String(item)}, but not by what: add "by"`);
    for (const what of by ?? []) if (!PLACE.test(what)) say(`"covers" serves ${item} by "${what}"; write ${PLACES}`);
  }
  for (const { rule, state, why } of module.notModelled ?? []) {
    if (!notModelledStates.includes(state))
      say(`"notModelled" gives ${rule} the state "${String(state)}"; known are ${notModelledStates.join(', ')}`);
    if (typeof why !== 'string' || why.trim() === '') say(`"notModelled" leaves ${rule} out without a reason: add "why"`);
  }
  for (const e of module.errors ?? []) text(`refusal "${e.code}"`, e.text);
  for (const source of module.facts ?? []) for (const fact of Object.values(source.columns)) text(`fact "${fact.code}"`, fact.title);
  return problems;
}

/** What `covers` may point at. */
const PLACE = /^([A-Z]\w*\.\w+|(check|feed|parameter|indicator):.+)$/;
const PLACES = 'Query.x, Mutation.x, Type.field, check:<code>, feed:<code>, parameter:<code> or indicator:<code>';

const CONCEPTS: ReadonlySet<string> = new Set(['NET', 'PER_CAPITA_YEARLY', 'DISPOSABLE']);

/** The keys of the contract, version 1. A record, so that the compiler sees a key that is forgotten here. */
export const contractKeys: ReadonlySet<string> = new Set(
  Object.keys({
    id: 1, contract: 1, title: 1, owner: 1, departments: 1, policies: 1, parameters: 1, subjects: 1, facts: 1, benefits: 1, values: 1, checks: 1, lifecycles: 1,
    relations: 1, feeds: 1, errors: 1, storage: 1, graphql: 1, demo: 1, covers: 1, notModelled: 1, indicators: 1,
  } satisfies Record<keyof PolicyModule, 1>),
); // prettier-ignore
