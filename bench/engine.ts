import { defineFact, defineParameter, household, townA, type Condition, type Fact, type Parameter } from 'xianjie/schema';
import { compilerOf, type Frame, type Regime, type ValueInForce } from '../plugins/eligibility/index.js';
import type { Figures } from './figures.js';
import { median } from './load.js';
import type { Peers } from './peers.js';

const HOUSEHOLDS = 1_000_000;
const COUNTIES = 50;
/** Rows that fit into the processor's own memory together. */
const AT_ONCE = 4_096;
const CHECKS = 10;

const text = { zh: '测', en: 'test' };
const fact = (code: string, type: 'MONEY' | 'NUMBER' | 'BOOLEAN'): Fact =>
  defineFact({ code, title: text, subject: household, type, level: 'INTERNAL', suppliers: [], source: 'RECORDED' });
const [income, members, monitored] = [fact('bench.income', 'MONEY'), fact('bench.members', 'NUMBER'), fact('bench.monitored', 'BOOLEAN')];
const lines: readonly Parameter[] = Array.from({ length: CHECKS }, (_, i) =>
  defineParameter({
    code: `bench.line${i}`,
    title: text,
    type: 'MONEY',
    unit: 'yuan',
    use: 'LINE',
    values: [{ document: townA, place: 'L1', quote: 'x', operator: 'eq', value: 0 }],
  }),
);

/** Ten checks of one shape: poor by the county's line and in a large household, or monitored. */
const checks = lines.map((parameter, i): Condition => ({
  op: 'any',
  of: [
    {
      op: 'all',
      of: [
        { op: 'compare', comparison: 'lt', left: { term: 'fact', fact: income, period: null }, right: { term: 'parameter', parameter } },
        {
          op: 'compare',
          comparison: 'gte',
          left: { term: 'fact', fact: members, period: null },
          right: { term: 'constant', value: (i % 4) + 1 },
        },
      ],
    },
    { op: 'compare', comparison: 'eq', left: { term: 'fact', fact: monitored, period: null }, right: { term: 'constant', value: true } },
  ],
}));

/** A line of each county for each check, in fen. */
const lineOf = (county: number, check: number): number => 400_000 + county * 7_000 + check * 30_000;

interface Columns {
  readonly income: Float64Array;
  readonly members: Float64Array;
  readonly monitored: Float64Array;
}

/** One in ten of everything is not known. The same each time. */
function households(): Columns {
  let seed = 42;
  const random = (): number => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const column = (value: () => number): Float64Array => Float64Array.from({ length: HOUSEHOLDS }, () => (random() < 0.1 ? NaN : value()));
  return {
    income: column(() => Math.floor(random() * 1_500_000)),
    members: column(() => 1 + Math.floor(random() * 6)),
    monitored: column(() => (random() < 0.05 ? 1 : 0)),
  };
}

const frameOf = ({ income: i, members: m, monitored: o }: Columns, from: number, to: number): Frame => {
  const columns = new Map<Fact, Float64Array>([
    [income, i.subarray(from, to)],
    [members, m.subarray(from, to)],
    [monitored, o.subarray(from, to)],
  ]);
  const none = (): never => {
    throw new Error('the bench asks for columns alone');
  };
  return {
    length: to - from,
    numbers: (of) => columns.get(of) ?? new Float64Array(to - from).fill(NaN),
    holds: none,
    ends: none,
    id: none,
    world: { fact: none, linked: none },
  };
};

/** Where a county's households begin. */
const start = (county: number): number => Math.floor((county * HOUSEHOLDS) / COUNTIES);

function regimeIn(county: number): Regime {
  return {
    day: '2025-06-30',
    citationOf: () => null,
    inForce: () => null,
    parameter: (parameter) => ({ value: lineOf(county, lines.indexOf(parameter)), unstated: null, shown: {} }) as ValueInForce,
  };
}

/** Answers of all checks of all households, check after check: 0 no, 1 not known, 2 yes. */
type Answers = readonly Uint8Array[];
const empty = (): Uint8Array[] => checks.map(() => new Uint8Array(HOUSEHOLDS));

function inColumns(data: Columns, out: Answers): void {
  for (let county = 0; county < COUNTIES; county++) {
    const { pass } = compilerOf(regimeIn(county));
    const passes = checks.map(pass);
    const end = start(county + 1);
    for (let from = start(county); from < end; from += AT_ONCE) {
      const frame = frameOf(data, from, Math.min(from + AT_ONCE, end));
      passes.forEach((one, check) => out[check]?.set(one(frame), from));
    }
  }
}

/** What somebody would write by hand for this one rule. */
function byHand({ income: i, members: m, monitored: o }: Columns, out: Answers): void {
  for (let county = 0; county < COUNTIES; county++) {
    for (const [check, column] of out.entries()) {
      const [line, least] = [lineOf(county, check), (check % 4) + 1];
      for (let row = start(county); row < start(county + 1); row++)
        column[row] = rule(i[row] ?? NaN, m[row] ?? NaN, o[row] ?? NaN, line, least);
    }
  }
}

