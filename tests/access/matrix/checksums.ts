import type { TestApp } from '../../support/app.js';

/** What grows with every request, whatever it asks. */
const TRAIL = /^(audit_|personal_use$|idempotency$|rate_|cost_|sealer|schema_migrations|migration)/;

/**
 * One text for the state of every table.
 * @param options.outside only rows that lie outside this area; tables without an area as a whole
 */
export async function checksums(app: TestApp, { outside }: { readonly outside?: string } = {}): Promise<Record<string, string>> {
  const owner = await app.storage.owner();
  try {
    const { rows } = await owner.query<{ name: string; placed: boolean }>(
      `select relname as name, exists (select from pg_attribute where attrelid = c.oid and attname = 'area_code') as placed
       from pg_class c where relnamespace = 'xianjie'::regnamespace and relkind = 'r' order by 1`,
    );
    const state: Record<string, string> = {};
    for (const { name, placed } of rows.filter((t) => !TRAIL.test(t.name))) {
      const where = outside !== undefined && placed ? `where area_code not like '${outside}%'` : '';
      const found = await owner.query<{ sum: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum from ${name} t ${where}`,
      );
      state[name] = found.rows[0]?.sum ?? '';
    }
    return state;
  } finally {
    await owner.end();
  }
}
