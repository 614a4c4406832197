import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policyModule as education } from '../../../modules/education/index.js';
import { policyModule as employment } from '../../../modules/employment/index.js';
import { openDoor } from '../../../api/testing/door.js';
import { openOperation } from '../../../api/operation.js';
import { testApp, type TestApp } from '../../support/app.js';
import { viewerOf, type Asker } from '../../support/viewer.js';
import { silent } from '../../access/support.js';

const VILLAGE = '150623100204';
const MODULES = ['core', 'education', 'employment'];
let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true, modules: [education, employment] });
});
afterAll(() => app.close());

interface Fact {
  readonly code: string;
  readonly kind: string;
  readonly of: { readonly id: string };
  readonly settled: number;
  readonly leavesOpen: number;
  readonly settles: readonly { readonly code: string }[];
  readonly takesPart: readonly { readonly code: string }[];
  readonly suppliers: readonly { readonly code: string }[];
  readonly roles: readonly string[];
}
interface Verdict {
  readonly check: { readonly code: string };
  readonly subject: { readonly id: string };
  readonly outcome: string;
  readonly fulfilled: string;
  readonly unknowns: readonly { readonly code: string; readonly kind: string }[];
}

const as = (asker: Asker) => openDoor(app, silent, viewerOf({ modules: MODULES, ...asker }));
const FACTS = `code kind of { id } settled leavesOpen settles { code } takesPart { code } suppliers { code } roles`;
const pages = async <T>(
  first: number,
): Promise<{ nodes: T[]; total: number; facts: { code: string; households: number; settled: number }[] }> => {
  const nodes: T[] = [];
  for (let after: string | null = null; ;) {
    const { village } = await app.ask(
      `query ($after: String, $first: Int!) { village(code: "${VILLAGE}") { visitList(first: $first, after: $after) {
         totalCount facts { code households settled } pageInfo { hasNextPage endCursor } nodes { settled leavesOpen household { id } facts { ${FACTS} } } } } }`,
      { after, first },
    );
    nodes.push(...village.visitList.nodes);
    if (!village.visitList.pageInfo.hasNextPage) return { nodes, total: village.visitList.totalCount, facts: village.visitList.facts };
    after = village.visitList.pageInfo.endCursor as string;
  }
};

