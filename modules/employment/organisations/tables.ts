import { defineTable } from 'xianjie/schema';

/** An organisation is no person: what it is, is public; figures of its years are the area's. */
export const organisation = defineTable({
  name: 'employment_organisation',
  about: 'AREA',
  kind: 'RECORD',
  columns: {
    credit_code: 'PUBLIC',
    name: 'PUBLIC',
    kind: 'PUBLIC',
    workshop_form: 'PUBLIC',
    small_firm: 'PUBLIC',
    rural: 'PUBLIC',
    closed_on: 'PUBLIC',
    source: 'PUBLIC',
    said_on: 'PUBLIC',
  },
});

const organisationYear = defineTable({
  name: 'employment_organisation_year',
  about: 'AREA',
  kind: 'OBSERVATION',
  columns: {
    organisation_id: 'INTERNAL',
    year: 'INTERNAL',
    staff: 'INTERNAL',
    hires: 'INTERNAL',
    // Who qualifies is a matter of registers: of one or two hires the figure says who is on them.
    qualifying_hires: 'PERSONAL',
    layoffs: 'INTERNAL',
  },
  references: { organisation_id: { table: 'employment_organisation' } },
});

export const inspection = defineTable({
  name: 'employment_inspection',
  about: 'AREA',
  kind: 'OBSERVATION',
  columns: { organisation_id: 'INTERNAL', finding: 'INTERNAL', problem: 'INTERNAL' },
  references: { organisation_id: { table: 'employment_organisation' } },
});

/** Who works in a workshop and earns what is seen within the area, as the lists of rewards show it. */
export const workshopJob = defineTable({
  name: 'employment_workshop_job',
  about: 'PERSON',
  kind: 'RECORD',
  columns: {
    organisation_id: 'INTERNAL',
    organisation_area: 'INTERNAL',
    started_on: 'INTERNAL',
    ended_on: 'INTERNAL',
    source: 'INTERNAL',
    said_on: 'INTERNAL',
  },
  references: { organisation_id: { table: 'employment_organisation', area: 'organisation_area' } },
});

export const workshopPay = defineTable({
  name: 'employment_workshop_pay',
  about: 'PERSON',
  kind: 'OBSERVATION',
  columns: { job_id: 'INTERNAL', year: 'INTERNAL', paid_to_date: 'INTERNAL' },
  references: { job_id: { table: 'employment_workshop_job' } },
});

/** Of whom money is claimed, and how much, is personal: not everybody who sees the area sees it. */
export const workshopReward = defineTable({
  name: 'employment_workshop_reward',
  about: 'PERSON',
  kind: 'RECORD',
  columns: {
    job_id: 'INTERNAL',
    year: 'PERSONAL',
    state: 'PERSONAL',
    amount: 'PERSONAL',
    claimed_on: 'PERSONAL',
    paid_on: 'PERSONAL',
    fund_source: 'PERSONAL',
  },
  decidesBy: ['state', 'claimed_on'],
  references: { job_id: { table: 'employment_workshop_job' } },
});

export const agreement = defineTable({
  name: 'employment_agreement',
  about: 'AREA',
  kind: 'RECORD',
  columns: { number: 'PUBLIC', partner: 'PUBLIC', place: 'PUBLIC', places: 'PUBLIC', starts_on: 'PUBLIC', ends_on: 'PUBLIC' },
});

export const organisationTables = [organisation, organisationYear, inspection, workshopJob, workshopPay, workshopReward, agreement];
