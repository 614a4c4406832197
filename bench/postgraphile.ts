import type { Database } from './servers.js';

const yuan = (column: string, alias: string): string => `to_char(${column} / 100.0, 'FM99999999999999990.00') as ${alias}`;
const TODAY = `date '2025-06-30'`;

/**
 * What PostGraphile shows: views with the columns that the questions ask for, as somebody would write them who builds this with it. Keys and
 * links between them stand in comments, which is how it learns of those of views.
 */
const views: Readonly<Record<string, { readonly sql: string; readonly comment: string }>> = {
  name: { sql: 'select code, name_zh as zh from xianjie.area', comment: '@primaryKey code' },
  village: {
    sql: `select v.area_code as code,
      (select count(*)::int from xianjie.household h where h.area_code = v.area_code) as household_count,
      (select coalesce(sum(h.member_count), 0)::int from xianjie.household h where h.area_code = v.area_code) as person_count
      from xianjie.village v`,
    comment: '@primaryKey code\n@foreignKey (code) references name (code)|@fieldName name',
  },
  household: {
    sql: `select id, register_number as number, area_code, group_name, member_count, labour_class, relocated, income_year, version,
      register_status as registry_status, register_status_on as registry_status_on, former_cause, monitoring_kind, risk_kinds, safety_net,
      ${yuan('per_capita_net', 'per_capita_net_income')} from xianjie.household`,
    comment:
      '@primaryKey id\n@unique number\n@foreignKey (area_code) references village (code)|@fieldName village|@foreignFieldName households',
  },
  member: {
    sql: `select id, household_id, name, sex, birth_date, relation, ethnicity, education_level, is_head from xianjie.person where left_on is null`,
    comment: '@primaryKey id\n@foreignKey (household_id) references household (id)|@foreignFieldName members',
  },
  income: {
    sql: `select id, household_id, year, month, basis, member_count, ${yuan('wage', 'wage')}, ${yuan('operating', 'operating')},
      ${yuan('property', 'property')}, ${yuan('transfer', 'transfer')}, ${yuan('business_cost', 'business_cost')},
      ${yuan('net_income', 'net_income')}, ${yuan('per_capita_net', 'per_capita_net_income')},
      ${yuan('per_capita_yearly', 'per_capita_yearly_income')}, ${yuan('per_capita_disposable', 'per_capita_disposable_income')}
      from (select distinct on (household_id, year, month, basis) * from xianjie.income_statement
        where withdrawn_at is null and month is null order by household_id, year, month, basis, observed_on desc, recorded_at desc) i`,
    comment: '@primaryKey id\n@foreignKey (household_id) references household (id)|@foreignFieldName incomes',
  },
  measure: {
    sql: `select id, household_id, kind, started_on, ended_on from xianjie.assistance_measure
      where withdrawn_at is null and started_on <= ${TODAY} and (ended_on is null or ended_on >= ${TODAY})`,
    comment: '@primaryKey id\n@foreignKey (household_id) references household (id)|@foreignFieldName measures',
  },
  guarantee: {
    sql: `select distinct on (household_id, kind, person_id) id, household_id, person_id, kind, state, observed_on
      from xianjie.guarantee_status where withdrawn_at is null
      order by household_id, kind, person_id, observed_on desc, recorded_at desc`,
    comment: '@primaryKey id\n@foreignKey (household_id) references household (id)|@foreignFieldName guarantees',
  },
  benefit: {
    sql: `select id, household_id, benefit, form, ${yuan('amount', 'amount')}, period_from, period_to, paid_on
      from xianjie.benefit_grant where withdrawn_at is null`,
    comment: '@primaryKey id\n@foreignKey (household_id) references household (id)|@foreignFieldName benefits',
  },
  authorisation: {
    sql: `select distinct on (household_id) id, household_id, valid_from, valid_to from xianjie.household_authorisation
      where withdrawn_at is null order by household_id, observed_on desc, recorded_at desc`,
    comment: '@primaryKey id\n@unique household_id\n@foreignKey (household_id) references household (id)|@foreignFieldName authorisation',
  },
};

/** Makes the views anew. */
export async function preparePostGraphile(database: Database): Promise<void> {
  await database.query('drop schema if exists peer cascade');
  await database.query('create schema peer');
  for (const [name, { sql, comment }] of Object.entries(views)) {
    await database.query(`create view peer.${name} as ${sql}`);
    await database.query(`comment on view peer.${name} is '${comment}'`);
  }
  for (const [lists, row, column] of [
    ['villages_in', 'village', 'code'],
    ['households_in', 'household', 'area_code'],
  ] as const) {
    await database.query(`create function peer.${lists}(area text) returns setof peer.${row} stable language sql
      as $$ select * from peer.${row} where ${column} >= area and ${column} < area || '~' $$`);
    await database.query(`comment on function peer.${lists}(text) is '@behavior +order'`);
  }
}

const members = (fields: string): string => `members: membersList(orderBy: [IS_HEAD_DESC, ROW_ID_ASC]) { ${fields} }`;
const incomes = 'orderBy: [YEAR_DESC, MONTH_ASC, BASIS_ASC]';
const measures = (fields: string): string => `assistanceHeld: measuresList(orderBy: [STARTED_ON_ASC, KIND_ASC]) { ${fields} }`;

/** The questions of queries.ts, asked so that the answers are the same to the letter. */
export const postGraphileQuestions: Readonly<Record<string, string>> = {
  q1: `query Q1($code: String!) {
    village: villageByCode(code: $code) {
      name { zh }
      households(first: 50, orderBy: [NUMBER_ASC, ROW_ID_ASC]) {
        pageInfo { hasNextPage }
        nodes {
          number
          memberCount
          village { name { zh } }
          ${members('name sex birthDate relation')}
          incomeStatements: incomesList(condition: { year: 2024 }, ${incomes}) { year wage operating property transfer perCapitaNetIncome }
          ${measures('kind startedOn')}
        }
      }
    }
  }`,
  q2: `query Q2($area: String!) {
    villages: villagesIn(area: $area, first: 20, orderBy: [CODE_ASC]) {
      nodes {
        code
        name { zh }
        householdCount
        personCount
        households(first: 5, orderBy: [NUMBER_ASC, ROW_ID_ASC]) {
          nodes { number memberCount labourClass ${members('name sex relation')} }
        }
      }
    }
  }`,
  q3: `query Q3($number: String!) {
    household: householdByNumber(number: $number) {
      number group: groupName memberCount labourClass relocated incomeYear version
      registryStatus registryStatusOn formerCause monitoringKind riskKinds safetyNet
      village { code name { zh } }
      ${members('name sex birthDate relation ethnicity educationLevel isHead')}
      authorisation { validFrom validTo }
      guarantees: guaranteesList(orderBy: [KIND_ASC, PERSON_ID_ASC]) { kind state observedOn }
      ${measures('kind startedOn endedOn')}
      incomeStatements: incomesList(${incomes}) { year basis memberCount wage operating property transfer businessCost netIncome perCapitaNetIncome perCapitaYearlyIncome perCapitaDisposableIncome }
      benefits: benefitsList(orderBy: [PERIOD_FROM_DESC, ROW_ID_ASC]) { benefit form amount periodFrom periodTo paidOn }
    }
  }`,
  q4: `query Q4($area: String!) {
    households: householdsIn(area: $area, first: 100, orderBy: [NUMBER_ASC, ROW_ID_ASC]) {
      nodes { number areaCode group: groupName memberCount labourClass perCapitaNetIncome incomeYear version }
    }
  }`,
};
