import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { match, rankMatches, type Opening, type Seeker } from '../../modules/employment/matching/match.js';

const seeker: Seeker = { wantsWork: true, willingAway: true, employed: false, presentPay: null, skills: ['电焊'], labourCapacity: 'FULL' };
const opening: Opening = { place: 'OUT_OF_PROVINCE', payFrom: 400_000, payTo: 500_000, skills: ['电焊'], fullLabour: true };

const results = (person: Partial<Seeker>, offer: Partial<Opening> = {}) =>
  Object.fromEntries(match({ ...seeker, ...person }, { ...opening, ...offer }).criteria.map((c) => [c.code, c.result]));

describe('a match', () => {
  test('lists every criterion, with both sides in words', () => {
    const { criteria, met, notMet, unknown } = match(seeker, opening);
    expect(criteria.map((c) => [c.code, c.result])).toEqual([
      ['WANTS_WORK', 'MET'],
      ['PLACE', 'MET'],
      ['PAY', 'MET'],
      ['SKILLS', 'MET'],
      ['LABOUR', 'MET'],
    ]);
    expect({ met, notMet, unknown }).toEqual({ met: 5, notMet: 0, unknown: 0 });
    expect(criteria[2]).toMatchObject({ person: { zh: '现无工作' }, posting: { zh: '4000.00–5000.00元', en: '4000.00–5000.00 yuan' } });
  });

  test('does not take what nobody said for a mismatch', () => {
    const nobody: Seeker = { wantsWork: null, willingAway: null, employed: null, presentPay: null, skills: null, labourCapacity: null };
    expect(match(nobody, opening)).toMatchObject({ met: 0, notMet: 0, unknown: 5 });
    expect(results({}, { place: null, payFrom: null, payTo: null, skills: null, fullLabour: null })).toMatchObject({
      PLACE: 'UNKNOWN',
      SKILLS: 'UNKNOWN',
    });
  });

  test('work in the county suits everybody, work away those who are willing', () => {
    expect(results({ willingAway: false })['PLACE']).toBe('NOT_MET');
    expect(results({ willingAway: false }, { place: 'IN_COUNTY' })['PLACE']).toBe('MET');
    expect(results({ willingAway: null }, { place: 'IN_COUNTY' })['PLACE']).toBe('MET');
  });

  test('pay: below, on and above the present pay', () => {
    const present = (presentPay: number) => results({ employed: true, presentPay })['PAY'];
    expect([present(500_001), present(500_000), present(499_999)]).toEqual(['NOT_MET', 'MET', 'MET']);
    expect(results({ employed: true, presentPay: null })['PAY']).toBe('UNKNOWN');
  });

  test('skills: all that are asked for; none asked for suits everybody', () => {
    expect(results({ skills: ['缝纫'] })['SKILLS']).toBe('NOT_MET');
    expect(results({ skills: [] })['SKILLS']).toBe('NOT_MET');
    expect(results({ skills: null }, { skills: [] })['SKILLS']).toBe('MET');
  });

  test('weak or half labour: light work suits, heavy work does not, and not knowing is neither', () => {
    const labour = (fullLabour: boolean | null) => results({ labourCapacity: 'WEAK_OR_HALF' }, { fullLabour })['LABOUR'];
    expect([labour(false), labour(true), labour(null)]).toEqual(['MET', 'NOT_MET', 'UNKNOWN']);
    expect(results({ labourCapacity: 'TOTAL_LOSS' }, { fullLabour: false })['LABOUR']).toBe('NOT_MET');
  });
});

describe('the order of matches', () => {
  test('fewest mismatches first, then most met; equals share a place and keep their order', () => {
    const list = [
      { id: 'a', match: match({ ...seeker, skills: [] }, opening) },
      { id: 'b', match: match({ ...seeker, skills: null }, opening) },
      { id: 'c', match: match(seeker, opening) },
      { id: 'd', match: match({ ...seeker, labourCapacity: null }, opening) },
    ];
    expect(rankMatches(list).map(({ id, rank }) => [id, rank])).toEqual([
      ['c', 1],
      ['b', 2],
      ['d', 2],
      ['a', 4],
    ]);
  });

  test('the counts are the parts: nothing else decides', () => {
    const maybe = fc.option(fc.boolean());
    const anybody: fc.Arbitrary<Seeker> = fc.record({
      wantsWork: maybe,
      willingAway: maybe,
      employed: maybe,
      presentPay: fc.option(fc.integer({ min: 0, max: 900_000 })),
      skills: fc.option(fc.subarray(['电焊', '缝纫', '驾驶'])),
      labourCapacity: fc.option(fc.constantFrom('FULL', 'WEAK_OR_HALF', 'TOTAL_LOSS' as const)),
    });
    fc.assert(
      fc.property(anybody, (person) => {
        const { criteria, met, notMet, unknown } = match(person, opening);
        expect(met + notMet + unknown).toBe(criteria.length);
        expect(criteria.filter((c) => c.result === 'NOT_MET')).toHaveLength(notMet);
      }),
    );
  });
});
