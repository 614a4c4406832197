import type { PolicyModule } from 'xianjie/schema';
import type { OwnerClient } from '../plugins/storage/index.js';
import { readOtogFrontBanner } from '../prisma/areas/areas.js';
import type { DemoModule } from '../prisma/demo/modules.js';
import type { DepartmentRow } from '../prisma/demo/rows.js';

/** The departments that the modules declare, as rows of their table. */
export function departmentRows(modules: readonly PolicyModule[]): DepartmentRow[] {
  return modules.flatMap((m) => m.departments ?? []).map(({ code, title }) => ({ code, title_zh: title.zh, title_en: title.en }));
}

/**
 * Brings the public reference data up to date: the departments that the modules declare, and the areas that ship with the project.
 * Repeating it changes nothing; what was entered by hand stays.
 */
export async function syncReferenceData(owner: OwnerClient, modules: readonly PolicyModule[]): Promise<void> {
  const departments = departmentRows(modules);
  const areas = readOtogFrontBanner();
  await owner.query('begin');
  try {
    await owner.query(
      `insert into department (code, title_zh, title_en) select * from unnest($1::text[], $2::text[], $3::text[])
       on conflict (code) do update set title_zh = excluded.title_zh, title_en = excluded.title_en`,
      [departments.map((d) => d.code), departments.map((d) => d.title_zh), departments.map((d) => d.title_en)],
    );
    await owner.query(
      `insert into area (code, level, name_zh, local_term, parent_code)
       select code, level, name, nullif(term, ''), nullif(parent, '') from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as a(code, level, name, term, parent)
       order by length(code), code on conflict (code) do nothing`,
      [
        areas.map((a) => a.code),
        areas.map((a) => a.level),
        areas.map((a) => a.name_zh),
        areas.map((a) => a.local_term),
        areas.map((a) => a.parent),
      ],
    );
    // A village can be written to as soon as its area is known.
    await owner.query(
      `insert into village (area_code) select code from area where level in ('VILLAGE', 'COMMUNITY') on conflict (area_code) do nothing`,
    );
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}

/** The modules that have a part in the demo. */
export function demoModules(modules: readonly PolicyModule[]): DemoModule[] {
  return modules.flatMap(({ id, demo, storage }) => (demo === undefined ? [] : [{ id, demo, tables: storage?.tables ?? [] }]));
}
