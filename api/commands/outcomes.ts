import { Command } from 'commander';
import { pino } from 'pino';
import { allRights, type EligibilityService, type Outcome } from 'xianjie/schema';
import { NO, NONE, OPEN, YES, type SweptColumn } from '../../plugins/eligibility/index.js';
import { projectRoot } from '../../plugins/storage/index.js';
import { run, say } from '../run.js';
import { readSettings } from '../settings.js';
import { start } from '../start.js';

/** How long the code of a township is. */
const TOWNSHIP = 9;

/** What a sweep calls the outcomes; of a rule that is silent it has none. */
const names: Readonly<Record<number, Outcome | undefined>> = { [NO]: 'NOT_ELIGIBLE', [OPEN]: 'UNDETERMINED', [YES]: 'ELIGIBLE' };

interface Tally {
  readonly outcomes: Record<Outcome, number>;
  /** Concerned and known not to have it. */
  gap: number;
}

/**
 * `npm run outcomes -- --area 150623100`: what every rule says of everybody in an area, as counts. Nobody is named: for whoever
 * introduces the platform and wants to see which rules speak, which are silent for want of a policy value, and where data are missing.
 */
async function main(): Promise<void> {
  const command = new Command('outcomes')
    .description('Count what every rule says of everybody in an area.')
    .requiredOption('--area <code>', 'the area, by its division code')
    .option('--as-of <day>', 'the day of the question, YYYY-MM-DD');
  const { area, asOf } = command.parse().opts<{ area: string; asOf?: string }>();
  const log = pino({ level: 'warn', base: null }, pino.destination({ dest: 2, sync: true }));
  const { storage, parts } = await start({ ...readSettings(process.env, projectRoot), demo: false }, log, say);
  const snapshot = storage.db.snapshot({ areas: [area], domains: 'ALL' }, 'MASKED');
  try {
    const today = asOf ?? parts.today();
    const eligibility = parts.eligibility.bind({ engineSql: snapshot.engineSql, rights: allRights, today, counting: true });
    const tallies = new Map<string, Tally>();
    // Documents are adopted at every level: what is in force in a township is not yet in its county.
    const places = new Set([area]);
    const sweep = parts.eligibility.sweep({
      sql: snapshot.engineSql,
      beside: snapshot.beside(1),
      at: { asOf: today, knownAt: null },
      checks: null,
    });
    for await (const { areas, columns } of sweep.inArea(area)) {
      for (const code of areas) places.add(code.slice(0, TOWNSHIP));
      for (const column of columns) count(tallies, column);
    }
    say('check\teligible\tnot eligible\tundetermined\tgap\twhy not');
    const gaps = (await Promise.all([...places].map((place) => eligibility.policyGaps({ area: place, asOf: today })))).flat();
    for (const { code, when, subject } of eligibility.checks()) {
      const tally = tallies.get(code);
      if (tally !== undefined) {
        const { ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED } = tally.outcomes;
        say([code, ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED, tally.gap, ''].join('\t'));
        continue;
      }
      const blanks = gaps.find((gap) => gap.check === code && gap.affects.includes('OUTCOME'))?.unknowns.map((u) => u.code);
      const why =
        when === null
          ? 'shown, not evaluated'
          : blanks !== undefined
            ? `dormant: ${blanks.join(', ')}`
            : (await inForce(eligibility, code, subject, places))
              ? `in force; no ${subject} recorded here`
              : 'not in force here';
      say([code, '', '', '', '', why].join('\t'));
    }
  } finally {
    await snapshot.close();
    await storage.close();
  }
}

/** A check that is asked for by name says whether it is in force. */
async function inForce(eligibility: EligibilityService, code: string, subject: string, places: ReadonlySet<string>): Promise<boolean> {
  for (const areaCode of places) {
    const [verdict] = await eligibility.evaluateHypothetical({ subject, areaCode, facts: [], checks: [code] });
    if (verdict?.unknowns.some((unknown) => unknown.kind === 'NOT_IN_FORCE') === false) return true;
  }
  return false;
}

function count(tallies: Map<string, Tally>, { check, outcome, fulfilled }: SweptColumn): void {
  const tally = tallies.get(check) ?? { outcomes: { ELIGIBLE: 0, NOT_ELIGIBLE: 0, UNDETERMINED: 0 }, gap: 0 };
  for (let row = 0; row < outcome.length; row++) {
    const said = names[outcome[row] ?? NONE];
    if (said === undefined) continue;
    tallies.set(check, tally);
    tally.outcomes[said]++;
    if (said === 'ELIGIBLE' && fulfilled[row] === NO) tally.gap++;
  }
}

run(main);