function rule(fen: number, people: number, watched: number, line: number, least: number): number {
  const poor = fen < line ? 2 : fen >= line ? 0 : 1;
  const large = people >= least ? 2 : people < least ? 0 : 1;
  const seen = watched === 1 ? 2 : watched === 0 ? 0 : 1;
  return Math.max(Math.min(poor, large), seen);
}

/** The engine beside a loop written by hand and beside the peers, on one core: answers are compared before anything is timed. */
export async function measureEngine(figures: Figures, rounds: number, peers: Peers | undefined): Promise<void> {
  const data = households();
  const [ours, theirs] = [empty(), empty()];
  inColumns(data, ours);
  byHand(data, theirs);
  if (ours.some((column, check) => Buffer.compare(column, theirs[check] ?? new Uint8Array()) !== 0))
    throw new Error('the columns and the loop by hand do not agree');
  const rates = { columns: [] as number[], byHand: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    rates.columns.push(rateOf(() => inColumns(data, ours)));
    rates.byHand.push(rateOf(() => byHand(data, theirs)));
  }
  const columns = median(rates.columns);
  figures.add('engine.columns', columns, 'household-checks/s');
  figures.add('engine.byHand', median(rates.byHand), 'household-checks/s');
  figures.add('engine.columns.ratio', columns / median(rates.byHand), 'x-byHand');
  if (peers === undefined) return;
  for (const [name, rate] of [
    ['publicodes', await publicodes(peers, data, theirs)],
    ['jsonRulesEngine', await jsonRules(peers, data, theirs)],
  ] as const) {
    figures.add(`engine.${name}`, rate, 'household-checks/s');
    figures.add(`engine.columns.${name}`, columns / rate, `x-${name}`);
  }
}

function rateOf(run: () => void, count = HOUSEHOLDS * CHECKS): number {
  const began = performance.now();
  run();
  return (count * 1000) / (performance.now() - began);
}

/** So many households are enough to see a peer's rate. */
const PEER_HOUSEHOLDS = 300;

interface PublicodesEngine {
  setSituation(situation: Readonly<Record<string, string | number>>): unknown;
  evaluate(rule: string): { readonly nodeValue: unknown };
}

/** The first check, whose answer Publicodes leaves undefined where a fact is not known. */
async function publicodes(peers: Peers, data: Columns, expected: Answers): Promise<number> {
  const { default: Engine } = (await peers.load('publicodes')) as { readonly default: new (rules: unknown) => PublicodesEngine };
  const engine = new Engine({
    income: null,
    members: null,
    monitored: null,
    check: {
      'une de ces conditions': [{ 'toutes ces conditions': [`income < ${lineOf(0, 0)}`, 'members >= 1'] }, 'monitored = 1'],
    },
  });
  const answer = (row: number): unknown => {
    const known = Object.entries({ income: data.income[row], members: data.members[row], monitored: data.monitored[row] });
    engine.setSituation(
      Object.fromEntries(known.flatMap(([name, value]) => (value === undefined || Number.isNaN(value) ? [] : [[name, value]]))),
    );
    return engine.evaluate('check').nodeValue;
  };
  return peerRate('publicodes', expected, (row) => {
    const value = answer(row);
    return Promise.resolve(value === true ? 2 : value === false ? 0 : 1);
  });
}

interface JsonRules {
  addRule(rule: unknown): unknown;
  run(facts: Readonly<Record<string, unknown>>): Promise<{ readonly events: readonly unknown[] }>;
}

/** json-rules-engine knows yes and no alone: what is not known is compared where it is a yes. */
async function jsonRules(peers: Peers, data: Columns, expected: Answers): Promise<number> {
  const { Engine } = (await peers.load('json-rules-engine')) as {
    readonly Engine: new (rules: readonly unknown[], options: unknown) => JsonRules;
  };
  const engine = new Engine([], { allowUndefinedFacts: true });
  const poor = {
    all: [
      { fact: 'income', operator: 'lessThan', value: lineOf(0, 0) },
      { fact: 'members', operator: 'greaterThanInclusive', value: 1 },
    ],
  };
  engine.addRule({ conditions: { any: [poor, { fact: 'monitored', operator: 'equal', value: 1 }] }, event: { type: 'yes' } });
  return peerRate(
    'json-rules-engine',
    expected,
    async (row) => {
      const { events } = await engine.run({ income: data.income[row], members: data.members[row], monitored: data.monitored[row] });
      return events.length > 0 ? 2 : 0;
    },
    (code) => (code === 2 ? 2 : 0),
  );
}

async function peerRate(
  name: string,
  [expected = new Uint8Array()]: Answers,
  ask: (row: number) => Promise<number>,
  told: (code: number) => number = (code) => code,
): Promise<number> {
  for (let row = 0; row < PEER_HOUSEHOLDS; row++) {
    const code = await ask(row);
    if (code !== told(expected[row] ?? 1)) throw new Error(`${name} answers ${code} for household ${row}, where ${expected[row]} is right`);
  }
  const began = performance.now();
  for (let row = 0; row < PEER_HOUSEHOLDS; row++) await ask(row);
  return (PEER_HOUSEHOLDS * 1000) / (performance.now() - began);
}
