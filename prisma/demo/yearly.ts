import { day, type Day } from './days.js';
import { figures, growth, month, type Earner, type Figures } from './incomes.js';
import type { Observe } from './observe.js';
import type { Plan, Profile } from './plan.js';
import type { Random } from './random.js';
import type { IncomeStatementRow } from './rows.js';
import type { Story } from './stories.js';

interface About {
  readonly random: Random;
  readonly observe: Observe;
  readonly plan: Plan;
  readonly profile: Profile;
  readonly household: string;
  /** Birth dates of the members: who was born later is not counted in an earlier year. */
  readonly born: readonly string[];
  /** Income per head of the last year, yuan. */
  readonly income: number;
  readonly earner: Earner;
  readonly story: Story | undefined;
}

/** All income statements of a household: each year, what is expected of the running one, and months where somebody looks monthly. */
export function yearlyIncomes(about: About): IncomeStatementRow[] {
  const { random, observe, plan, profile, household, story } = about;
  const rows: IncomeStatementRow[] = [];
  const add = (observed: Day, year: number, monthOf: number | null, basis: 'ACTUAL' | 'EXPECTED', sums: Figures): void => {
    const { id, area_code, observed_on, recorded_at, source } = observe('RRB', observed);
    // One spread, and first: V8 copies that one fast, and a county has 175,000 of these.
    rows.push({ ...sums, id, area_code, observed_on, recorded_at, source, household_id: household, year, month: monthOf, basis });
  };
  const members = (year: number): number => Math.max(1, about.born.filter((b) => Number(b.slice(0, 4)) <= year).length);

  const years = [...plan.incomeYears].sort((a, b) => b - a);
  const last = years[0] ?? 0;
  let perHead = about.income;
  for (const year of years) {
    const missing = plan.gapsInYears && random.chance(year === last ? (profile.registered ? 0.012 : 0.02) : 0.02);
    const told = story?.years[year];
    let sums = figures(random, told ?? perHead, members(year), about.earner);
    // A story's figures are round, complete and the same for all three concepts, so that a reader can follow them.
    if (told !== undefined)
      sums = { ...sums, per_capita_net: told * 100, per_capita_yearly: told * 100, per_capita_disposable: told * 100 };
    const observed = day(`${year + 1}-01-08`) + random.int(0, 40);
    if (story !== undefined ? told !== undefined : !missing) {
      // Now and then a figure was corrected later; both entries stay, the newer one counts.
      if (story === undefined && plan.gapsInYears && year === last && random.chance(0.008))
        add(observed - 20, year, null, 'ACTUAL', figures(random, perHead * random.between(0.85, 1.1), members(year), about.earner));
      add(observed, year, null, 'ACTUAL', sums);
    }
    perHead = Math.max(2_800, perHead / (1 + growth(random, profile, year === last)));
  }
  if (!plan.runningYear) return rows;

  const running = last + 1;
  const helped = profile.registered || profile.monitored !== null;
  if (helped && (story?.expected ?? random.chance(0.85))) {
    const change = story === undefined && random.chance(0.06) ? random.between(-0.2, -0.03) : random.between(0.01, 0.1);
    add(
      day(`${running}-03-10`) + random.int(0, 30),
      running,
      null,
      'EXPECTED',
      figures(random, about.income * (1 + change), members(running), about.earner),
    );
  }
  if (profile.monitored !== null) {
    // More than 60 of 100 live on flexible jobs: their months swing.
    const flexible = random.chance(0.63);
    for (let m = 1; m <= 5; m++) {
      const observed = day(`${running}-0${m + 1}-05`) + random.int(0, 12);
      if (random.chance(0.95)) add(observed, running, m, 'ACTUAL', month(random, about.income, members(running), about.earner, flexible));
    }
  }
  return rows;
}
