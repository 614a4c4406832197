import { defineTable } from 'xianjie/schema';

/** Income and place of work are seen within the area; who employs somebody, and what somebody can do, is personal; fitness is health. */
export const record = defineTable({
  name: 'employment_record',
  about: 'PERSON',
  kind: 'OBSERVATION',
  columns: {
    employed: 'INTERNAL',
    place: 'INTERNAL',
    form: 'INTERNAL',
    stable: 'INTERNAL',
    work_area: 'PERSONAL',
    employer: 'PERSONAL',
    employer_code: 'PERSONAL',
    monthly_pay: 'INTERNAL',
    started_on: 'INTERNAL',
    ended_on: 'INTERNAL',
    returned: 'INTERNAL',
    returned_on: 'INTERNAL',
  },
});

export const file = defineTable({
  name: 'employment_file',
  about: 'PERSON',
  kind: 'OBSERVATION',
  columns: {
    skills: 'PERSONAL',
    certificates: 'PERSONAL',
    wants_work: 'PERSONAL',
    willing_away: 'PERSONAL',
    wants_business: 'PERSONAL',
    wants_training: 'PERSONAL',
    graduate: 'PERSONAL',
    graduated_on: 'PERSONAL',
    fit_for_work: 'SENSITIVE',
  },
});

/** A need, a case and a claim tell of a person that help is wanted or due: the row itself is personal. */
export const trainingNeed = defineTable({
  name: 'employment_training_need',
  about: 'PERSON',
  kind: 'RECORD',
  columns: { kind: 'PERSONAL', trade: 'PERSONAL', wanted_on: 'PERSONAL', closed_on: 'PERSONAL', met: 'PERSONAL', source: 'INTERNAL' },
  decidesBy: ['kind', 'wanted_on', 'closed_on'],
});

export const course = defineTable({
  name: 'employment_course',
  about: 'AREA',
  kind: 'RECORD',
  columns: {
    number: 'PUBLIC',
    title: 'PUBLIC',
    kind: 'PUBLIC',
    organiser: 'PUBLIC',
    starts_on: 'PUBLIC',
    ends_on: 'PUBLIC',
    places: 'PUBLIC',
  },
});

export const attendance = defineTable({
  name: 'employment_attendance',
  about: 'PERSON',
  kind: 'OBSERVATION',
  columns: { course_id: 'INTERNAL', course_area: 'INTERNAL', completed: 'INTERNAL', certificate: 'PERSONAL' },
  references: { course_id: { table: 'employment_course', area: 'course_area' } },
});

const helpCase = defineTable({
  name: 'employment_case',
  about: 'PERSON',
  kind: 'RECORD',
  columns: {
    kind: 'PERSONAL',
    opened_on: 'PERSONAL',
    plan: 'PERSONAL',
    planned_on: 'PERSONAL',
    closed_on: 'PERSONAL',
    outcome: 'PERSONAL',
    source: 'INTERNAL',
  },
  decidesBy: ['kind', 'opened_on', 'closed_on'],
});

export const transportClaim = defineTable({
  name: 'employment_transport_claim',
  about: 'PERSON',
  kind: 'RECORD',
  columns: {
    year: 'PERSONAL',
    place: 'PERSONAL',
    work_area: 'PERSONAL',
    state: 'PERSONAL',
    claimed_on: 'PERSONAL',
    checked_on: 'PERSONAL',
    checked_place: 'PERSONAL',
    paid_on: 'PERSONAL',
    amount: 'PERSONAL',
  },
  decidesBy: ['year', 'place', 'state', 'claimed_on', 'checked_on'],
});

const projectLabour = defineTable({
  name: 'employment_project_labour',
  about: 'PROJECT',
  kind: 'OBSERVATION',
  // Of one or two workers the part that is registered says who: like any figure over register data it is as personal as they are.
  columns: { labour_pay: 'PUBLIC', workers: 'PUBLIC', registered_workers: 'PERSONAL' },
});

export const tables = [record, file, trainingNeed, course, attendance, helpCase, transportClaim, projectLabour];
