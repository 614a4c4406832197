import type {
  AdoptionRow,
  AreaRow,
  AssistanceMeasureRow,
  AuthorisationRow,
  BenefitGrantRow,
  CollectiveIncomeRow,
  CoverageRow,
  DepartmentRow,
  ExpenditureRow,
  GuaranteeStatusRow,
  HouseholdRow,
  IncomeStatementRow,
  MonitoringStatusRow,
  Observation,
  PersonRow,
  PersonStatusRow,
  ProjectRow,
  ReferenceIncomeRow,
  RegisterStatusRow,
  SafetyNetStatusRow,
  VillageProfileRow,
  VillageRow,
} from './rows.js';

/** Seals what must not be readable in the database. The key material belongs to the caller. */
export interface Protection {
  encrypt(text: string): Buffer;
  blindIndex(kind: 'resident-id' | 'phone', text: string): Buffer;
  /** Keyed hash of a record's values. */
  digest(values: readonly unknown[]): Buffer;
}

export type Cell = string | number | boolean | null | Buffer | readonly string[];

/** One column of one table: its name, and what to write there. */
export interface Column<Row> {
  readonly name: string;
  readonly cell: (row: Row, protect: Protection) => Cell;
}

function plain<Row extends object>(...names: (keyof Row & string)[]): Column<Row>[] {
  return names.map((name) => ({ name, cell: (row) => row[name] as Cell }));
}

/**
 * An observation: whose it is, its values, other columns, and what every observation has. The digest is taken over the values in
 * the order in which the registry takes it, so that a file that repeats the demo counts as unchanged.
 */
function observed<Row extends object>(
  subject: keyof Row & string,
  values: (keyof Row & string)[],
  ...others: (keyof Row & string)[]
): Column<Row>[] {
  return [
    ...plain<Row>(
      subject,
      ...values,
      ...others,
      ...(['id', 'area_code', 'observed_on', 'recorded_at', 'source'] as (keyof Row & string)[]),
    ),
    { name: 'digest', cell: (row, protect) => protect.digest(values.map((name) => row[name])) },
  ];
}

/** An observation of a village, which is found by its area code. */
function ofVillage<Row extends Observation>(...values: (keyof Row & string)[]): Column<Row>[] {
  return [
    ...plain<Row>(...values, ...(['id', 'area_code', 'observed_on', 'recorded_at', 'source'] as (keyof Row & string)[])),
    { name: 'digest', cell: (row, protect) => protect.digest(values.map((name) => row[name])) },
  ];
}

