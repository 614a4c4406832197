import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generateDemo } from '../../prisma/demo/generate.js';
import { noVillageRows, type HouseholdRow, type IncomeStatementRow, type VillageRows } from '../../prisma/demo/rows.js';
import { storyNumbers } from '../../prisma/demo/stories.js';
import { readResidentId } from '../../schema/feeds/resident-id.js';

const hashOf = (rows: VillageRows): string => createHash('sha256').update(JSON.stringify(rows)).digest('hex');

function whole(): VillageRows {
  const town = noVillageRows();
  for (const village of generateDemo('town').villages())
    for (const table of Object.keys(town) as (keyof VillageRows)[]) (town[table] as object[]).push(...village[table]);
  return town;
}

const demo = generateDemo('town');
const town = whole();
const { household: households, person: people } = town;
const outOfPoverty = households.filter((h) => h.register_status !== null && h.register_status !== 'NEVER_REGISTERED');
const monitored = households.filter((h) => h.monitoring_kind !== null);
const persons = (list: readonly HouseholdRow[]): number => list.reduce((sum, h) => sum + h.member_count, 0);
const share = (part: number, all: number): number => Math.round((1000 * part) / all) / 10;

/** The newest statement of a year, as the database would pick it. */
const yearly = (year: number): Map<string, IncomeStatementRow> => {
  const found = new Map<string, IncomeStatementRow>();
  for (const s of town.income_statement) {
    if (s.year !== year || s.month !== null || s.basis !== 'ACTUAL') continue;
    const before = found.get(s.household_id);
    if (before === undefined || before.observed_on < s.observed_on) found.set(s.household_id, s);
  }
  return found;
};
const y2024 = yearly(2024);
const y2023 = yearly(2023);

