import pg from 'pg';
import type { ModuleTable, TableSubject } from 'xianjie/schema';
import { areaRoles, domainFunction, insideScope, readingRoles } from '../row-security.js';
import { loginRoles } from '../roles.js';

const id = (name: string): string => pg.escapeIdentifier(name);
const regclass = (table: ModuleTable): string => `${pg.escapeLiteral(id(table.name))}::regclass`;
const list = (names: Iterable<string>): string => [...names].map(id).join(', ');

/** The column with the subject's id, and the table that it points to. A row about a village or an area has its area code only. */
const subjects: Record<TableSubject, { readonly column?: string; readonly references: string }> = {
  PERSON: { column: 'person_id', references: 'person (id, area_code) on update cascade' },
  HOUSEHOLD: { column: 'household_id', references: 'household (id, area_code) on update cascade' },
  PROJECT: { column: 'project_id', references: 'project (id, area_code) on update cascade' },
  VILLAGE: { references: 'village (area_code) on update cascade' },
  AREA: { references: 'area (code)' },
};

/** The columns that make a table one of ours, which its migration brings: name -> type. */
export function ownColumnsNeeded(table: ModuleTable): Readonly<Record<string, string>> {
  const { column } = subjects[table.about];
  return { id: 'uuid', area_code: 'text', ...(column === undefined ? {} : { [column]: 'uuid' }) };
}

/** The columns that are added to every table of a kind, as the core's have them. */
const standard: Record<ModuleTable['kind'], Readonly<Record<string, string>>> = {
  OBSERVATION: {
    observed_on: 'date not null',
    recorded_at: 'timestamptz not null default now()',
    source: 'text collate "C" not null references department (code)',
    batch_id: 'uuid references feed_batch (id)',
    digest: 'bytea not null',
    withdrawn_at: 'timestamptz',
    withdrawn_by: 'uuid',
  },
  RECORD: {
    version: 'int not null default 1',
    created_at: 'timestamptz not null default now()',
    updated_at: 'timestamptz not null default now()',
  },
};

export const standardColumns = (table: ModuleTable): readonly string[] => Object.keys(standard[table.kind]);

/** The standard columns: added after each migration, so that a later one can index them. Repeating it changes nothing. */
export function shapeSql(table: ModuleTable): string {
  const columns = Object.entries(standard[table.kind]).map(([name, type]) => `add column if not exists ${id(name)} ${type}`);
  return `alter table ${id(table.name)} ${columns.join(', ')};`;
}

/** Collation, masked columns, keys, row security and grants of a module's tables. Repeating it changes nothing. @param module its id */
export function protectionSql(module: string, tables: readonly ModuleTable[]): string {
  // A key may point to a table that comes later in the list: all must be ready to be pointed to.
  return [
    ...tables.map(columnsSql),
    ...tables.map(keysSql),
    ...tables.map((table) => policiesSql(module, table)),
    ...tables.map(grantsSql),
    ...tables.map(journalSql),
  ].join('\n');
}

function columnsSql(table: ModuleTable): string {
  const areas = ['area_code', ...Object.values(table.references ?? {}).flatMap((r) => r.area ?? [])];
  const masked = Object.entries(table.masked ?? {}).map(
    ([name, { of }]) =>
      `alter table ${id(table.name)} add column if not exists ${id(name)} text
         generated always as (left(${id(of)}, 1) || repeat('*', greatest(char_length(${id(of)}) - 1, 1))) stored;`,
  );
  return [
    // PostgreSQL changes no column that a policy names, so only what differs is changed.
    ...areas.map(
      (column) => `do $$ begin
       if exists (select from pg_attribute where attrelid = ${regclass(table)} and attname = ${pg.escapeLiteral(column)}
                  and attcollation <> '"C"'::regcollation) then
         alter table ${id(table.name)} alter column ${id(column)} type text collate "C";
       end if;
     end $$;`,
    ),
    // Area first: the same index answers for a range of areas and is what keys point to.
    `do $$ begin
       if not exists (select from pg_constraint where conrelid = ${regclass(table)}
                      and conname = ${pg.escapeLiteral(`${table.name}_row`)}) then
         alter table ${id(table.name)} add constraint ${id(`${table.name}_row`)} unique (area_code, id);
       end if;
     end $$;`,
    ...masked,
  ].join('\n');
}

