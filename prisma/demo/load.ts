import type { DemoRows } from 'xianjie/schema';
import { columns, type Column, type Protection } from './columns.js';
import { copyRows } from './copy.js';
import { generateDemo, type DemoScale } from './generate.js';
import { completed, copyModuleRows, demoPlace, demoVillage, dice, listRows, type DemoModule } from './modules.js';
import { noVillageRows, type DemoClient, type DepartmentRow, type VillageRows } from './rows.js';

export interface LoadOptions {
  /** A connection of the tables' owner, with the schema in its search path; nothing else may use it meanwhile. */
  readonly client: DemoClient;
  readonly scale: DemoScale;
  readonly protect: Protection;
  /** The offices that observations name as their source. */
  readonly departments: readonly DepartmentRow[];
  /** The installed modules that have a demo. One that was installed later is added to the families that are there already. */
  readonly modules?: readonly DemoModule[];
  /** False: only what the modules add to families that are there already. Default: true. */
  readonly families?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Loaded {
  /** False: the demo was there already and nothing was written. */
  readonly loaded: boolean;
  readonly households: number;
  readonly people: number;
  readonly rows: number;
  /** Modules whose part was written. */
  readonly modules: readonly string[];
}

/** Invented families never join real ones: the demo is for a register that holds nobody, or nobody real. */
export class RealRegister extends Error {
  constructor() {
    super(
      'the register holds real households, and invented families never join them: choose another XIANJIE_DATA_DIR or DATABASE_URL for the demo',
    );
  }
}

/** Rows refer to earlier tables only. */
const order = [
  'village',
  'village_profile',
  'collective_income',
  'household',
  'person',
  'register_status',
  'monitoring_status',
  'safety_net_status',
  'guarantee_status',
  'assistance_measure',
  'household_authorisation',
  'income_statement',
  'expenditure',
  'benefit_grant',
  'person_status',
] as const satisfies readonly (keyof VillageRows)[];

/** The tables whose triggers keep the cached columns of household and person. The demo writes those columns itself. */
const cached = [
  'person',
  'register_status',
  'monitoring_status',
  'safety_net_status',
  'household_authorisation',
  'income_statement',
  'person_status',
];

/** Households copied together: enough for COPY to pay, few enough to hold. */
const HOUSEHOLDS_AT_ONCE = 1_000;

/** Loads the demo town or the demo county, and what the modules add to it, in one transaction. Loading it again changes nothing. */
export async function loadDemo({
  client,
  scale,
  protect,
  departments,
  modules = [],
  families: wanted = true,
  onProgress,
}: LoadOptions): Promise<Loaded> {
  const demo = generateDemo(scale);
  const { plan, places } = demo;
  const total = plan.settlements.reduce((sum, s) => sum + s.households, 0);
  const counts = { households: 0, people: 0, rows: 0 };
  await client.query('begin');
  try {
    // Two loads at the same time: the second waits, and then finds everything there.
    await client.query(`select pg_advisory_xact_lock(hashtext('xianjie demo'))`);
    if (await isReal(client)) throw new RealRegister();
    const there = await isLoaded(client, plan.settlements[0]?.code ?? '');
    const families = wanted && !there;
    const added = there || families ? await notLoaded(client, modules, plan.county) : [];
    if (!families && added.length === 0) {
      await client.query('rollback');
      return { loaded: false, ...counts, modules: [] };
    }
    if (families) {
      await fillMissing(client, 'department', columns.department, departments, protect);
      await fillMissing(client, 'area', columns.area, places.area, protect);
      await fillMissing(client, 'adoption', columns.adoption, places.adoption, protect);
      for (const table of cached) await client.query(`alter table ${table} disable trigger user`);
    }
    const place = demoPlace(plan, places, scale);
    const made = new Map<DemoModule, DemoRows[]>(added.map((module) => [module, []]));
    const make = (module: DemoModule, at: string, rows: (random: ReturnType<typeof dice>) => DemoRows): void => {
      const random = dice(plan, module.id, at);
      made.get(module)?.push(completed(module, rows(random), random));
    };
    for (const module of added) make(module, 'places', (random) => module.demo.places?.(place, random) ?? {});

    let batch = noVillageRows();
    const flush = async (): Promise<void> => {
      if (batch.household.length === 0) return;
      if (families) {
        for (const table of order) {
          const put = table === 'village' ? fillMissing : ofVillages.has(table) ? copyOfVillages : copyRows;
          await put(client, table, columns[table] as readonly Column<object>[], batch[table], protect);
          counts.rows += batch[table].length;
        }
        counts.households += batch.household.length;
        counts.people += batch.person.length;
        onProgress?.(counts.households, total);
      }
      for (const [module, rows] of made) counts.rows += await copyModuleRows(client, module, rows.splice(0), protect);
      batch = noVillageRows();
    };
    if (families) {
      await copyRows(client, 'project', columns.project, places.project, protect);
      await copyRows(client, 'reference_income', columns.reference_income, places.reference_income, protect);
    }
    for (const village of demo.villages()) {
      for (const table of order) for (const row of village[table]) (batch[table] as object[]).push(row);
      const seen = demoVillage(plan, village);
      for (const module of added) make(module, seen.code, (random) => module.demo.village(seen, place, random));
      if (batch.household.length >= HOUSEHOLDS_AT_ONCE) await flush();
    }
    await flush();
    if (families) await copyRows(client, 'coverage', columns.coverage, places.coverage, protect);
    for (const module of added) {
      const random = dice(plan, module.id, 'lists');
      await copyRows(client, 'coverage', columns.coverage, listRows(module.demo.completeLists?.(place, random) ?? [], random), protect);
    }
    if (families) for (const table of cached) await client.query(`alter table ${table} enable trigger user`);
    await client.query('commit');
    // The planner must know the new sizes before the first query.
    const own = added.flatMap((module) => module.tables.map((table) => table.name));
    for (const table of ['area', 'adoption', 'coverage', 'project', ...order, ...own]) await client.query(`analyze ${table}`);
    return { loaded: true, ...counts, modules: added.map((module) => module.id) };
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** The modules of which nothing is recorded in this county yet. */
async function notLoaded(client: DemoClient, modules: readonly DemoModule[], county: string): Promise<DemoModule[]> {
  const empty: DemoModule[] = [];
  for (const module of modules) {
    const recorded = module.tables.map(({ name }) => `exists (select 1 from ${name} where area_code like $1)`).join(' or ');
    const { rows } = await client.query(`select ${recorded || 'false'} as recorded`, recorded === '' ? [] : [`${county}%`]);
    if (!(rows[0] as { recorded: boolean }).recorded) empty.push(module);
  }
  return empty;
}

/** Somebody who is not invented, or households without anybody where the demo was never loaded. */
export async function isReal(client: DemoClient): Promise<boolean> {
  const { rows } = await client.query(
    `select 1 where exists (select 1 from person where not synthetic)
       or exists (select 1 from household) and not exists (select 1 from person where synthetic)`,
  );
  return rows.length > 0;
}

async function isLoaded(client: DemoClient, settlement: string): Promise<boolean> {
  const { rows } = await client.query('select 1 from household where area_code = $1 limit 1', [settlement]);
  return rows.length > 0;
}

/** Reference rows may be there already (the nation, a department, a place that was entered by hand): those stay as they are. */
async function fillMissing<Row>(
  client: DemoClient,
  table: string,
  of: readonly Column<Row>[],
  rows: readonly Row[],
  protect: Protection,
  onConflict = 'do nothing',
): Promise<void> {
  const names = of.map((column) => column.name).join(', ');
  await client.query(`create temp table incoming (like ${table} including defaults) on commit drop`);
  await copyRows(client, 'incoming', of, rows, protect);
  await client.query(`insert into ${table} (${names}) select ${names} from incoming on conflict ${onConflict}`);
  await client.query('drop table incoming');
}

/** What is said of villages. Their caches are kept by the database: they are few. */
const ofVillages: ReadonlySet<string> = new Set(['village_profile', 'collective_income']);

/** The places that ship with the project have a village record already: what is said of it is said of that one. */
const copyOfVillages: typeof fillMissing = async (client, table, of, rows, protect) => {
  const names = of.map((column) => column.name).join(', ');
  await client.query(`create temp table incoming (like ${table} including defaults) on commit drop`);
  await client.query('alter table incoming alter village_id drop not null');
  await copyRows(client, 'incoming', of, rows, protect);
  await client.query(
    `insert into ${table} (${names}, village_id) select ${of.map((c) => `i.${c.name}`).join(', ')}, v.id
     from incoming i join village v on v.area_code = i.area_code`,
  );
  await client.query('drop table incoming');
};
