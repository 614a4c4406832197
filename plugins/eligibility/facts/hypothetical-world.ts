import {
  ApiError,
  isPeriod,
  nearest,
  refuseUnknown,
  type AnyValue,
  type Fact,
  type FactPeriod,
  type HypotheticalFact,
  type Link,
  type Subject,
} from 'xianjie/schema';
import type { Catalogue } from '../catalogue/catalogue.js';
import { valueOf } from '../figures/values.js';
import { fits, missing, stated, type Answer, type World } from './world.js';

/** The id of the one subject a hypothetical question is about, and of whatever its links to one lead to. */
export const ROOT = '';

/** A world that holds nothing but the facts of the question. @throws ApiError UNKNOWN_CODE, BAD_USER_INPUT */
export function hypotheticalWorld(
  catalogue: Catalogue,
  subject: string,
  facts: readonly HypotheticalFact[],
  completeLists: readonly string[] = [],
): World {
  for (const code of completeLists)
    if (catalogue.links.get(code)?.many !== true)
      refuseUnknown(`no installed check reads a list "${code}"; known are ${lists(catalogue).join(', ')}`, code, lists(catalogue));
  const reachable = linksFrom(catalogue, subject);
  const values = new Map<string, AnyValue>();
  const items = new Map<Subject, Set<string>>();
  for (const given of facts) {
    const fact = catalogue.facts.get(given.code);
    if (fact === undefined)
      return refuseUnknown(
        `no installed check reads a fact "${given.code}"; see eligibilityChecks { facts { code } }`,
        given.code,
        catalogue.facts.keys(),
      );
    checkGiven(reachable, fact, given, subject);
    const item = given.item ?? ROOT;
    if (item !== ROOT) items.set(fact.subject, (items.get(fact.subject) ?? new Set()).add(item));
    const place = key(fact, item, given.period ?? null);
    if (values.has(place)) throw new ApiError('BAD_USER_INPUT', `the fact "${fact.code}" is given twice`);
    values.set(place, given.value);
  }
  return {
    fact(id, fact, year): Answer {
      const value = values.get(key(fact, id, year));
      if (fact.source === 'QUESTION') return stated(fact, value);
      if (value === undefined || fact.unknownAs.includes(String(value))) return missing(fact);
      return { known: true, value, whole: true, providedBy: null, observedOn: null, contradictedBy: [] };
    },
    linked(id, link) {
      if (!link.many) return { ids: [id], whole: true };
      return { ids: link.items ?? [...(items.get(link.to) ?? [])], whole: link.complete === 'ALWAYS' || completeLists.includes(link.code) };
    },
  };
}

const examples: Readonly<Record<FactPeriod, string>> = { YEAR: '2024', MONTH: '2024-07', DAY: '2024-07-15' };

const key = (fact: Fact, item: string, year: number | null): string => `${fact.code}|${item}|${year ?? ''}`;

const lists = ({ links }: Catalogue): string[] => [...links.values()].filter((link) => link.many).map((link) => link.code);

/** The links that checks and named values about this kind of subject follow. */
function linksFrom({ checks, values }: Catalogue, subject: string): Link[] {
  const rules = [
    ...[...checks.values()].map(({ check, reads }) => ({ rule: check, reads })),
    ...[...values.values()].map(({ value, reads }) => ({ rule: value, reads })),
  ];
  return rules.filter(({ rule }) => rule.subject.code === subject).flatMap(({ reads }) => [...reads.links]);
}

/** Years that a fact may be about: a figure of any other is a slip of the pen. */
const FIRST_YEAR = 1949;
const LAST_YEAR = 2100;

const fields: Readonly<Record<Fact['type'], string>> = {
  MONEY: 'money',
  NUMBER: 'number',
  PERCENT: 'number',
  BOOLEAN: 'boolean',
  DATE: 'date',
  CODE: 'text',
  CODES: 'codes',
};

/** What a fact takes, said to whoever gave something else. */
function allowed({ type, notNegative, codes, range }: Fact): string {
  const floor = range ? '' : notNegative ? ', not below zero' : '';
  const choice = codes === null ? '' : type === 'CODE' ? `, one of ${Object.keys(codes).join(', ')}` : `, a set of ${Object.keys(codes).join(', ')}`; // prettier-ignore
  return `${floor}${choice}; give it as "${fields[type]}"`;
}

/** The ends of what may be stated, in words. */
const ends = ({ type, range }: Fact): string =>
  range ? [range.from, range.to].map((end) => valueOf(type, end).text.en).join(' and ') : '';

/** A member of a set that the fact does not know. One that lists no codes takes any: which benefits there are is not the fact's to say. */
function strangeCode({ type, codes }: Fact, value: AnyValue): string | undefined {
  if (type !== 'CODES' || codes === null || Object.keys(codes).length === 0) return undefined;
  return (value as readonly string[]).find((code) => !Object.hasOwn(codes, code));
}

/** @throws ApiError BAD_USER_INPUT a value that does not fit its fact */
export function checkGiven(links: readonly Link[], fact: Fact, given: HypotheticalFact, subject: string): void {
  const refuse = (why: string): never => {
    throw new ApiError('BAD_USER_INPUT', `the fact "${fact.code}" ${why}`);
  };
  if (!fits(fact, given.value)) refuse(`is a ${fact.type}${allowed(fact)}`);
  if (fact.range && ((given.value as number) < fact.range.from || (given.value as number) > fact.range.to))
    refuse(`must be within ${ends(fact)}`);
  const strange = strangeCode(fact, given.value);
  if (strange !== undefined) {
    const codes = Object.keys(fact.codes ?? {});
    refuse(`has no code "${strange}": it is a set of ${codes.join(', ')}; the nearest are ${nearest(strange, codes).join(', ')}`);
  }
  if (fact.period !== null && !isPeriod(fact.period, given.period ?? 0))
    refuse(`is known by ${fact.period.toLowerCase()}: give the ${fact.period.toLowerCase()} as "period", such as ${examples[fact.period]}`);
  if (fact.period === 'YEAR' && ((given.period ?? 0) < FIRST_YEAR || (given.period ?? 0) > LAST_YEAR))
    refuse(`is known of years from ${FIRST_YEAR} to ${LAST_YEAR}`);
  if (fact.period === null && typeof given.period === 'number') refuse('has no period');
  const link = links.find((l) => l.many && l.to === fact.subject);
  if (fact.subject.code === subject || link === undefined) return given.item ? refuse('has no items') : undefined;
  if (!given.item) refuse(`is about one of several: say which as "item"${link.items ? ` (${link.items.join(', ')})` : ''}`);
  if (link.items && !link.items.includes(given.item ?? '')) refuse(`knows these items: ${link.items.join(', ')}`);
}
