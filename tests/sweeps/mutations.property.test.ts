import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { encodeGlobalId } from '../../schema/index.js';
import { sweepBench, TOWN, type SweepBench } from './support.js';

// Whole sweeps of a town, one after each row of writes.
vi.setConfig({ testTimeout: 600_000 });

let bench: SweepBench;
let households: { id: string; area: string }[];
let people: { id: string; household: string; name: string }[];
let villages: string[];
beforeAll(async () => {
  bench = await sweepBench();
  await bench.start({ area: '150623' });
  await bench.parts.sweeps.settle();
  households = (
    await bench.rows<{ id: string; area: string }>(
      'select id, area_code as area from household where area_code like $1 order by register_number limit 30',
      [`${TOWN}%`],
    )
  ).map((one) => ({ ...one, id: encodeGlobalId('Household', one.id) }));
  people = (
    await bench.rows<{ id: string; household: string; name: string }>(
      'select p.id, p.household_id as household, p.name from person p join household h on h.id = p.household_id where h.area_code like $1 and p.left_on is null order by h.register_number, p.id limit 60',
      [`${TOWN}%`],
    )
  ).map(({ id, household, name }) => ({ id: encodeGlobalId('Person', id), household: encodeGlobalId('Household', household), name }));
  villages = (
    await bench.rows<{ code: string }>('select area_code as code from village where area_code like $1 order by 1', [`${TOWN}%`])
  ).map(({ code }) => code);
}, 240_000);
afterAll(() => bench.close());

interface Written {
  readonly mutation: string;
  /** Made when it is carried out: who there is, is known then. */
  readonly input: () => object;
}

const at = fc.nat({ max: 29 });
const member = fc.nat({ max: 59 });
const yuan = fc.integer({ min: 0, max: 40_000 }).map((n) => `${n}.00`);
const day = fc.constantFrom('2025-06-20', '2025-06-29', '2025-06-30');
const of = (mutation: string, input: fc.Arbitrary<() => object>): fc.Arbitrary<Written> =>
  fc.record({ mutation: fc.constant(mutation), input });
const household = (i: number): string => households[i % households.length]?.id ?? '';
const personAt = (i: number) => people[i % people.length] ?? { id: '', household: '', name: '' };

/** What the door takes; the same record is often written again, which corrects what was said before. */
const written = fc.oneof(
  of(
    'recordBenefit',
    fc
      .tuple(member, fc.constantFrom('employment.transportSubsidy', 'test.other'), yuan, day, fc.option(fc.constant('2025-06-15')))
      .map(([i, benefit, amount, observedOn, periodTo]) => () => ({
        household: personAt(i).household,
        person: personAt(i).id,
        benefit,
        form: 'CASH',
        amount,
        periodFrom: '2025-01-01',
        periodTo,
        observedOn,
        source: 'RRB',
      })),
  ),
  of(
    'recordIncome',
    fc.tuple(at, fc.constantFrom(2023, 2024), yuan, day).map(([i, year, perCapitaNetIncome, observedOn]) => () => ({
      ...{ household: household(i), year, perCapitaNetIncome, perCapitaYearlyIncome: perCapitaNetIncome, observedOn, source: 'RRB' },
    })),
  ),
  of(
    'recordExpenditure',
    fc.tuple(at, yuan, fc.boolean(), day).map(([i, amount, complete, observedOn]) => () => ({
      ...{ household: household(i), year: 2024, complete, items: [{ kind: 'MEDICAL', amount }], observedOn, source: 'RRB' },
    })),
  ),
  of(
    'recordGuarantee',
    fc
      .tuple(at, fc.constantFrom('SAFE_HOUSING', 'FOOD', 'BASIC_MEDICAL'), fc.constantFrom('MET', 'NOT_MET', 'UNKNOWN'), day)
      .map(([i, kind, state, observedOn]) => () => ({ household: household(i), kind, state, observedOn, source: 'RRB' })),
  ),
  of(
    'recordPerson',
    fc
      .tuple(member, fc.constantFrom('FULL', 'WEAK_OR_HALF', 'TOTAL_LOSS'), fc.boolean(), fc.option(fc.constant('2025-06-28')), day)
      .map(([i, labourCapacity, disabilitySevere, leftOn, observedOn]) => () => ({
        ...{
          household: personAt(i).household,
          person: personAt(i).id,
          name: personAt(i).name,
          labourCapacity,
          disabilitySevere,
          observedOn,
        },
        ...{ source: 'RRB', ...(leftOn !== null && { leftOn }) },
      })),
  ),
  of(
    'recordEmployment',
    fc
      .tuple(member, fc.boolean(), fc.constantFrom('OUT_OF_PROVINCE', 'IN_COUNTY'), yuan, day)
      .map(([i, employed, place, monthlyPay, observedOn]) => () => ({
        ...{ person: personAt(i).id, employed, ...(employed && { place, monthlyPay }), observedOn, source: 'HRSS' },
      })),
  ),
  of(
    'recordAuthorisation',
    fc
      .tuple(at, fc.boolean(), day)
      .map(([i, withdrawn, observedOn]) => () => ({ household: household(i), withdrawn, observedOn, source: 'RRB' })),
  ),
  of(
    'moveHousehold',
    fc.tuple(at, fc.nat({ max: 50 })).map(([i, to]) => () => ({ household: household(i), village: villages[to % villages.length] })),
  ),
);

it('whatever is written through the door, corrected, taken back and moved, what is asked again is what a sweep of everybody finds', async () => {
  const done = new Map<string, number>();
  let keys = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(written, { minLength: 6, maxLength: 12 }), async (writes) => {
      for (const { mutation, input } of writes) {
        const type = `${(mutation[0] ?? '').toUpperCase()}${mutation.slice(1)}Input`;
        const { body } = await bench.post({
          query: `mutation ($input: ${type}!, $key: String!) { done: ${mutation}(input: $input) @idempotent(key: $key) { userErrors { code } } }`,
          variables: { input: input(), key: `written-${++keys}` },
        });
        if (body.errors !== undefined) throw new Error(`${mutation}: ${body.errors.map(({ message }) => message).join('; ')}`);
        if (body.data.done.userErrors.length === 0) done.set(mutation, (done.get(mutation) ?? 0) + 1);
      }
      await bench.parts.sweeps.settle();
      const kept = { states: await bench.states(), counts: await bench.counts() };
      await bench.start({ area: '150623' });
      await bench.parts.sweeps.settle();
      expect({ states: await bench.states(), counts: await bench.counts() }).toEqual(kept);
    }),
    { numRuns: 4, endOnFailure: true },
  );
  expect([...done.keys()].length).toBeGreaterThan(4);
});
