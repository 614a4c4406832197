import { Command } from 'commander';
import { isObjectType, type GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import {
  allRights,
  areaRange,
  type EligibilityService,
  type Outcome,
  type PolicyModule,
  type Sql,
  type SubjectRef,
  type Verdict,
} from 'xianjie/schema';
import { projectRoot } from '../../plugins/storage/index.js';
import { run, say } from '../run.js';
import { readSettings } from '../settings.js';
import { start } from '../start.js';

/** How long the code of a township is. */
const TOWNSHIP = 9;

/** Subjects that are asked together: enough for the queries to pay, few enough to hold their verdicts. */
const AT_ONCE = 2_000;

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
  const { storage, schema, parts, modules } = await start({ ...readSettings(process.env, projectRoot), demo: false }, log, say);
  const snapshot = storage.db.snapshot({ areas: [area], domains: 'ALL' }, 'MASKED');
  try {
    const today = asOf ?? parts.today();
    const eligibility = parts.eligibility.bind({ engineSql: snapshot.engineSql, rights: allRights, today, counting: true });
    const tallies = new Map<string, Tally>();
    // Documents are adopted at every level: what is in force in a township is not yet in its county.
    const places = new Set([area]);
    for (const { kind, table } of tables(modules, schema)) {
      for await (const subjects of chunks(snapshot.engineSql, kind, table, area)) {
        for (const { areaCode } of subjects) places.add(areaCode.slice(0, TOWNSHIP));
        for (const verdict of (await eligibility.evaluate({ subjects, asOf: today })).verdicts) count(tallies, verdict);
      }
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

/** The kinds of subject that are records, with the table that holds them. */
function tables(modules: readonly PolicyModule[], schema: GraphQLSchema): { readonly kind: string; readonly table: string }[] {
  return modules
    .flatMap((module) => module.subjects ?? [])
    .flatMap(({ code, nodeType }) => {
      const type = nodeType === undefined ? undefined : schema.getType(nodeType);
      const declared = isObjectType(type) ? (type.extensions as { readonly table?: { readonly table: string } }).table : undefined;
      return declared === undefined ? [] : [{ kind: code, table: declared.table }];
    });
}

async function* chunks(sql: Sql, kind: string, table: string, area: string): AsyncGenerator<SubjectRef[]> {
  const { low, high } = areaRange(area);
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await sql<{ id: string; area_code: string }>(
      `select id, area_code from ${table} where area_code >= $1 and area_code < $2 and id > $3 order by id limit ${AT_ONCE}`,
      [low, high, after],
    );
    if (rows.length > 0) yield rows.map((row) => ({ kind, id: row.id, areaCode: row.area_code }));
    after = rows.at(-1)?.id ?? after;
    if (rows.length < AT_ONCE) return;
  }
}

function count(tallies: Map<string, Tally>, { check, outcome, fulfilled }: Verdict): void {
  const tally = tallies.get(check) ?? { outcomes: { ELIGIBLE: 0, NOT_ELIGIBLE: 0, UNDETERMINED: 0 }, gap: 0 };
  tallies.set(check, tally);
  tally.outcomes[outcome]++;
  if (outcome === 'ELIGIBLE' && fulfilled === 'FALSE') tally.gap++;
}

run(main);
