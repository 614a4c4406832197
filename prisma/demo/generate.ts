import { idBeside } from 'xianjie/schema';
import { coverage } from './coverage.js';
import { recordedAt, day } from './days.js';
import { addHousehold } from './household.js';
import { Phones, ResidentIds } from './identity.js';
import { countyPlan, townPlan } from './places.js';
import { dealProfiles, type Plan } from './plan.js';
import { projects } from './projects.js';
import { Random } from './random.js';
import { noVillageRows, type PlaceRows, type VillageRows } from './rows.js';
import { castStories, stories } from './stories.js';
import { referenceIncomes, village } from './villages.js';

/** A demo as rows: the places at once, then one village after the other, so that a county never lies in memory. */
export interface Demo {
  readonly plan: Plan;
  readonly places: PlaceRows;
  readonly villages: () => Generator<VillageRows>;
}

export type DemoScale = 'town' | 'county';

/** Pure: the same scale always gives the same rows, ids included. */
export function generateDemo(scale: DemoScale): Demo {
  const plan = scale === 'town' ? townPlan() : countyPlan();
  return { plan, places: places(plan), villages: () => villages(plan) };
}

function places(plan: Plan): PlaceRows {
  const random = new Random(plan.seed, 'places');
  return {
    area: plan.areas.map(({ code, level, name_zh, local_term, parent, synthetic }) => ({
      code,
      level,
      parent_code: parent === '' ? null : parent,
      name_zh,
      name_en: null,
      local_term,
      synthetic,
    })),
    adoption: plan.adoptions.map(({ document, area, from }) => ({
      id: random.uuid(),
      document_code: document,
      area_code: area,
      valid_from: from,
      basis: 'DEMO' as const,
      note: '演示数据：此地并未作出该决定 (demo: this place took no such decision)',
      recorded_at: recordedAt(day(from)),
    })),
    coverage: coverage(random, plan.settlements),
    project: projects(plan),
    reference_income: referenceIncomes(plan),
  };
}

function* villages(plan: Plan): Generator<VillageRows> {
  const profiles = dealProfiles(plan);
  castStories(plan, profiles);
  const numbers = {
    residentIds: new ResidentIds(plan.idPlace),
    phones: new Phones(plan.firstPhone),
    idBeside: plan.together ? idBeside : (_: string, id: string) => id,
  };
  let next = 0;
  for (const [nth, settlement] of plan.settlements.entries()) {
    const rows = noVillageRows();
    const { row, profile: told, incomes } = village(plan, settlement, nth);
    rows.village.push(row);
    rows.village_profile.push(told);
    rows.collective_income.push(...incomes);
    for (let ordinal = 1; ordinal <= settlement.households; ordinal++) {
      const profile = profiles[next++];
      if (profile === undefined) throw new Error('more households in the villages than were dealt');
      const story = stories[`${settlement.code}${String(ordinal).padStart(4, '0')}`];
      addHousehold(plan, numbers, settlement, ordinal, profile, rows, story);
    }
    yield rows;
  }
}
