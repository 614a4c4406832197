import { helpPeriods, type Cliff, type CliffRequest, type CliffScan, type CliffTurn } from 'xianjie/schema';
import type { InPieces } from '../counterfactual/search.js';
import { changedChecks, LimitReached, samplesOf, type AskedOf, type Sample, type Samples, type Scanned } from './sample.js';
import { corners, lookThrough } from './search.js';

/** So many verdicts one scan reckons. */
export const MOST_EVALUATIONS = 12_000;
const YUAN = 100;

/** Help over income, where anything turns, and where one more yuan costs more than it earns. */
export async function scanOf(
  asked: readonly AskedOf[],
  scanned: Scanned,
  request: Pick<CliffRequest, 'from' | 'to' | 'step'>,
  members: number,
  inPieces: InPieces,
): Promise<Pick<CliffScan, 'points' | 'turns' | 'cliffs' | 'cutOff'>> {
  const samples = samplesOf(asked, scanned, MOST_EVALUATIONS);
  let cutOff = await lookThrough(samples, request, inPieces);
  const known = corners(samples.known());
  const turns = known.flatMap(([income, sample], i): CliffTurn[] => {
    const before = known[i - 1];
    if (before === undefined || income - before[0] !== 1 || before[1].signature === sample.signature) return [];
    const checks = changedChecks(before[1], sample, null);
    return checks.length === 0 ? [] : [{ income, checks }];
  });
  let cliffs: Cliff[] = [];
  try {
    cliffs = cliffsIn(samples, known, request.to, Math.max(1, members) * YUAN);
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    cutOff = true;
  }
  const points = known.map(([income, { help }]) => ({ income, help: help.filter(({ amount, unknown }) => amount !== 0 || unknown > 0) }));
  return { points, turns, cliffs, cutOff };
}

/**
 * Where the household loses more by one more yuan per head than it earns. How much it loses is a line between corners and one yuan before them,
 * so that it is greatest at one of these.
 */
function cliffsIn(samples: Samples, known: readonly (readonly [number, Sample])[], to: number, earned: number): Cliff[] {
  const found: Cliff[] = [];
  const from = known[0]?.[0] ?? 0;
  const stops = [...new Set(known.flatMap(([income]) => [income, income + 1, income - YUAN, income - YUAN + 1]))]
    .filter((income) => income >= from && income + YUAN <= to)
    .sort((a, b) => a - b);
  helpPeriods.forEach((period, at) => {
    const cliffAt = (income: number): Cliff | null => {
      const [before, after] = [samples.at(income), samples.at(income + YUAN)];
      const [helpBefore, helpAfter] = [before.help[at]?.amount ?? 0, after.help[at]?.amount ?? 0];
      const loss = helpBefore - helpAfter;
      // What becomes unknown is not lost.
      if (loss <= earned || (after.help[at]?.unknown ?? 0) > (before.help[at]?.unknown ?? 0)) return null;
      const checks = changedChecks(before, after, period);
      return { income, incomeAfter: income + YUAN, until: income, period, helpBefore, helpAfter, loss, earned, checks };
    };
    // Neighbours of one line, or of one steep stretch, are one cliff: told where most is lost, at the last such income.
    let group: Cliff[] = [];
    // Between two stops what is lost goes up or down, and never both.
    const edge = (good: number, bad: number | undefined): number => {
      if (bad === undefined || Math.abs(good - bad) <= 1) return good;
      const middle = Math.trunc((good + bad) / 2);
      return cliffAt(middle) === null ? edge(good, middle) : edge(middle, bad);
    };
    const close = (next?: number): void => {
      const [first, last] = [group[0], group.at(-1)];
      if (first === undefined || last === undefined) return;
      const worst = group.reduce((most, one) => (one.loss >= most.loss ? one : most));
      const stretch = last.income - first.income >= YUAN;
      found.push(stretch ? { ...first, until: edge(last.income, next) } : worst);
      group = [];
    };
    let before = -1;
    for (const income of stops) {
      const one = cliffAt(income);
      // In between nothing bends: it is a cliff throughout if it is one at both ends.
      if (one === null || (group.length > 0 && !joined(samples, before, income, at))) close(one === null ? income : undefined);
      if (one !== null) group.push(one);
      before = income;
    }
    close();
  });
  return found.sort((a, b) => a.income - b.income || helpPeriods.indexOf(a.period) - helpPeriods.indexOf(b.period));
}

/** Two stops of one line: less than a yuan apart, or what is lost between them goes on. */
function joined(samples: Samples, low: number, high: number, at: number): boolean {
  if (high - low < YUAN) return true;
  const loss = (income: number): number => (samples.at(income).help[at]?.amount ?? 0) - (samples.at(income + YUAN).help[at]?.amount ?? 0);
  return Math.abs(loss(low) - loss(high)) <= 2;
}
