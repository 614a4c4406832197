import { refuseUnknown, type CheckInfo, type Fact, type FactInfo } from 'xianjie/schema';
import type { Catalogue, InstalledCheck } from '../catalogue/catalogue.js';
import { scopeOf } from '../catalogue/visibility.js';
import { sentence, termInFull } from '../words/words.js';

/** The installed checks as they are shown before any question, ordered by code. @throws ApiError UNKNOWN_CODE */
export function describeChecks(
  catalogue: Catalogue,
  {
    module,
    subject,
    codes,
  }: { readonly module?: string | null; readonly subject?: string | null; readonly codes?: readonly string[] | null },
): CheckInfo[] {
  if (module != null && !catalogue.modules.has(module)) refuseUnknown(`no module "${module}" is installed`, module, catalogue.modules);
  return [...catalogue.checks.values()]
    .filter((one) => (module == null || one.module === module) && (subject == null || one.check.subject.code === subject))
    .filter((one) => codes == null || codes.includes(one.check.code))
    .map((one) => describe(one, catalogue))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

function describe({ check, module, reads, level, needs }: InstalledCheck, catalogue: Catalogue): CheckInfo {
  return {
    code: check.code,
    module,
    title: check.title,
    kind: check.kind,
    force: check.force,
    subject: check.subject.code,
    level,
    needs: needs.map(scopeOf).sort(),
    rules: check.rules,
    places: check.policies,
    when: check.when === null ? null : sentence(check.when),
    fulfilled: check.fulfilled === null ? null : sentence(check.fulfilled),
    rank: check.rank === null ? null : termInFull(check.rank, null),
    benefits: check.gives.map(({ benefit: { code, title, form } }) => ({ code, title, form })),
    facts: [...reads.facts].map((fact) => describeFact(fact, catalogue)),
    parameters: [...reads.parameters].map((parameter) => parameter.code),
    values: [...reads.values].map(({ code }) => code).sort(),
    note: check.note,
  };
}

/** A fact that something reads. */
export function describeFact(fact: Fact, { links }: Catalogue): FactInfo {
  const link = [...links.values()].find((one) => one.many && one.to === fact.subject);
  return {
    code: fact.code,
    title: fact.title,
    subject: fact.subject.code,
    type: fact.type,
    yearly: fact.period === 'YEAR',
    period: fact.period,
    level: fact.level,
    codes: Object.entries(fact.codes ?? {}).map(([code, title]) => ({ code, title })),
    items: (link?.items ?? []).map((code, i) => ({ code, title: link?.itemTitle(code, i + 1) ?? fact.title })),
    suppliers: fact.suppliers.map((department) => department.code),
    stated: fact.source === 'QUESTION',
  };
}
