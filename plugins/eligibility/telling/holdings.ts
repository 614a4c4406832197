import {
  highestLevel,
  type Benefit,
  type Check,
  type Fact,
  type Link,
  type Rights,
  type Satisfied,
  type Subject,
  type SubjectRef,
  type Unknown,
  type Verdict,
  type WithheldVerdict,
} from 'xianjie/schema';
import { speakersOf } from '../facts/authorisation.js';
import type { Catalogue, InstalledCheck } from '../catalogue/catalogue.js';
import { evaluate } from '../rules/evaluate.js';
import { levelOf } from '../catalogue/installed-values.js';
import { withEnds } from '../facts/links.js';
import { addTo, beyond, noNeed, type Need } from '../catalogue/reads.js';
import type { StoredWorld } from '../facts/stored-world.js';
import { causesOf, type Setting } from '../rules/result.js';
import { noteShown, tellAll, type Asked, type Telling, type Together, type Told } from './told.js';
import { merge } from '../rules/unknowns.js';
import type { About } from '../facts/links.js';
import { sightOf, whyWithheld, type Owners } from '../catalogue/visibility.js';

/** Some benefits together: who holds them of one subject, or of a subject and those whom its link leads to. */
export interface HoldingQuestion {
  /** Under which it is counted where it is not told. */
  readonly code: string;
  /** Whose domain it is. */
  readonly module: string;
  readonly subject: Subject;
  readonly benefits: readonly Benefit[];
  /** Facts of the subject that are read beside them. */
  readonly beside?: readonly Fact[];
  /** Leads to the other holders: a household's members. */
  readonly members: Link | null;
}

/** Made ready at boot. */
export interface PreparedQuestion {
  readonly question: HoldingQuestion;
  /** What the records alone need. */
  readonly records: Told;
  /** The checks that give one of the benefits to its holder. */
  readonly givers: readonly InstalledCheck[];
}

export interface HoldingsRequest {
  readonly subjects: readonly SubjectRef[];
  /** Links whose ends are asked too. */
  readonly through: readonly Link[];
  /** What is asked of a subject. */
  readonly asks: (subject: SubjectRef) => readonly PreparedQuestion[];
  readonly asOf?: string | null;
  readonly path?: readonly string[];
  /** For a list: what is not told was accounted for by whoever asks, who says, too, of what is found what is `shown`. */
  readonly accounted?: boolean;
}

/** One benefit of one holder. */
export interface Holding {
  readonly holder: SubjectRef;
  readonly benefit: string;
  readonly held: Satisfied;
  /** What keeps it unknown whether it is held. */
  readonly unknowns: readonly Unknown[];
  /** Of the checks in force here that give it, as far as the viewer may be told. */
  readonly verdicts: readonly Verdict[];
}

/** The answer to a question. */
export interface Held {
  readonly question: PreparedQuestion;
  readonly about: About;
  readonly holdings: readonly Holding[];
  readonly authorised: boolean;
  /** Who said anything of all that was read; asked where nobody authorised that it is put together. */
  speakers(): ReadonlySet<string>;
  /** Notes that it is shown; where no list is asked for, it was noted. */
  shown(): void;
}

export function prepareHolding(catalogue: Catalogue, owners: Owners, question: HoldingQuestion): PreparedQuestion {
  const { module, subject, benefits, members } = question;
  const need = noNeed();
  const facts = new Set<Fact>();
  for (const { recordedIn } of benefits) {
    if (recordedIn === null) continue;
    facts.add(recordedIn);
    const of = recordedIn.subject === subject || members === null ? need : beyond(need, members);
    of.facts.set(recordedIn, new Set([null]));
  }
  for (const fact of question.beside ?? []) {
    facts.add(fact);
    need.facts.set(fact, new Set([null]));
  }
  const reads = { facts, links: new Set(need.links.keys()) };
  const givers = benefits.flatMap(({ code, recordedIn }) =>
    (catalogue.givers.get(code) ?? []).filter(({ check }) => check.subject === recordedIn?.subject),
  );
  const rule: Together = { declares: 'together', code: question.code, subject };
  const records = { rule, need, needs: sightOf(module, reads, owners), level: levelOf(reads) };
  return { question, records, givers: [...new Set(givers)] };
}

const tellable = ({ givers }: PreparedQuestion, rights: Rights): InstalledCheck[] =>
  givers.filter(({ needs }) => whyWithheld(needs, rights) === null);

