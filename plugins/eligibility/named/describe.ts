import { kindOf, refuseUnknown, type NamedValueInfo } from 'xianjie/schema';
import type { Catalogue } from '../catalogue/catalogue.js';
import { describeFact } from '../telling/describe.js';
import { scopeOf } from '../catalogue/visibility.js';
import { sentence, termInFull } from '../words/words.js';
import { termMadeWith } from '../words/terms.js';
import type { InstalledValue } from '../catalogue/installed-values.js';

/** The installed named values as they are shown before any question, ordered by code. @throws ApiError UNKNOWN_CODE */
export function describeValues(
  catalogue: Catalogue,
  {
    module,
    subject,
    codes,
  }: { readonly module?: string | null; readonly subject?: string | null; readonly codes?: readonly string[] | null },
): NamedValueInfo[] {
  if (module != null && !catalogue.modules.has(module)) refuseUnknown(`no module "${module}" is installed`, module, catalogue.modules);
  return [...catalogue.values.values()]
    .filter((one) => (module == null || one.module === module) && (subject == null || one.value.subject.code === subject))
    .filter((one) => codes == null || codes.includes(one.value.code))
    .map((one) => describe(one, catalogue))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

function describe({ value, module, reads, level, needs }: InstalledValue, catalogue: Catalogue): NamedValueInfo {
  return {
    code: value.code,
    module,
    title: value.title,
    subject: value.subject.code,
    type: kindOf(value)?.type ?? 'NUMBER',
    rounded: value.rounded,
    level,
    needs: needs.map(scopeOf).sort(),
    places: value.policies,
    is: termMadeWith(sentence, value, null) ?? termInFull(value, null),
    facts: [...reads.facts].map((fact) => describeFact(fact, catalogue)),
    parameters: [...reads.parameters].map((parameter) => parameter.code),
    values: [...reads.values].map(({ code }) => code).sort(),
    usedBy: [...catalogue.checks.values()]
      .filter((one) => one.reads.values.has(value))
      .map((one) => one.check.code)
      .sort(),
    note: value.note,
  };
}
