import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkModules } from '../../plugins/contract/index.js';
import { coreModule, decodeGlobalId, encodeGlobalId, leads, type PolicyModule } from 'xianjie/schema';
import { testApp, type TestApp } from '../support/app.js';
import { bridges, bridgesModule, bridgeState } from './fixture.js';

const TOWN = '150623100';
const VILLAGE = '150623100201';

const module = bridgesModule();
let app: TestApp;
const homes: Record<string, string> = {};
beforeAll(async () => {
  app = await testApp({ modules: [module] });
  const row = (number: string, more: object = {}) => ({ number, villageCode: VILLAGE, authorisedUntil: '2030-12-31', ...more });
  await app.submit({
    feed: 'core.households',
    observedOn: '2024-08-01',
    area: TOWN,
    rows: [row('M', { monitoringKind: 'BORDERLINE_AT_RISK' }), row('N', { monitoringKind: 'NONE' }), row('U'), row('V')] as never,
  });
  for (const number of ['M', 'N', 'U', 'V'])
    homes[number] = ((await app.ask(`{ household(number: "${number}") { id } }`)) as { household: { id: string } }).household.id;
}, 60_000);
afterAll(() => app.close());

let keys = 0;
const SHOW = 'bridge { id state version steps { transition fromState toState stays observedOn note source { code } } }';
const ERRORS =
  'userErrors { code path message { zh } unmet { code satisfied unknowns { kind code suppliers { code } } citation { document { code } place quote } } }';
const ask = async (number: string, on = '2025-01-01') => {
  const { askForBridge } = await app.ask(`mutation ($input: AskForBridgeInput!) { askForBridge(input: $input) { ${SHOW} ${ERRORS} } }`, {
    input: { household: homes[number], on },
  });
  return askForBridge;
};
const step = async (record: string, transition: string, more: object = {}, key = `k${++keys}`) => {
  const { transitionBridge } = await app.ask(
    `mutation ($input: TransitionBridgeInput!, $key: String!) { transitionBridge(input: $input) @idempotent(key: $key) { ${SHOW} ${ERRORS} } }`,
    { input: { record, transition, ...more }, key },
  );
  return transitionBridge;
};
const available = async (record: string) => {
  const { node } = await app.ask(
    `query ($id: ID!) { node(id: $id) { ... on Bridge { availableTransitions { code to possible evidence needed { name } unmet { code satisfied } citation { quote } } } } }`,
    { id: record },
  );
  return node.availableTransitions;
};
const measured = async (number: string) => {
  const { bridge } = await ask(number);
  await step(bridge.id, 'MEASURE', { depth: 3, measuredOn: '2025-01-05', on: '2025-01-06' });
  return bridge.id as string;
};

