import type { DemoPlace, DemoRows, DemoVillage, ModuleDemo } from 'xianjie/schema';
import { chanceOf } from './chance.js';
import { allCourses } from './courses.js';
import { jobOf } from './jobs.js';
import { labourRows, subsidyRows } from './money.js';
import { workSamples } from './samples.js';
import { caseRows, fileRows, recordRows, type Worker } from './people.js';

/** Everybody of a village, with what is known of their work. */
export const workersOf = (village: DemoVillage, { today }: DemoPlace): Worker[] =>
  village.households.flatMap((household) =>
    household.people.map((person) => ({ household, person, area: village.code, job: jobOf(household, person, today), today })),
  );

/** People at work in the demo. */
export const workDemo: ModuleDemo = {
  places: (place) => ({ ...labourRows(place), employment_course: allCourses(place).map((course) => ({ ...course })) }),
  village: (village, place) => {
    const rows: Record<string, DemoRows[string][number][]> = {};
    for (const worker of workersOf(village, place)) {
      recordRows(worker, rows);
      fileRows(worker, rows);
      caseRows(worker, rows);
      subsidyRows(worker, rows);
    }
    return rows;
  },
  samples: workSamples,
  // Of one village in twelve the bureau's list of workers is not complete: there, who is not on it is not known.
  completeLists: (place) => [
    ...place.villages
      .filter(({ code }) => chanceOf(code, 'complete') >= 1 / 12)
      .map(({ code }) => ({ feed: 'employment.records', source: 'HRSS', area: code, on: '2025-06-25' })),
    { feed: 'employment.subsidies', source: 'HRSS', area: place.county, period: '2025', on: '2025-06-20' },
    { feed: 'employment.training', source: 'HRSS', area: place.county, period: '2025', on: '2025-06-20' },
  ],
};