/** The records, and of the rules those that the viewer may be told of: all of it is put together. */
function withRules(prepared: PreparedQuestion, rights: Rights): Told {
  const { question, records } = prepared;
  const mine = tellable(prepared, rights);
  const need: Need = noNeed();
  addTo(need, records.need);
  for (const one of mine)
    addTo(one.check.subject === question.subject || question.members === null ? need : beyond(need, question.members), one.need);
  return { rule: records.rule, need, needs: records.needs, level: highestLevel([records.level, ...mine.map(({ level }) => level)]) };
}

/** What of a question the viewer is not told at all, of nobody: counted once, however many are asked. */
export function neverTold({ records, givers }: PreparedQuestion, rights: Rights): Pick<WithheldVerdict, 'check' | 'level' | 'reason'>[] {
  const of = (code: string, { level, needs }: Pick<Told, 'level' | 'needs'>) => {
    const reason = whyWithheld(needs, rights);
    return reason === null ? [] : [{ check: code, level, reason }];
  };
  return [...of(records.rule.code, records), ...givers.flatMap((one) => of(one.check.code, one))];
}

/** What is held of some benefits; the rules in force that the viewer is not told of are accounted for. */
export async function tellHoldings(
  { subjects, through, asks, accounted: listed = false }: HoldingsRequest,
  rights: Rights,
  telling: Telling,
  answer: (check: Check, about: About, setting: Setting) => Verdict,
): Promise<readonly Held[]> {
  const known = new Map<PreparedQuestion, Told>();
  const toldOf = (prepared: PreparedQuestion): Told => {
    const told = known.get(prepared) ?? withRules(prepared, rights);
    known.set(prepared, told);
    return told;
  };
  const asked = (await withEnds(subjects, through, telling.links)).flatMap((about): Asked<PreparedQuestion>[] =>
    asks(about.subject).map((one) => ({ one, told: toldOf(one), about })),
  );
  const { results } = await tellAll(
    asked,
    { ...telling, ...(listed && { onClear: undefined }) },
    ({ one, told, about }, setting, authorised) => {
      telling.account(untold(one, about, setting, rights));
      return {
        ...heldOf(one, tellable(one, rights), about, setting, answer),
        authorised,
        speakers: speakersIn(told, about, setting),
        shown: () => noteShown(telling.onClear, told, about),
      };
    },
  );
  return results;
}

const speakersIn =
  ({ need }: Told, { subject }: About, { world, regime }: Setting & { readonly world: StoredWorld }) =>
  (): ReadonlySet<string> =>
    new Set(speakersOf(world, need, subject.id, regime));

/** The rules in force that the viewer is not told of: what rests on them alone is not said. */
function untold({ givers }: PreparedQuestion, about: About, { regime }: Setting, rights: Rights): WithheldVerdict[] {
  return givers.flatMap(({ check, level, needs }): WithheldVerdict[] => {
    const reason = whyWithheld(needs, rights);
    return reason === null || regime.citationOf(check) === null ? [] : [{ check: check.code, ...about, level, reason }];
  });
}

/** @param givers those that the viewer may be told of @param answer one check about one subject */
function heldOf(
  prepared: PreparedQuestion,
  givers: readonly InstalledCheck[],
  about: About,
  setting: Setting,
  answer: (check: Check, about: About, setting: Setting) => Verdict,
): Pick<Held, 'question' | 'about' | 'holdings'> {
  const { subject, askedFor } = about;
  const { question } = prepared;
  const members: readonly SubjectRef[] =
    question.members === null
      ? []
      : setting.world
          .linked(subject.id, question.members)
          .ids.map((id) => ({ kind: question.members?.to.code ?? '', id, areaCode: subject.areaCode }));
  const inForce = givers.filter(({ check }) => setting.regime.citationOf(check) !== null);
  const holdings = question.benefits.flatMap(({ code, title, recordedIn: fact }) => {
    if (fact === null) return [];
    const mine = inForce.filter(({ check }) => check.subject === fact.subject && check.gives.some(({ benefit }) => benefit.code === code));
    return [subject, ...members]
      .filter(({ kind }) => kind === fact.subject.code)
      .map((holder): Holding => {
        const left = { term: 'fact', fact, period: null } as const;
        const result = evaluate({ op: 'includes', left, code, title }, { subjectId: holder.id, setting, item: null });
        return {
          holder,
          benefit: code,
          held: result.satisfied,
          unknowns: merge(causesOf(result).map((cause) => ({ cause, part: 'FULFILLED' as const }))),
          verdicts: mine.map(({ check }) => answer(check, { subject: holder, askedFor }, setting)),
        };
      });
  });
  return { question: prepared, about, holdings };
}
