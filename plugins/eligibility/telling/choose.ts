import { ApiError, refuseUnknown, type Check, type Rights } from 'xianjie/schema';
import type { Catalogue, InstalledCheck } from '../catalogue/catalogue.js';
import type { Told } from './told.js';
import { missingSight, scopeOf } from '../catalogue/visibility.js';

/** The checks a question about these kinds of subject means: by code, of modules, or of the viewer's domains. */
export function choose(
  catalogue: Catalogue,
  { checks, modules }: { readonly checks?: readonly string[] | null; readonly modules?: readonly string[] | null },
  domains: 'ALL' | readonly string[],
  kinds: ReadonlySet<string>,
): InstalledCheck[] {
  for (const id of modules ?? []) if (!catalogue.modules.has(id)) refuseUnknown(`no module "${id}" is installed`, id, catalogue.modules);
  const of = modules ?? (checks == null ? domains : 'ALL');
  const candidates = checks == null ? [...catalogue.checks.values()] : [...new Set(checks)].map((code) => named(catalogue, code, kinds));
  return candidates.filter(
    (one) => (of === 'ALL' || of.includes(one.module)) && one.check.when !== null && kinds.has(one.check.subject.code),
  );
}

/** A check that cannot answer this question is refused: an empty list would read like a "no". */
function named(catalogue: Catalogue, code: string, kinds: ReadonlySet<string>): InstalledCheck {
  const one = known(catalogue.checks, 'check', code);
  const { when } = one.check;
  if (when === null) throw new ApiError('BAD_USER_INPUT', `the rule "${code}" is shown and not evaluated`);
  refuseKind('check', one.check, kinds);
  return one;
}

/** What is about another kind of subject cannot answer. */
export function refuseKind(what: string, { code, subject }: Pick<Check, 'code' | 'subject'>, kinds: ReadonlySet<string>): void {
  if (kinds.size === 0 || kinds.has(subject.code)) return;
  throw new ApiError(
    'BAD_USER_INPUT',
    `the ${what} "${code}" is about a ${subject.code}; this question is about a ${[...kinds].join(', ')}`,
  );
}

export function known<T>(all: ReadonlyMap<string, T>, what: string, code: string): T {
  const found = all.get(code);
  return found ?? refuseUnknown(`no installed module declares a ${what} "${code}"`, code, all.keys());
}

/** What is in force on a day. Nothing, before the oldest document: then the question is refused, and not answered with an empty list. */
export function someRules<T>({ firstDay: first }: Pick<Catalogue, 'firstDay'>, day: string, found: readonly T[]): readonly T[] {
  if (found.length > 0 || first === undefined || day >= first) return found;
  throw new ApiError('BAD_USER_INPUT', `no document is as old as ${day}: the first is of ${first}`, { first });
}

export function refuseUnseen({ rule, needs }: Pick<Told, 'rule' | 'needs'>, rights: Rights): void {
  const missing = missingSight(needs, rights).map(scopeOf);
  if (missing.length === 0) return;
  const purpose = missing.some((scope) => /:(personal|sensitive)$/.test(scope)) ? ' and a stated purpose' : '';
  throw new ApiError('FORBIDDEN', `${said[rule.declares]} "${rule.code}" needs ${missing.join(', ')}${purpose}`);
}

const said = {
  check: 'a verdict of the check',
  value: 'the named value',
  together: 'what is found under the relation',
} as const;