function keysSql(table: ModuleTable): string {
  const { column, references } = subjects[table.about];
  const newest = table.kind === 'OBSERVATION' ? ', observed_on desc, recorded_at desc' : '';
  const key = (name: string, columns: readonly string[], target: string): string =>
    `alter table ${id(table.name)} drop constraint if exists ${id(name)};
     alter table ${id(table.name)} add constraint ${id(name)} foreign key (${list(columns)}) references ${target};`;
  return [
    key(`${table.name}_about`, column === undefined ? ['area_code'] : [column, 'area_code'], references),
    `create index if not exists ${id(`${table.name}_subject`)} on ${id(table.name)} (${id(column ?? 'area_code')}${newest});`,
    ...Object.entries(table.references ?? {}).flatMap(([from, to]) => [
      key(
        `${table.name}_${from}`,
        [from, to.area ?? 'area_code'],
        `${id(to.table)} (id, area_code)${to.area === undefined ? '' : ' match full'} on update cascade`,
      ),
      `create index if not exists ${id(`${table.name}_${from}_row`)} on ${id(table.name)} (${id(from)});`,
    ]),
  ].join('\n');
}

/** Whatever else a migration may have allowed is taken away first: policies add up. */
function policiesSql(module: string, table: ModuleTable): string {
  return `
    do $$ declare p text; begin
      for p in select polname from pg_policy where polrelid = ${regclass(table)} loop
        execute format('drop policy %I on %I', p, ${pg.escapeLiteral(table.name)});
      end loop;
    end $$;
    alter table ${id(table.name)} enable row level security;
    create policy inside_scope on ${id(table.name)} to ${areaRoles.join(', ')} using (${insideScope}) with check (${insideScope});
    create policy inside_domain on ${id(table.name)} for select to ${readingRoles.join(', ')} using (${insideScope} and (select ${domainFunction(table)}('${module}')));
    create policy whole_system on ${id(table.name)} to xj_system using (true) with check (true);`;
}

/** Who is named by a row is asked again what its facts decide; of what is named by its own record, all of the area is. */
const journals: Record<TableSubject, string> = {
  PERSON: 'stale_person',
  HOUSEHOLD: 'stale_household',
  PROJECT: 'stale_project',
  VILLAGE: 'stale_area',
  AREA: 'stale_area',
};

function journalSql(table: ModuleTable): string {
  return ['insert', 'update']
    .map(
      (op) =>
        `create or replace trigger stale_${op} after ${op} on ${id(table.name)} referencing new table as changed
         for each statement execute function ${journals[table.about]}();`,
    )
    .join('\n');
}

function grantsSql(table: ModuleTable): string {
  const decides = new Set(table.decidesBy ?? []);
  const own = Object.entries(table.columns);
  const at = (...levels: string[]): string[] => own.filter(([, level]) => levels.includes(level)).map(([name]) => name);
  const open = [
    ...Object.keys(ownColumnsNeeded(table)),
    ...standardColumns(table).filter((name) => name !== 'digest'),
    ...Object.keys(table.masked ?? {}),
    ...at('PUBLIC', 'INTERNAL'),
  ];
  const read = (columns: Iterable<string>, ...roles: string[]): string[] => {
    const names = list(columns);
    return names === '' ? [] : [`grant select (${names}) on ${id(table.name)} to ${roles.join(', ')};`];
  };
  const observed = table.kind === 'OBSERVATION';
  return [
    `revoke all on ${id(table.name)} from public, ${loginRoles.join(', ')};`,
    ...read(open, ...readingRoles, ...areaRoles),
    ...read(at('PERSONAL'), 'xj_clear', 'xj_engine', 'xj_reveal'),
    ...read(at('SENSITIVE'), 'xj_engine', 'xj_reveal'),
    // The writing role finds rows by keyed hashes and by what it must decide by, never by other clear values.
    ...read([...(observed ? ['digest'] : []), ...decides], 'xj_write'),
    // What was observed is never rewritten, by nobody: a withdrawal may be noted.
    observed
      ? `grant insert, update (withdrawn_at, withdrawn_by) on ${id(table.name)} to xj_write;
         grant select, insert, update (withdrawn_at, withdrawn_by) on ${id(table.name)} to xj_system;`
      : `grant insert, update on ${id(table.name)} to xj_write;
         grant select, insert, update, delete on ${id(table.name)} to xj_system;`,
  ].join('\n');
}
