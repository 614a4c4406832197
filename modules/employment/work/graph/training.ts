import {
  among,
  areaField,
  ascending,
  descending,
  empty,
  fromPerson,
  inRange,
  inside,
  newestFirst,
  observedFields,
  ofPerson,
  orderInput,
  recordFields,
  sorted,
  sourceField,
  where,
  type GraphBuilder,
} from 'xianjie/schema';
import type { WorkEnums } from './common.js';

/** Training: who wants which, the courses, who attended. */
export function addTraining(builder: GraphBuilder, enums: WorkEnums): void {
  const need = builder.tableType('TrainingNeed', {
    table: 'employment_training_need',
    carries: ['area_code', 'person_id'],
    description: 'A person’s wish to be trained: open until met or withdrawn (培训需求).',
    fields: (t) => ({
      kind: t.column('kind', { type: enums.training, level: 'PERSONAL', description: 'Which kind (培训类别).' }),
      trade: t.column('trade', { type: 'String', level: 'PERSONAL', description: 'Which trade (工种).' }),
      wantedOn: t.column('wanted_on', { type: 'Date', level: 'PERSONAL', description: 'Since when (提出日期).' }),
      closedOn: t.column('closed_on', { type: 'Date', level: 'PERSONAL', description: 'When it was met or withdrawn (办结日期).' }),
      met: t.column('met', { type: 'Boolean', level: 'PERSONAL', description: 'Whether it was met; null: open (是否满足).' }),
      ...ofPerson(t),
      ...sourceField(t),
      ...recordFields(t),
    }),
  });
  const course = builder.tableType('TrainingCourse', {
    table: 'employment_course',
    description: 'A training course (培训班).',
    fields: (t) => ({
      number: t.column('number', { type: 'String', level: 'PUBLIC', nullable: false, description: 'Its number (编号).' }),
      title: t.column('title', { type: 'String', level: 'PUBLIC', nullable: false, description: 'Its name (名称).' }),
      kind: t.column('kind', { type: enums.training, level: 'PUBLIC', nullable: false, description: 'What it teaches (培训类别).' }),
      organiser: t.column('organiser', { type: 'String', level: 'PUBLIC', description: 'Who holds it (培训机构).' }),
      startsOn: t.column('starts_on', { type: 'Date', level: 'PUBLIC', nullable: false, description: 'First day (开班日期).' }),
      endsOn: t.column('ends_on', { type: 'Date', level: 'PUBLIC', nullable: false, description: 'Last day (结业日期).' }),
      places: t.column('places', { type: 'Int', level: 'PUBLIC', description: 'Places (名额).' }),
      area: areaField(t, 'PUBLIC', 'Whose course it is (举办区划).'),
      ...recordFields(t),
    }),
  });
  const attended = builder.tableType('TrainingAttendance', {
    table: 'employment_attendance',
    carries: ['area_code', 'person_id'],
    rows: [where.missing('withdrawn_at')],
    columns: { withdrawn_at: 'INTERNAL', course_id: 'INTERNAL' },
    description: 'That a person attended a course (参训记录).',
    fields: (t) => ({
      course: t.relation({
        type: course,
        level: 'INTERNAL',
        description: 'The course (培训班).',
        from: ['course_id', 'course_area'],
        to: ['id', 'area_code'],
      }),
      completed: t.column('completed', { type: 'Boolean', level: 'INTERNAL', description: 'Whether finished (是否结业).' }),
      certificate: t.column('certificate', { type: 'String', level: 'PERSONAL', description: 'Certificate received (证书).' }),
      ...ofPerson(t),
      ...observedFields(t),
    }),
  });
  builder.objectFields('Person', (t) => ({
    trainingNeeds: t.relation({
      type: [need],
      level: 'PERSONAL',
      description: 'What this person wants to learn, the latest wish first (培训需求).',
      args: { open: t.arg.boolean({ description: 'Only the open ones, or only the closed ones (是否未办结).' }) },
      ...fromPerson,
      where: ({ open }) => empty('closed_on', open),
      orderBy: [descending('wanted_on'), ascending('id')],
      limit: 50,
    }),
    trainings: t.relation({
      type: [attended],
      level: 'INTERNAL',
      nullable: false,
      description: 'Courses this person attended: of each the newest word (参训记录).',
      ...fromPerson,
      newest: { per: ['course_id'], by: newestFirst },
      orderBy: [descending('observed_on'), ascending('id')],
      limit: 50,
    }),
  }));

  const needs = builder.inputType('TrainingNeedFilter', {
    description: 'Which needs: all that is given must hold (培训需求筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (所在区划).' }),
      kinds: t.field({ type: [enums.training], description: 'Of one of these kinds (培训类别).' }),
      open: t.boolean({ description: 'Whether open (是否未办结).' }),
      wantedOn: t.field({ type: 'DateRange', description: 'Since when (提出日期).' }),
    }),
  });
  const courses = builder.inputType('TrainingCourseFilter', {
    description: 'Which courses: all that is given must hold (培训班筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (所在区划).' }),
      kinds: t.field({ type: [enums.training], description: 'Of one of these kinds (培训类别).' }),
      endsOn: t.field({ type: 'DateRange', description: 'Last day (结业日期).' }),
    }),
  });
  const order = orderInput(
    builder,
    'TrainingNeed',
    { en: 'the needs', zh: '培训需求' },
    { WANTED_ON: 'Since when (提出日期).', KIND: 'Which kind, then since when (培训类别).', AREA: 'Village, then since when (所在村).' },
  );
  builder.queryFields((t) => ({
    trainingNeeds: t.connection({
      type: need,
      level: 'PERSONAL',
      scope: 'employment:read:personal',
      description: 'The training needs list, the oldest wish first (培训需求清单).',
      args: {
        filter: t.arg({ type: needs, description: 'Which needs (筛选).' }),
        orderBy: t.arg({ type: order, description: 'Their order; default: the oldest wish first (排序).' }),
      },
      where: ({ filter: asked }) => [
        ...inside(asked?.area),
        ...among('kind', asked?.kinds),
        ...empty('closed_on', asked?.open),
        ...inRange('wanted_on', asked?.wantedOn),
      ],
      orderBy: ({ orderBy }) => {
        if (orderBy?.by === 'KIND') return [sorted('kind', orderBy), ascending('wanted_on')];
        return orderBy?.by === 'AREA' ? [sorted('area_code', orderBy), ascending('wanted_on')] : [sorted('wanted_on', orderBy)];
      },
    }),
    trainingCourses: t.connection({
      type: course,
      level: 'PUBLIC',
      scope: 'employment:read',
      description: 'Training courses, the latest first (培训班).',
      args: { filter: t.arg({ type: courses, description: 'Which courses (筛选).' }) },
      where: ({ filter: asked }) => [...inside(asked?.area), ...among('kind', asked?.kinds), ...inRange('ends_on', asked?.endsOn)],
      orderBy: () => [descending('ends_on')],
    }),
  }));
}