describe('a step', () => {
  test('is taken where its guards hold: the record stands there, and its history says who, when and which', async () => {
    const id = await measured('M');
    const built = await step(id, 'BUILD', { evidence: '照片', note: '完工', on: '2025-02-01' });
    expect(built).toMatchObject({ userErrors: [], bridge: { state: 'BUILT', version: 3 } });
    expect(built.bridge.steps).toEqual([
      {
        transition: 'ASK',
        fromState: null,
        toState: 'ASKED',
        stays: false,
        observedOn: '2025-01-01',
        note: null,
        source: { code: 'TOWNSHIP' },
      },
      {
        transition: 'MEASURE',
        fromState: 'ASKED',
        toState: 'MEASURED',
        stays: false,
        observedOn: '2025-01-06',
        note: null,
        source: { code: 'TOWNSHIP' },
      },
      {
        transition: 'BUILD',
        fromState: 'MEASURED',
        toState: 'BUILT',
        stays: false,
        observedOn: '2025-02-01',
        note: '完工',
        source: { code: 'TOWNSHIP' },
      },
    ]);
    expect(await available(id)).toEqual([]);
  });

  test('whose guard is not met is refused as data, with the clause and the quote; all of them at once, in the order of the declaration', async () => {
    const { bridge } = await ask('N');
    await step(bridge.id, 'MEASURE', { depth: 3 });
    const refused = await step(bridge.id, 'BUILD');
    expect(refused.bridge).toBeNull();
    expect(refused.userErrors.map(({ code }: { code: string }) => code)).toEqual([
      'bridges.NOT_MONITORED',
      'bridges.NO_DEPTH',
      'core.EVIDENCE_NEEDED',
    ]);
    expect(refused.userErrors[0].unmet).toMatchObject({
      satisfied: 'FALSE',
      citation: { document: { code: 'BRIDGE-ORDER' }, place: 'L1', quote: '先申请后建设' },
    });
    expect(await step(bridge.id, 'BUILD')).toEqual(refused);
  });

  test('whose guard is not known is blocked too, and says that it is unknown and who can tell', async () => {
    const id = await measured('U');
    const { userErrors } = await step(id, 'BUILD', { evidence: '照片', on: '2025-02-01' });
    expect(userErrors).toMatchObject([
      {
        code: 'bridges.NOT_MONITORED',
        unmet: {
          satisfied: 'UNKNOWN',
          unknowns: [{ kind: 'MISSING_FACT', suppliers: [{ code: 'RRB' }, { code: 'TOWNSHIP' }, { code: 'VILLAGE' }] }],
        },
      },
    ]);
    expect((await available(id))[0]).toMatchObject({
      code: 'BUILD',
      possible: 'UNKNOWN',
      unmet: [{ code: 'bridges.NOT_MONITORED', satisfied: 'UNKNOWN' }],
    });
  });

  test('that does not lead on from here is refused with what does; a value out of range and a field nobody asks for are, too', async () => {
    const { bridge } = await ask('V');
    const no = await step(bridge.id, 'BUILD', { evidence: '照片' });
    expect(no.userErrors).toMatchObject([{ code: 'core.STEP_NOT_POSSIBLE', path: ['input', 'transition'], unmet: null }]);
    expect(no.userErrors[0].message.zh).toContain('可以变为：已申请、已测量（依据 BRIDGE-ORDER L1「先申请后建设」');
    expect((await step(bridge.id, 'MEASURE', { depth: 31 })).userErrors).toMatchObject([
      { code: 'core.INVALID_VALUE', path: ['input', 'depth'] },
    ]);
    expect((await step(bridge.id, 'MEASURE', { on: '2024-12-31' })).userErrors).toMatchObject([{ code: 'core.DAY_BEFORE_LAST_STEP' }]);
    expect((await step(bridge.id, 'MEASURE', { on: '2025-07-01' })).userErrors).toMatchObject([{ code: 'core.DATE_IN_FUTURE' }]);
    expect((await step(bridge.id, 'MEASURE', { expectedVersion: 7 })).userErrors).toMatchObject([{ code: 'core.VERSION_CONFLICT' }]);
    expect((await step(homes['M'] ?? '', 'MEASURE')).userErrors).toMatchObject([{ code: 'core.NOT_FOUND', path: ['input', 'record'] }]);
    expect((await ask('V')).userErrors).toMatchObject([{ code: 'bridges.ASKED_ALREADY' }]);
    expect((await step(bridge.id, 'LOOK')).userErrors).toMatchObject([{ code: 'core.ROLE_NEEDED' }]);
  });

  test('is taken once for one key, and by one of two who take it at the same time', async () => {
    const id = await idOf('V');
    const both = await Promise.all([step(id, 'MEASURE', {}), step(id, 'MEASURE', {})]);
    expect(both.map(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code)).sort()).toEqual([
      [],
      ['core.STEP_NOT_POSSIBLE'],
    ]);
    const owner = await app.storage.owner();
    await owner.query(`update xianjie.bridges_bridge set state = 'BUILT' where household_id = $1`, [decodeGlobalId(homes['V'] ?? '')?.key]);
    await owner.end();
    const { bridge } = await ask('V');
    const first = await step(bridge.id, 'MEASURE', { depth: 2 }, 'same');
    expect(await step(bridge.id, 'MEASURE', { depth: 2 }, 'same')).toEqual(first);
    expect(first.bridge.steps).toHaveLength(2);
  });
});

