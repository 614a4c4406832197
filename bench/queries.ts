import type { Database } from './servers.js';

/** The same question twice: as GraphQL, and as one statement whose JSON is the whole `data`. */
export interface Query {
  readonly name: string;
  readonly graphql: string;
  readonly sql: string;
  /** What it is asked with, in turn. */
  variables(database: Database): Promise<readonly Record<string, unknown>[]>;
  /** The same variables as the statement's parameters. */
  values(variables: Record<string, unknown>): readonly unknown[];
}

const COUNTY = '990101';
const TODAY = '2025-06-30';

const money = (column: string): string => `to_char(${column} / 100.0, 'FM99999999999999990.00')`;
const list = (select: string): string => `(select coalesce(json_agg(row_to_json(r)), '[]'::json) from (${select}) r)`;
const newestStatements = (columns: string, where: string): string =>
  list(`
    select ${columns} from (
      select distinct on (year, month, basis) * from income_statement i
      where i.household_id = h.id and i.area_code = h.area_code and i.withdrawn_at is null and i.month is null ${where}
      order by year, month, basis, observed_on desc, recorded_at desc
    ) i order by year desc, month nulls last, basis`);
const heldMeasures = (columns: string): string =>
  list(`
    select ${columns} from assistance_measure m
    where m.household_id = h.id and m.area_code = h.area_code and m.withdrawn_at is null
      and m.started_on <= '${TODAY}' and (m.ended_on is null or m.ended_on >= '${TODAY}')
    order by m.started_on, m.kind`);
const members = (columns: string): string =>
  list(
    `select ${columns} from person p where p.household_id = h.id and p.area_code = h.area_code and p.left_on is null order by p.is_head desc, p.id`,
  );
const nameOf = (code: string): string => `(select json_build_object('zh', a.name_zh) from area a where a.code = ${code})`;

/** A page of 50 households of a village, with members, the latest income, the village and the measures that run. */
const page: Query = {
  name: 'q1',
  graphql: `query Q1($code: AreaCode!) {
    village(code: $code) {
      name { zh }
      households(first: 50) {
        pageInfo { hasNextPage }
        nodes {
          number
          memberCount
          village { name { zh } }
          members { name sex birthDate relation }
          incomeStatements(years: [2024]) { year wage operating property transfer perCapitaNetIncome }
          assistanceHeld { kind startedOn }
        }
      }
    }
  }`,
  sql: `select json_build_object('village', json_build_object(
    'name', ${nameOf('$1')},
    'households', json_build_object(
      'pageInfo', json_build_object('hasNextPage', exists (select from household where area_code = $1 order by register_number, id offset 50)),
      'nodes', ${list(`
        select h.register_number as number, h.member_count as "memberCount",
          json_build_object('name', ${nameOf('h.area_code')}) as village,
          ${members('p.name, p.sex, p.birth_date as "birthDate", p.relation')} as members,
          ${newestStatements(
            `year, ${money('wage')} as wage, ${money('operating')} as operating, ${money('property')} as property,
             ${money('transfer')} as transfer, ${money('per_capita_net')} as "perCapitaNetIncome"`,
            'and i.year = 2024',
          )} as "incomeStatements",
          ${heldMeasures('m.kind, m.started_on as "startedOn"')} as "assistanceHeld"
        from (select id, area_code, register_number, member_count from household where area_code = $1 order by register_number, id limit 50) h
        order by h.register_number, h.id`)})))::text as data`,
  variables: (database) =>
    database.query('select area_code as code from household where area_code like $1 group by 1 having count(*) > 50 order by 1 limit 20', [
      `${COUNTY}%`,
    ]),
  values: ({ code }) => [code],
};

/** 20 villages with their counts, each with 5 households and their members. */
const overview: Query = {
  name: 'q2',
  graphql: `query Q2($area: AreaCode!) {
    villages(filter: { area: $area }, first: 20) {
      nodes {
        code
        name { zh }
        householdCount
        personCount
        households(first: 5) {
          nodes { number memberCount labourClass members { name sex relation } }
        }
      }
    }
  }`,
  sql: `select json_build_object('villages', json_build_object('nodes', ${list(`
    select v.area_code as code, ${nameOf('v.area_code')} as name,
      (select count(*) from household h where h.area_code = v.area_code) as "householdCount",
      (select coalesce(sum(h.member_count), 0) from household h where h.area_code = v.area_code) as "personCount",
      json_build_object('nodes', ${list(`
        select h.register_number as number, h.member_count as "memberCount", h.labour_class as "labourClass",
          ${members('p.name, p.sex, p.relation')} as members
        from (select id, area_code, register_number, member_count, labour_class from household
              where area_code = v.area_code order by register_number, id limit 5) h
        order by h.register_number, h.id`)}) as households
    from (select area_code, id from village where area_code >= $1 and area_code < $2 order by area_code, id limit 20) v
    order by v.area_code, v.id`)}))::text as data`,
  variables: () => Promise.resolve([{ area: COUNTY }]),
  values: ({ area }) => [area, `${String(area)}~`],
};

