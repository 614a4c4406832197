import { columns, type Column, type Protection } from './columns.js';
import { copyRows } from './copy.js';
import { generateDemo, type DemoScale } from './generate.js';
import { noVillageRows, type DemoClient, type DepartmentRow, type VillageRows } from './rows.js';

export interface LoadOptions {
  /** A connection of the tables' owner, with the schema in its search path; nothing else may use it meanwhile. */
  readonly client: DemoClient;
  readonly scale: DemoScale;
  readonly protect: Protection;
  /** The offices that observations name as their source. */
  readonly departments: readonly DepartmentRow[];
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Loaded {
  /** False: the demo was there already and nothing was written. */
  readonly loaded: boolean;
  readonly households: number;
  readonly people: number;
  readonly rows: number;
}

/** Rows refer to earlier tables only. */
const order = [
  'village',
  'household',
  'person',
  'register_status',
  'monitoring_status',
  'safety_net_status',
  'guarantee_status',
  'assistance_measure',
  'household_authorisation',
  'income_statement',
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

/** Loads the demo town or the demo county in one transaction. Loading it again changes nothing. */
export async function loadDemo({ client, scale, protect, departments, onProgress }: LoadOptions): Promise<Loaded> {
  const demo = generateDemo(scale);
  const total = demo.plan.settlements.reduce((sum, s) => sum + s.households, 0);
  const counts = { households: 0, people: 0, rows: 0 };
  await client.query('begin');
  try {
    // Two loads at the same time: the second waits, and then finds everything there.
    await client.query(`select pg_advisory_xact_lock(hashtext('xianjie demo'))`);
    if (await isLoaded(client, demo.plan.settlements[0]?.code ?? '')) {
      await client.query('rollback');
      return { loaded: false, ...counts };
    }
    await fillMissing(client, 'department', columns.department, departments, protect);
    await fillMissing(client, 'area', columns.area, demo.places.area, protect);
    await fillMissing(client, 'adoption', columns.adoption, demo.places.adoption, protect);
    for (const table of cached) await client.query(`alter table ${table} disable trigger user`);

    let batch = noVillageRows();
    const flush = async (): Promise<void> => {
      if (batch.household.length === 0) return;
      for (const table of order) {
        const put = table === 'village' ? fillVillages : copyRows;
        await put(client, table, columns[table] as readonly Column<object>[], batch[table], protect);
        counts.rows += batch[table].length;
      }
      counts.households += batch.household.length;
      counts.people += batch.person.length;
      batch = noVillageRows();
      onProgress?.(counts.households, total);
    };
    for (const village of demo.villages()) {
      for (const table of order) for (const row of village[table]) (batch[table] as object[]).push(row);
      if (batch.household.length >= HOUSEHOLDS_AT_ONCE) await flush();
    }
    await flush();
    await copyRows(client, 'project', columns.project, demo.places.project, protect);
    await copyRows(client, 'coverage', columns.coverage, demo.places.coverage, protect);
    for (const table of cached) await client.query(`alter table ${table} enable trigger user`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
  // The planner must know the new sizes before the first query.
  for (const table of ['area', 'adoption', 'coverage', 'project', ...order]) await client.query(`analyze ${table}`);
  return { loaded: true, ...counts };
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

/** The places that ship with the project have a village record of which nothing is said yet: the demo says it. */
const fillVillages: typeof fillMissing = (client, table, of, rows, protect) =>
  fillMissing(
    client,
    table,
    of,
    rows,
    protect,
    `(area_code) do update set village_class = excluded.village_class, exited_poor_village = excluded.exited_poor_village,
       weak_economy_village = excluded.weak_economy_village, hollow_village = excluded.hollow_village
     where village.village_class is null and village.exited_poor_village is null`,
  );
