import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  all,
  any,
  defineCheck,
  defineParameter,
  definePolicyModule,
  equals,
  household,
  keyOfGlobalId,
  lastYear,
  lt,
  perCapitaNetIncome,
  relocated,
  townA,
  yuan,
  type PolicyModule,
} from 'xianjie/schema';
import { compose, installed, type Composition } from '../../api/compose.js';
import { as, decide, line, propose, somebody } from '../policy/support.js';
import { testApp, TODAY, type TestApp } from '../support/app.js';
import { asks, households, officialOf, type Asks } from './support.js';

/** A rule in two wordings, with a line of two heights: what a later version of a module may bring. */
function moduleOf(amount: number, both: boolean): PolicyModule {
  const line = defineParameter({
    code: 'heating.line',
    title: { zh: '取暖收入线', en: 'income line for heating' },
    type: 'MONEY',
    concept: 'NET',
    unit: 'yuan/person/year',
    use: 'LINE',
    values: [{ document: townA, value: yuan(amount), place: '§A L36', quote: 'x', operator: 'lt' }],
  });
  const parts = [equals(relocated, true), lt(lastYear(perCapitaNetIncome), line)] as const;
  return definePolicyModule({
    id: 'heating',
    contract: 1,
    title: { zh: '取暖', en: 'Heating' },
    owner: { code: 'EDU', title: { zh: '教体局', en: 'Education bureau' } },
    parameters: [line],
    checks: [
      defineCheck({
        code: 'heating.winter',
        title: { zh: '冬季取暖', en: 'Winter heating' },
        kind: 'STATUS',
        force: 'MUST',
        subject: household,
        policy: { document: townA, place: '§A L36', quote: 'x' },
        when: both ? all(...parts) : any(...parts),
      }),
    ],
  });
}

let app: TestApp;
let official: Asks;
let subject: { id: string; number: string; outcome: string };
let decision: string;
const dataDir = mkdtempSync(join(tmpdir(), 'xianjie-replay-'));
const log = pino({ level: 'silent' });
const platform = (modules: readonly PolicyModule[]): Composition =>
  compose(app.storage, installed(modules), { dataDir, today: () => TODAY, log });
const system = (text: string, values: readonly unknown[] = []) => app.storage.db.system(({ sql }) => sql(text, values));

const REPLAY = `query ($id: ID!) { replayDecision(id: $id) { rule reproduced fromKept { outcome } fromRecords { outcome }
  differences { kind code was { text { en } } is { text { en } } wasSaidBy { code } isSaidBy { code } wasObservedOn text { en zh } } limits { en } } }`;
async function replayed(by: Asks = official, id = decision) {
  const { data, errors } = await by.ask(REPLAY, { id });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data.replayDecision;
}
const officials = (modules: readonly PolicyModule[]): Asks => asks(platform(modules), officialOf());