describe('a variant', () => {
  test('is a step only where its document is adopted', async () => {
    const owner = await app.storage.owner();
    await owner.query(`update xianjie.bridges_bridge set state = 'BUILT' where household_id = $1`, [decodeGlobalId(homes['V'] ?? '')?.key]);
    await ask('V');
    const id = await idOf('V');
    expect((await available(id)).map(({ code }: { code: string }) => code)).toEqual(['LOOK', 'MEASURE']);
    expect((await step(id, 'BUILD_AT_ONCE')).userErrors).toMatchObject([{ code: 'core.STEP_NOT_POSSIBLE' }]);
    await owner.query(
      `insert into xianjie.adoption (document_code, area_code, valid_from, basis) values ('BRIDGE-SHORT', '150623', '2024-01-01', 'DEMO')`,
    );
    await owner.end();
    expect((await available(id)).map(({ code }: { code: string }) => code)).toEqual(['LOOK', 'MEASURE', 'BUILD_AT_ONCE']);
    expect((await step(id, 'BUILD_AT_ONCE')).bridge).toMatchObject({ state: 'BUILT' });
  });
});

describe('the history', () => {
  test('is rewritten and removed by nobody', async () => {
    const owner = await app.storage.owner();
    for (const change of [
      `update xianjie.lifecycle_step set to_state = 'BUILT'`,
      'delete from xianjie.lifecycle_step',
      'truncate xianjie.lifecycle_step',
    ])
      await expect(owner.query(change)).rejects.toThrow('a step is final');
    await owner.end();
  });

  test('says where a record stood on a day, as it was known at a moment', async () => {
    const key = decodeGlobalId(homes['M'] ?? '')?.key ?? '';
    const snapshot = app.storage.db.snapshot({ areas: [TOWN], domains: 'ALL' }, 'PERSONAL');
    const on = async (asOf: string, knownAt: string | null = null) =>
      (await bridgeState.source.load(snapshot.engineSql, [key], { asOf, knownAt })).map((row) => row['state']);
    expect([await on('2024-12-31'), await on('2025-01-03'), await on('2025-01-06'), await on('2025-06-30')]).toEqual([
      [],
      ['ASKED'],
      ['MEASURED'],
      ['BUILT'],
    ]);
    expect(await on('2025-06-30', '2020-01-01T00:00:00Z')).toEqual([]);
    await snapshot.close();
  });

  test('moves with the household to another area', async () => {
    const { moveHousehold } = await app.ask(
      `mutation ($input: MoveHouseholdInput!) { moveHousehold(input: $input) { userErrors { code } } }`,
      { input: { household: homes['M'], village: '150623100202' } },
    );
    expect(moveHousehold.userErrors).toEqual([]);
    const areas = await app.storage.db.system((tx) =>
      tx.sql(`select distinct area_code from lifecycle_step where household_id = $1`, [decodeGlobalId(homes['M'] ?? '')?.key]),
    );
    expect(areas).toEqual([{ area_code: '150623100202' }]);
  });
});

describe('a declaration that does not fit together stops the boot', () => {
  const wrong = (change: Partial<typeof bridges>): string => {
    const changed = { ...module, lifecycles: [{ ...bridges, ...change }] } as PolicyModule;
    try {
      checkModules([coreModule, changed]);
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };
  test('with what is wrong and the cure', () => {
    expect(wrong({})).toBe('');
    expect(wrong({ states: { ...bridges.states, LOST: { zh: '遗失', en: 'lost' } } })).toContain(
      'the state "LOST", to which no step leads',
    );
    expect(wrong({ fields: [] })).toContain('asks for the field "depth", which it does not list');
    expect(wrong({ record: { ...bridges.record, table: 'bridges_other' } })).toContain('has records in "bridges_other"');
    expect(wrong({ refusals: { notFound: 'bridges.NOBODY' } })).toContain('refuses with "bridges.NOBODY", which nobody declares');
    const again = leads(['ASKED'], 'MEASURED', { code: 'AGAIN', title: { zh: '再', en: 'again' }, policy: null });
    expect(wrong({ transitions: [...bridges.transitions, again] })).toContain('has two steps ASKED → MEASURED');
  });
});

async function idOf(number: string): Promise<string> {
  const key = decodeGlobalId(homes[number] ?? '')?.key;
  const [row] = await app.storage.db.system((tx) =>
    tx.sql<{ id: string }>('select id from bridges_bridge where household_id = $1 order by created_at desc', [key]),
  );
  return encodeGlobalId('Bridge', row?.id ?? '');
}
