import {
  ApiError,
  formatMoney,
  keyOfGlobalId,
  mayRead,
  rightsOf,
  scopeOf,
  type PersonDataExport,
  type Purpose,
  type Rights,
  type Sql,
} from 'xianjie/schema';
import { assertMayRead, before, note, noteRefusal, type Desk } from './asker.js';
import { heldTables, whose, type HeldTable } from './held.js';
import { useReveals } from './limits.js';
import { reasonError } from './reason.js';
import { withinScope } from './reveal.js';
import type { ColumnTitle, Titles } from './titles.js';
import type { ExportRow, ExportSection } from './shown.js';

const ACTION = 'personDataExport';

/** The person's own rights, and the inspection of how they are kept. */
const PURPOSES: readonly Purpose[] = ['CORRECTION', 'INSPECTION'];

/** How a row says when and by whom; shown beside the values, not among them. */
const FRAME = ['observed_on', 'source', 'withdrawn_at'] as const;

/** The column of a table whose rows are for those who have all of these scopes. */
const NEEDS = 'needs';

/** Everything held about a person, after it was written down that it is asked for. */
export async function exportPerson(desk: Desk, titles: Titles, person: string, reason: string): Promise<PersonDataExport | null> {
  const { viewer } = desk;
  if (viewer.purpose === null || !PURPOSES.includes(viewer.purpose))
    throw new ApiError('FORBIDDEN', `An export is made for the purpose ${PURPOSES.join(' or ')} (header Xianjie-Purpose).`);
  assertMayRead(viewer, 'core', 'SENSITIVE');
  const wrong = reasonError(reason, ['reason']);
  if (wrong) {
    await noteRefusal(desk, viewer, ACTION, 'REFUSED');
    throw new ApiError('BAD_USER_INPUT', `reason: ${wrong.message.en}`);
  }
  const id = keyOfGlobalId('Person', person);
  const subjects = await before(desk, viewer, ACTION, async (sql) => {
    await useReveals(sql, viewer, 1, desk.limits);
    const found = await withinScope(sql, id === null ? [] : [{ type: 'Person', id }]);
    await note(sql, desk, viewer, ACTION, { kind: 'EXPORT', reason, subjects: found });
    return found;
  });
  if (subjects[0] === undefined) return null;
  return desk.db.reveal(scopeOf(viewer), ({ sql }) => everything(sql, desk, titles, subjects[0]?.id ?? ''));
}

async function everything(sql: Sql, desk: Desk, titles: Titles, personId: string): Promise<PersonDataExport> {
  const [person] = await sql<{ household_id: string }>('select household_id from person where id = $1', [personId]);
  const ids = [personId, person?.household_id ?? null];
  const rights = rightsOf(desk.viewer);
  const missing = new Set<string>();
  const sections: ExportSection[] = [];
  for (const table of [...(await register(sql)), ...(await heldTables(sql))]) {
    const module = titles.module(table.name) ?? 'core';
    if (!mayRead(rights, module, 'SENSITIVE')) missing.add(module);
    else sections.push(await section(sql, desk, titles, table, ids, (needs) => mayTell(rights, needs, missing)));
  }
  const shown = await sql<PersonDataExport['shown'][number]>(
    `select at, kind, client_id as client, user_id is not null as "byPerson", purpose, fields, reason from disclosure
     where person_id = $1 or household_id = $2 order by at, id`,
    ids,
  );
  return { personId, exportedAt: new Date().toISOString(), sections, shown, missingModules: [...missing].sort() };
}

/** The two rows on the register themselves, as tables that lead to themselves. */
async function register(sql: Sql): Promise<readonly HeldTable[]> {
  const columns = (table: string) =>
    sql<{ name: string; type: string }>(
      `select a.attname::text as name, format_type(a.atttypid, null) as type from pg_attribute a
       where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and has_column_privilege(a.attrelid, a.attnum, 'select')
         and a.attname not in ('id','household_id','version','created_at','updated_at','moved_at','joined_at','digest')
         and a.attname not like '%\\_masked' and a.attname not like '%\\_index' order by a.attnum`,
      [`xianjie.${table}`],
    );
  return [
    { name: 'person', person: 'id', household: null, columns: await columns('person') },
    { name: 'household', person: null, household: 'id', columns: await columns('household') },
  ];
}

/** A row that says which scopes show it is told to whoever has the whole of those modules. */
function mayTell(rights: Rights, needs: readonly string[], missing: Set<string>): boolean {
  const lacking = needs.map((scope) => scope.split(':')[0] ?? '').filter((module) => !mayRead(rights, module, 'SENSITIVE'));
  for (const module of lacking) missing.add(module);
  return lacking.length === 0;
}

async function section(
  sql: Sql,
  desk: Desk,
  titles: Titles,
  table: HeldTable,
  ids: readonly (string | null)[],
  mayShow: (needs: readonly string[]) => boolean,
): Promise<ExportSection> {
  const guarded = table.columns.some(({ name }) => name === NEEDS);
  const names = table.columns.map(({ name }) => name).filter((name) => name !== NEEDS);
  const framed = FRAME.filter((name) => names.includes(name));
  const order = names.includes('observed_on') ? 'o.observed_on, o.id' : 'o.id';
  const selected = table.columns.map(({ name, type }) => (type === 'bytea' ? `o.${name}` : `o.${name}::text as ${name}`));
  const rows = await sql<Record<string, string | Buffer | null>>(
    `select ${selected.length > 0 ? selected.join(', ') : 'null as nothing'} from ${table.name} o
     where ${whose(table)} and ($1::uuid is not null or $2::uuid is not null) order by ${order}`,
    ids,
  );
  const told = guarded
    ? rows.filter((row) =>
        mayShow(
          String(row[NEEDS] ?? '')
            .split(/[{},]/)
            .filter(Boolean),
        ),
      )
    : rows;
  const text = (row: (typeof rows)[number], name: string): string | null =>
    framed.includes(name as never) ? String(row[name] ?? '') || null : null;
  return {
    code: table.name,
    title: titles.table(table.name),
    about: table.person === null ? 'HOUSEHOLD' : 'PERSON',
    rows: told.map((row): ExportRow => ({
      observedOn: text(row, 'observed_on'),
      source: text(row, 'source'),
      withdrawnAt: text(row, 'withdrawn_at'),
      values: names.flatMap((name) => {
        const value = row[name];
        if (value == null || framed.includes(name as never)) return [];
        const column = titles.column(table.name, name);
        return { column: name, title: column.title, text: Buffer.isBuffer(value) ? desk.protect.decrypt(value) : shownAs(value, column) };
      }),
    })),
  };
}

/** Money in yuan, codes with their names, lists without PostgreSQL's braces. */
function shownAs(value: string, { money, codes }: ColumnTitle): string {
  if (money && /^-?\d+$/.test(value)) return formatMoney(Number(value));
  const items = /^\{.*\}$/.test(value) ? value.slice(1, -1).split(',').filter(Boolean) : [value];
  return items.map((item) => (codes.has(item) ? `${item} ${codes.get(item)}` : item)).join(', ');
}
