/** The sample files that departments hand in, made to fit the demo town. */
import { demoPlace, demoVillage, dice, type DemoModule } from './modules.js';
import { generateDemo } from './generate.js';
import { encodeGb18030 } from './gb18030.js';
import { figures, type Figures } from './incomes.js';
import { Random } from './random.js';
import type { HouseholdRow, IncomeStatementRow, VillageRows } from './rows.js';
import { toCsv } from './sample-csv.js';
import { householdsSample, peopleSample, type Member } from './sample-register.js';
import { expendituresSample } from './sample-spending.js';
import { CHANGED_TO, STORY_VILLAGE, storyNumbers } from './stories.js';

const YEAR = 2024;

const yuan = (fen: number | null): string | null => (fen === null ? null : (fen / 100).toFixed(2));

const incomeHeader = [
  ...['户编号', '年度', '工资性收入', '经营性收入', '财产性收入', '转移性收入', '生产经营支出', '纯收入'],
  ...['人均纯收入', '家庭年人均收入', '人均可支配收入', '家庭人口'],
];

function incomeLine(number: string, s: Figures): (string | number | null)[] {
  const sums = [
    s.wage,
    s.operating,
    s.property,
    s.transfer,
    s.business_cost,
    s.net_income,
    s.per_capita_net,
    s.per_capita_yearly,
    s.per_capita_disposable,
  ];
  return [number, YEAR, ...sums.map(yuan), s.member_count];
}

/** Five rows that must be refused, each for a reason of its own; `at` is the place in the file, counted from 0. */
const bad: readonly { at: number; spoil: (line: (string | number | null)[]) => void }[] = [
  { at: 11, spoil: (line) => (line[0] = `${STORY_VILLAGE}9999`) },
  { at: 22, spoil: (line) => (line[2] = '-1200.00') },
  { at: 33, spoil: (line) => (line[3] = '=1+1') },
  { at: 44, spoil: (line) => (line[1] = '20244') },
  { at: 55, spoil: (line) => (line[8] = 'abc') },
];

/** Sixty rows of one village and year: most repeat what is known, some correct it, some are new, five are bad. */
function incomes(village: VillageRows): string {
  const random = new Random('samples', 'incomes');
  const earner = { labour: 'HAS_LABOUR', programme: 'NONE', permanent: false } as const;
  const newest = new Map<string, IncomeStatementRow>();
  for (const s of village.income_statement) if (s.year === YEAR && s.month === null && s.basis === 'ACTUAL') newest.set(s.household_id, s);
  const corrected = (h: HouseholdRow, perHead: number): Figures => ({
    ...figures(random, perHead, h.member_count, earner),
    per_capita_net: Math.round(perHead * 100),
    per_capita_yearly: Math.round(perHead * 100),
  });
  const known = village.household.filter((h) => newest.has(h.id));
  const story = known.filter((h) => h.register_number === storyNumbers.changes);
  const others = known.filter((h) => !Object.values<string>(storyNumbers).includes(h.register_number));
  const slipping = others
    .filter((h) => h.former_cause !== null && (h.per_capita_net ?? 0) > 605_000 && (h.per_capita_net ?? 0) < 1_200_000)
    .slice(0, 6);
  const steady = others.filter((h) => !slipping.includes(h));
  const unrecorded = village.household.filter((h) => !newest.has(h.id) && h.register_number !== storyNumbers.undetermined).slice(0, 5);
  const lines = [
    ...story.map((h) => incomeLine(h.register_number, corrected(h, CHANGED_TO))),
    ...slipping.map((h) => incomeLine(h.register_number, corrected(h, random.int(5_350, 5_950)))),
    ...unrecorded.map((h) => incomeLine(h.register_number, corrected(h, random.int(9_000, 31_000)))),
    ...steady
      .slice(0, 10)
      .map((h) => incomeLine(h.register_number, corrected(h, ((h.per_capita_net ?? 1_500_000) / 100) * random.between(0.9, 1.1)))),
    ...steady.slice(10, 60).map((h) => incomeLine(h.register_number, newest.get(h.id) as Figures)),
  ].slice(0, 60);
  for (const { at, spoil } of bad) spoil(lines[at] as (string | number | null)[]);
  return toCsv(incomeHeader, lines);
}

/** Each file's name and bytes: the core's, and those of the modules. */
export function sampleFiles(modules: readonly DemoModule[] = []): ReadonlyMap<string, Buffer> {
  const { plan, places, villages } = generateDemo('town');
  let village: VillageRows | undefined;
  for (const rows of villages()) if (rows.village[0]?.area_code === STORY_VILLAGE) village = rows;
  if (village === undefined) throw new Error(`the demo town has no village ${STORY_VILLAGE}`);
  const income = incomes(village);
  // Rows know their household by id; files name it by its number.
  const members = (h: HouseholdRow): Member[] =>
    village.person.filter((p) => p.household_id === h.id).map((person) => ({ household: h.register_number, person }));
  const place = demoPlace(plan, places, 'town');
  const ofModules = modules.flatMap(({ id, demo }) =>
    Object.entries(demo.samples?.(demoVillage(plan, village), place, dice(plan, id, 'samples')) ?? {}),
  );
  return new Map([
    ['incomes.csv', Buffer.from(income)],
    ['incomes-gb18030.csv', encodeGb18030(income)],
    ['households.csv', Buffer.from(householdsSample(village.household.slice(3, 13)))],
    ['expenditures.csv', Buffer.from(expendituresSample(village))],
    ['people.csv', Buffer.from(peopleSample(village.household.slice(3, 5).flatMap(members)))],
    ...ofModules.map(([name, [header = [], ...lines]]) => [name, Buffer.from(toCsv(header.map(String), lines))] as const),
  ]);
}
