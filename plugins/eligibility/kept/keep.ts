import type { AnyValue, Check, Citation, LocalizedText, ResolvedParameter, UnknownKind, Value, Verdict } from 'xianjie/schema';
import type { Setting } from '../rules/result.js';
import { saidOf } from '../rules/result.js';
import { factValue } from '../figures/values.js';
import { verdictOf } from '../telling/verdict.js';
import type { About } from '../facts/links.js';
import { versionOf } from '../catalogue/version.js';
import { watch } from '../rules/watch.js';
import { ofPeriod } from '../words/periods.js';
import type { Answer, Linked } from '../facts/world.js';

/** A fact as an evaluation read it: what was known of it, and who had said it. */
export interface KeptFact {
  readonly subjectId: string;
  readonly code: string;
  readonly year: number | null;
  readonly title: LocalizedText;
  readonly answer: Answer;
  /** Null: it was not known. */
  readonly shown: Value | null;
}

/** Where a link led. */
export interface KeptList {
  readonly subjectId: string;
  readonly code: string;
  readonly title: LocalizedText;
  readonly found: Linked;
}

/** A policy value as it was in force; `shown` null: none was. */
export interface KeptParameter {
  readonly code: string;
  readonly title: LocalizedText;
  /** Left out: it is not known. */
  readonly value?: AnyValue;
  readonly unstated: { readonly code: string; readonly why: Extract<UnknownKind, 'BLANK_PARAMETER' | 'NOT_IN_FORCE'> } | null;
  readonly shown: ResolvedParameter | null;
}

/** A verdict with everything it rests on, as plain data: enough to come to it again without a database. */
export interface Kept {
  readonly verdict: Verdict;
  /** Which rule it was: the fingerprint of the check. */
  readonly version: string;
  readonly facts: readonly KeptFact[];
  readonly lists: readonly KeptList[];
  readonly parameters: readonly KeptParameter[];
  /** The named values read, with where they stood; null: nowhere. What was kept before there were any has none. */
  readonly values?: readonly { readonly code: string; readonly title: LocalizedText; readonly citation: Citation | null }[];
}

/** Evaluates once more and keeps what is read. */
export function keep(check: Check, about: About, setting: Setting): Kept {
  const seen = watch(setting.world, setting.regime);
  const verdict = verdictOf(check, about, { ...setting, world: seen.watching(setting.world), regime: seen.regime });
  return {
    verdict,
    version: versionOf(check),
    facts: [...seen.facts.values()].map(({ subjectId, fact, year, answer }) => ({
      subjectId,
      code: fact.code,
      year,
      title: saidOf(seen.item(subjectId), ofPeriod(fact, year)),
      answer,
      shown: answer.known ? factValue(fact, answer.value) : null,
    })),
    lists: [...seen.lists.values()].map(({ subjectId, link, found }) => ({ subjectId, code: link.code, title: link.title, found })),
    values: [...seen.standing].map(([{ code, title }, citation]) => ({ code, title, citation })),
    parameters: [...seen.inForce].map(([{ code, title }, found]) => ({
      code,
      title,
      ...(found?.value !== undefined && { value: found.value }),
      unstated: found === null || found.unstated === null ? null : { code: found.unstated.parameter.code, why: found.unstated.why },
      shown: found?.shown ?? null,
    })),
  };
}
