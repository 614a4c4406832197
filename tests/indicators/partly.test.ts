import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policyModule as education } from '../../modules/education/index.js';
import { policyModule as employment } from '../../modules/employment/index.js';
import { sweepArea } from '../eligibility/lists/swept.js';
import { as, decide, line, notice, propose, recordDocument, somebody } from '../policy/support.js';
import { TODAY, testApp, type TestApp } from '../support/app.js';

const TOWN = '150623100';
let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true, modules: [education, employment] });
  await sweepArea(app, TOWN, TODAY);
}, 180_000);
afterAll(() => app.close());

interface Value {
  readonly area: { readonly code: string };
  readonly value: { readonly number: string | null } | null;
  readonly numerator: { readonly number: string } | null;
  readonly denominator: { readonly number: string } | null;
  readonly unknown: number | null;
  readonly met: boolean | null;
  readonly reason: string | null;
  readonly sweptState: string | null;
  readonly unauthorised: number | null;
}
const VALUE = 'area { code } value { number } numerator { number } denominator { number } unknown met reason sweptState unauthorised';
const asked = async <T = Value>(code: string, { area = TOWN, period = '2025-06', fields = VALUE } = {}): Promise<T> =>
  (await app.ask(`{ indicators(area: "${area}", period: "${period}", codes: ["${code}"]) { ${fields} } }`)).indicators[0] as T;
const system = <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  app.storage.db.system(({ sql }) => sql<T & Record<string, unknown>>(text, values)) as Promise<T[]>;
const n = (one: { readonly number: string | null } | null): number => Number(one?.number ?? 0);

interface Listed {
  readonly part: string;
  readonly subject: { readonly id: string } | null;
}
/** Everybody on the pages of a list, of at most so many pages. */
async function listed(code: string, part: string | null, { period = '2025-06', pages = Infinity } = {}): Promise<Listed[]> {
  const found: Listed[] = [];
  let after: string | null = null;
  for (let page = 0; page < pages; page += 1) {
    const answer: { readonly indicators?: readonly unknown[] } = await app.ask(
      `query ($after: String, $part: IndicatorPart) { indicators(area: "${TOWN}", period: "${period}", codes: ["${code}"]) {
         subjects(part: $part, first: 100, after: $after) { next nodes { part subject { id } } } } }`,
      { after, part },
    );
    const { nodes, next } = (answer.indicators?.[0] as { subjects: { nodes: Listed[]; next: string | null } }).subjects;
    found.push(...nodes);
    after = next;
    if (after === null) break;
  }
  return found;
}

describe('who is behind a number', () => {
  test('of a coverage is counted in the list as in the number, also where a record says what is done', async () => {
    const { indicators } = await app.ask(`{ indicators(area: "${TOWN}", period: "2025-06") { indicator { code derived } ${VALUE} } }`);
    const some = (indicators as (Value & { indicator: { code: string; derived: boolean } })[]).filter(
      ({ indicator, denominator }) => indicator.derived && n(denominator) > 0 && n(denominator) <= 100,
    );
    expect(some.length).toBeGreaterThan(3);
    for (const { indicator, numerator, denominator, unknown } of some) {
      const all = await listed(indicator.code, null);
      const of = (part: string): number => all.filter((one) => one.part === part).length;
      expect([indicator.code, of('COUNTED'), of('UNKNOWN'), all.length]).toEqual([indicator.code, n(numerator), unknown, n(denominator)]);
    }
  }, 120_000);

  test.each(['ind.dropouts', 'ind.decliningHouseholds'])(
    'of %s: whom it does not know are as many as it says',
    async (code) => {
      const { unknown, numerator } = await asked(code);
      expect(unknown).toBeGreaterThan(0);
      const open = await listed(code, 'UNKNOWN');
      expect(open.length).toBe(unknown);
      expect(new Set(open.map(({ part }) => part))).toEqual(new Set(['UNKNOWN']));
      expect((await listed(code, 'COUNTED')).length).toBe(n(numerator));
    },
    120_000,
  );

  test.each(['ind.dropouts', 'ind.decliningHouseholds', 'ind.aidCoverage'])(
    'of %s without a part is everybody whom it looks at',
    async (code) => {
      const period = code === 'ind.aidCoverage' ? '2025' : '2025-06';
      const all = await listed(code, null, { period, pages: 3 });
      expect(new Set(all.map(({ part }) => part)).size).toBeGreaterThan(1);
    },
  );
});

test('a household that has withdrawn since is neither counted nor listed, also of a period that is closed', async () => {
  const code = 'ind.netIncomeGrowth';
  const fields = `${VALUE} subjects(part: COUNTED, first: 1) { nodes { subject { id ... on Household { authorisations: id } } } }`;
  const before = await asked<Value & { subjects: { nodes: Listed[] } }>(code, { period: '2024', fields });
  const [first] = before.subjects.nodes;
  const id = first?.subject?.id ?? '';
  const uuid = Buffer.from(id, 'base64url').toString().split(':').at(-1) ?? id;
  await system(
    `insert into household_authorisation select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'valid_to', $2::date - 1, 'observed_on', $2::date, 'recorded_at', now()))).*
     from household_authorisation a where a.household_id = $1::uuid order by observed_on desc limit 1`,
    [uuid, TODAY],
  );
  const after = await asked<Value & { subjects: { nodes: Listed[] } }>(code, { period: '2024', fields });
  expect(n(after.denominator)).toBeLessThan(n(before.denominator));
  expect(after.unauthorised).toBe((before.unauthorised ?? 0) + 1);
  expect((await listed(code, null, { period: '2024' })).map(({ subject }) => subject?.id)).not.toContain(id);
});

