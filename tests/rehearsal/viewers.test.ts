import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { READ, rehearsalBench, TOWN, type RehearsalBench } from './support.js';

vi.setConfig({ testTimeout: 120_000 });

const transport = 'employment.transportSubsidy.outOfProvince';
const line = 'monitoring.incomeLine';
const money = (parameter: string, yuan: string) => ({ parameter, value: { money: yuan } });
const READ_OUTDATED = 'query ($id: ID!) { rehearsal(id: $id) { state result { suppressed } outdated { code message { en } } } }';
const REHEARSE = `mutation ($area: AreaCode!, $line: String!) { rehearsePolicy(input: { area: $area, changes: [{ parameter: $line, value: { money: "9000" } }] })
  @idempotent(key: "village") { rehearsal { id } userErrors { code path message { zh en } } } }`;

let bench: RehearsalBench;
let village: string;
beforeAll(async () => {
  bench = await rehearsalBench();
  const [row] = await bench.rows<{ code: string }>('select area_code as code from household group by 1 order by count(*) desc limit 1');
  village = row?.code ?? '';
});
afterAll(() => bench.close());

const done = async (changes: readonly unknown[], area = TOWN): Promise<string> => {
  const id = await bench.start({ area, changes });
  await bench.parts.sweeps.settle();
  return id;
};
const scopes = (...some: string[]) => bench.as({ scopes: [...some, 'core:rehearse'], clientId: some.join() });

describe('a viewer of a rehearsal', () => {
  it('who may not see households by status, kind and income is told roughly, even where no check reads a changed value', async () => {
    const id = await done([money(line, '6000')]);
    const seen = (await scopes('core:read:internal').ask(READ, { id })).rehearsal.result;
    const whole = (await bench.read(id)).result;
    expect([seen.suppressed, whole.suppressed]).toEqual([true, false]);
    expect(seen.total.households).toBe(Math.round(whole.total.households / 5) * 5);
    expect(seen.unauthorised === null || seen.unauthorised % 5 === 0).toBe(true);
    expect(seen.byArea).toEqual([]);
    for (const group of seen.byKind) expect(group.households).toBeGreaterThanOrEqual(5);
  });

  it('to whom a domain is closed is told nothing of its checks or of what rests on them, and that they are left out', async () => {
    const id = await done([money(transport, '800')]);
    const { body } = await scopes('core:read:personal').post({ query: READ, variables: { id } });
    const { result } = body.data.rehearsal;
    expect(result.total.checks).toEqual([]);
    expect(result.total).toMatchObject({ gaining: null, losing: null, both: null, unclear: null, moreMoney: null, lessMoney: null });
    expect(result.total.households).toBeGreaterThan(0);
    for (const cost of result.total.costs) expect(cost).toMatchObject({ before: null, after: null, change: null, unknownAfter: null });
    expect(body.extensions?.['withheld']).toContainEqual(
      expect.objectContaining({ check: 'employment.transportOutOfProvince', reason: 'DOMAIN', count: 1 }),
    );
  });

  it('of a village may rehearse there only if everything that its figures rest on may be seen', async () => {
    const refused = (await scopes('core:read:internal').ask(REHEARSE, { area: village, line })).rehearsePolicy;
    expect(refused.rehearsal).toBeNull();
    expect(refused.userErrors).toEqual([
      expect.objectContaining({ code: 'core.VILLAGE_NOT_EXACT', path: ['input', 'area'], message: { zh: expect.stringContaining('村'), en: expect.stringContaining('village') } }), // prettier-ignore
    ]);
    const id = await done([money(line, '9000')], village);
    expect((await bench.read(id)).result.total.households).toBeGreaterThan(0);
    const seen = (await scopes('core:read:internal').ask(READ, { id })).rehearsal.result;
    expect(seen.total).toMatchObject({ households: null, gaining: null, unclear: null });
    expect([seen.byArea, seen.byIncome, seen.byKind, seen.unauthorised]).toEqual([[], [], [], null]);
  });
});

describe('what a rehearsal counts', () => {
  it('a blank value that is filled makes nobody gain: of whom it was blank, it was open', async () => {
    const id = await done([{ parameter: 'employment.firmLoan.hireShare', value: { percent: '1' } }]);
    const { total } = (await bench.read(id)).result;
    const [loan] = total.checks.filter(({ check }: { check: string }) => check === 'employment.firmLoan');
    expect(total.gaining).toBe(0);
    expect(loan.undeterminedBefore).toBeGreaterThan(0);
    expect(loan.newlyEligible).toBeLessThanOrEqual(loan.noLongerUndetermined);
  });

  it('a household is of the kind that the first supplier in authority says, whoever spoke last', async () => {
    const kinds = async () =>
      (await bench.read(await done([money(line, '9000')]))).result.byKind.map((one: { key: string; households: number }) => [one.key, one.households]); // prettier-ignore
    const before = await kinds();
    await bench.rows(
      `insert into register_status (household_id, area_code, status, observed_on, source, digest)
       select id, area_code, case register_status when 'NEVER_REGISTERED' then 'OUT_OF_POVERTY_WITH_POLICY' else 'NEVER_REGISTERED' end, '2025-06-29', 'VILLAGE', decode('01', 'hex')
       from household h where exists (select from register_status s where s.household_id = h.id and s.source = 'RRB') order by register_number limit 400`,
    );
    expect(await kinds()).toEqual(before);
  });
});

describe('what a rehearsal found', () => {
  it('is told no more once a household in it has withdrawn its authorisation, and that it must be asked again', async () => {
    const id = await done([money(line, '9000')]);
    const before = (await bench.ask(READ_OUTDATED, { id })).rehearsal;
    expect(before).toEqual({ state: 'DONE', result: { suppressed: false }, outdated: null });
    await bench.rows(
      `insert into household_authorisation (household_id, area_code, valid_from, valid_to, observed_on, source, digest)
       select a.household_id, a.area_code, '2024-01-01', '2025-06-01', '2025-06-29', 'RRB', decode('aa', 'hex') from (
         select distinct on (household_id) * from household_authorisation where scope = 'DATA_MATCHING'
         order by household_id, observed_on desc, recorded_at desc) a
       where a.valid_from <= '2025-06-30' and coalesce(a.valid_to, 'infinity') >= '2025-06-30' limit 1`,
    );
    const after = (await bench.ask(READ_OUTDATED, { id })).rehearsal;
    expect(after).toMatchObject({ state: 'DONE', result: null, outdated: { code: 'core.REHEARSAL_OUTDATED' } });
    const again = await done([money(line, '9000')]);
    // A word that came in shortly before may not have been seen when it was begun: only what is older was.
    await bench.rows(`update rehearsal set started_at = started_at + interval '11 minutes' where state = 'DONE'`);
    expect((await bench.ask(READ_OUTDATED, { id: again })).rehearsal.result).toEqual({ suppressed: false });
  });
});
