import { describe, expect, it } from 'vitest';
import { generateDemo } from '../../prisma/demo/generate.js';
import { dealProfiles } from '../../prisma/demo/plan.js';

describe('the demo county', () => {
  const { plan, places, villages } = generateDemo('county');

  it('has 425 villages in 25 townships, 35,000 households, 125,000 people and 52,500 measures', () => {
    const profiles = dealProfiles(plan);
    expect(plan.townships).toHaveLength(25);
    expect(plan.settlements).toHaveLength(425);
    expect(plan.settlements.reduce((sum, s) => sum + s.households, 0)).toBe(35_000);
    expect(profiles).toHaveLength(35_000);
    expect(profiles.reduce((sum, p) => sum + p.size, 0)).toBe(125_000);
    expect(profiles.reduce((sum, p) => sum + p.measures, 0)).toBe(52_500);
  });

  it('tells five years of income of every household', () => {
    // One township stands for all: the whole county takes seconds.
    const generator = villages();
    for (let i = 0; i < 17; i++) {
      const rows = generator.next().value;
      expect(rows?.village).toHaveLength(1);
      expect(rows?.income_statement).toHaveLength(5 * (rows?.household.length ?? 0));
    }
  });

  it('bears no code of a real place', () => {
    for (const area of places.area) expect(area.code === '0' ? !area.synthetic : area.synthetic && area.code.startsWith('99')).toBe(true);
  });

  it('has adopted the documents level by level, at every town, and says that this is a demo', () => {
    const at = (area: string): string[] => places.adoption.filter((a) => a.area_code === area).map((a) => a.document_code);
    expect(at('99')).toEqual(['HEBEI']);
    expect(at('9901')).toEqual(['HLJ-SYS']);
    expect(at('990101')).toEqual(['HN-COUNTY', 'COUNTY-C']);
    for (const town of plan.townships) expect(at(town)).toEqual(['TOWN-A', 'NM-ALZQ']);
    expect(places.adoption.every((a) => a.basis === 'DEMO')).toBe(true);
  });
});
