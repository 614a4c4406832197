import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOfGlobalId } from '../../schema/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { viewerOf } from '../support/viewer.js';
import { asks, households, officialOf, type Asks, type Household } from './support.js';

const CHECK = 'monitoring.incomeLine';
let app: TestApp;
let official: Asks;
let decided: Household[];
const next = (outcome?: string): Household => {
  const at = decided.findIndex((one) => outcome === undefined || one.outcome === outcome);
  const [found] = decided.splice(at, at < 0 ? 0 : 1);
  if (found === undefined) throw new Error(`the demo has no further household with ${outcome ?? 'a verdict'}`);
  return found;
};
const confirm = (one: Household, more: object = {}) => ({ subject: one.id, check: CHECK, outcome: one.outcome, ...more });

beforeAll(async () => {
  app = await testApp({ demo: true });
  official = asks(app);
  decided = (await households(official, CHECK)).filter(({ outcome }) => outcome !== 'UNDETERMINED');
});
afterAll(() => app.close());

const rowsOf = (one: Household) =>
  app.storage.db.system(({ sql }) =>
    sql<{ n: number }>('select count(*)::int as n from decision where household_id = $1', [keyOfGlobalId('Household', one.id)]),
  );

describe('a decision', () => {
  test('keeps the verdict, its facts with who said them, the policy values with their places, the rule and the person', async () => {
    const one = next('NOT_ELIGIBLE');
    const { decision, verdict, userErrors } = await official.decide(confirm(one));
    expect(userErrors).toEqual([]);
    expect(verdict?.outcome).toBe('NOT_ELIGIBLE');
    const { data } = await official.ask(
      `query ($id: ID!) { decision(id: $id) { check outcome overrides reason decidedBy roles version knownAt recordedAt
         subject { ... on Household { number } }
         verdict { outcome conditions { text { en } actual { money } threshold { money } satisfied } }
         facts { code title { en } value { money text { en } } providedBy { code } observedOn }
         parameters { code value { money } citation { place quote document { code } } } } }`,
      { id: decision?.id },
    );
    expect(data.decision).toMatchObject({
      check: CHECK,
      outcome: 'NOT_ELIGIBLE',
      overrides: false,
      reason: null,
      decidedBy: '王干事',
      roles: ['TOWNSHIP_SPECIALIST'],
      subject: { number: one.number },
      verdict: { outcome: 'NOT_ELIGIBLE' },
    });
    const facts = data.decision.facts as { code: string; value: unknown; providedBy: { code: string } | null; observedOn: string }[];
    const income = facts.find(({ code }) => code === 'household.perCapitaYearlyIncome');
    expect(income?.providedBy?.code).toEqual(expect.any(String));
    expect(income?.observedOn).toMatch(/^\d{4}-/);
    expect(data.decision.parameters).toEqual([
      expect.objectContaining({ value: { money: '6000.00' }, citation: expect.objectContaining({ place: expect.any(String) }) }),
    ]);
  });

  test('may differ from the verdict only with a reason, and is then shown as such', async () => {
    const one = next('NOT_ELIGIBLE');
    const otherwise = confirm(one, { outcome: 'ELIGIBLE' });
    expect((await official.decide(otherwise)).userErrors).toMatchObject([{ code: 'core.OVERRIDE_NEEDS_REASON' }]);
    expect((await official.decide({ ...otherwise, reason: 'no' })).userErrors).toMatchObject([{ code: 'core.REASON_LENGTH' }]);
    const { decision } = await official.decide({ ...otherwise, reason: '入户核实：收入含一次性补偿' });
    expect(decision).toMatchObject({ outcome: 'ELIGIBLE', overrides: true, reason: '入户核实：收入含一次性补偿' });
  });

  test('is made once for a key, and refused when the verdict is another one than the person saw', async () => {
    const one = next('NOT_ELIGIBLE');
    expect((await official.decide(confirm(one, { expectedVerdict: 'ELIGIBLE' }))).userErrors).toMatchObject([
      { code: 'core.VERDICT_CHANGED' },
    ]);
    const first = await official.decide(confirm(one), 'the-same-key');
    const again = await official.decide(confirm(one), 'the-same-key');
    expect(again.decision?.id).toBe(first.decision?.id);
    expect(await rowsOf(one)).toEqual([{ n: 1 }]);
  });

  test('of a dry run is not recorded', async () => {
    const one = next();
    expect(await official.decide(confirm(one, { dryRun: true }))).toMatchObject({
      decision: null,
      verdict: { outcome: one.outcome },
      userErrors: [],
    });
    expect(await rowsOf(one)).toEqual([{ n: 0 }]);
  });

  test('is followed by a later one that names it, and by one only', async () => {
    const one = next();
    const first = await official.decide(confirm(one));
    expect((await official.decide(confirm(one))).userErrors).toMatchObject([{ code: 'core.DECISION_EXISTS' }]);
    const second = await official.decide(confirm(one, { supersedes: first.decision?.id, reason: '重新核对一次' }));
    expect(second.userErrors).toEqual([]);
    expect((await official.decide(confirm(one, { supersedes: first.decision?.id }))).userErrors).toMatchObject([
      { code: 'core.DECISION_NOT_NEWEST' },
    ]);
    const { data } = await official.ask(
      `query ($number: String!) { household(number: $number) { decisions { id supersedes { id } supersededBy { id } } } }`,
      { number: one.number },
    );
    expect(data.household.decisions).toEqual([
      { id: second.decision?.id, supersedes: { id: first.decision?.id }, supersededBy: null },
      { id: first.decision?.id, supersedes: null, supersededBy: { id: second.decision?.id } },
    ]);
  });

  test('of two at the same time is one', async () => {
    const one = next();
    const both = await Promise.all([official.decide(confirm(one)), official.decide(confirm(one))]);
    expect(both.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['core.DECISION_EXISTS']);
    expect(await rowsOf(one)).toEqual([{ n: 1 }]);
  });

  test('cannot be changed or removed, whoever asks the database', async () => {
    const one = next();
    await official.decide(confirm(one));
    const id = keyOfGlobalId('Household', one.id);
    for (const statement of [
      `update decision set outcome = 'ELIGIBLE', reason_enc = '\\x00' where household_id = $1`,
      `update decision set check_version = 'x' where household_id = $1`,
      'delete from decision where household_id = $1',
    ])
      await expect(app.storage.db.system(({ sql }) => sql(statement, [id]))).rejects.toThrow();
    expect(await rowsOf(one)).toEqual([{ n: 1 }]);
  });

  test('lies sealed: no figure and no reason stands readable in its row', async () => {
    const one = next('NOT_ELIGIBLE');
    await official.decide(confirm(one, { outcome: 'ELIGIBLE', reason: '不可明文保存的理由' }));
    const [row] = await app.storage.db.system(({ sql }) =>
      sql<{ text: string; kept: Buffer }>('select d::text as text, kept_enc as kept from decision d where household_id = $1', [
        keyOfGlobalId('Household', one.id),
      ]),
    );
    expect(row?.text).not.toContain('理由');
    expect(row?.kept.toString('utf8')).not.toContain('perCapitaYearlyIncome');
  });
});