describe('the visit list of a village', () => {
  interface Visit {
    readonly settled: number;
    readonly leavesOpen: number;
    readonly household: { readonly id: string };
    readonly facts: readonly Fact[];
  }
  let list: Awaited<ReturnType<typeof pages<Visit>>>;
  beforeAll(async () => {
    list = await pages<Visit>(60);
  });

  test('names every household once, page by page, those whose facts settle most first', () => {
    expect(new Set(list.nodes.map(({ household }) => household.id)).size).toBe(list.total);
    expect(list.nodes.length).toBe(list.total);
    expect(list.total).toBeGreaterThan(60);
    const order = list.nodes.map(({ settled, leavesOpen }) => settled * 1000 + leavesOpen);
    expect(order).toEqual([...order].sort((a, b) => b - a));
    for (const { facts } of list.nodes)
      expect(facts.map((f) => f.settled * 1000 + f.leavesOpen)).toEqual(
        facts.map((f) => f.settled * 1000 + f.leavesOpen).sort((a, b) => b - a),
      );
  });

  test('says what the verdicts of each household leave open that somebody can say, and nothing else', async () => {
    const { nodes } = await app.ask(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Household { id eligibility { check { code } subject { id } outcome fulfilled unknowns { code kind } } } } }`,
      { ids: list.nodes.slice(0, 40).map(({ household }) => household.id) },
    );
    const sayable = ['MISSING_FACT', 'STALE_FACT', 'JUDGEMENT_NEEDED', 'MODULE_NOT_INSTALLED'];
    for (const [i, household] of (nodes as { eligibility: Verdict[] }[]).entries()) {
      const { facts = [] } = list.nodes[i] ?? {};
      const open = new Set(
        household.eligibility
          .filter((v) => v.outcome === 'UNDETERMINED' || (v.outcome === 'ELIGIBLE' && v.fulfilled === 'UNKNOWN'))
          .flatMap((v) => v.unknowns.filter(({ kind }) => sayable.includes(kind)).map((u) => `${v.check.code} ${u.code}`)),
      );
      expect(new Set(facts.flatMap((f) => f.takesPart.map((check) => `${check.code} ${f.code}`)))).toEqual(open);
      const undetermined = new Set(household.eligibility.filter((v) => v.outcome === 'UNDETERMINED').map((v) => v.check.code));
      for (const { settles } of facts) for (const { code } of settles) expect(undetermined).toContain(code);
    }
  });

  test('never asks for a blank of a source, nor for what nobody could supply', () => {
    for (const fact of list.nodes.flatMap(({ facts }) => facts)) {
      expect(['MISSING_FACT', 'STALE_FACT', 'JUDGEMENT_NEEDED', 'MODULE_NOT_INSTALLED']).toContain(fact.kind);
      if (fact.kind === 'MODULE_NOT_INSTALLED') expect(fact.suppliers.length + fact.roles.length).toBeGreaterThan(0);
    }
  });

  test('sums up over the whole village', () => {
    for (const { code, households, settled } of list.facts) {
      const of = list.nodes.map(({ facts }) => facts.filter((f) => f.code === code)).filter((facts) => facts.length > 0);
      expect({ code, households, settled }).toEqual({
        code,
        households: of.length,
        settled: of.flat().reduce((sum, f) => sum + f.settled, 0),
      });
    }
  });

  test('is the same as each household’s own', async () => {
    const { nodes } = await app.ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Household { missingFacts { ${FACTS} } } } }`, {
      ids: list.nodes.slice(0, 20).map(({ household }) => household.id),
    });
    expect(nodes.map((one: { missingFacts: Fact[] }) => one.missingFacts)).toEqual(list.nodes.slice(0, 20).map(({ facts }) => facts));
  });

  test('takes as many statements for a large village as for a small one', async () => {
    const statements = async (village: string): Promise<{ readonly sent: number; readonly households: number }> => {
      const operation = openOperation(app.parts, viewerOf({ modules: MODULES }));
      const { visits } = await operation.context.services.lists.visitList({ village });
      await operation.close();
      return { sent: operation.statements(), households: visits.length };
    };
    const villages = (await app.ask('{ villages(first: 100) { nodes { code householdCount } } }')).villages.nodes
      .filter((one: { householdCount: number }) => one.householdCount > 0)
      .sort((a: { householdCount: number }, b: { householdCount: number }) => a.householdCount - b.householdCount);
    const [small, large] = [await statements(villages[0].code), await statements(villages.at(-1).code)];
    expect(large.households).toBeGreaterThan(small.households * 2);
    expect(large.sent).toBeLessThanOrEqual(small.sent + 1);
    expect(large.sent).toBeLessThan(40);
  });

  test('refuses a cursor of another list, and a page too large', async () => {
    const ask = (village: string, rest: string) =>
      app.post({ query: `{ village(code: "${village}") { visitList(${rest}) { pageInfo { endCursor } } } }` });
    const { body } = await ask(VILLAGE, 'first: 1');
    const cursor = body.data.village.visitList.pageInfo.endCursor as string;
    for (const [village, rest, code] of [
      [VILLAGE, `modules: ["education"], after: "${cursor}"`, 'INVALID_CURSOR'],
      ['150623100201', `after: "${cursor}"`, 'INVALID_CURSOR'],
      [VILLAGE, 'after: "x"', 'INVALID_CURSOR'],
      [VILLAGE, 'first: 101', 'PAGE_TOO_LARGE'],
      [VILLAGE, 'first: -1', 'BAD_USER_INPUT'],
      [VILLAGE, 'checks: ["none.such"]', 'UNKNOWN_CODE'],
    ] as const)
      expect((await ask(village, rest)).body.errors?.[0]?.extensions.code).toBe(code);
  });
});

