import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policyModule as education } from '../../../modules/education/index.js';
import { policyModule as employment } from '../../../modules/employment/index.js';
import { openDoor } from '../../../api/testing/door.js';
import { decodeGlobalId } from '../../../schema/index.js';
import { silent } from '../../access/support.js';
import { TODAY, testApp, type TestApp } from '../../support/app.js';
import { viewerOf, type Asker } from '../../support/viewer.js';
import { sweepArea } from './swept.js';

const TOWN = '150623100';
const VILLAGE = '150623100204';
let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true, modules: [education, employment] });
});
afterAll(() => app.close());
const as = (asker: Asker) => openDoor(app, silent, viewerOf({ modules: ['core', 'education', 'employment'], ...asker }));

const GAPS = `state asOf sweptAt unauthorised checks { check { code } binding concerned notConcerned undetermined fulfilled notFulfilled fulfilmentUnknown
  coverage amount amountUnknown per every } surplus { benefit { code } checks { code } holders amount amountUnknown }`;
interface CheckGaps {
  readonly check: { readonly code: string };
  readonly concerned: number;
  readonly notConcerned: number;
  readonly undetermined: number;
  readonly fulfilled: number;
  readonly notFulfilled: number;
  readonly fulfilmentUnknown: number;
  readonly coverage: string | null;
  readonly amount: string | null;
  readonly amountUnknown: number;
}
interface Verdict {
  readonly check: { readonly code: string };
  readonly subject: { readonly id: string };
  readonly outcome: string;
  readonly fulfilled: string;
  readonly rank: number | null;
}
interface Surplus {
  readonly benefit: { readonly code: string; readonly form: string };
  readonly subject: { readonly id: string };
  readonly amount: string | null;
  readonly checks: readonly { readonly code: string }[];
}
const fen = (amount: string): number => Math.round(Number(amount) * 100);
const FILTER = 'query ($filter: VerdictFilter, $after: String, $first: Int, $order: VerdictOrder)';
async function everyVerdict(filter: object, { first = 100, order = 'AREA' } = {}) {
  const edges: { node: Verdict; sweptOutcome: string }[] = [];
  for (let after: string | null = null; ;) {
    const { verdicts } = await app.ask(
      `${FILTER} { verdicts(filter: $filter, after: $after, first: $first, orderBy: $order) { totalCount unauthorised asOf state pageInfo { hasNextPage endCursor }
         edges { sweptOutcome node { check { code } subject { id } outcome fulfilled rank } } } }`,
      { filter, after, first, order },
    );
    edges.push(...verdicts.edges);
    if (!verdicts.pageInfo.hasNextPage) return { edges, total: verdicts.totalCount as number, state: verdicts.state as string };
    after = verdicts.pageInfo.endCursor as string;
  }
}

test('an area where nobody was asked says so, and nothing of anybody', async () => {
  const { gaps, verdicts } = await app.ask(
    `{ gaps(area: "${TOWN}") { ${GAPS} } verdicts { state asOf sweptAt totalCount nodes { outcome } } }`,
  );
  expect(gaps).toMatchObject({ state: 'NEVER', asOf: null, sweptAt: null, checks: [], surplus: [] });
  expect(verdicts).toEqual({ state: 'NEVER', asOf: null, sweptAt: null, totalCount: null, nodes: [] });
});