describe('who decides, and who sees it', () => {
  test('a system by itself decides nothing, nor does a person without the right', async () => {
    const one = next();
    await expect(asks(app, officialOf({ user: null })).decide(confirm(one))).rejects.toThrow('FORBIDDEN');
    await expect(asks(app, { ...viewerOf({ user: { id: 'u-2', title: { zh: '李', en: 'Li' } } }) }).decide(confirm(one))).rejects.toThrow(
      'FORBIDDEN',
    );
    await expect(asks(app, officialOf({ upTo: 'INTERNAL' })).decide(confirm(one))).rejects.toThrow('FORBIDDEN');
  });

  test('another area has no such subject, and no such decision', async () => {
    const one = next();
    const { decision } = await official.decide(confirm(one));
    const elsewhere = asks(app, officialOf({ areas: ['430000'] }));
    expect((await elsewhere.decide(confirm(one))).userErrors).toMatchObject([{ code: 'core.NOT_FOUND' }]);
    const asked = await elsewhere.ask(
      `query ($id: ID!) { decision(id: $id) { id } replayDecision(id: $id) { reproduced } decisions { totalCount nodes { id } } }`,
      {
        id: decision?.id,
      },
    );
    expect(asked.data).toEqual({ decision: null, replayDecision: null, decisions: { totalCount: 0, nodes: [] } });
  });

  test('whoever may not see the verdict sees no decision by it, neither by id nor in a list', async () => {
    const one = next();
    const { decision } = await official.decide(confirm(one));
    const clerk = asks(app, viewerOf({ upTo: 'INTERNAL' }));
    const { data } = await clerk.ask(
      `query ($id: ID!, $number: String!) { decision(id: $id) { id } decisions { totalCount nodes { id } } household(number: $number) { decisions { id } } }`,
      { id: decision?.id, number: one.number },
    );
    expect(data).toEqual({ decision: null, decisions: { totalCount: 0, nodes: [] }, household: { decisions: [] } });
  });

  test('a decision is a node, for those who could ask for it by itself', async () => {
    const one = next();
    const { decision } = await official.decide(confirm(one));
    const NODE =
      'query ($id: ID!) { node(id: $id) { __typename id ... on Decision { check decidedBy subject { id } } } nodes(ids: [$id]) { id } }';
    expect((await official.ask(NODE, { id: decision?.id })).data).toEqual({
      node: { __typename: 'Decision', id: decision?.id, check: CHECK, decidedBy: '王干事', subject: { id: one.id } },
      nodes: [{ id: decision?.id }],
    });
    const publicOnly = viewerOf({ upTo: 'PUBLIC' });
    for (const other of [officialOf({ areas: ['430000'] }), viewerOf({ upTo: 'INTERNAL' }), publicOnly])
      expect((await asks(app, other).ask(NODE, { id: decision?.id })).data).toEqual({ node: null, nodes: [null] });
  });

  test('a list goes from its end, too, and each decision stands on one page', async () => {
    const LIST = `query ($first: Int, $after: String, $last: Int, $before: String) { decisions(first: $first, after: $after, last: $last, before: $before) {
      totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
    const page = async (paging: object) => (await official.ask(LIST, paging)).data.decisions;
    const ids = (of: { edges: { node: { id: string } }[] }) => of.edges.map(({ node }) => node.id);
    const all = await page({ first: 100 });
    expect(all.edges.length).toBeGreaterThan(4);
    const backward: string[] = [];
    for (let before: string | null = null; ;) {
      const one = await page({ last: 2, before });
      backward.unshift(...ids(one));
      expect(one.pageInfo.hasNextPage).toBe(before !== null);
      if (!one.pageInfo.hasPreviousPage) break;
      before = one.pageInfo.startCursor as string;
    }
    expect(backward).toEqual(ids(all));
    const between = await page({ after: all.edges[0].cursor, before: all.edges[3].cursor });
    expect(ids(between)).toEqual(ids(all).slice(1, 3));
    expect((await official.ask(LIST, { first: 1, last: 1 })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const { data } = await official.ask('query ($after: String) { decisions(filter: { overrides: true }, after: $after) { totalCount } }', {
      after: all.edges[0].cursor,
    });
    expect(data).toBeNull();
  });

  test('a list keeps what is asked for and goes on behind its last one', async () => {
    const page = `query ($filter: DecisionFilter, $after: String) { decisions(filter: $filter, first: 2, after: $after) {
      totalCount nodes { id overrides } pageInfo { hasNextPage endCursor } } }`;
    const first = (await official.ask(page, {})).data.decisions;
    expect(first.nodes).toHaveLength(2);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = (await official.ask(page, { after: first.pageInfo.endCursor })).data.decisions;
    expect(second.nodes.map((n: { id: string }) => n.id)).not.toContain(first.nodes[1].id);
    const { nodes } = (await official.ask(page, { filter: { overrides: true } })).data.decisions;
    expect(nodes.every((n: { overrides: boolean }) => n.overrides)).toBe(true);
    expect((await official.ask(page, { filter: { checks: ['no.such'] } })).data.decisions.totalCount).toBe(0);
    expect((await official.ask(page, { after: 'garbage' })).errors?.[0]?.extensions.code).toBe('INVALID_CURSOR');
  });
});
