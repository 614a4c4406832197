// @ts-check
import { office } from './policy.js';

/** @type {import('xianjie/schema').ModuleDemo} */
export const demo = {
  village: (village, place, dice) => {
    const sections = [1, 2].map((n) => ({
      id: dice.uuid(),
      area_code: village.code,
      number: `A-0${n}`,
      name: n === 1 ? '北坡' : '南沟',
      metres: dice.int(800, 5000),
    }));
    const grown = village.households.flatMap(({ people }) => people).filter(({ birthDate }) => birthDate > '1960' && birthDate < '2005');
    const patrols = grown
      .filter(() => dice.chance(0.2))
      .flatMap((who) =>
        [2024, 2025].map((year) => ({
          person_id: who.id,
          area_code: village.code,
          year,
          days: dice.pick([0, 12, 59, 60, 61, 90]),
          trained: dice.pick([true, false, null]),
          section_id: sections[0]?.id ?? null,
          section_area: village.code,
          observed_on: year === 2024 ? '2025-01-10' : '2025-06-10',
          source: office.code,
        })),
      );
    return { forest_fire_section: sections, forest_fire_patrol: patrols };
  },
  completeLists: (place) =>
    place.villages
      .slice(1)
      .map(({ code }) => ({ feed: 'forest-fire.patrols', source: office.code, area: code, period: '2024', on: '2025-01-10' })),
};