describe('the demo town', () => {
  it('is the same every time, ids included', () => {
    expect(hashOf(whole())).toBe(hashOf(town));
  });

  it('has 16,000 rural people in 5,000 households, in 12 villages and 7 communities', () => {
    expect(households).toHaveLength(5_000);
    expect(people).toHaveLength(16_000);
    expect(town.village).toHaveLength(19);
    expect(town.village_profile.filter((v) => v.village_class === null)).toHaveLength(7);
  });

  it('has 12 villages above 200,000 yuan of collective income and 7 communities above zero, all of them on paved roads', () => {
    const last = town.collective_income.filter((c) => c.year === 2024);
    expect(last.filter((c) => (c.total ?? 0) > 20_000_000)).toHaveLength(12);
    expect(last.every((c) => (c.total ?? 0) > 0 && (c.operating ?? 0) <= (c.total ?? 0))).toBe(true);
    expect(town.village_profile.every((v) => v.paved_road === true && v.power === true)).toBe(true);
    const points = town.village_profile.filter((v) => v.village_class !== null).reduce((sum, v) => sum + (v.waste_points ?? 0), 0);
    expect(Math.abs(points - 220)).toBeLessThan(25);
  });

  it('tells of all the spending of monitored households, and of some of others', () => {
    const kindsOf = new Map<string, number>();
    for (const e of town.expenditure) kindsOf.set(e.household_id, (kindsOf.get(e.household_id) ?? 0) + 1);
    const told = monitored.filter((h) => kindsOf.get(h.id) === 7).length;
    expect(told).toBeGreaterThan(monitored.length - 5);
    expect(kindsOf.size).toBeGreaterThan(monitored.length);
    for (const e of town.expenditure) expect(e.kind === 'MEDICAL' || e.kind === 'DISABILITY' ? e.amount : e.health_amount).toBeNull();
  });

  it('has registered households of 3.5 people', () => {
    expect(persons(outOfPoverty) / outOfPoverty.length).toBeCloseTo(3.5, 1);
  });

  it('became poor for the documented causes', () => {
    const of = (cause: string): number => share(outOfPoverty.filter((h) => h.former_cause === cause).length, outOfPoverty.length);
    expect(of('ILLNESS')).toBeCloseTo(58.9, 0);
    expect(of('DISABILITY')).toBeCloseTo(8.9, 0);
    expect(of('SCHOOLING')).toBeCloseTo(9, 0);
    expect(of('LACK_OF_LABOUR')).toBeCloseTo(8, 0);
  });

  it('has about a third of the registered on the safety net', () => {
    const held = outOfPoverty.filter((h) => h.safety_net !== null && h.safety_net !== 'NONE').length;
    expect(share(held, outOfPoverty.length)).toBeGreaterThan(30);
    expect(share(held, outOfPoverty.length)).toBeLessThan(37);
  });

  it('has about one tenth of exited people within 500 yuan above 6,000', () => {
    const band = outOfPoverty.filter((h) => {
      const income = y2024.get(h.id)?.per_capita_yearly ?? 0;
      return income >= 600_000 && income < 650_000;
    });
    expect(share(persons(band), persons(outOfPoverty))).toBeGreaterThan(9.5);
    expect(share(persons(band), persons(outOfPoverty))).toBeLessThan(12);
  });

  it('lives on about the documented 28,136 yuan disposable income per head in 2023', () => {
    const known = households.flatMap((h) => {
      const income = y2023.get(h.id)?.per_capita_disposable;
      return income === null || income === undefined ? [] : [[income / 100, h.member_count] as const];
    });
    const mean = known.reduce((sum, [income, n]) => sum + income * n, 0) / known.reduce((sum, [, n]) => sum + n, 0);
    expect(Math.abs(mean / 28_136 - 1)).toBeLessThan(0.03);
  });

  it('has few families below the monitoring line, and some of them on no list yet', () => {
    const below = households.filter((h) => (y2024.get(h.id)?.per_capita_yearly ?? Infinity) < 600_000);
    expect(below.length).toBeGreaterThan(40);
    expect(below.length).toBeLessThan(90);
    expect(below.filter((h) => h.monitoring_kind === null).length).toBeGreaterThan(15);
  });

  it('has a visible but small part of the registered below the watch line of 10,000', () => {
    const below = outOfPoverty.filter((h) => (y2024.get(h.id)?.per_capita_net ?? Infinity) < 1_000_000);
    expect(share(below.length, outOfPoverty.length)).toBeGreaterThan(15);
    expect(share(below.length, outOfPoverty.length)).toBeLessThan(25);
  });

  it('has a visible minority whose income fell, and more that expect a fall', () => {
    const net = (s: IncomeStatementRow | undefined): number | null => s?.per_capita_net ?? null;
    const fell = outOfPoverty.filter((h) => (net(y2024.get(h.id)) ?? Infinity) < (net(y2023.get(h.id)) ?? 0));
    expect(share(fell.length, outOfPoverty.length)).toBeGreaterThan(8);
    expect(share(fell.length, outOfPoverty.length)).toBeLessThan(20);
    expect(town.income_statement.filter((s) => s.basis === 'EXPECTED').length).toBeGreaterThan(0.8 * outOfPoverty.length);
  });

  it('has gaps on purpose: missing statements, missing figures, missing registers', () => {
    expect(households.filter((h) => !y2024.has(h.id)).length).toBeGreaterThan(50);
    expect([...y2024.values()].filter((s) => s.per_capita_yearly === null).length).toBeGreaterThan(100);
    expect(households.filter((h) => h.register_status === null).length).toBeGreaterThan(5);
  });

  it('has signed authorisations for about 95 of 100, and some that ran out', () => {
    const valid = households.filter((h) => h.authorised_until !== null && h.authorised_until >= '2025-06-30').length;
    expect(share(valid, households.length)).toBeGreaterThan(94);
    expect(share(valid, households.length)).toBeLessThan(96);
    expect(households.some((h) => h.authorised_until !== null && h.authorised_until < '2025-06-30')).toBe(true);
  });

  it('has most guarantees met, a few not met, a few at risk, a few unknown', () => {
    const of = (state: string): number => town.guarantee_status.filter((g) => g.state === state).length;
    expect(share(of('MET'), town.guarantee_status.length)).toBeGreaterThan(99);
    expect(of('NOT_MET')).toBeGreaterThan(15);
    expect(of('AT_RISK')).toBeGreaterThan(of('NOT_MET'));
    expect(of('UNKNOWN')).toBeGreaterThan(5);
  });

  it('monitors the three kinds as the rules allow', () => {
    expect(new Set(monitored.map((h) => h.monitoring_kind)).size).toBe(3);
    for (const h of monitored) {
      const registered = h.register_status !== null && h.register_status !== 'NEVER_REGISTERED';
      if (h.monitoring_kind === 'UNSTABLE_OUT_OF_POVERTY') expect(registered).toBe(true);
      if (h.monitoring_kind === 'BORDERLINE_AT_RISK') expect(registered).toBe(false);
      expect(h.risk_kinds.length).toBeGreaterThan(0);
    }
  });

  it('lists every registered and monitored household on the day of the complete list or later', () => {
    const list = demo.places.coverage.find((c) => c.feed === 'core.households')?.complete_on ?? '';
    const newest = new Map<string, string>();
    for (const o of [...town.register_status, ...town.monitoring_status])
      if (o.observed_on > (newest.get(o.household_id) ?? '')) newest.set(o.household_id, o.observed_on);
    for (const h of [...outOfPoverty, ...monitored]) expect((newest.get(h.id) ?? '') >= list).toBe(true);
  });

  it('knows nothing in advance', () => {
    const observations = Object.values(town)
      .flat()
      .filter((row): row is { observed_on: string; recorded_at: string } => 'observed_on' in row);
    const wrong = observations.filter(
      ({ observed_on, recorded_at }) =>
        observed_on > '2025-06-30' || recorded_at.slice(0, 10) > '2025-06-30' || recorded_at.slice(0, 10) < observed_on,
    );
    expect(wrong).toEqual([]);
  });
});

