import { expectVersion, refuse, sayingFields, sayingOf, versionField, writeMutation, type GraphBuilder } from 'xianjie/schema';
import { areaOf } from '../../input.js';
import { refusals } from '../errors.js';
import type { WorkEnums } from '../graph/common.js';
import { observeAttendance } from '../store.js';
import { about, personField, personOf, SPEAKER, WRITE } from './common.js';

/** The training needs list, the courses, and who attended. */
export function addTrainingMutations(builder: GraphBuilder, enums: WorkEnums): void {
  writeMutation(builder, {
    name: 'recordTrainingNeed',
    description: 'Puts a wish to be trained on the list; one open wish of a kind for a person (登记培训需求).',
    scope: WRITE,
    returns: 'TrainingNeed',
    key: 'OPTIONAL',
    input: (t) => ({
      ...personField(t),
      kind: t.field({ type: enums.training, required: true, description: 'Which kind (培训类别).' }),
      trade: t.string({ description: 'Which trade (工种).' }),
      ...sayingFields(t),
    }),
    write: async ({ kind, trade, ...input }, tx, { today }) => {
      const person = await personOf(tx, input.person);
      const { source, observedOn } = await sayingOf(tx, input, { today, source: SPEAKER });
      if (trade != null && (trade.trim() === '' || [...trade].length > 50)) refusals.refuse('TEXT_LENGTH', ['input', 'trade'], { max: 50 });
      const [need] = await tx.sql<{ id: string }>(
        `insert into employment_training_need (person_id, area_code, kind, trade, wanted_on, source) values ($1, $2, $3, $4, $5, $6)
         on conflict (person_id, kind) where closed_on is null do nothing returning id`,
        [person.id, person.areaCode, kind, trade, observedOn, source],
      );
      return about((need ?? refusals.refuse('NEED_OPEN', ['input', 'kind'])).id, 'TrainingNeed', person);
    },
  });

  writeMutation(builder, {
    name: 'closeTrainingNeed',
    description: 'Takes a wish from the list: it was met elsewhere, or withdrawn (办结培训需求).',
    scope: WRITE,
    returns: 'TrainingNeed',
    key: 'OPTIONAL',
    input: (t) => ({
      need: t.id({ required: true, description: 'The need, by global id (培训需求).' }),
      met: t.boolean({ required: true, description: 'Whether it was met; false: withdrawn (是否满足).' }),
      closedOn: t.field({ type: 'Date', description: 'When; default: today (办结日期).' }),
      ...versionField(t),
    }),
    write: async (input, tx, { today }) => {
      const need =
        (await tx.record<Need>(
          { type: 'TrainingNeed', table: 'employment_training_need', columns: ['wanted_on', 'closed_on'] },
          input.need,
        )) ?? refusals.refuse('NO_SUCH_NEED', ['input', 'need']);
      expectVersion(need, input.expectedVersion);
      if (need.closed_on !== null) refusals.refuse('NEED_CLOSED', ['input', 'need']);
      const closedOn = input.closedOn ?? today;
      if (closedOn > today) refuse('DATE_IN_FUTURE', ['input', 'closedOn']);
      if (closedOn < need.wanted_on) refusals.refuse('ENDS_BEFORE_START', ['input', 'closedOn']);
      await tx.sql(
        'update employment_training_need set closed_on = $2, met = $3, version = version + 1, updated_at = now() where id = $1',
        [need.id, closedOn, input.met],
      );
      return about(need.id, 'TrainingNeed', need);
    },
  });

  writeMutation(builder, {
    name: 'recordTrainingCourse',
    description: 'Announces a course, or changes one of the same number (登记培训班).',
    scope: WRITE,
    returns: 'TrainingCourse',
    key: 'OPTIONAL',
    input: (t) => ({
      area: t.field({ type: 'AreaCode', required: true, description: 'Whose course it is (举办区划).' }),
      number: t.string({ required: true, description: 'Its number: letters, digits or "-" (编号).' }),
      title: t.string({ required: true, description: 'Its name (名称).' }),
      kind: t.field({ type: enums.training, required: true, description: 'What it teaches (培训类别).' }),
      organiser: t.string({ description: 'Who holds it (培训机构).' }),
      startsOn: t.field({ type: 'Date', required: true, description: 'First day (开班日期).' }),
      endsOn: t.field({ type: 'Date', required: true, description: 'Last day (结业日期).' }),
      places: t.int({ description: 'Places (名额).' }),
      ...versionField(t),
    }),
    write: async (input, tx) => {
      await areaOf(tx, input.area);
      if (!/^[0-9A-Za-z-]{1,40}$/.test(input.number)) refusals.refuse('COURSE_NUMBER', ['input', 'number']);
      if (input.endsOn < input.startsOn) refusals.refuse('ENDS_BEFORE_START', ['input', 'endsOn']);
      if ((input.places ?? 1) < 1) refusals.refuse('NEGATIVE', ['input', 'places']);
      for (const [field, text] of Object.entries({ title: input.title, organiser: input.organiser ?? 'x' }))
        if (text.trim() === '' || [...text].length > 100) refusals.refuse('TEXT_LENGTH', ['input', field], { max: 100 });
      const values = [input.area, input.number, input.title, input.kind, input.organiser, input.startsOn, input.endsOn, input.places];
      const [known] = await tx.sql<{ version: number }>(
        'select version from employment_course where area_code = $1 and number = $2 for update',
        values.slice(0, 2),
      );
      if (known !== undefined) expectVersion(known, input.expectedVersion);
      const [course] = await tx.sql<{ id: string }>(
        `insert into employment_course (area_code, number, title, kind, organiser, starts_on, ends_on, places) values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (area_code, number) do update set title = excluded.title, kind = excluded.kind, organiser = excluded.organiser,
           starts_on = excluded.starts_on, ends_on = excluded.ends_on, places = excluded.places,
           version = employment_course.version + 1, updated_at = now()
         returning id`,
        values,
      );
      return about(course?.id ?? '', 'TrainingCourse', { areaCode: input.area });
    },
  });

  writeMutation(builder, {
    name: 'recordTrainingAttendance',
    description: 'Records that a person attended a course; an open need of its kind is met by it (登记参训).',
    scope: WRITE,
    returns: 'Person',
    key: 'OPTIONAL',
    input: (t) => ({
      ...personField(t),
      course: t.id({ required: true, description: 'The course, by global id (培训班).' }),
      completed: t.boolean({ description: 'Whether finished (是否结业).' }),
      certificate: t.string({ description: 'Certificate received (证书).' }),
      ...sayingFields(t),
    }),
    write: async ({ course: asked, completed, certificate, ...input }, tx, { today }) => {
      const person = await personOf(tx, input.person);
      const course =
        (await tx.record<{ readonly kind: string; readonly ends_on: string }>(
          { type: 'TrainingCourse', table: 'employment_course', columns: ['kind', 'ends_on'] },
          asked,
        )) ?? refusals.refuse('NO_SUCH_COURSE', ['input', 'course']);
      const saying = await sayingOf(tx, input, { today, source: SPEAKER });
      if (certificate != null && (certificate.trim() === '' || [...certificate].length > 100))
        refusals.refuse('TEXT_LENGTH', ['input', 'certificate'], { max: 100 });
      const values = { course_id: course.id, course_area: course.areaCode, completed, certificate };
      await observeAttendance(tx, saying, [
        { subjectId: person.id, areaCode: person.areaCode, values, kind: course.kind, endsOn: course.ends_on },
      ]);
      return about(person.id, 'Person', person);
    },
  });
}

interface Need {
  readonly wanted_on: string;
  readonly closed_on: string | null;
}
