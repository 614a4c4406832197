import type { HypotheticalRequest, NamedValueResult, NamedValuesEvaluation, Rights, SubjectRef, ValuesRequest } from 'xianjie/schema';
import type { Catalogue } from '../catalogue/catalogue.js';
import { known, refuseKind, refuseUnseen } from '../telling/choose.js';
import type { Regime } from '../in-force/regime.js';
import type { Setting } from '../rules/result.js';
import { tellAll, type Asked, type Telling, type Told } from '../telling/told.js';
import type { InstalledValue } from '../catalogue/installed-values.js';
import { resultOf } from './result.js';

const toldOf = ({ value: rule, level, needs, need }: InstalledValue): Told => ({ rule, level, needs, need });

/** The named values a question about these kinds of subject means: by code, or those of the viewer's domains. */
export function chooseValues(
  { values }: Catalogue,
  codes: readonly string[] | null | undefined,
  domains: 'ALL' | readonly string[],
  kinds: ReadonlySet<string>,
): InstalledValue[] {
  if (codes == null)
    return [...values.values()].filter(
      ({ value, module }) => kinds.has(value.subject.code) && (domains === 'ALL' || domains.includes(module)),
    );
  return [...new Set(codes)].map((code) => {
    const one = known(values, 'named value', code);
    refuseKind('named value', one.value, kinds);
    return one;
  });
}

/** What named values come to, of stored subjects, under the same rights as verdicts. One that is not in force is told where it is named. */
export async function tellValues(
  { subjects, values, path }: ValuesRequest,
  { catalogue, rights }: { readonly catalogue: Catalogue; readonly rights: Rights },
  regime: (area: string) => Regime,
  telling: (path: readonly string[]) => Telling,
): Promise<NamedValuesEvaluation> {
  const chosen = chooseValues(catalogue, values, rights.domains, new Set(subjects.map(({ kind }) => kind)));
  if (values != null) for (const one of chosen) refuseUnseen(toldOf(one), rights);
  const asked = subjects.flatMap((subject): Asked<InstalledValue>[] =>
    chosen
      .filter(({ value }) => value.subject.code === subject.kind)
      .filter(({ value }) => values != null || regime(subject.areaCode).citationOf(value) !== null)
      .map((one) => ({ one, told: toldOf(one), about: { subject, askedFor: subject } })),
  );
  const { results, withheld } = await tellAll(asked, telling(path ?? []), ({ one, about }, setting) => resultOf(one.value, about, setting));
  return { results, withheld };
}

/** The same of facts that the question brings. */
export function hypotheticalValues(
  { subject: kind, areaCode, values }: Pick<HypotheticalRequest, 'subject' | 'areaCode'> & { readonly values?: readonly string[] | null },
  catalogue: Catalogue,
  open: readonly string[],
  setting: Setting,
  root: string,
): NamedValueResult[] {
  const subject: SubjectRef = { kind, id: root, areaCode };
  return chooseValues(catalogue, values, values == null ? open : 'ALL', new Set([kind]))
    .filter(({ value }) => values != null || setting.regime.citationOf(value) !== null)
    .map(({ value }) => resultOf(value, { subject, askedFor: subject }, setting));
}