describe('the people of the demo town', () => {
  it('bear valid, distinct, synthetic resident ids that agree with birth date and sex', () => {
    const ids = people.map((p) => p.resident_id ?? '');
    expect(new Set(ids).size).toBe(people.length);
    for (const p of people) expect(readResidentId(p.resident_id ?? '')).toMatchObject({ birthDate: p.birth_date, sex: p.sex });
    for (const id of ids) expect(id.slice(14, 15)).toBe('9');
  });

  it('share no telephone number', () => {
    const phones = people.flatMap((p) => p.phone ?? []);
    expect(new Set(phones).size).toBe(phones.length);
    for (const phone of phones) expect(phone).toMatch(/^199000\d{5}$/);
  });

  it('have one head in each household, parents older than children, and nobody older than 110', () => {
    const of = new Map<string, typeof people>();
    for (const p of people) of.set(p.household_id, [...(of.get(p.household_id) ?? []), p]);
    for (const members of of.values()) {
      const head = members.filter((m) => m.is_head);
      expect(head).toHaveLength(1);
      for (const m of members) {
        if (m.relation === 'CHILD') expect(m.birth_date > (head[0]?.birth_date ?? '')).toBe(true);
        if (m.relation === 'PARENT') expect(m.birth_date < (head[0]?.birth_date ?? '')).toBe(true);
        expect(m.birth_date > '1915' && m.birth_date < '2025-07').toBe(true);
      }
    }
  });

  it('are ill, disabled and unable to work in plausible shares', () => {
    const of = (fits: (p: (typeof people)[number]) => boolean): number => share(people.filter(fits).length, people.length);
    expect(of((p) => p.health === 'MAJOR_ILLNESS')).toBeLessThan(4);
    expect(of((p) => p.health === 'CHRONIC_ILLNESS')).toBeLessThan(16);
    expect(of((p) => p.disability_certified === true)).toBeLessThan(5);
    expect(of((p) => p.labour_capacity === 'FULL')).toBeGreaterThan(50);
    expect(of((p) => p.health === null)).toBeLessThan(1);
  });
});

describe('the three story households', () => {
  const number = (n: string): HouseholdRow => households.find((h) => h.register_number === n) as HouseholdRow;

  it('one stands a little above the line', () => {
    const statement = y2024.get(number(storyNumbers.changes).id);
    expect(statement).toMatchObject({ per_capita_yearly: 632_000, per_capita_net: 632_000 });
    expect(outOfPoverty).toContain(number(storyNumbers.changes));
  });

  it('one has no income of last year', () => {
    expect(y2024.has(number(storyNumbers.undetermined).id)).toBe(false);
    expect(y2023.has(number(storyNumbers.undetermined).id)).toBe(true);
  });

  it('one lives well', () => {
    expect(y2024.get(number(storyNumbers.comfortable).id)?.per_capita_yearly).toBe(3_500_000);
    expect(number(storyNumbers.comfortable).register_status).toBe('NEVER_REGISTERED');
  });

  it('have all guarantees met', () => {
    for (const n of Object.values(storyNumbers)) {
      const { id } = number(n);
      const states = town.guarantee_status.filter((g) => g.household_id === id);
      expect(states).toHaveLength(6);
      expect(states.every((g) => g.state === 'MET')).toBe(true);
    }
  });
});
