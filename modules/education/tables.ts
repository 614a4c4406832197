import { defineTable } from 'xianjie/schema';

/** A school, named by the code that the bureau gives it (学校标识码). */
export const school = defineTable({
  name: 'education_school',
  about: 'AREA',
  kind: 'RECORD',
  columns: { code: 'PUBLIC', name: 'PUBLIC', stages: 'PUBLIC', rural: 'PUBLIC', boarding: 'PUBLIC' },
});

/** The bureau's ledger of school-age children and youths (适龄儿童少年台账). */
export const ledger = defineTable({
  name: 'education_ledger',
  about: 'PERSON',
  kind: 'OBSERVATION',
  columns: {
    school_year: 'INTERNAL',
    // Of compulsory age and yet not obliged: that is exempt. So the age is no less private than the exemption.
    compulsory: 'SENSITIVE',
    exempt_physical: 'SENSITIVE',
    obliged: 'PERSONAL',
    school_code: 'PERSONAL',
  },
});

/** One line of a school's list (学籍). */
export const schooling = defineTable({
  name: 'education_schooling',
  about: 'PERSON',
  kind: 'OBSERVATION',
  columns: {
    school_year: 'INTERNAL',
    stage: 'PERSONAL',
    grade: 'PERSONAL',
    school_code: 'PERSONAL',
    school_name: 'PERSONAL',
    school_rural: 'PERSONAL',
    status: 'PERSONAL',
    boarding: 'PERSONAL',
    two_after: 'PERSONAL',
  },
});

/** One line of the one-list (一单式): entitled, and received or not. */
export const aid = defineTable({
  name: 'education_aid',
  about: 'PERSON',
  kind: 'OBSERVATION',
  columns: {
    school_year: 'INTERNAL',
    term: 'INTERNAL',
    aid: 'INTERNAL',
    stage: 'PERSONAL',
    entitled: 'PERSONAL',
    amount: 'PERSONAL',
    received_on: 'PERSONAL',
  },
});

/** Entered in the database of students in difficulty (家庭经济困难学生基础信息数据库). */
export const database = defineTable({
  name: 'education_database',
  about: 'PERSON',
  kind: 'OBSERVATION',
  columns: { school_year: 'INTERNAL', entered: 'PERSONAL' },
});

/** Who is taught at home cannot attend: that is health data, all of it. */
export const homeTeaching = defineTable({
  name: 'education_home_teaching',
  about: 'PERSON',
  kind: 'OBSERVATION',
  columns: { started_on: 'SENSITIVE', ended_on: 'SENSITIVE', school_code: 'SENSITIVE', teacher_office: 'SENSITIVE' },
});

/** One child's way out of school and back (控辍保学). */
export const dropoutCase = defineTable({
  name: 'education_dropout_case',
  about: 'PERSON',
  kind: 'RECORD',
  columns: {
    state: 'PERSONAL',
    state_since: 'PERSONAL',
    opened_on: 'PERSONAL',
    opened_by: 'INTERNAL',
    reason: 'PERSONAL',
    exempt_physical: 'SENSITIVE',
  },
  decidesBy: ['state', 'state_since'],
});

/** An office that answers under a label: one of the "seven chiefs" of an area, one of three helpers of a case. */
export const assignment = defineTable({
  name: 'education_assignment',
  about: 'AREA',
  kind: 'RECORD',
  columns: { label: 'INTERNAL', office: 'INTERNAL', holder: 'PERSONAL', case_id: 'INTERNAL', from_day: 'INTERNAL', to_day: 'INTERNAL' },
  masked: { holder_masked: { of: 'holder', as: 'NAME' } },
  references: { case_id: { table: 'education_dropout_case' } },
});

/** What a label holds here; null until a local administrator says it. */
export const label = defineTable({
  name: 'education_label',
  about: 'AREA',
  kind: 'RECORD',
  columns: { label: 'PUBLIC', contents: 'PUBLIC' },
});

export const tables = [school, ledger, schooling, aid, database, homeTeaching, dropoutCase, assignment, label];