beforeAll(async () => {
  app = await testApp({ demo: true, modules: [moduleOf(20_000, false)] });
  official = asks(app, officialOf());
  const found = await households(official, 'heating.winter');
  const one = found.find(({ outcome }) => outcome === 'ELIGIBLE') ?? found[0];
  if (one === undefined) throw new Error('the demo has no household with an income');
  subject = one;
  const { decision: made } = await official.decide({ subject: one.id, check: 'heating.winter', outcome: 'ELIGIBLE', reason: '按规定办理' });
  decision = made?.id ?? '';
});
afterAll(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('a decision that is come to again', () => {
  test('is reproduced from what was kept and from the records, with nothing that differs', async () => {
    expect(await replayed()).toMatchObject({
      rule: 'SAME',
      reproduced: true,
      fromKept: { outcome: subject.outcome },
      fromRecords: { outcome: subject.outcome },
      differences: [],
    });
    expect((await replayed()).limits.length).toBeGreaterThan(0);
  });

  test('is not touched by what was recorded or withdrawn later: the records answer as they were known then', async () => {
    const id = keyOfGlobalId('Household', subject.id);
    await system('update income_statement set withdrawn_at = now() where household_id = $1 and withdrawn_at is null', [id]);
    const today = await official.ask(
      `query ($number: String!) { household(number: $number) { eligibility(checks: ["heating.winter"]) { unknowns { code } } } }`,
      {
        number: subject.number,
      },
    );
    expect(JSON.stringify(today.data)).toContain('perCapitaNetIncome');
    expect(await replayed()).toMatchObject({ reproduced: true, fromRecords: { outcome: subject.outcome }, differences: [] });
  });

  test('says which record without a history is another one now', async () => {
    const id = keyOfGlobalId('Household', subject.id);
    const [was] = (await system('select relocated from household where id = $1', [id])) as { relocated: boolean | null }[];
    await system('update household set relocated = not coalesce(relocated, false) where id = $1', [id]);
    const { reproduced, differences } = await replayed();
    expect(reproduced).toBe(true);
    expect(differences).toEqual([expect.objectContaining({ kind: 'FACT', code: 'household.relocated', isSaidBy: { code: 'RRB' } })]);
    expect(differences[0].text.en).toMatch(/^relocated: was .+, is .+$/);
    await system('update household set relocated = $2 where id = $1', [id, was?.relocated ?? null]);
    expect((await replayed()).differences).toEqual([]);
  });

  test('says which policy value is another one, and still comes to the same from what was kept', async () => {
    const { reproduced, rule, differences } = await replayed(officials([moduleOf(100, false)]));
    expect({ reproduced, rule }).toEqual({ reproduced: true, rule: 'SAME' });
    expect(differences).toEqual([
      expect.objectContaining({
        kind: 'PARAMETER',
        code: 'heating.line',
        was: { text: { en: '20,000.00 yuan' } },
        is: { text: { en: '100.00 yuan' } },
      }),
    ]);
  });

  test('says that the rule has been changed', async () => {
    const { rule, differences } = await replayed(officials([moduleOf(20_000, true)]));
    expect(rule).toBe('CHANGED');
    expect(differences.map(({ kind }: { kind: string }) => kind)).toEqual(['RULE']);
  });

  test('says that the document is not in force any more', async () => {
    const adopted = (await system(`update adoption set valid_to = '2022-12-31' where document_code = 'TOWN-A' returning id`)).length;
    expect(adopted).toBeGreaterThan(0);
    const { fromRecords, differences, reproduced } = await replayed();
    expect(reproduced).toBe(true);
    expect(fromRecords.outcome).toBe('UNDETERMINED');
    expect(differences.map(({ kind }: { kind: string }) => kind)).toContain('ADOPTION');
    await system(`update adoption set valid_to = null where document_code = 'TOWN-A'`);
  });

  test('rests on the documents and values that were known when it was made, also where they were recorded or ended since', async () => {
    const value = { ...line, parameter: 'heating.line', document: 'TOWN-A', value: { money: '10000.00' } };
    const { proposal, userErrors } = await propose(as(app, somebody('first', { areas: ['0'] })), {
      ...value,
      place: '§A L54',
      quote: 'x',
      validFrom: '2025-06-01',
    });
    expect(userErrors).toEqual([]);
    expect((await decide(as(app, somebody('second', { areas: ['0'] })), 'approve', proposal?.id ?? '')).userErrors).toEqual([]);
    const { rule, differences } = await replayed(official, decision);
    expect([rule, differences]).toEqual(['SAME', []]);
    await system(
      `update adoption set valid_to = '2022-12-31', ended_at = now(), ends = ends || jsonb_build_object('at', now(), 'was', valid_to) where document_code = 'TOWN-A'`,
    );
    const { data } = await official.ask(
      `query ($number: String!) { household(number: $number) { eligibility(checks: ["heating.winter"]) { citation { place } } } }`,
      { number: subject.number },
    );
    expect(data.household.eligibility).toEqual([{ citation: null }]);
    expect(await replayed()).toMatchObject({ reproduced: true, fromRecords: { outcome: subject.outcome }, differences: [] });
    await system(`update adoption set valid_to = null, ends = '[]' where document_code = 'TOWN-A'`);
  });

  test('whose module is switched off keeps all that it rested on, and says that the rule is not there', async () => {
    const off = officials([]);
    expect(await replayed(off)).toMatchObject({ rule: 'NOT_INSTALLED', fromKept: null, fromRecords: null, differences: [] });
    const { data } = await off.ask(
      `query ($id: ID!) { decision(id: $id) { check outcome verdict { outcome } verdictOutcome facts { code } } }`,
      {
        id: decision,
      },
    );
    expect(data.decision).toMatchObject({ check: 'heating.winter', outcome: 'ELIGIBLE', verdict: null, verdictOutcome: subject.outcome });
    expect(data.decision.facts.length).toBe(2);
  });

  test('that is made without a fact names it as missing, and is reproduced without it', async () => {
    const input = { subject: subject.id, check: 'heating.winter', outcome: 'ELIGIBLE', supersedes: decision, reason: '收入资料缺失' };
    const made = await official.decide(input);
    expect(made.userErrors).toEqual([]);
    const { data } = await official.ask('query ($id: ID!) { decision(id: $id) { facts { code value { money } unknown } } }', {
      id: made.decision?.id,
    });
    expect(data.decision.facts).toContainEqual({ code: 'household.perCapitaNetIncome', value: null, unknown: 'MISSING_FACT' });
    expect(await replayed(official, made.decision?.id)).toMatchObject({ reproduced: true, differences: [] });
  });
});