describe('after a sweep of the town', () => {
  /** What single questions say of everybody in the village who may be counted. */
  let single: Verdict[];
  let surplus: Surplus[];
  beforeAll(async () => {
    await sweepArea(app, TOWN, TODAY);
    single = [];
    surplus = [];
    for (let after: string | null = null; ;) {
      const { village } = await app.ask(
        `query ($after: String) { village(code: "${VILLAGE}") { households(first: 100, after: $after, filter: { authorised: true }) { pageInfo { hasNextPage endCursor } nodes {
           gaps(kinds: [SURPLUS]) { benefit { code form } subject { id } amount checks { code } } eligibility { check { code } subject { id } outcome fulfilled rank } } } } }`,
        { after },
      );
      for (const household of village.households.nodes) {
        single.push(...household.eligibility);
        surplus.push(...household.gaps);
      }
      if (!village.households.pageInfo.hasNextPage) break;
      after = village.households.pageInfo.endCursor as string;
    }
  }, 300_000);

  test('the figures of a village are what single questions say of each of its people', async () => {
    const { gaps } = await app.ask(`{ gaps(area: "${VILLAGE}") { ${GAPS} } }`);
    expect(gaps).toMatchObject({ state: 'SWEPT', asOf: TODAY });
    const rows = (gaps.checks as CheckGaps[]).filter((row) => row.check.code !== 'employment.workReliefShare');
    expect(rows.length).toBeGreaterThan(15);
    for (const row of rows) {
      const of = single.filter((v) => v.check.code === row.check.code);
      const n = (outcome: string, fulfilled?: string) =>
        of.filter((v) => v.outcome === outcome && (fulfilled === undefined || v.fulfilled === fulfilled)).length;
      expect({ ...row, amount: null, amountUnknown: 0 }).toMatchObject({
        concerned: n('ELIGIBLE'),
        notConcerned: n('NOT_ELIGIBLE'),
        undetermined: n('UNDETERMINED'),
        fulfilled: n('ELIGIBLE', 'TRUE'),
        notFulfilled: n('ELIGIBLE', 'FALSE'),
        fulfilmentUnknown: n('ELIGIBLE', 'UNKNOWN'),
        coverage: n('ELIGIBLE') === 0 ? null : String(Number(((n('ELIGIBLE', 'TRUE') * 100) / n('ELIGIBLE')).toFixed(2))),
      });
    }
    const held = (gaps.surplus as { benefit: { code: string }; holders: number }[]).filter(({ holders }) => holders > 0);
    expect(held.length).toBeGreaterThan(0);
    expect(Object.fromEntries(held.map((row) => [row.benefit.code, row.holders]))).toEqual(
      Object.fromEntries(
        [...new Set(surplus.map((s) => s.benefit.code))].map((code) => [code, surplus.filter((s) => s.benefit.code === code).length]),
      ),
    );
  });

  test('what is held without ground adds up to the fen that was recorded; of whom nobody recorded an amount is counted apart', async () => {
    const { gaps } = await app.ask(`{ gaps(area: "${VILLAGE}") { ${GAPS} } }`);
    const rows = gaps.surplus as { benefit: { code: string }; holders: number; amount: string | null; amountUnknown: number }[];
    for (const { benefit, holders, amount, amountUnknown } of rows) {
      const of = surplus.filter((one) => one.benefit.code === benefit.code);
      const known = of.flatMap((one) => one.amount ?? []);
      const status = amount === null;
      expect([benefit.code, amountUnknown]).toEqual([benefit.code, status ? 0 : holders - known.length]);
      expect([benefit.code, amount]).toEqual([
        benefit.code,
        status ? null : (known.reduce((sum, one) => sum + fen(one), 0) / 100).toFixed(2),
      ]);
    }
    expect(surplus.some(({ amount }) => amount !== null)).toBe(true);
  });

  test('who holds something without ground stands on the list of surpluses, page by page, under each check that says no', async () => {
    const wanted = surplus.flatMap(({ subject, checks }) => checks.map(({ code }) => `${subject.id} ${code}`));
    for (const first of [3, 100]) {
      const { edges, total } = await everyVerdict({ area: VILLAGE, gaps: ['SURPLUS'] }, { first });
      expect(edges.map(({ node }) => `${node.subject.id} ${node.check.code}`).sort()).toEqual([...new Set(wanted)].sort());
      expect(total).toBe(edges.length);
      for (const { node } of edges) expect(node.outcome).toBe('NOT_ELIGIBLE');
    }
    expect(wanted.length).toBeGreaterThan(0);
    const [one] = surplus;
    const named = await everyVerdict({ area: VILLAGE, gaps: ['SURPLUS'], checks: [one?.checks[0]?.code] });
    expect(named.edges.map(({ node }) => node.subject.id)).toContain(one?.subject.id);
    const both = await everyVerdict({ area: VILLAGE, gaps: ['SURPLUS', 'NOT_FULFILLED'] });
    const lacking = await everyVerdict({ area: VILLAGE, gaps: ['NOT_FULFILLED'] });
    expect(both.total).toBe(new Set(wanted).size + lacking.total);
  });

  test('what a rule gives beside something else is held without ground, too: by the grants', async () => {
    const startup = 'employment.startupSubsidy';
    const shown = async () => {
      const { gaps } = await app.ask(`{ gaps(area: "${VILLAGE}") { ${GAPS} } }`);
      const { edges } = await everyVerdict({ area: VILLAGE, gaps: ['SURPLUS'], checks: ['employment.startup'] });
      const row = (gaps.surplus as { benefit: { code: string } }[]).find(({ benefit }) => benefit.code === startup);
      return { row, people: edges.map(({ node }) => node.subject.id) };
    };
    const before = await shown();
    expect(before.row).toMatchObject({ holders: 0, amount: '0.00', amountUnknown: 0 });
    const held = new Set(surplus.map(({ subject }) => subject.id));
    const no = single.find((v) => v.check.code === 'employment.startup' && v.outcome === 'NOT_ELIGIBLE' && !held.has(v.subject.id));
    const id = decodeGlobalId(no?.subject.id ?? '')?.key;
    await app.storage.db.system(({ sql }) =>
      sql(
        `insert into benefit_grant (household_id, person_id, area_code, benefit, form, amount, period_from, observed_on, source, digest)
         select household_id, id, area_code, $2, 'CASH', 300000, '2025-01-01', '2025-01-01', 'RRB', '\\x00' from person where id = $1::uuid`,
        [id, startup],
      ),
    );
    const after = await shown();
    expect(after.row).toMatchObject({ holders: 1, amount: '3000.00', amountUnknown: 0 });
    expect(after.people).toEqual([...before.people, no?.subject.id].sort());
  });

  test('who may not read who holds what is on no list that is chosen by it', async () => {
    const { body } = await as({ upTo: 'INTERNAL' }).post({
      query: '{ surplus: verdicts(filter: { gaps: [SURPLUS] }) { totalCount nodes { outcome } } }',
    });
    expect(body.data.surplus).toEqual({ totalCount: 0, nodes: [] });
    expect(body.extensions?.['withheld']).toContainEqual(expect.objectContaining({ path: ['surplus'], reason: 'LEVEL' }));
  });

  test('what is lacked adds up to the fen: small and exact, with the number of amounts that no source states', async () => {
    const { gaps } = await app.ask(`{ gaps(area: "${TOWN}") { ${GAPS} } }`);
    const { edges } = await everyVerdict({ area: TOWN, gaps: ['NOT_FULFILLED'], checks: ['employment.transportOutOfProvince'] });
    const row = (gaps.checks as CheckGaps[]).find(({ check }) => check.code === 'employment.transportOutOfProvince');
    expect(row?.notFulfilled).toBe(edges.length);
    expect(row?.amount).toBe((edges.length * 500).toFixed(2));
    const unknown = (gaps.checks as CheckGaps[]).filter(({ amountUnknown }) => amountUnknown > 0);
    for (const one of unknown) expect(one.amountUnknown).toBeLessThanOrEqual(one.notFulfilled);
  });

  test('the list names whom single questions name, page by page, and counts them', async () => {
    for (const [filter, wanted] of [
      [{ outcomes: ['ELIGIBLE'] }, (v: Verdict) => v.outcome === 'ELIGIBLE'],
      [
        { gaps: ['NOT_FULFILLED'], modules: ['employment'] },
        (v: Verdict) => v.outcome === 'ELIGIBLE' && v.fulfilled === 'FALSE' && v.check.code.startsWith('employment.'),
      ],
      [{ checks: ['monitoring.incomeLine'], kind: 'HOUSEHOLD' }, (v: Verdict) => v.check.code === 'monitoring.incomeLine'],
    ] as const) {
      const { edges, total } = await everyVerdict({ area: VILLAGE, ...filter }, { first: 40 });
      const key = (v: Verdict) => `${v.subject.id} ${v.check.code}`;
      // Whether anything is to be fulfilled is the check's matter: a rule without it has no gap.
      const expected = single.filter(wanted).map(key).sort();
      const { checks } = await app.ask('{ checks: eligibilityChecks { code fulfilled { en } } }');
      const open = new Set(checks.filter((c: { fulfilled: unknown }) => c.fulfilled === null).map((c: { code: string }) => c.code));
      expect(
        edges
          .map(({ node }) => key(node))
          .filter((k) => !open.has(k.split(' ')[1] ?? '') || !('gaps' in filter))
          .sort(),
      ).toEqual(expected);
      expect(edges.length).toBe(total);
      expect(edges.length).toBeGreaterThan(0);
      for (const { node, sweptOutcome } of edges) expect(node.outcome).toBe(sweptOutcome);
    }
  });

  test('by rank the lowest comes first', async () => {
    const { edges } = await everyVerdict(
      { area: TOWN, checks: ['education.aidPriority'], outcomes: ['ELIGIBLE'] },
      { first: 7, order: 'RANK' },
    );
    const ranks = edges.map(({ node }) => node.rank ?? Infinity);
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(edges.map(({ node }) => node.subject.id)).size).toBe(edges.length);
    const { body } = await app.post({ query: '{ verdicts(orderBy: RANK) { state } }' });
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('bad questions are refused with what is known in their place', async () => {
    for (const [query, code, says] of [
      [`{ gaps(area: "${TOWN}", asOf: "2024-01-01") { state } }`, 'BAD_USER_INPUT', TODAY],
      ['{ verdicts(asOf: "2024-01-01") { state } }', 'BAD_USER_INPUT', TODAY],
      ['{ verdicts(filter: { checks: ["monitoring.incomeLin"] }) { state } }', 'UNKNOWN_CODE', 'monitoring.incomeLine'],
      ['{ verdicts(filter: { modules: ["educatio"] }) { state } }', 'UNKNOWN_CODE', 'education'],
      ['{ gaps(area: "150623109") { state } }', 'UNKNOWN_CODE', '150623'],
      ['{ verdicts(filter: { checks: ["employment.workshopReward"] }) { state } }', 'BAD_USER_INPUT', 'WORKSHOP_JOB'],
      ['{ verdicts(after: "x") { state } }', 'INVALID_CURSOR', ''],
      ['{ verdicts(first: 101) { state } }', 'PAGE_TOO_LARGE', ''],
    ] as const) {
      const { body } = await app.post({ query });
      expect([query, body.errors?.[0]?.extensions.code]).toEqual([query, code]);
      expect(body.errors?.[0]?.message).toContain(says);
    }
  });

  test('who may not see a check’s verdicts is told none of its figures; they are counted as withheld', async () => {
    const { body } = await as({ upTo: 'INTERNAL' }).post({
      query: `{ gaps(area: "${TOWN}") { ${GAPS} } verdicts { totalCount nodes { check { code level } } } }`,
    });
    const told = body.data.gaps.checks.map((row: CheckGaps) => row.check.code);
    expect(told).not.toContain('monitoring.incomeLine');
    expect(body.data.gaps.surplus).toEqual([]);
    for (const { check } of body.data.verdicts.nodes) expect(['PUBLIC', 'INTERNAL']).toContain(check.level);
    const withheld = (body.extensions?.['withheld'] ?? []) as { check: string; path: string[] }[];
    expect(withheld).toContainEqual(expect.objectContaining({ check: 'monitoring.incomeLine', path: ['gaps'], reason: 'LEVEL' }));
    expect(withheld).toContainEqual(expect.objectContaining({ check: 'monitoring.incomeLine', path: ['verdicts'], reason: 'LEVEL' }));
    for (const query of [
      `{ gaps(area: "${TOWN}", checks: ["monitoring.incomeLine"]) { state } }`,
      '{ verdicts(filter: { checks: ["monitoring.incomeLine"] }) { totalCount } }',
    ])
      expect((await as({ upTo: 'INTERNAL' }).post({ query })).body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('another village’s official sees nobody of this one', async () => {
    const { body } = await as({ areas: ['150623100201'] }).post({
      query: `{ gaps(area: "${VILLAGE}") { ${GAPS} } verdicts(filter: { area: "${VILLAGE}" }) { state nodes { outcome } } }`,
    });
    expect(body.data.gaps).toMatchObject({ state: 'NEVER', checks: [] });
    expect(body.data.verdicts).toEqual({ state: 'NEVER', nodes: [] });
  });

  test('a household that has not authorised the matching of its data is in no figure and on no list, whatever is said of it', async () => {
    const { village } = await app.ask(
      `{ village(code: "${VILLAGE}") { households(first: 100, filter: { authorised: false }) { totalCount nodes { id members { id } } } } }`,
    );
    const ids = new Set(
      village.households.nodes.flatMap((h: { id: string; members: { id: string }[] }) => [h.id, ...h.members.map((m) => m.id)]),
    );
    const { gaps } = await app.ask(
      `{ gaps(area: "${VILLAGE}") { unauthorised checks { check { code } concerned notConcerned undetermined } } }`,
    );
    expect(gaps.unauthorised).toBe(village.households.totalCount);
    expect(gaps.unauthorised).toBeGreaterThan(0);
    const { edges, total } = await everyVerdict({ area: VILLAGE, checks: ['monitoring.incomeLine'] });
    expect(edges.some(({ node }) => ids.has(node.subject.id))).toBe(false);
    const row = gaps.checks.find((one: CheckGaps) => one.check.code === 'monitoring.incomeLine');
    expect(row.concerned + row.notConcerned + row.undetermined).toBe(total);
  });
});