test('an approved value is compared as the document that states it says', async () => {
  expect((await recordDocument(as(app, somebody('li')), notice)).userErrors).toEqual([]);
  const target = { ...line, parameter: 'collective.operatingIncomeTarget', operator: 'lte' };
  const { proposal, userErrors } = await propose(as(app, somebody('li')), target);
  expect(userErrors).toEqual([]);
  expect((await decide(as(app, somebody('wang')), 'approve', proposal?.id ?? '')).userErrors).toEqual([]);
  const { byArea } = await asked<{ byArea: { target: unknown }[] }>('ind.collectiveIncome', {
    period: '2025',
    fields: 'byArea { target { operator value { money } citation { document { code } } } }',
  });
  expect(byArea.length).toBeGreaterThan(5);
  for (const village of byArea)
    expect(village.target).toEqual({ operator: 'lte', value: { money: '7000.00' }, citation: { document: { code: notice.code } } });
});

test('what leads on from the areas below is counted once for an indicator and a period, not once for each of them', async () => {
  const statements = async (fields: string): Promise<number> => {
    const from = app.logged.length;
    await asked('ind.migrantWorkers', { fields });
    const lines = app.logged.slice(from).map((text) => JSON.parse(text) as { msg: string; statements?: number });
    return lines.find(({ msg }) => msg === 'operation')?.statements ?? -1;
  };
  const alone = await statements('byArea { met }');
  expect(await statements('byArea { met unauthorised }')).toBe(alone + 1);
  const history = (await statements('byArea { met } history(periods: 3) { met }')) - alone;
  // Two periods more.
  expect(history).toBeLessThanOrEqual(4);
  expect(await statements('byArea { met history(periods: 3) { met } }')).toBe(alone + history);
  expect(await statements('byArea { met unauthorised history(periods: 3) { met unauthorised } }')).toBe(alone + history + 1);
});

describe('where only some villages were swept', () => {
  let swept = '';
  beforeAll(async () => {
    const { byArea } = await asked<{ byArea: Value[] }>('ind.dropouts', { fields: `byArea { ${VALUE} }` });
    swept =
      byArea.find(({ value, unknown }) => value?.number === '0' && unknown === 0)?.area.code ??
      byArea.find(({ value }) => value?.number === '0')?.area.code ??
      '';
    expect(swept).not.toBe('');
    for (const table of ['swept_area', 'verdict_state', 'verdict_count'])
      await system(`delete from ${table} where area_code <> $1`, [swept]);
  });

  test('a count of nobody is told as of a part, and no target as met', async () => {
    expect(await asked('ind.dropouts')).toMatchObject({ value: { number: '0' }, met: null, reason: 'PARTLY_SWEPT', sweptState: 'PARTLY' });
    const { gaps } = await app.ask(`{ gaps(area: "${TOWN}") { state } }`);
    expect(gaps.state).toBe('PARTLY');
    expect(await asked('ind.employmentCoverage')).toMatchObject({ met: null, sweptState: 'PARTLY' });
  });

  test('a village that was not swept says so, asked with the others as by itself', async () => {
    const { byArea } = await asked<{ byArea: Value[] }>('ind.dropouts', { fields: `byArea { ${VALUE} }` });
    expect(byArea.length).toBeGreaterThan(5);
    for (const village of byArea) {
      if (village.area.code === swept) expect(village).toMatchObject({ value: { number: '0' }, sweptState: 'SWEPT' });
      else expect(village).toMatchObject({ value: null, unknown: null, met: null, reason: 'NOT_SWEPT', sweptState: 'NEVER' });
      const { unauthorised: _, ...alone } = await asked('ind.dropouts', { area: village.area.code });
      expect(village).toMatchObject(alone);
    }
  });

  test('a village that was swept as of a day of another period counts there alone', async () => {
    await system(
      `insert into swept_area select (jsonb_populate_record(s, jsonb_build_object('area_code', $1::text, 'as_of', '2025-05-31'))).* from swept_area s where kind = 'PERSON'`,
      [`${TOWN}201`],
    );
    const fields = `byArea { area { code } reason sweptState }`;
    const at = async (period: string): Promise<string[]> =>
      (await asked<{ byArea: Value[] }>('ind.dropouts', { period, fields })).byArea
        .filter(({ reason }) => reason !== 'NOT_SWEPT')
        .map(({ area }) => area.code);
    expect(await at('2025-05')).toEqual([`${TOWN}201`]);
    expect(await at('2025-06')).toEqual([swept]);
  });
});