/** Enough to tell which number it is when one knows it, too little to find it out. */
export const maskResidentId = (id: string): string => `${id.slice(0, 4)}**********${id.slice(14)}`;
export const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(7)}`;

/** The day on which the demo's households and people were entered: before the school year's lists, which could name them therefore. */
const ENTERED = '2024-08-20 10:00:00+08';
const entered = [
  { name: 'created_at', cell: () => ENTERED },
  { name: 'updated_at', cell: () => ENTERED },
];

// prettier-ignore
const personValues = ['name', 'resident_id', 'sex', 'birth_date', 'relation', 'is_head', 'ethnicity', 'education_level', 'phone', 'household_id'] as const;

/** Every table that the demo fills, with its columns. */
export const columns = {
  department: plain<DepartmentRow>('code', 'title_zh', 'title_en'),
  area: plain<AreaRow>('code', 'level', 'parent_code', 'name_zh', 'name_en', 'local_term', 'synthetic'),
  adoption: plain<AdoptionRow>('id', 'document_code', 'area_code', 'valid_from', 'basis', 'note', 'recorded_at'),
  coverage: plain<CoverageRow>('id', 'source', 'feed', 'area_code', 'period', 'complete_on', 'recorded_at'),
  project: [
    ...plain<ProjectRow>('id', 'area_code', 'number', 'name', 'category', 'state', 'fund_source', 'year'),
    ...plain<ProjectRow>('planned_amount', 'paid_amount', 'beneficiary_households'),
    ...entered,
  ],
  village: [...plain<VillageRow>('id', 'area_code'), ...entered],
  village_profile: ofVillage<VillageProfileRow>(
    ...(['village_class', 'exited_poor_village', 'weak_economy_village', 'hollow_village', 'natural_villages'] as const),
    ...(['large_natural_villages', 'paved_road', 'paved_large_natural_villages', 'connected_large_natural_villages'] as const),
    ...(['power', 'broadband', 'mobile_4g', 'water', 'clinic', 'culture_room', 'courtyards', 'waste_points'] as const),
  ),
  collective_income: ofVillage<CollectiveIncomeRow>('year', 'total', 'operating', 'dividends'),
  reference_income: plain<ReferenceIncomeRow>('id', 'area_code', 'year', 'population', 'concept', 'amount', 'document', 'note'),
  household: [
    ...plain<HouseholdRow>('id', 'area_code', 'register_number', 'group_name', 'register_status', 'register_status_on', 'former_cause'),
    ...plain<HouseholdRow>(
      'monitoring_kind',
      'monitored',
      'risk_kinds',
      'safety_net',
      'labour_class',
      'member_count',
      'income_year',
      'per_capita_net',
    ),
    ...plain<HouseholdRow>('authorised_until', 'contracted_land_mu', 'relocated'),
    ...entered,
  ],
  person: [
    ...plain<PersonRow>(
      'id',
      'household_id',
      'area_code',
      'is_head',
      'relation',
      'name',
      'sex',
      'birth_date',
      'ethnicity',
      'education_level',
    ),
    ...plain<PersonRow>('labour_capacity', 'health', 'disability_certified', 'disability_severe', 'special_groups'),
    { name: 'resident_id_enc', cell: (p, protect) => p.resident_id && protect.encrypt(p.resident_id) },
    { name: 'resident_id_index', cell: (p, protect) => p.resident_id && protect.blindIndex('resident-id', p.resident_id) },
    { name: 'resident_id_masked', cell: (p) => p.resident_id && maskResidentId(p.resident_id) },
    { name: 'phone_enc', cell: (p, protect) => p.phone && protect.encrypt(p.phone) },
    { name: 'phone_index', cell: (p, protect) => p.phone && protect.blindIndex('phone', p.phone) },
    { name: 'phone_masked', cell: (p) => p.phone && maskPhone(p.phone) },
    { name: 'synthetic', cell: () => true },
    { name: 'digest', cell: (p, protect) => protect.digest(personValues.map((name) => p[name])) },
    ...entered,
  ] satisfies Column<PersonRow>[],
  register_status: observed<RegisterStatusRow>('household_id', ['status', 'status_on', 'former_cause']),
  monitoring_status: observed<MonitoringStatusRow>('household_id', ['kind', 'risk_kinds'], 'identified_on'),
  safety_net_status: observed<SafetyNetStatusRow>('household_id', ['programme']),
  guarantee_status: observed<GuaranteeStatusRow>('household_id', ['person_id', 'kind', 'state']),
  assistance_measure: observed<AssistanceMeasureRow>('household_id', ['kind', 'started_on', 'ended_on']),
  household_authorisation: observed<AuthorisationRow>('household_id', ['valid_to'], 'valid_from'),
  income_statement: observed<IncomeStatementRow>('household_id', [
    ...(['year', 'month', 'basis', 'member_count', 'wage', 'operating', 'property', 'transfer', 'business_cost', 'net_income'] as const),
    ...(['per_capita_net', 'per_capita_yearly', 'per_capita_disposable'] as const),
  ]),
  // Two hashes, as the registry takes them: which grant it is, and all that it says.
  expenditure: [
    ...observed<ExpenditureRow>('household_id', ['year', 'month', 'kind', 'amount', 'health_amount', 'rigid']),
    { name: 'kind_key', cell: (row, protect) => protect.digest(['expenditure', row.kind]).toString('hex') },
  ] satisfies Column<ExpenditureRow>[],
  benefit_grant: [
    ...plain<BenefitGrantRow>('household_id', 'person_id', 'benefit', 'form', 'amount', 'period_from', 'period_to', 'paid_on', 'payer'),
    ...plain<BenefitGrantRow>('id', 'area_code', 'observed_on', 'recorded_at', 'source'),
    {
      name: 'digest',
      cell: (g, protect) => {
        const subject = g.person_id ?? g.household_id;
        return Buffer.concat([
          protect.digest([subject, g.benefit, g.period_from]),
          protect.digest([subject, g.benefit, g.form, g.amount, g.period_from, g.period_to, g.paid_on, g.payer]),
        ]);
      },
    },
  ] satisfies Column<BenefitGrantRow>[],
  person_status: observed<PersonStatusRow>(
    'person_id',
    ['labour_capacity', 'health', 'disability_certified', 'disability_severe'],
    'special_groups',
  ),
};
