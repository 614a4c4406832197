import { refuse, sayingFields, sayingOf, writeMutation, type GraphBuilder, type ModuleTx } from 'xianjie/schema';
import { schoolingTarget, schoolsOf } from '../feeds/enrolment.js';
import { ledgerTarget, ledgerValues } from '../feeds/ledger.js';
import { refusals } from '../refusals.js';
import type { Enums } from './enums.js';

const ofPersonField = 'The person, by global id (学生).';

/** What officials keep by hand: schooling, the ledger, home teaching. */
export function addRecordMutations(builder: GraphBuilder, enums: Enums): void {
  writeMutation(builder, {
    name: 'recordSchooling',
    description: 'Records a school year of a pupil; the last word of each office counts (登记学籍).',
    scope: 'education:write',
    key: 'OPTIONAL',
    returns: 'Person',
    input: (t) => ({
      person: t.id({ required: true, description: ofPersonField }),
      schoolYear: t.int({ required: true, description: 'The school year, by the year in which it begins (学年).' }),
      stage: t.field({ type: enums.stage, required: true, description: 'Stage (学段).' }),
      grade: t.int({ description: 'Grade within the stage (年级).' }),
      status: t.field({
        type: enums.status,
        required: true,
        description: 'How the pupil stands; EXEMPT_PHYSICAL belongs into the ledger (就学状态).',
      }),
      schoolCode: t.string({ description: 'Code of a school within your areas (学校标识码).' }),
      schoolName: t.string({ description: 'Name of a school elsewhere (校名).' }),
      boarding: t.boolean({ description: 'Whether boarding (寄宿).' }),
      twoAfter: t.boolean({ description: 'Finished junior or senior high without going on (两后生).' }),
      ...sayingFields(t),
    }),
    write: async (input, tx, { today }) => {
      const person = await theirs(tx, input.person);
      const saying = await sayingOf(tx, input, { today, source: 'EDU' });
      checkYear(input.schoolYear, saying.observedOn);
      if (input.status === 'EXEMPT_PHYSICAL') refuse('INVALID_VALUE', ['input', 'status']);
      if (input.grade != null && (input.grade < 1 || input.grade > 9)) refuse('INVALID_VALUE', ['input', 'grade']);
      const school = await schoolOf(tx, input.schoolCode, input.schoolName);
      await tx.observe(schoolingTarget, saying, [
        {
          subjectId: person.id,
          areaCode: person.areaCode,
          values: {
            school_year: input.schoolYear,
            stage: input.stage,
            grade: input.grade ?? null,
            status: input.status,
            boarding: input.boarding ?? null,
            two_after: input.twoAfter ?? null,
            ...school,
          },
        },
      ]);
      return { id: person.id, subjectType: 'Person', areaCode: person.areaCode };
    },
  });

  writeMutation(builder, {
    name: 'recordSchoolAgeChild',
    description: 'Records what the ledger says of a child or youth (登记适龄儿童少年台账).',
    scope: 'education:write',
    key: 'OPTIONAL',
    returns: 'Person',
    input: (t) => ({
      person: t.id({ required: true, description: ofPersonField }),
      schoolYear: t.int({ required: true, description: 'The school year, by the year in which it begins (学年).' }),
      compulsory: t.boolean({ required: true, description: 'Of compulsory age, as the bureau says (义务教育适龄).' }),
      exemptPhysical: t.boolean({ required: true, description: 'Physically unable to attend (因身体原因不具备学习条件).' }),
      schoolCode: t.string({ description: 'Code of the school that expects the child (应就读学校标识码).' }),
      ...sayingFields(t),
    }),
    write: async (input, tx, { today }) => {
      const person = await theirs(tx, input.person);
      const saying = await sayingOf(tx, input, { today, source: 'EDU' });
      checkYear(input.schoolYear, saying.observedOn);
      if (input.exemptPhysical && !input.compulsory) refusals.refuse('EXEMPT_NOT_OF_AGE', ['input', 'exemptPhysical']);
      await tx.observe(ledgerTarget, saying, [{ subjectId: person.id, areaCode: person.areaCode, values: ledgerValues(input) }]);
      return { id: person.id, subjectType: 'Person', areaCode: person.areaCode };
    },
  });

  writeMutation(builder, {
    name: 'recordHomeTeaching',
    description: 'Records teaching at home: since when, by which office (登记送教上门).',
    scope: 'education:write',
    key: 'OPTIONAL',
    returns: 'Person',
    input: (t) => ({
      person: t.id({ required: true, description: ofPersonField }),
      startedOn: t.field({ type: 'Date', required: true, description: 'Since when (开始日期).' }),
      endedOn: t.field({ type: 'Date', description: 'Until when (结束日期).' }),
      schoolCode: t.string({ description: 'Code of the school that teaches (学校标识码).' }),
      teacherOffice: t.string({ description: 'Who teaches, by office (送教人员职务).' }),
      ...sayingFields(t),
    }),
    write: async (input, tx, { today }) => {
      const person = await theirs(tx, input.person);
      const saying = await sayingOf(tx, input, { today, source: 'EDU' });
      if (input.startedOn > saying.observedOn) refuse('DATE_AFTER_DATA', ['input', 'startedOn']);
      if (input.endedOn != null && input.endedOn < input.startedOn) refusals.refuse('ENDS_BEFORE_IT_BEGINS', ['input', 'endedOn']);
      await tx.observe(
        {
          table: 'education_home_teaching',
          subject: 'person_id',
          columns: { started_on: 'date', ended_on: 'date', school_code: 'text', teacher_office: 'text' },
        },
        saying,
        [
          {
            subjectId: person.id,
            areaCode: person.areaCode,
            values: {
              started_on: input.startedOn,
              ended_on: input.endedOn ?? null,
              school_code: input.schoolCode ?? null,
              teacher_office: input.teacherOffice ?? null,
            },
          },
        ],
      );
      return { id: person.id, subjectType: 'Person', areaCode: person.areaCode };
    },
  });
}

/** The person within scope; absent and foreign are refused alike. */
export async function theirs(tx: ModuleTx, id: string | number) {
  return (await tx.person(id)) ?? refuse('NOT_FOUND', ['input', 'person']);
}

function checkYear(schoolYear: number, day: string): void {
  if (schoolYear < 1990 || schoolYear > Number(day.slice(0, 4))) refusals.refuse('SCHOOL_YEAR_AHEAD', ['input', 'schoolYear']);
}

async function schoolOf(tx: ModuleTx, code: string | null | undefined, name: string | null | undefined) {
  if (code == null && !name?.trim()) return refusals.refuse('SCHOOL_UNNAMED', ['input', 'schoolCode']);
  if (code == null) return { school_code: null, school_name: name ?? null, school_rural: null };
  const school = (await schoolsOf(tx, [code])).get(code);
  if (school === undefined) return refusals.refuse('SCHOOL_NOT_FOUND', ['input', 'schoolCode']);
  return { school_code: code, school_name: school.name, school_rural: school.rural };
}
