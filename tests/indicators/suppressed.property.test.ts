import fc from 'fast-check';
import { expect, test } from 'vitest';
import { liesIn, type TargetHere } from 'xianjie/schema';
import { noCell } from '../../plugins/indicators/cells.js';
import { FEWEST, toldAreas, type Meant } from '../../plugins/indicators/suppress.js';
import { metBy } from '../../plugins/indicators/target.js';
import { seenBy } from '../../plugins/indicators/tell.js';

const COUNTY = '990101';
/** Villages of a county with who has something, who has not and of whom it is not known; and now and then what belongs to a town or the county itself. */
const counties = fc
  .array(
    fc.record({
      town: fc.integer({ min: 0, max: 4 }),
      village: fc.integer({ min: 0, max: 4 }),
      has: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 })),
      lacks: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 })),
      open: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 })),
      level: fc.constantFrom('VILLAGE', 'VILLAGE', 'VILLAGE', 'VILLAGE', 'TOWN', 'COUNTY'),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((rows) => {
    const places = new Map<string, Meant>();
    for (const { town, village, has, lacks, open, level } of rows) {
      const code = { COUNTY, TOWN: `${COUNTY}10${town}`, VILLAGE: `${COUNTY}10${town}20${village}` }[level] ?? COUNTY;
      if (has + lacks + open > 0) places.set(code, { area: code, subjects: has + lacks + open, parts: [has, lacks], unknown: open });
    }
    return [...places.values()];
  });

const sum = (places: readonly Meant[]): readonly number[] =>
  places.reduce<number[]>((all, { parts }) => parts.map((n, i) => n + (all[i] ?? 0)), []);
/** Whether some of them are few. That nobody is unknown tells of nobody. */
const few = (places: readonly Meant[]): boolean => {
  const unknown = places.reduce((all, place) => all + place.unknown, 0);
  return Math.min(...sum(places)) < FEWEST || (unknown > 0 && unknown < FEWEST);
};
const below = (places: readonly Meant[], area: string): Meant[] => places.filter((place) => liesIn(place.area, area));

/** Whether sums of some of the known sums, added and subtracted, come to this one. */
function follows(known: readonly (readonly number[])[], wanted: readonly number[]): boolean {
  const rows = known.map((row) => [...row]);
  const rest = [...wanted];
  for (let column = 0; column < wanted.length; column += 1) {
    const at = rows.findIndex((row) => Math.abs(row[column] ?? 0) > 1e-9);
    if (at < 0) continue;
    const [pivot = []] = rows.splice(at, 1);
    for (const row of [...rows, rest]) {
      const times = (row[column] ?? 0) / (pivot[column] ?? 1);
      for (let i = column; i < wanted.length; i += 1) row[i] = (row[i] ?? 0) - times * (pivot[i] ?? 0);
    }
  }
  return rest.every((n) => Math.abs(n) < 1e-9);
}

test('no area with few who have it, have it not or of whom it is not known is told, and adding and subtracting what is told gives none', () => {
  fc.assert(
    fc.property(counties, (places) => {
      const told = toldAreas(places, COUNTY);
      const known = [...told].map((area) => places.map((place) => (liesIn(place.area, area) ? 1 : 0)));
      for (const area of told) expect(few(below(places, area))).toBe(false);
      const groups = new Set(places.flatMap(({ area }) => [area, area.slice(0, 9), area.slice(0, 6)]));
      for (const area of groups) {
        const mine = below(places, area);
        if (!few(mine)) continue;
        expect(
          follows(
            known,
            places.map((place) => (liesIn(place.area, area) ? 1 : 0)),
          ),
        ).toBe(false);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('what is left out under an area that is told is several, and no few together', () => {
  fc.assert(
    fc.property(counties, (places) => {
      const told = toldAreas(places, COUNTY);
      for (const area of told) {
        if (area.length >= 12) continue;
        const length = area.length === 6 ? 9 : 12;
        const children = new Set(below(places, area).map((place) => (place.area.length < length ? area : place.area.slice(0, length))));
        const hidden = [...children].filter((child) => child === area || !told.has(child));
        const own = (child: string): Meant[] => (child === area ? places.filter((place) => place.area === area) : below(places, child));
        const left = hidden.flatMap(own);
        // What belongs to the area itself is nobody's to ask for: alone and of many it may follow.
        if (left.length === 0 || (hidden.length === 1 && hidden[0] === area)) continue;
        expect(few(left)).toBe(false);
        expect(hidden.length).toBeGreaterThan(1);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('what is told does not hang on the order in which places were counted', () => {
  fc.assert(
    fc.property(counties, (places) => {
      expect([...toldAreas([...places].reverse(), COUNTY)].sort()).toEqual([...toldAreas(places, COUNTY)].sort());
    }),
  );
});

test('where nobody is few, every area is told', () => {
  const places = ['101', '102'].flatMap((town) =>
    ['201', '202'].map((village) => ({ area: `${COUNTY}${town}${village}`, subjects: 20, parts: [10, 10], unknown: 0 })),
  );
  expect(toldAreas(places, COUNTY).size).toBe(7);
});

test('a few of whom it is not known are not told as what is left of a whole', () => {
  const places = ['201', '202', '203', '204'].map((village, i) => ({
    ...{ area: `${COUNTY}101${village}`, subjects: 30 + i, parts: [10, 10] },
    unknown: i === 0 ? 3 : 10 + i,
  }));
  const told = toldAreas(places, COUNTY);
  expect(told.has(`${COUNTY}101201`)).toBe(false);
  // The smallest of its neighbours is left out with it.
  expect(told.has(`${COUNTY}101202`)).toBe(false);
  expect(told.has(`${COUNTY}101203`)).toBe(true);
});

test('whether a target is met never tells a viewer who may not see them whether it is known of everybody', () => {
  const cell = { ...noCell('990101'), subjects: 40, counted: 30, numerator: 30 };
  const at = (number: number, operator: string) => ({ value: { number }, operator }) as unknown as TargetHere;
  for (const operator of ['gte', 'gt', 'lte', 'lt', 'eq'])
    for (const goal of [0, 20, 30, 35, 60]) {
      const met = [0, 3].map((unknown) =>
        metBy('COUNT', seenBy({ suppressed: false, exact: false }, 'COUNT', { ...cell, unknown }), at(goal, operator)),
      );
      expect(met[0]).toBe(met[1]);
    }
});
