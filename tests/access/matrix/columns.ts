import type { PolicyModule, PrivacyLevel } from 'xianjie/schema';
import type { OwnerClient } from '../../../plugins/storage/index.js';

/**
 * How personal the core's columns are, said a second time and by hand: what the platform grants is what is tested. A column that is not
 * named here may be read by everybody who sees the row.
 */
const core: Readonly<Record<string, Readonly<Record<string, PrivacyLevel>>>> = {
  household: {
    register_status: 'PERSONAL',
    register_status_on: 'PERSONAL',
    former_cause: 'PERSONAL',
    monitoring_kind: 'PERSONAL',
    monitored: 'PERSONAL',
    risk_kinds: 'PERSONAL',
    safety_net: 'PERSONAL',
  },
  person: {
    name: 'PERSONAL',
    birth_date: 'PERSONAL',
    ethnicity: 'PERSONAL',
    phone_enc: 'PERSONAL',
    special_groups: 'PERSONAL',
    resident_id_enc: 'SENSITIVE',
    health: 'SENSITIVE',
    disability_certified: 'SENSITIVE',
    disability_severe: 'SENSITIVE',
  },
  register_status: { status: 'PERSONAL', status_on: 'PERSONAL', former_cause: 'PERSONAL' },
  monitoring_status: { kind: 'PERSONAL', risk_kinds: 'PERSONAL', identified_on: 'PERSONAL' },
  safety_net_status: { programme: 'PERSONAL' },
  guarantee_status: { kind: 'PERSONAL', state: 'PERSONAL' },
  assistance_measure: { kind: 'PERSONAL' },
  benefit_grant: { benefit: 'PERSONAL', form: 'PERSONAL', amount: 'PERSONAL' },
  person_status: {
    // What somebody can work is the area's knowledge, in the person's own row and as a fact; only its history is kept closer.
    labour_capacity: 'INTERNAL',
    special_groups: 'PERSONAL',
    health: 'SENSITIVE',
    disability_certified: 'SENSITIVE',
    disability_severe: 'SENSITIVE',
  },
  lifecycle_step: { note: 'PERSONAL', evidence: 'SENSITIVE' },
  expenditure: { kind: 'PERSONAL', amount: 'PERSONAL', source: 'PERSONAL', health_amount: 'SENSITIVE' },
};

/** Tables of the core whose rows are about places or public things: who may read the core's public part sees them, inside the area. */
const ofPlaces: ReadonlySet<string> = new Set(['village', 'village_profile', 'collective_income', 'project']);

/** What is published for everybody, whatever the area. */
export const publicTables: ReadonlySet<string> = new Set([
  'area',
  'department',
  'adoption',
  'area_designation',
  'reference_income',
  'coverage',
]);

/** Columns that hold one row together with another, or say when something was written. */
const structural =
  /^(id|area_code|.*_id|.*_area|version|created_at|updated_at|recorded_at|observed_on|batch_id|source|digest|withdrawn_at|withdrawn_by|.*_masked|.*_index|kind_key|synthetic|is_head|left_on|relation)$/;

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly hasDefault: boolean;
  readonly generated: boolean;
  /** The values a CHECK allows, if it lists them. */
  readonly codes: readonly string[] | null;
  /** Whether a CHECK asks for a form. */
  readonly formed: boolean;
  readonly unique: boolean;
  /** The table a single-column or composite key leads to. */
  readonly references: string | null;
  readonly level: PrivacyLevel;
  readonly structural: boolean;
}

export interface Table {
  readonly name: string;
  /** The module it belongs to. */
  readonly module: string;
  readonly columns: readonly Column[];
  /** What somebody must be allowed to read of the module to see that a row is there at all. */
  readonly rows: 'PUBLIC' | 'INTERNAL' | 'PERSONAL';
}

interface Found {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly has_default: boolean;
  readonly generated: boolean;
  readonly checks: readonly string[] | null;
  readonly in_unique: boolean;
  readonly leads_to: string | null;
}

/** Who gets in and what was done have administrators of their own. */
const namespaceOf = (table: string): string => (/^(access_|trusted_)/.test(table) ? 'access' : /^audit_/.test(table) ? 'audit' : 'core');

/** Every table whose rows lie in an area, as the database knows it. */
export async function tablesOf(owner: OwnerClient, modules: readonly PolicyModule[]): Promise<Table[]> {
  const { rows } = await owner.query<Found>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull as nullable,
      a.atthasdef or a.attidentity <> '' as has_default, a.attgenerated <> '' as generated,
      (select array_agg(pg_get_constraintdef(k.oid)) from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]) as checks,
      exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any (i.indkey)) as in_unique,
      (select k.confrelid::regclass::text from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey) order by cardinality(k.conkey) limit 1) as leads_to
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'xianjie'::regnamespace and c.relkind = 'r'
      and exists (select from pg_attribute x where x.attrelid = c.oid and x.attname = 'area_code')
    order by c.relname, a.attnum`);
  const declared = new Map(modules.flatMap((m) => (m.storage?.tables ?? []).map((t) => [t.name, { module: m.id, table: t }] as const)));
  const names = [...new Set(rows.map((row) => row.table))];
  return names.map((name) => {
    const known = declared.get(name);
    const level = (column: string): PrivacyLevel => {
      if (!known) return core[name]?.[column] ?? (ofPlaces.has(name) ? 'PUBLIC' : 'INTERNAL');
      return known.table.columns[column] ?? (Object.values(known.table.columns).includes('PUBLIC') ? 'PUBLIC' : 'INTERNAL');
    };
    return {
      name,
      module: known?.module ?? namespaceOf(name),
      rows: (known ? Object.values(known.table.columns).includes('PUBLIC') : ofPlaces.has(name)) ? 'PUBLIC' : 'INTERNAL',
      columns: rows.filter((row) => row.table === name).map((row) => column(row, level(row.name), known !== undefined)),
    };
  });
}

function column(row: Found, level: PrivacyLevel, ofModule: boolean): Column {
  const listed = row.checks?.flatMap((check) => [...check.matchAll(/'([A-Za-z0-9_]+)'::text/g)].map((m) => m[1] as string)) ?? [];
  return {
    name: row.name,
    type: row.type,
    nullable: row.nullable,
    hasDefault: row.has_default,
    generated: row.generated,
    codes: listed.length > 1 ? listed : null,
    formed: row.checks?.some((check) => check.includes('~')) ?? false,
    unique: row.in_unique,
    references: row.leads_to?.replace(/^xianjie\./, '') ?? null,
    level,
    structural: structural.test(row.name) && !(ofModule && row.name === 'source' && row.leads_to === null) && level !== 'SENSITIVE',
  };
}