describe('the gaps of a household', () => {
  const GAPS = 'kind subject { id } benefit { code } checks { code } amount verdicts { outcome fulfilled }';

  test('are those that its verdicts say, one by one', async () => {
    const { village } = await app.ask(
      `{ village(code: "${VILLAGE}") { households(first: 100) { nodes { gaps { ${GAPS} } eligibility { check { code } subject { id } outcome fulfilled } } } } }`,
    );
    const { eligibilityChecks } = await app.ask('{ eligibilityChecks { code fulfilled { en } } }');
    const fulfils = new Set(
      eligibilityChecks.filter((c: { fulfilled: unknown }) => c.fulfilled !== null).map((c: { code: string }) => c.code),
    );
    let lacked = 0;
    for (const { gaps, eligibility } of village.households.nodes as {
      gaps: (Verdict & { kind: string; checks: { code: string }[] })[];
      eligibility: Verdict[];
    }[]) {
      const key = (kind: string) =>
        gaps
          .filter((g) => g.kind === kind)
          .map((g) => `${g.subject.id} ${g.checks.map(({ code }) => code).join()}`)
          .sort();
      const of = (wanted: (v: Verdict) => boolean) =>
        eligibility
          .filter((v) => fulfils.has(v.check.code) && wanted(v))
          .map((v) => `${v.subject.id} ${v.check.code}`)
          .sort();
      expect(key('NOT_FULFILLED')).toEqual(of((v) => v.outcome === 'ELIGIBLE' && v.fulfilled === 'FALSE'));
      expect(key('UNDETERMINED')).toEqual(
        of((v) => v.outcome === 'UNDETERMINED' || (v.outcome === 'ELIGIBLE' && v.fulfilled === 'UNKNOWN')),
      );
      lacked += key('NOT_FULFILLED').length;
    }
    expect(lacked).toBeGreaterThan(3);
  });

  test('a grant on record that no rule gives is held without ground; it is the benefit’s, whichever rule is asked', async () => {
    const { village } = await app.ask(
      `{ village(code: "${VILLAGE}") { households(first: 100) { nodes { gaps(kinds: [SURPLUS]) { ${GAPS} } } } } }`,
    );
    const surplus = village.households.nodes.flatMap((one: { gaps: unknown[] }) => one.gaps);
    expect(surplus.length).toBeGreaterThan(0);
    for (const gap of surplus as { benefit: { code: string }; verdicts: { outcome: string }[] }[]) {
      expect(gap.benefit).not.toBeNull();
      for (const { outcome } of gap.verdicts) expect(outcome).toBe('NOT_ELIGIBLE');
    }
    const named = await app.ask(
      `{ village(code: "${VILLAGE}") { households(first: 100) { nodes { gaps(kinds: [SURPLUS], checks: ["monitoring.incomeLine"]) { ${GAPS} } } } } }`,
    );
    const monitored = (gaps: { benefit: { code: string } }[]) => gaps.filter(({ benefit }) => benefit.code === 'MONITORED');
    expect(named.village.households.nodes.flatMap((one: { gaps: unknown[] }) => one.gaps)).toEqual(monitored(surplus));
    expect(monitored(surplus).length).toBeGreaterThan(0);
  });
});

describe('who may not see a verdict', () => {
  const query = (field: string) => `{ village(code: "${VILLAGE}") { ${field} } }`;
  const personal = 'households(first: 30) { nodes { gaps { checks { code } } missingFacts { takesPart { code } } } }';

  test('sees neither its gap nor what it lacks; both are counted as withheld', async () => {
    const { body } = await as({ upTo: 'INTERNAL' }).post({ query: query(personal) });
    const shown = new Set<string>();
    for (const { gaps, missingFacts } of body.data.village.households.nodes) {
      for (const gap of gaps) for (const { code } of gap.checks) shown.add(code);
      for (const fact of missingFacts) for (const { code } of fact.takesPart) shown.add(code);
    }
    const { eligibilityChecks } = await app.ask('{ eligibilityChecks { code level } }');
    const levels = new Map(eligibilityChecks.map((c: { code: string; level: string }) => [c.code, c.level]));
    for (const code of shown) expect(['PUBLIC', 'INTERNAL']).toContain(levels.get(code));
    const withheld = body.extensions?.['withheld'] as { check: string; reason: string; path: string[] }[];
    expect(withheld.some(({ check, path }) => check === 'monitoring.incomeLine' && path.at(-1) === 'gaps')).toBe(true);
    expect(withheld.some(({ check, path }) => check === 'monitoring.incomeLine' && path.at(-1) === 'missingFacts')).toBe(true);
  });

  test('is refused when the check is named', async () => {
    for (const field of [
      'visitList(checks: ["monitoring.incomeLine"]) { totalCount }',
      'households(first: 1) { nodes { gaps(checks: ["monitoring.incomeLine"]) { kind } } }',
      'households(first: 1) { nodes { missingFacts(checks: ["monitoring.incomeLine"]) { code } } }',
    ])
      expect((await as({ upTo: 'INTERNAL' }).post({ query: query(field) })).body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('what several departments said of a household that has not authorised it stands on no list', async () => {
    const { body } = await app.post({ query: query('visitList(first: 1, checks: ["monitoring.guaranteeGap"]) { totalCount }') });
    const [withheld] = body.extensions?.['withheld'] as { check: string; reason: string; count: number }[];
    expect(withheld).toMatchObject({ check: 'monitoring.guaranteeGap', reason: 'NOT_AUTHORISED' });
    expect(withheld?.count).toBeGreaterThan(0);
  });

  test('a benefit on record is told only to who may read the record', async () => {
    const outside = as({ scopes: ['core:read:internal', 'employment:read:personal', 'core:read'] });
    const { body } = await outside.post({ query: query('households(first: 30) { nodes { gaps(kinds: [SURPLUS]) { kind } } }') });
    expect(body.data.village.households.nodes.flatMap((one: { gaps: unknown[] }) => one.gaps)).toEqual([]);
  });
});
