import { describe, expect, it } from 'vitest';
import { generateDemo } from '../../prisma/demo/generate.js';
import { schoolingOf } from '../../prisma/demo/schooling.js';

const people = [...generateDemo('town').villages()].flatMap((village) => village.person);

describe('who is in school in the demo town', () => {
  it('is said by the register, unless it says nothing: a senior high pupil has no degree', () => {
    const told = people.filter((p) => p.education_level !== null);
    const said = new Map<string, Set<string>>();
    for (const p of told) {
      const stage = schoolingOf(p);
      said.set(stage, (said.get(stage) ?? new Set()).add(p.education_level ?? ''));
    }
    expect([...(said.get('SENIOR_HIGH') ?? [])]).toEqual(['高中在读']);
    expect([...(said.get('SECONDARY_VOCATIONAL') ?? [])]).toEqual(['中职在读']);
    expect([...(said.get('UNDERGRADUATE') ?? [])]).toEqual(['本科在读']);
    expect([...(said.get('NONE') ?? [])].filter((level) => level.endsWith('在读'))).toEqual([]);
  });

  it('are all children of 7 to 14, and nobody of 23', () => {
    const born = (from: string, to: string) => people.filter((p) => p.birth_date > from && p.birth_date < to).map(schoolingOf);
    expect(born('2009-09-02', '2017-09-01')).not.toContain('NONE');
    expect(new Set(born('1950-01-01', '2002-09-01'))).toEqual(new Set(['NONE']));
  });
});
