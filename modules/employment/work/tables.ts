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

export const trainingNeed = defineTable({
  name: 'employment_training_need',
  about: 'PERSON',
  kind: 'RECORD',
  columns: { kind: 'INTERNAL', trade: 'INTERNAL', wanted_on: 'INTERNAL', closed_on: 'INTERNAL', met: 'INTERNAL', source: 'INTERNAL' },
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
    opened_on: 'INTERNAL',
    plan: 'PERSONAL',
    planned_on: 'INTERNAL',
    closed_on: 'INTERNAL',
    outcome: 'PERSONAL',
    source: 'INTERNAL',
  },
  decidesBy: ['kind'],
});

export const transportClaim = defineTable({
  name: 'employment_transport_claim',
  about: 'PERSON',
  kind: 'RECORD',
  columns: {
    year: 'INTERNAL',
    place: 'INTERNAL',
    work_area: 'PERSONAL',
    state: 'INTERNAL',
    claimed_on: 'INTERNAL',
    checked_on: 'INTERNAL',
    checked_place: 'INTERNAL',
    paid_on: 'INTERNAL',
    amount: 'INTERNAL',
  },
});

const projectLabour = defineTable({
  name: 'employment_project_labour',
  about: 'PROJECT',
  kind: 'OBSERVATION',
  columns: { labour_pay: 'PUBLIC', workers: 'PUBLIC', registered_workers: 'PUBLIC' },
});

export const tables = [record, file, trainingNeed, course, attendance, helpCase, transportClaim, projectLabour];
