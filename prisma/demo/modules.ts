import type { DemoCompleteList, DemoPlace, DemoRows, DemoVillage, ModuleDemo } from 'xianjie/schema';
import { columns, type Cell, type Column, type Protection } from './columns.js';
import { copyRows } from './copy.js';
import { day, iso, recordedAt } from './days.js';
import { TODAY } from './observe.js';
import type { Plan } from './plan.js';
import { Random } from './random.js';
import { schoolingOf } from './schooling.js';
import type { BenefitGrantRow, CoverageRow, DemoClient, PersonRow, PlaceRows, VillageRows } from './rows.js';

/** A module as its demo is loaded: its tables, and what it makes of a place and of each village. */
export interface DemoModule {
  readonly id: string;
  readonly tables: readonly {
    readonly name: string;
    readonly kind: 'OBSERVATION' | 'RECORD';
    readonly columns: Readonly<Record<string, unknown>>;
  }[];
  readonly demo: ModuleDemo;
}

type Row = DemoRows[string][number];

/** The place as modules see it. */
export function demoPlace(plan: Plan, places: PlaceRows, scale: DemoPlace['scale']): DemoPlace {
  return {
    today: iso(TODAY),
    scale,
    county: plan.county,
    townships: plan.townships,
    villages: plan.settlements.map(({ code, community }) => ({ code, community })),
    projects: places.project.map(({ id, number, area_code, category, year, paid_amount }) => ({
      id,
      number,
      areaCode: area_code,
      category,
      year,
      paidAmount: paid_amount,
    })),
  };
}

/** One village's families as modules see them. */
export function demoVillage(plan: Plan, rows: VillageRows): DemoVillage {
  const code = rows.village[0]?.area_code ?? '';
  const people = new Map<string, PersonRow[]>();
  for (const person of rows.person) people.set(person.household_id, [...(people.get(person.household_id) ?? []), person]);
  return {
    code,
    community: plan.settlements.find((s) => s.code === code)?.community ?? false,
    households: rows.household.map((h) => ({
      id: h.id,
      number: h.register_number,
      registerStatus: h.register_status,
      registerStatusOn: h.register_status_on,
      monitoringKind: h.monitoring_kind,
      labourClass: h.labour_class,
      relocated: h.relocated,
      perCapitaNetIncome: h.per_capita_net,
      people: (people.get(h.id) ?? []).map((p) => ({
        id: p.id,
        isHead: p.is_head,
        relation: p.relation,
        sex: p.sex,
        birthDate: p.birth_date,
        educationLevel: p.education_level,
        schooling: schoolingOf(p),
        labourCapacity: p.labour_capacity,
        health: p.health,
        disabilitySevere: p.disability_severe,
        residentId: p.resident_id,
        name: p.name,
      })),
    })),
  };
}

/** The dice of one module at one place: a change in one module does not ripple into another. */
export const dice = (plan: Plan, module: string, at: string): Random => new Random(plan.seed, 'module', module, at);

/** What a module made, with what the loader adds where the module leaves it out: an id, and when an observation was entered. */
export function completed(module: DemoModule, made: DemoRows, random: Random): DemoRows {
  const kinds = new Map<string, 'OBSERVATION' | 'RECORD'>([
    ...module.tables.map((t) => [t.name, t.kind] as const),
    ['benefit_grant', 'OBSERVATION'],
    ['lifecycle_step', 'OBSERVATION'],
  ]);
  return Object.fromEntries(
    Object.entries(made).map(([table, rows]) => {
      const kind = kinds.get(table);
      if (kind === undefined)
        throw new Error(`the demo of module "${module.id}" writes the table "${table}", which the module does not declare in "storage"`);
      for (const needed of kind === 'OBSERVATION' ? ['observed_on', 'source'] : [])
        if (rows.some((row) => typeof row[needed] !== 'string'))
          throw new Error(`the demo of module "${module.id}" writes observations into "${table}" without "${needed}": every row says it`);
      return [
        table,
        rows.map((row) => ({ id: random.uuid(), ...(kind === 'OBSERVATION' && { recorded_at: entered(row, random) }), ...row })),
      ];
    }),
  );
}

/** Soon after it was seen, and before today. */
const entered = (row: Row, random: Random): string => recordedAt(Math.min(day(String(row['observed_on'])) + random.int(0, 4), TODAY - 1));

/** Writes a module's rows, table by table in the order in which the module declares them: a row may refer to an earlier table. */
export async function copyModuleRows(
  client: DemoClient,
  module: DemoModule,
  all: readonly DemoRows[],
  protect: Protection,
): Promise<number> {
  let written = 0;
  for (const table of module.tables) {
    const rows = all.flatMap((one) => one[table.name] ?? []);
    try {
      await copyRows(client, table.name, columnsOf(table, rows[0] ?? {}), rows, protect);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`the demo of module "${module.id}" cannot be written into "${table.name}": ${reason}`, { cause: error });
    }
    written += rows.length;
  }
  const grants = all.flatMap((one) => one['benefit_grant'] ?? []).map((row) => ({ ...noGrant, ...row }) as unknown as BenefitGrantRow);
  await copyRows(client, 'benefit_grant', columns.benefit_grant, grants, protect);
  const steps = all.flatMap((one) => one['lifecycle_step'] ?? []);
  const own = Object.keys(steps[0] ?? {}).map((name): Column<Row> => ({ name, cell: (row) => (row[name] ?? null) as Cell }));
  await copyRows(client, 'lifecycle_step', own, steps, protect);
  return written + grants.length + steps.length;
}

const noGrant = { person_id: null, amount: null, period_to: null, paid_on: null };

/** The digest is taken over the declared columns in their order, as a write takes it. */
function columnsOf(table: DemoModule['tables'][number], sample: Row): Column<Row>[] {
  const own = Object.keys(sample).map((name): Column<Row> => ({ name, cell: (row) => (row[name] ?? null) as Cell }));
  if (table.kind === 'RECORD') return own;
  return [...own, { name: 'digest', cell: (row, protect) => protect.digest(Object.keys(table.columns).map((name) => row[name])) }];
}

/** The complete lists of a module as rows of `coverage`. */
export function listRows(lists: readonly DemoCompleteList[], random: Random): CoverageRow[] {
  return lists.map(({ feed, source, area, period, on }) => ({
    id: random.uuid(),
    source,
    feed,
    area_code: area,
    period: period ?? '',
    complete_on: on,
    recorded_at: recordedAt(Math.min(day(on) + 1, TODAY - 1)),
  }));
}
