import { helpPeriods, helpTerm, type CliffCheck, type Fact, type HelpPeriod, type HelpSum, type Value, type Verdict } from 'xianjie/schema'; // prettier-ignore
import type { InstalledCheck } from '../catalogue/catalogue.js';
import { changedWorld } from '../counterfactual/changed-world.js';
import { constantsIn } from '../counterfactual/parts.js';
import { nodesOf } from '../catalogue/nodes.js';
import type { Setting } from '../rules/result.js';
import { verdictOf } from '../telling/verdict.js';
import type { About } from '../facts/links.js';

/** A check that is asked of a household or one of its members. */
export interface AskedOf {
  readonly one: InstalledCheck;
  readonly about: About;
  readonly setting: Setting;
}

/** What everybody is answered at one income. */
export interface Sample {
  readonly verdicts: readonly Verdict[];
  /** By the terms in which help is counted, in their order. */
  readonly help: readonly HelpSum[];
  /** Everything that could turn: each condition's answer, and on which side of its threshold it stands. */
  readonly signature: string;
  /** How many amounts are in it, each rounded to a fen. */
  readonly amounts: number;
}

/** The income that is looked through: whose, which, of which year. */
export interface Scanned {
  readonly household: string;
  readonly fact: Fact;
  readonly year: number | null;
}

export class LimitReached extends Error {}

/** Answers at any income, each once, up to a limit. */
export interface Samples {
  /** @throws LimitReached */
  at(income: number): Sample;
  /** Incomes that were looked at, in their order. */
  known(): readonly (readonly [number, Sample])[];
  /** Amounts that rules speak of: turns lie at such. */
  readonly spoken: ReadonlySet<number>;
}

/** @param most so many verdicts are reckoned at most */
export function samplesOf(asked: readonly AskedOf[], { household, fact, year }: Scanned, most: number): Samples {
  const varies = ({ one }: AskedOf): boolean => year !== null && one.reads.facts.has(fact);
  const still = asked.filter((one) => !varies(one)).map(({ one, about, setting }) => verdictOf(one.check, about, setting));
  const varying = asked.filter(varies);
  const spoken = new Set<number>();
  for (const { one } of varying)
    for (const value of constantsIn(nodesOf([one.check.when, one.check.gives.map(({ amount }) => amount)])))
      if (typeof value === 'number') spoken.add(value);
  const known = new Map<number, Sample>();
  let left = most;
  return {
    spoken,
    known: () => [...known].sort(([a], [b]) => a - b),
    at(income) {
      const found = known.get(income);
      if (found !== undefined) return found;
      left -= varying.length;
      if (left < 0) throw new LimitReached();
      const moves = [{ kind: 'VALUE', subjectId: household, fact, year, value: income } as const];
      const answers = varying.map(({ one, about, setting }) =>
        verdictOf(one.check, about, { ...setting, world: changedWorld(setting.world, moves) }),
      );
      // What is calculated from the income is another figure at each: both ends say enough.
      if (known.size < 2) for (const verdict of answers) for (const fen of amountsIn(verdict)) if (fen !== income) spoken.add(fen);
      const verdicts = [...answers, ...still];
      const sample = {
        verdicts,
        help: helpOf(verdicts),
        signature: answers.map(signatureOf).join('|'),
        amounts: verdicts.reduce((sum, { benefits }) => sum + benefits.length, 0),
      };
      known.set(income, sample);
      return sample;
    },
  };
}

/** Thresholds and policy values. */
const amountsIn = ({ conditions, parameters }: Verdict): number[] =>
  [
    ...conditions.map(({ threshold }) => threshold?.money),
    ...parameters.flatMap(({ value, items }) => [value?.money, ...items.map((item) => item.value.money)]),
  ].filter((fen) => typeof fen === 'number');

const signatureOf = ({ outcome, conditions, benefits }: Verdict): string =>
  `${outcome.charAt(0)}${conditions.map(({ id, satisfied, actual, threshold }) => `${id}${satisfied.charAt(0)}${side(actual, threshold)}`).join()};${benefits.map(({ amount }) => (amount === null ? '?' : '.')).join('')}`;

function side(actual: Value | null, threshold: Value | null): string {
  const [a, b] = [actual?.money ?? actual?.number ?? null, threshold?.money ?? threshold?.number ?? null];
  if (a === null || b === null) return '';
  return a < b ? '<' : a > b ? '>' : '=';
}

type Benefit = Verdict['benefits'][number];

/** A loan is paid back, and what an organisation is paid is not the household's. */
const isHelp = ({ form, per }: Benefit): boolean => per !== null && per !== 'ORGANISATION' && form !== 'LOAN';

/** What a verdict gives in one of the terms; null: nothing, or not all of it is known. */
export function givenIn(verdict: Verdict | undefined, period: HelpPeriod): number | null {
  const mine = (verdict?.benefits ?? []).filter((one) => isHelp(one) && helpTerm(one.every).period === period);
  if (mine.length === 0) return null;
  return mine.reduce<number | null>((sum, one) => {
    const fen = one.amount?.money;
    return sum === null || typeof fen !== 'number' ? null : sum + fen * helpTerm(one.every).times;
  }, 0);
}

function helpOf(verdicts: readonly Verdict[]): HelpSum[] {
  return helpPeriods.map((period) => {
    const mine = verdicts.flatMap(({ benefits }) => benefits).filter((one) => isHelp(one) && helpTerm(one.every).period === period);
    const known = mine.flatMap((one) => (typeof one.amount?.money === 'number' ? [one.amount.money * helpTerm(one.every).times] : []));
    return { period, amount: known.reduce((sum, fen) => sum + fen, 0), unknown: mine.length - known.length };
  });
}

/** What is answered otherwise at two incomes; `period`: only what gives less in those terms. */
export function changedChecks(before: Sample, after: Sample, period: HelpPeriod | null): CliffCheck[] {
  return before.verdicts.flatMap((was, i): CliffCheck[] => {
    const is = after.verdicts[i];
    if (is === undefined) return [];
    const amounts = (verdict: Verdict): number | null => {
      const all = (period === null ? helpPeriods : [period]).map((one) => givenIn(verdict, one)).filter((one) => one !== null);
      return all.length === 0 ? null : all.reduce((sum, fen) => sum + fen, 0);
    };
    const [amountBefore, amountAfter] = [amounts(was), amounts(is)];
    const changed = period === null ? was.outcome !== is.outcome || amountBefore !== amountAfter : (amountBefore ?? 0) > (amountAfter ?? 0);
    if (!changed) return [];
    const { check, subject, citation } = was;
    return [{ check, subject, citation, outcomeBefore: was.outcome, outcomeAfter: is.outcome, amountBefore, amountAfter }];
  });
}
