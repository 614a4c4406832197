import {
  clears,
  type Check,
  type Moment,
  type NamedValue,
  type PrivacyLevel,
  type Rights,
  type Sql,
  type Subject,
  type WithheldVerdict,
} from 'xianjie/schema';
import { holdersOf, matchesDepartments, type Authorisations } from '../facts/authorisation.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { OnFailure } from '../facts/failure.js';
import type { Links } from '../facts/links.js';
import { needsTogether, type Need } from '../catalogue/reads.js';
import type { Coverage } from '../in-force/reference.js';
import type { Regime } from '../in-force/regime.js';
import type { Setting } from '../rules/result.js';
import { loadWorld, type StoredWorld } from '../facts/stored-world.js';
import { inTurns, type Reckoning } from '../facts/turns.js';
import type { About } from '../facts/links.js';
import { whyWithheld, type Sight } from '../catalogue/visibility.js';

/** A question of who holds some benefits together; whoever asks knows that it is in force. */
export interface Together {
  readonly declares: 'together';
  /** Under which it is counted where it is not told. */
  readonly code: string;
  readonly subject: Subject;
}

/** What is asked, with how personal what it says is and what that rests on. */
export interface Told {
  readonly rule: Check | NamedValue | Together;
  readonly level: PrivacyLevel;
  readonly needs: readonly Sight[];
  readonly need: Need;
}

/** Something that is asked about a subject. */
export interface Asked<One> {
  readonly one: One;
  readonly told: Told;
  readonly about: About;
}

/** What a question is answered from, and to whom. */
export interface Telling {
  readonly catalogue: Catalogue;
  readonly sql: Sql;
  readonly rights: Rights;
  readonly at: Moment;
  readonly links: Links;
  readonly coverage: Coverage;
  readonly authorisations: Authorisations;
  readonly reckoning: Reckoning;
  readonly onFailure: OnFailure;
  /** Only counts leave: then households need not have authorised the matching of their data. */
  readonly counting: boolean;
  readonly onClear?: ((type: string, id: string) => void) | undefined;
  regime(area: string): Regime;
  /** Told of what is left out. */
  account(withheld: readonly WithheldVerdict[]): void;
  /** What is known besides the records, where the question brings something of its own. */
  readonly besides?: ((stored: StoredWorld) => StoredWorld) | undefined;
}

/**
 * What `say` says of everything asked, where the viewer may know it; and what may not be known: above the viewer's rights, or put together
 * from several departments' words about a household that has not authorised it.
 * @param say told, too, whether everybody whom it is about has authorised that departments' data are matched
 */
export async function tellAll<One, Said>(
  asked: readonly Asked<One>[],
  telling: Telling,
  say: (asked: Asked<One>, setting: Setting & { readonly world: StoredWorld }, authorised: boolean) => Said,
): Promise<{ readonly results: readonly Said[]; readonly withheld: readonly WithheldVerdict[] }> {
  const { catalogue, sql, rights, at, links, coverage, onFailure, regime, reckoning } = telling;
  const readable = asked.filter(({ told }) => whyWithheld(told.needs, rights) === null);
  const subjects = [...new Set(readable.map(({ about }) => about.subject))];
  const needs = needsTogether(readable.map(({ about, told }) => [about.subject.kind, told.need]));
  const stored = await loadWorld({ catalogue, sql, at, links, coverage, onFailure }, subjects, needs);
  const world = telling.besides?.(stored) ?? stored;
  const holders = telling.counting ? [] : readable.flatMap(({ told, about }) => holdersOf(world, told.need, about.subject));
  const unauthorised = await telling.authorisations.lacking([...new Map(holders.map((one) => [one.id, one])).values()], at);
  const shown: Asked<One>[] = [];
  const withheld = asked.flatMap((one): WithheldVerdict[] => {
    const { rule, needs: sights, level } = one.told;
    const reason = whyWithheld(sights, rights) ?? (matched(one) ? 'NOT_AUTHORISED' : null);
    if (reason === null) shown.push(one);
    return reason === null ? [] : [{ check: rule.code, ...one.about, level, reason }];
  });
  telling.account(withheld);
  for (const { told, about } of shown) noteShown(telling.onClear, told, about);
  const saying = (one: Asked<One>) => say(one, { world, regime: regime(one.about.subject.areaCode), onFailure }, authorised(one));
  const results = await inTurns(shown, saying, reckoning);
  return { results, withheld };

  /** What is not in force answers without any fact. */
  function matched(one: Asked<One>): boolean {
    if (authorised(one)) return false;
    const { rule, need } = one.told;
    const { subject } = one.about;
    const here = regime(subject.areaCode);
    return (rule.declares === 'together' || here.citationOf(rule) !== null) && matchesDepartments(world, need, subject.id, here);
  }
  function authorised({ told: { need }, about: { subject } }: Asked<One>): boolean {
    return !holdersOf(world, need, subject).some(({ id }) => unauthorised.has(id));
  }
}

/** Notes of whom something personal is shown. */
export function noteShown(onClear: Telling['onClear'], { rule, level }: Pick<Told, 'rule' | 'level'>, { subject }: About): void {
  if (!clears('INTERNAL', level)) onClear?.(typeShown(rule.subject), subject.id);
}

/** What is asked for goes by the id of whom it is about: those are whose data is shown. */
function typeShown(subject: Subject): string {
  const whose = subject.about?.().to ?? subject;
  return whose.nodeType ?? whose.code;
}