/** One household with everything about it. */
const record: Query = {
  name: 'q3',
  graphql: `query Q3($number: String!) {
    household(number: $number) {
      number group memberCount labourClass relocated incomeYear version
      registryStatus registryStatusOn formerCause monitoringKind riskKinds safetyNet
      village { code name { zh } }
      members { name sex birthDate relation ethnicity educationLevel isHead }
      authorisation { validFrom validTo }
      guarantees { kind state observedOn }
      assistanceHeld { kind startedOn endedOn }
      incomeStatements { year basis memberCount wage operating property transfer businessCost netIncome perCapitaNetIncome perCapitaYearlyIncome perCapitaDisposableIncome }
      benefits { benefit form amount periodFrom periodTo paidOn }
    }
  }`,
  sql: `select json_build_object('household', (select row_to_json(r) from (
    select h.register_number as number, h.group_name as "group", h.member_count as "memberCount", h.labour_class as "labourClass",
      h.relocated, h.income_year as "incomeYear", h.version,
      h.register_status as "registryStatus", h.register_status_on as "registryStatusOn", h.former_cause as "formerCause",
      h.monitoring_kind as "monitoringKind", h.risk_kinds as "riskKinds", h.safety_net as "safetyNet",
      json_build_object('code', h.area_code, 'name', ${nameOf('h.area_code')}) as village,
      ${members('p.name, p.sex, p.birth_date as "birthDate", p.relation, p.ethnicity, p.education_level as "educationLevel", p.is_head as "isHead"')} as members,
      (select row_to_json(a) from (select valid_from as "validFrom", valid_to as "validTo" from household_authorisation o
        where o.household_id = h.id and o.area_code = h.area_code and o.withdrawn_at is null order by observed_on desc, recorded_at desc limit 1) a) as authorisation,
      ${list(`
        select kind, state, observed_on as "observedOn" from (
          select distinct on (kind, person_id) kind, person_id, state, observed_on from guarantee_status g
          where g.household_id = h.id and g.area_code = h.area_code and g.withdrawn_at is null
          order by kind, person_id, observed_on desc, recorded_at desc
        ) g order by kind, person_id nulls last`)} as guarantees,
      ${heldMeasures('m.kind, m.started_on as "startedOn", m.ended_on as "endedOn"')} as "assistanceHeld",
      ${newestStatements(
        `year, basis, member_count as "memberCount", ${money('wage')} as wage, ${money('operating')} as operating, ${money('property')} as property,
         ${money('transfer')} as transfer, ${money('business_cost')} as "businessCost", ${money('net_income')} as "netIncome",
         ${money('per_capita_net')} as "perCapitaNetIncome", ${money('per_capita_yearly')} as "perCapitaYearlyIncome",
         ${money('per_capita_disposable')} as "perCapitaDisposableIncome"`,
        '',
      )} as "incomeStatements",
      ${list(`
        select benefit, form, ${money('amount')} as amount, period_from as "periodFrom", period_to as "periodTo", paid_on as "paidOn" from benefit_grant b
        where b.household_id = h.id and b.area_code = h.area_code and b.withdrawn_at is null order by period_from desc, id`)} as benefits
    from household h where h.register_number = $1) r))::text as data`,
  variables: (database) =>
    database.query('select register_number as number from household where area_code like $1 order by md5(register_number) limit 50', [
      `${COUNTY}%`,
    ]),
  values: ({ number }) => [number],
};

/** 100 households, eight plain values each. */
const table: Query = {
  name: 'q4',
  graphql: `query Q4($area: AreaCode!) {
    households(filter: { area: $area }, first: 100) {
      nodes { number areaCode group memberCount labourClass perCapitaNetIncome incomeYear version }
    }
  }`,
  sql: `select json_build_object('households', json_build_object('nodes', ${list(`
    select register_number as number, area_code as "areaCode", group_name as "group", member_count as "memberCount",
      labour_class as "labourClass", ${money('per_capita_net')} as "perCapitaNetIncome", income_year as "incomeYear", version
    from (select id, register_number, area_code, group_name, member_count, labour_class, per_capita_net, income_year, version
          from household where area_code >= $1 and area_code < $2 order by register_number, id limit 100) h
    order by register_number, id`)}))::text as data`,
  variables: (database) =>
    database.query('select distinct left(area_code, 9) as area from household where area_code like $1 order by 1', [`${COUNTY}%`]),
  values: ({ area }) => [area, `${String(area)}~`],
};

export const queries: readonly Query[] = [page, overview, record, table];
