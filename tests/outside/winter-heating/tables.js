// @ts-check
import { defineTable } from 'xianjie/schema';

/** What was said of a household's heating, by whom and on which day: appended, never overwritten. */
export const stoveTable = defineTable({
  name: 'winter_heating_stove',
  about: 'HOUSEHOLD',
  kind: 'OBSERVATION',
  columns: { kind: 'INTERNAL', alarm: 'INTERNAL' },
});

/** How `tx.observe` writes it. */
export const stoveTarget = { table: stoveTable.name, subject: 'household_id', columns: { kind: 'text', alarm: 'boolean' } };
