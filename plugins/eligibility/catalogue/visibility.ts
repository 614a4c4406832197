import {
  clears,
  mayRead,
  sharedFacts,
  type Fact,
  type PolicyModule,
  type PrivacyLevel,
  type Rights,
  type Subject,
  type WithheldReason,
} from 'xianjie/schema';
import type { Reads } from './reads.js';

/** What must be readable of one module. */
export interface Sight {
  readonly module: string;
  readonly level: PrivacyLevel;
}

const CORE = 'core';

/** Whose a fact and a kind of subject are: its level is one in the domain that declares it, whoever loads it. */
export interface Owners {
  fact(fact: Fact): string | undefined;
  subject(subject: Subject): string;
}

export function ownersOf(modules: readonly PolicyModule[]): Owners {
  const shared = new Set(sharedFacts);
  const loaders = new Map(modules.flatMap(({ id, facts }) => (facts ?? []).flatMap((s) => Object.values(s.columns).map((f) => [f, id]))));
  const subjects = new Map(modules.flatMap(({ id, subjects: declared }) => (declared ?? []).map((subject) => [subject, id])));
  return {
    fact: (fact) => (shared.has(fact) ? CORE : loaders.get(fact)),
    subject: (subject) => subjects.get(subject) ?? CORE,
  };
}

/**
 * What a viewer must be able to read to see the verdicts of a check: its own module's internal part, every fact in the domain that declares
 * it, and the internal part of both ends of a list that it follows, because how many a list leads to is an official's matter.
 */
export function sightOf(module: string, { facts, links }: Pick<Reads, 'facts' | 'links'>, owners: Owners): readonly Sight[] {
  const highest = new Map<string, PrivacyLevel>([[module, 'INTERNAL']]);
  const add = (of: string, level: PrivacyLevel): void => {
    if (clears(level, highest.get(of) ?? 'PUBLIC')) highest.set(of, level);
  };
  // A judgement that no source loads is whose check asks for it.
  for (const fact of facts) add(owners.fact(fact) ?? module, fact.level);
  for (const link of links) for (const end of [link.from, link.to]) add(owners.subject(end), 'INTERNAL');
  return [...highest].map(([of, level]) => ({ module: of, level }));
}

/** The scope that shows a level of a module's data. */
export const scopeOf = ({ module, level }: Sight): string =>
  level === 'PUBLIC' ? `${module}:read` : `${module}:read:${level.toLowerCase()}`;

/** What of it the viewer may not read. */
export const missingSight = (needs: readonly Sight[], rights: Rights): readonly Sight[] =>
  needs.filter(({ module, level }) => !mayRead(rights, module, level));

/** Why a verdict is not shown: a whole domain is not open, or a level in one that is. Null: it may be shown. */
export function whyWithheld(needs: readonly Sight[], rights: Rights): WithheldReason | null {
  const missing = missingSight(needs, rights);
  if (missing.length === 0) return null;
  return missing.every(({ module }) => rights.domains === 'ALL' || rights.domains.includes(module)) ? 'LEVEL' : 'DOMAIN';
}
