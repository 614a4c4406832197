import { type Check, type Citation, type ExpiryReason, type NamedValue, type PolicyExpiry, type ResolvedParameter } from 'xianjie/schema';
import { activeAdoptions, type Adoption, type Policy } from '../in-force/adoptions.js';
import { addDays } from '../figures/calendar.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { regimeOf, type Regime } from '../in-force/regime.js';

/** What is asked: what is in force in an area on a day and does not stay so for that many days. */
export interface ExpiryQuestion {
  readonly area: string;
  readonly day: string;
  readonly within: number;
}

/** What ends within so many days and what holds then, and what speaks of a year that has passed; the next end first. */
export function expiriesOf(catalogue: Catalogue, { adoptions }: Policy, { area, day, within }: ExpiryQuestion): PolicyExpiry[] {
  const horizon = addDays(day, within);
  const now = regimeOf(catalogue, adoptions, area, day);
  const later = new Map<string, Regime>();
  const after = (lastDay: string): Regime => {
    const next = addDays(lastDay, 1);
    const regime = later.get(next) ?? regimeOf(catalogue, adoptions, area, next);
    later.set(next, regime);
    return regime;
  };
  const active = activeAdoptions(adoptions, area, day);
  /** The adoption that a citation rests on. */
  const behind = ({ document, adoptedBy }: Citation): Adoption | undefined =>
    active.find((one) => one.document.code === document.code && one.area === adoptedBy);
  const ends = (lastDay: string | null): lastDay is string => lastDay !== null && lastDay <= horizon;

  const documents = active.flatMap((one): PolicyExpiry[] => [
    ...(ends(one.to) ? [entry('DOCUMENT', one.document, reasonOf(one, one.to), one.to)] : []),
    ...yearPassed(titleYear(one.document.title.zh), day).map((lastDay) => entry('DOCUMENT', one.document, 'YEAR_PASSED', lastDay)),
  ]);
  const parameters = [...catalogue.parameters.values()].flatMap((parameter): PolicyExpiry[] => {
    const shown = now.parameter(parameter)?.shown;
    const adoption = shown?.citation && behind(shown.citation);
    if (shown === undefined || adoption === undefined) return [];
    const { citation, validTo } = shown;
    const then = (lastDay: string) => after(lastDay).parameter(parameter)?.shown ?? null;
    return [
      ...(ends(validTo)
        ? [{ ...entry('PARAMETER', parameter, reasonOf(adoption, validTo), validTo), citation, thenValue: then(validTo) }]
        : []),
      ...yearPassed(statedYear(shown), day).map((lastDay) => ({
        ...entry('PARAMETER', parameter, 'YEAR_PASSED', lastDay),
        citation,
        thenValue: shown,
      })),
    ];
  });
  const ending = (kind: 'CHECK' | 'NAMED_VALUE', rule: Check | NamedValue): PolicyExpiry[] => {
    const citation = now.citationOf(rule);
    const adoption = citation && behind(citation);
    if (citation === null || !adoption || !ends(adoption.to)) return [];
    const thenCitation = after(adoption.to).citationOf(rule);
    return [{ ...entry(kind, rule, reasonOf(adoption, adoption.to), adoption.to), citation, thenCitation }];
  };
  const checks = [...catalogue.checks.values()].flatMap(({ check }) => ending('CHECK', check));
  const values = [...catalogue.values.values()].flatMap(({ value }) => ending('NAMED_VALUE', value));
  return [...documents, ...parameters, ...checks, ...values].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

const order = { DOCUMENT: 0, PARAMETER: 1, CHECK: 2, NAMED_VALUE: 3 } as const;
const key = ({ lastDay, kind, code }: PolicyExpiry): string => `${lastDay} ${order[kind]} ${code}`;

function entry(
  kind: PolicyExpiry['kind'],
  { code, title }: Pick<PolicyExpiry, 'code' | 'title'>,
  reason: ExpiryReason,
  lastDay: string,
): PolicyExpiry {
  return { kind, code, title, reason, lastDay, citation: null, thenValue: null, thenCitation: null };
}

/** The document's own stated end, a decision about its adoption, or, before both, a value that follows. */
function reasonOf({ document, to }: Adoption, lastDay: string): ExpiryReason {
  if (lastDay === document.until && lastDay === to) return 'DOCUMENT_ENDS';
  return lastDay === to ? 'ADOPTION_ENDS' : 'NEXT_VALUE';
}

/** A plan of a year says so in its title: 2023年度, 2021年. The last year that it names. */
function titleYear(title: string): number | null {
  const years = [...title.matchAll(/(\d{4})年/g)].map(([, year]) => Number(year));
  return years.length === 0 ? null : Math.max(...years);
}

/** A value that is a year, or ends with one. */
function statedYear({ unit, value }: ResolvedParameter): number | null {
  if (unit !== 'calendar year' || value === null) return null;
  const years = [...value.text.en.matchAll(/\d{4}/g)].map(Number);
  return years.length === 0 ? null : Math.max(...years);
}

/** The last day of a year that is over. */
function yearPassed(year: number | null, day: string): string[] {
  return year !== null && year < Number(day.slice(0, 4)) ? [`${year}-12-31`] : [];
}
