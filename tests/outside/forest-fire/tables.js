// @ts-check
import { defineTable } from 'xianjie/schema';

/** The sections of forest that each village patrols: they change. */
export const sectionTable = defineTable({
  name: 'forest_fire_section',
  about: 'VILLAGE',
  kind: 'RECORD',
  columns: { number: 'PUBLIC', name: 'PUBLIC', metres: 'PUBLIC' },
});

/** What was said of a person's patrols in a year: appended, never overwritten. */
export const patrolTable = defineTable({
  name: 'forest_fire_patrol',
  about: 'PERSON',
  kind: 'OBSERVATION',
  columns: { year: 'INTERNAL', days: 'PERSONAL', trained: 'PERSONAL', section_id: 'INTERNAL', section_area: 'INTERNAL' },
  references: { section_id: { table: 'forest_fire_section', area: 'section_area' } },
});

/** How `tx.observe` writes it. */
export const patrolTarget = {
  table: patrolTable.name,
  subject: 'person_id',
  columns: { year: 'integer', days: 'integer', trained: 'boolean', section_id: 'uuid', section_area: 'text' },
  key: ['year'],
};
