import { expect, it } from 'vitest';
import { generateDemo } from '../../prisma/demo/generate.js';

// One generator pass, counted village by village: nothing of the county is kept.
it('the demo county has 425 villages, 35,000 households, 125,000 people, five years of incomes, and no code of a real place', () => {
  const { plan, places, villages } = generateDemo('county');
  const count = { village: 0, household: 0, person: 0, income_statement: 0, assistance_measure: 0 };
  for (const rows of villages()) for (const table of Object.keys(count) as (keyof typeof count)[]) count[table] += rows[table].length;
  expect(count).toEqual({ village: 425, household: 35_000, person: 125_000, income_statement: 175_000, assistance_measure: 52_500 });
  expect(plan.townships).toHaveLength(25);
  for (const area of places.area) expect(area.code === '0' ? !area.synthetic : area.synthetic && area.code.startsWith('99')).toBe(true);
  for (const town of plan.townships)
    expect(places.adoption.filter((a) => a.area_code === town).map((a) => a.document_code)).toEqual(['TOWN-A', 'NM-ALZQ']);
  expect(places.adoption.every((a) => a.basis === 'DEMO')).toBe(true);
}, 60_000);
