import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { decodeGlobalId } from '../../schema/index.js';
import { READ, rehearsalBench, TOWN, type RehearsalBench } from './support.js';

vi.setConfig({ testTimeout: 120_000 });

let bench: RehearsalBench;
beforeAll(async () => {
  bench = await rehearsalBench();
});
afterAll(() => bench.close());

const transport = 'employment.transportSubsidy.outOfProvince';
const line = 'monitoring.incomeLine';
const money = (parameter: string, yuan: string) => ({ parameter, value: { money: yuan } });

type Figure = Record<string, number | string | null>;
interface Group {
  readonly [name: string]: unknown;
  readonly checks: readonly Figure[];
  readonly costs: readonly Figure[];
}
const figure = (group: Group, check: string): Figure => group.checks.find((one) => one['check'] === check) ?? {};

describe('a rehearsal', () => {
  it('of the value in force finds nobody', async () => {
    const { state, result } = await bench.rehearsed([money(line, '6000')]);
    expect(state).toBe('DONE');
    expect(result.total).toMatchObject({ gaining: 0, losing: 0, both: 0, unclear: 0, moreMoney: 0, lessMoney: 0 });
    for (const one of result.total.checks as Figure[])
      expect([one['newlyEligible'], one['noLongerEligible'], one['newlyUndetermined']]).toEqual([0, 0, 0]);
  });

  it('of a higher amount says who gets more and what it costs, by area, income and kind, and each adds up to the whole', async () => {
    const rehearsal = await bench.rehearsed([money(transport, '800')]);
    const { result } = rehearsal;
    expect(rehearsal.changes).toEqual([
      {
        parameter: transport,
        reference: null,
        value: expect.objectContaining({ money: '800.00' }),
        inForce: { code: transport, value: { money: '500.00' } },
      },
    ]);
    const whole = figure(result.total, 'employment.transportOutOfProvince');
    expect(whole['eligibleBefore']).toBeGreaterThan(0);
    expect(whole).toMatchObject({ newlyEligible: 0, noLongerEligible: 0, per: 'PERSON', every: null, amountUnknownAfter: 0 });
    expect(Number(whole['amountAfter'])).toBe(800 * Number(whole['eligibleAfter']));
    expect(result.total).toMatchObject({ losing: 0, both: 0, lessMoney: 0 });
    expect(result.total.gaining).toBe(result.total.moreMoney);
    const [cost] = result.total.costs;
    expect(cost).toMatchObject({ period: 'NOT_STATED', unknownBefore: 0 });
    expect(Number(cost.change)).toBe(300 * Number(whole['eligibleAfter']));
    for (const by of ['byArea', 'byIncome', 'byKind']) {
      const groups = result[by] as Group[];
      for (const name of ['households', 'gaining', 'moreMoney'])
        expect([by, name, groups.reduce((sum, group) => sum + Number(group[name]), 0)]).toEqual([by, name, result.total[name]]);
      for (const name of ['eligibleBefore', 'eligibleAfter', 'amountAfter', 'undeterminedAfter'])
        expect(groups.reduce((sum, group) => sum + Number(figure(group, String(whole['check']))[name]), 0)).toBe(Number(whole[name]));
    }
    expect(result.suppressed).toBe(false);
  });

  it('of A and then B finds the reverse of B and then A', async () => {
    const up = (await bench.rehearsed([money(line, '9000')])).result.total as Group;
    // The town's own value, for a while; the rehearsal then goes back.
    const check = 'monitoring.incomeLine';
    expect(figure(up, check)['newlyEligible']).toBeGreaterThan(0);
    const down = (await bench.rehearsed([money(line, '3000')])).result.total as Group;
    expect(Number(figure(down, check)['noLongerEligible'])).toBeGreaterThanOrEqual(0);
    expect(figure(up, check)['eligibleBefore']).toBe(figure(down, check)['eligibleBefore']);
  });

  it('leaves a nearer value below where it is: an area that adopted its own is not changed by the area around it', async () => {
    const county = (await bench.rehearsed([money(transport, '800')], '150623')).result.total as Group;
    const check = 'employment.transportOutOfProvince';
    // The town adopted the document that says 500: a value of the county lies farther.
    expect(figure(county, check)['amountAfter']).toBe(figure(county, check)['amountBefore']);
  });

  it('keeps figures and nobody: no id of a household or a person lies in what is stored', async () => {
    const [row] = await bench.rows<{ found: string }>(`select found::text from rehearsal where state = 'DONE' limit 1`);
    expect(row?.found).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it('leaves out households that have not authorised the matching of their data, and says how many', async () => {
    const [before] = await bench.rows<{ n: number }>('select count(*)::int as n from household');
    const { result } = await bench.rehearsed([money(transport, '700')]);
    expect(result.total.households + result.unauthorised).toBe(before?.n);
    expect(result.unauthorised).toBeGreaterThan(0);
  });

  it('writes an entry of the audit when it is asked for and when it has run', async () => {
    const rows = await bench.rows<{ action: string }>(
      `select distinct action from audit_entry where subject_type = 'Rehearsal' order by 1`,
    );
    expect(rows.map(({ action }) => action)).toEqual(['rehearsePolicy', 'runRehearsal']);
  });
});

describe('what cannot be rehearsed is refused by a code that names what is known', () => {
  const refused = (input: Record<string, unknown>) => bench.start(input).catch((error: Error) => error.message);
  it.each([
    ['a policy value twice', { changes: [money(line, '1'), money(line, '2')] }, 'core.PARAMETER_TWICE'],
    ['no policy value', { changes: [] }, 'core.NO_CHANGES'],
    ['one that nobody declares', { changes: [money('monitoring.incomeLin', '1')] }, 'monitoring.incomeLine'],
    ['a value of another type', { changes: [{ parameter: line, value: { percent: '10' } }] }, 'core.WRONG_TYPE'],
    ['two values at once', { changes: [{ parameter: line, value: { money: '1', percent: '10' } }] }, 'core.ONE_VALUE'],
    ['a figure out of range', { changes: [money(line, '-1')] }, 'core.OUT_OF_RANGE'],
    ['an area elsewhere', { area: '998877', changes: [money(line, '1')] }, 'core.AREA_NOT_FOUND'],
    ['a day to come', { asOf: '2025-07-01', changes: [money(line, '1')] }, 'core.DATE_IN_FUTURE'],
    ['a day before any document', { asOf: '1900-01-01', changes: [money(line, '1')] }, 'core.BEFORE_ANY_RULE'],
    [
      'values that refer to each other in a circle',
      {
        changes: [
          { parameter: line, value: { reference: { parameter: 'income.watchLine', because: { zh: '试', en: 'x' } } } },
          { parameter: 'income.watchLine', value: { reference: { parameter: line, because: { zh: '试', en: 'x' } } } },
        ],
      },
      'core.REFERENCE_CIRCLE',
    ],
  ])('%s', async (_name, input, said) => {
    expect(await refused({ area: TOWN, ...input })).toContain(said);
  });

  it('and says which of several values is wrong', async () => {
    expect(await refused({ area: TOWN, changes: [money(transport, '1'), { parameter: line, value: { percent: '10' } }] })).toContain(
      '"path":["input","changes","1","value","percent"]',
    );
  });
});

describe('the job', () => {
  it('that was asked for once is carried out once, and can be called off until it is over', async () => {
    const id = await bench.start({ area: TOWN, changes: [money(line, '1')] }, 'once');
    expect(await bench.start({ area: TOWN, changes: [money(line, '1')] }, 'once')).toBe(id);
    const CANCEL = `mutation ($id: ID!) { cancelRehearsal(input: { rehearsal: $id }) { rehearsal { state } userErrors { code } } }`;
    expect((await bench.ask(CANCEL, { id })).cancelRehearsal).toEqual({ rehearsal: { state: 'CANCELLED' }, userErrors: [] });
    await bench.parts.sweeps.settle();
    expect(await bench.read(id)).toMatchObject({ state: 'CANCELLED', result: null });
    expect((await bench.ask(CANCEL, { id })).cancelRehearsal.userErrors).toEqual([{ code: 'core.REHEARSAL_OVER' }]);
  });

  it('that a process left in the middle is taken up again by another, and finds the same', async () => {
    const whole = await bench.rehearsed([money(line, '9000')]);
    const id = await bench.start({ area: TOWN, changes: [money(line, '9000')] });
    const key = decodeGlobalId(id)?.key ?? '';
    await bench.rows(
      `update rehearsal set state = 'RUNNING', attempts = 1, started_at = now(), done = 7, leased_until = now() - interval '1 minute' where id = $1::uuid`,
      [key],
    );
    await bench.parts.sweeps.settle();
    expect(await bench.read(id)).toEqual(whole);
  });

  it('that is stopped between two blocks goes back on the list, and is given up after five times', async () => {
    const id = await bench.start({ area: TOWN, changes: [money(line, '9000')] });
    const key = decodeGlobalId(id)?.key ?? '';
    await bench.parts.rehearsals.work.run(key, () => true);
    expect(await bench.read(id)).toMatchObject({ state: 'QUEUED', result: null });
    await bench.rows(`update rehearsal set attempts = 5 where id = $1::uuid`, [key]);
    await bench.parts.sweeps.settle();
    expect(await bench.read(id)).toMatchObject({ state: 'FAILED', failure: { code: 'core.REHEARSAL_GAVE_UP' } });
  });

  it('three of one asker are under way at most', async () => {
    const changes = [money(line, '2')];
    const ids = [];
    for (let i = 0; i < 3; i++) ids.push(await bench.start({ area: TOWN, changes }));
    expect(await bench.start({ area: TOWN, changes }).catch((error: Error) => error.message)).toContain('core.TOO_MANY_REHEARSALS');
    await bench.parts.sweeps.settle();
    for (const id of ids) expect(await bench.read(id)).toMatchObject({ state: 'DONE' });
  });
});

describe('who may see a rehearsal', () => {
  it('nobody of another area, and nobody there can begin one here', async () => {
    const id = await bench.start({ area: TOWN, changes: [money(line, '2')] });
    await bench.parts.sweeps.settle();
    const stranger = bench.as({ areas: ['990101'], clientId: 'stranger' });
    expect((await stranger.ask(READ, { id })).rehearsal).toBeNull();
    expect((await stranger.ask('{ rehearsals { nodes { id } } }')).rehearsals.nodes).toEqual([]);
    const { rehearsePolicy } = await stranger.ask(
      `mutation { rehearsePolicy(input: { area: "${TOWN}", changes: [{ parameter: "${line}", value: { money: "1" } }] }) @idempotent(key: "x") { rehearsal { id } userErrors { code } } }`,
    );
    expect(rehearsePolicy).toEqual({ rehearsal: null, userErrors: [{ code: 'core.AREA_NOT_FOUND' }] });
  });

  it('nobody without the right to rehearse, on no way', async () => {
    const [one] = await bench.rows<{ id: string }>(`select id from rehearsal where state = 'DONE' limit 1`);
    const id = Buffer.from(`Rehearsal:${one?.id ?? ''}`).toString('base64');
    const reader = bench.as({ scopes: ['core:read:personal'], clientId: 'reader' });
    const { body } = await reader.post({ query: '{ rehearsals { nodes { id } } }' });
    expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await reader.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id })).node).toBeNull();
  });

  it('who may not see the verdicts is told no figure of fewer than five', async () => {
    const { result } = await bench.rehearsed([money(line, '9000')]);
    const few = bench.as({ scopes: ['core:read:internal', 'core:rehearse'], clientId: 'figures' });
    const [row] = await bench.rows<{ id: string }>(`select id from rehearsal where state = 'DONE' order by finished_at desc limit 1`);
    const { encodeGlobalId } = await import('../../schema/index.js');
    const seen = (await few.ask(READ, { id: encodeGlobalId('Rehearsal', row?.id ?? '') })).rehearsal.result;
    expect(seen.suppressed).toBe(true);
    const counts = JSON.stringify(seen).match(/"(households|gaining|losing|both|unclear|newlyEligible|eligibleAfter)":[1-4][,}]/g);
    expect(counts).toBeNull();
    expect(JSON.stringify(seen)).not.toBe(JSON.stringify(result));
    expect(seen.total.households).toBe(Math.round(result.total.households / 5) * 5);
    expect(seen.byArea).toEqual([]);
  });
});
