import { defineTable } from 'xianjie/schema';

/** Work on offer is for everybody to see. */
export const posting = defineTable({
  name: 'employment_posting',
  about: 'AREA',
  kind: 'RECORD',
  columns: {
    organisation_id: 'PUBLIC',
    organisation_area: 'PUBLIC',
    title: 'PUBLIC',
    place: 'PUBLIC',
    work_area: 'PUBLIC',
    work_kind: 'PUBLIC',
    pay_from: 'PUBLIC',
    pay_to: 'PUBLIC',
    places: 'PUBLIC',
    skills: 'PUBLIC',
    full_labour: 'PUBLIC',
    published_on: 'PUBLIC',
    closed_on: 'PUBLIC',
  },
  references: { organisation_id: { table: 'employment_organisation', area: 'organisation_area' } },
});
