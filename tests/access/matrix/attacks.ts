import type { OwnerClient } from '../../../plugins/storage/index.js';
import { ELSEWHERE, SIBLING } from './places.js';

/** Every way to read every table and every column, whatever the table is for. */
export async function readsOf(owner: OwnerClient): Promise<string[]> {
  const { rows } = await owner.query<{ at: string; name: string }>(
    `select c.relname as at, a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'xianjie'::regnamespace and c.relkind in ('r', 'v', 'm', 'p') order by 1, a.attnum`,
  );
  const tables = [...new Set(rows.map((row) => row.at))];
  return [
    ...tables.flatMap((at) => [
      `select to_jsonb(t) as x from ${at} t`,
      `select row_to_json(t) as x from ${at} t`,
      `select count(*)::int as x from ${at}`,
    ]),
    ...rows.map(({ at, name }) => `select distinct ${name}::text as x from ${at} order by 1`),
  ];
}

const FOREIGN = `select id || ' ' || area_code || ' ' || register_number as x from household where area_code in ('${SIBLING}', '${ELSEWHERE}')`;

/** Statements that try to become somebody else, each with what would then be read. */
export const escapes: readonly (readonly string[])[] = [
  [`select set_config('xj.lo1', '0', true), set_config('xj.hi1', '9~', true)`, FOREIGN],
  [`select set_config('xj.lo1', '0', false), set_config('xj.hi1', '~', false)`, FOREIGN],
  [
    `with s as materialized (select set_config('xj.lo2', '1', true), set_config('xj.hi2', '2', true)) ${FOREIGN.replace('select', 'select (select count(*) from s),')}`,
  ],
  [
    `select set_config('xj.domains', ',core,education,employment,', true)`,
    'select * from education_dropout_case',
    'select * from household',
  ],
  [`select set_config('xj.mac', '', true)`, FOREIGN],
  [`select set_config('role', 'xj_system', true)`, FOREIGN],
  [`select set_config('session_authorization', 'xj_owner', true)`, FOREIGN],
  [`select set_config('row_security', 'off', true)`, FOREIGN],
  ['set role xj_owner', FOREIGN],
  ['set session authorization xj_system', FOREIGN],
  ['reset role', FOREIGN],
  [`begin; ${FOREIGN}`],
  [`select 1; ${FOREIGN}`],
  ['commit', FOREIGN],
  ['copy household to stdout'],
  ['select * from scope_key'],
  [`select pg_read_file('PG_VERSION')`],
  [`select * from dblink('', 'select 1') as t(x int)`],
  [`select query_to_xml('${FOREIGN.replaceAll("'", "''")} order by 1', true, false, '')::text as x`],
  [`select refresh_household(array(select id from household))`],
  [`select most_common_vals::text as x from pg_stats where tablename in ('household', 'person', 'person_status')`],
  [`select histogram_bounds::text as x from pg_stats where schemaname = 'xianjie'`],
  [`select name as x from person where (select true) or area_code = '${SIBLING}'`],
  [`select 1 / (case when register_number like '%${SIBLING}%' then 0 else 1 end) as x from household`],
  [`select p.id as x from person p right join household h on h.id = p.household_id`],
  [`select * from (table household) t`],
  [`values ((select string_agg(id::text, ' ' order by id) from household))`],
];

/** Statements that would change what is not the writer's to change. */
export const changes: readonly (readonly string[])[] = [
  [`update household set group_name = 'x' where area_code = '${SIBLING}' returning id`],
  [`update household set area_code = '${SIBLING}'`],
  [
    `insert into faulty_note (person_id, area_code, note) select id, area_code, 'x' from person where area_code = '${SIBLING}' returning id`,
  ],
  [`insert into faulty_note (person_id, area_code, note) values (gen_random_uuid(), '${SIBLING}', 'x') returning id`],
  [`delete from person returning id`],
  [`delete from audit_entry returning id`],
  [`update audit_entry set client_id = 'nobody'`],
  [`insert into access_client (id, kind, title_zh, title_en, area_code, areas) values ('mine', 'ADMIN', 'x', 'x', '0', '{0}')`],
  [`update access_client set scopes = '{core:administer}'`],
  [`update area set parent_code = null`],
  [`insert into coverage (source, feed, area_code, complete_on) values ('RRB', 'core.people', '${SIBLING}', '2025-01-01')`],
  [`update person_status set health = 'HEALTHY'`],
  [
    `select set_config('xj.lo1', '0', true), set_config('xj.hi1', '~', true)`,
    `update household set group_name = 'x' where area_code = '${SIBLING}' returning id`,
  ],
  ['create table stolen as select * from household'],
  ['grant select on person to public'],
  ['alter table household disable row level security'],
];
