import type { Check, Condition, MissingFact, MissingFactSummary, SubjectRef, UnknownKind, Visit } from 'xianjie/schema';
import type { InstalledCheck } from '../catalogue/catalogue.js';
import { evaluate } from '../rules/evaluate.js';
import { causesOf, type Cause, type Place, type Result, type Setting } from '../rules/result.js';
import type { About } from '../facts/links.js';
import { settles } from './settles.js';

/** What one check lacks of one subject. */
export interface Lacking {
  readonly check: string;
  readonly about: About;
  readonly open: readonly { readonly cause: Cause; readonly settles: boolean }[];
}

/** What somebody could say; a blank of a source and a failure are nobody's to fill on a visit. */
const sayable: ReadonlySet<UnknownKind> = new Set(['MISSING_FACT', 'STALE_FACT', 'JUDGEMENT_NEEDED']);
const canBeSaid = ({ kind, suppliers, roles }: Cause): boolean =>
  sayable.has(kind) || (kind === 'MODULE_NOT_INSTALLED' && suppliers.length + roles.length > 0);

/**
 * What is missing to decide a check about a subject, and, where it may apply, whether it is fulfilled. An exception in a calculation is
 * nothing that somebody could say.
 */
export function lackingOf({ check }: InstalledCheck, about: About, setting: Setting): Lacking {
  const place = { subjectId: about.subject.id, setting, item: null };
  const open = new Map<string, Lacking['open'][number]>();
  const { when } = check;
  if (when !== null) {
    const outcome = attempt(check, when, place);
    const done = check.fulfilled === null || outcome?.satisfied === 'FALSE' ? null : attempt(check, check.fulfilled, place);
    for (const cause of sayableIn(outcome))
      open.set(keyOf(cause), { cause, settles: cause.about !== undefined && settles(when, place, cause.about) });
    for (const cause of sayableIn(done)) if (!open.has(keyOf(cause))) open.set(keyOf(cause), { cause, settles: false });
  }
  return { check: check.code, about, open: [...open.values()] };
}

function attempt({ code }: Check, condition: Condition, place: Place): Result | null {
  try {
    return evaluate(condition, place);
  } catch (error) {
    place.setting.onFailure?.({ facts: [], check: code, error });
    return null;
  }
}

const sayableIn = (result: Result | null): Cause[] => (result === null ? [] : causesOf(result).filter(canBeSaid));

const keyOf = ({ code, about }: Cause): string => `${code}|${about?.subjectId ?? ''}|${about?.year ?? ''}`;

interface Gathered {
  readonly cause: Cause;
  readonly of: SubjectRef;
  readonly settles: Set<string>;
  readonly takesPart: Set<string>;
}

/** What is missing of each asked subject, once for each fact and whom it is about. */
export function visitsOf(subjects: readonly SubjectRef[], lacking: readonly Lacking[]): Visit[] {
  const of = new Map<string, Lacking[]>();
  for (const one of lacking) of.set(one.about.askedFor.id, [...(of.get(one.about.askedFor.id) ?? []), one]);
  return subjects.map((subject) => visit(subject, of.get(subject.id) ?? []));
}

function visit(subject: SubjectRef, lacking: readonly Lacking[]): Visit {
  const facts = new Map<string, Gathered>();
  let settled = 0;
  let open = 0;
  for (const { check, about, open: causes } of lacking) {
    for (const { cause, settles: decides } of causes) {
      const whom = whomOf(cause, about);
      const key = `${whom.id}|${keyOf(cause)}`;
      const fact = facts.get(key) ?? { cause, of: whom, settles: new Set(), takesPart: new Set() };
      facts.set(key, fact);
      // Of whom it was asked makes one check several: a household's fact decides it for each member.
      const verdict = `${check}|${about.subject.id}`;
      fact.takesPart.add(verdict);
      if (decides) fact.settles.add(verdict);
    }
    if (causes.length > 0) open += 1;
    if (causes.some((one) => one.settles)) settled += 1;
  }
  const ordered = [...facts.values()].sort(mostFirst);
  return { subject, facts: ordered.map(shown), settles: settled, open };
}

/** A part of a subject (a guarantee: `household/kind`) is no record of its own: it is said of the subject. */
function whomOf({ about: open }: Cause, { subject, askedFor }: About): SubjectRef {
  if (open === undefined) return subject;
  const whole = [subject, askedFor].find(({ id }) => open.subjectId === id || open.subjectId.startsWith(`${id}/`));
  if (whole !== undefined || open.fact.subject.nodeType === undefined) return whole ?? subject;
  return { kind: open.fact.subject.code, id: open.subjectId, areaCode: subject.areaCode };
}

const mostFirst = (a: Gathered, b: Gathered): number =>
  b.settles.size - a.settles.size ||
  b.takesPart.size - a.takesPart.size ||
  compare(a.cause.code, b.cause.code) ||
  compare(a.cause.title.en, b.cause.title.en) ||
  compare(a.of.id, b.of.id);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const codes = (verdicts: ReadonlySet<string>): string[] => [...new Set([...verdicts].map((one) => one.slice(0, one.indexOf('|'))))].sort();

function shown({ cause, of, settles: settled, takesPart }: Gathered): MissingFact {
  const { kind, code, title, suppliers, roles, about } = cause;
  return {
    kind,
    code,
    title,
    of,
    year: about?.year ?? null,
    staleSince: about?.since ?? null,
    suppliers,
    roles,
    settles: codes(settled),
    takesPart: codes(takesPart),
    settled: settled.size,
    leavesOpen: takesPart.size,
  };
}

/** Who settles most comes first, then who lacks most; who lacks nothing is on no list. */
export function ranked(visits: readonly Visit[]): Visit[] {
  return visits
    .filter(({ facts }) => facts.length > 0)
    .sort((a, b) => b.settles - a.settles || b.open - a.open || compare(a.subject.id, b.subject.id));
}

/** Fact by fact over all households, what settles most first. @param titleOf what a fact is called without its year */
export function summaryOf(visits: readonly Visit[], titleOf: (fact: MissingFact) => MissingFact['title']): MissingFactSummary[] {
  const facts = new Map<string, MissingFact[][]>();
  for (const one of visits) {
    const byCode = new Map<string, MissingFact[]>();
    for (const fact of one.facts) byCode.set(fact.code, [...(byCode.get(fact.code) ?? []), fact]);
    for (const [code, of] of byCode) facts.set(code, [...(facts.get(code) ?? []), of]);
  }
  return [...facts]
    .flatMap(([code, households]): MissingFactSummary[] => {
      const all = households.flat();
      const [first] = all;
      if (first === undefined) return [];
      const distinct = <T>(of: (fact: MissingFact) => readonly T[]): T[] => [...new Set(all.flatMap(of))];
      return [
        {
          code,
          title: titleOf(first),
          kinds: distinct(({ kind }) => [kind]),
          households: households.length,
          settles: all.reduce((sum, { settled }) => sum + settled, 0),
          suppliers: distinct(({ suppliers }) => suppliers),
          roles: distinct(({ roles }) => roles),
        },
      ];
    })
    .sort((a, b) => b.settles - a.settles || b.households - a.households || compare(a.code, b.code));
}
