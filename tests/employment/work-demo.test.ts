import { describe, expect, test } from 'vitest';
import type { DemoRows } from 'xianjie/schema';
import { workDemo, workersOf } from '../../modules/employment/work/demo/index.js';
import { registered } from '../../modules/employment/work/demo/jobs.js';
import { generateDemo } from '../../prisma/demo/generate.js';
import { demoPlace, demoVillage, dice } from '../../prisma/demo/modules.js';

const { plan, places, villages } = generateDemo('town');
const place = demoPlace(plan, places, 'town');
const all = [...villages()].map((rows) => demoVillage(plan, rows));
const workers = all.flatMap((village) => workersOf(village, place));
const made = all.map((village) => workDemo.village(village, place, dice(plan, 'employment', village.code)));
const rows = (table: string): readonly DemoRows[string][number][] => made.flatMap((one) => one[table] ?? []);
const share = <T>(list: readonly T[], of: (one: T) => boolean): number => list.filter(of).length / list.length;

describe('people at work in the demo', () => {
  const atWork = workers.filter(({ job }) => job?.employed === true);

  test('more than 60 % of those at work have flexible jobs, as the catalogue reports', () => {
    const flexible = share(atWork, ({ job }) => job?.form === 'FLEXIBLE');
    expect(flexible).toBeGreaterThan(0.58);
    expect(flexible).toBeLessThan(0.68);
  });

  test('between a half and two thirds of the registered who are able to work do; some of them away', () => {
    const able = workers.filter(({ household, person }) => registered(household) && person.labourCapacity === 'FULL');
    const working = share(able, ({ job }) => job?.employed === true);
    expect(working).toBeGreaterThan(0.5);
    expect(working).toBeLessThan(0.67);
    expect(share(atWork, ({ job }) => job?.place === 'OUT_OF_PROVINCE')).toBeGreaterThan(0.08);
  });

  test('children and the old have no work', () => {
    expect(atWork.filter(({ person }) => person.birthDate > '2009-06-30' || person.birthDate < '1956-06-30')).toEqual([]);
  });

  test('the transport subsidy agrees with where people work; a few mistakes are there to be found', () => {
    const away = new Set(atWork.filter(({ job }) => job?.place !== 'IN_COUNTY').map(({ person }) => person.id));
    const paid = rows('benefit_grant').filter((grant) => grant['benefit'] === 'employment.transportSubsidy');
    expect(paid.length).toBeGreaterThan(200);
    const astray = share(paid, (grant) => !away.has(String(grant['person_id'])));
    expect(astray).toBeGreaterThan(0);
    expect(astray).toBeLessThan(0.08);
  });

  test('no claim is paid whose place of work was not checked', () => {
    const claims = rows('employment_transport_claim');
    expect(new Set(claims.map((claim) => claim['state']))).toEqual(new Set(['CLAIMED', 'CHECKED', 'PAID']));
    expect(claims.filter((claim) => claim['state'] === 'PAID' && claim['checked_on'] === null)).toEqual([]);
  });

  test('nothing is known in advance, and it is the same every time', () => {
    const days = rows('employment_record').map((record) => String(record['observed_on']));
    expect(days.filter((day) => day > place.today)).toEqual([]);
    const [first] = all;
    if (first) expect(workDemo.village(first, place, dice(plan, 'employment', first.code))).toEqual(made[0]);
  });

  test('of some village the list of workers is not complete: there, who is not on it is not known', () => {
    const complete =
      workDemo.completeLists?.(place, dice(plan, 'employment', 'lists')).filter(({ feed }) => feed === 'employment.records') ?? [];
    expect(complete.length).toBeGreaterThan(place.villages.length * 0.7);
    expect(complete.length).toBeLessThan(place.villages.length);
  });
});
