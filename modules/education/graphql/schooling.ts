import { descending, fromPerson, inside, observedFields, ofPerson, orderInput, same, sorted, type GraphBuilder } from 'xianjie/schema';
import { lastWords, schoolYearOf } from './common.js';
import type { Enums } from './enums.js';
import type { addSchools } from './schools.js';

const ledgerColumns = { AREA: 'area_code', OBSERVED_ON: 'observed_on' } as const;

/** Schooling (学籍), the ledger of school-age children (适龄儿童少年台账) and home teaching (送教上门). */
export function addSchooling(builder: GraphBuilder, enums: Enums, school: ReturnType<typeof addSchools>): void {
  const schooling = builder.tableType('Schooling', {
    table: 'education_schooling',
    description: 'One school year of a pupil, by the last list that says it (学籍).',
    ...lastWords('school_year'),
    fields: (t) => ({
      ...schoolYearOf(t),
      stage: t.column('stage', { type: enums.stage, level: 'PERSONAL', description: 'Stage (学段).' }),
      grade: t.column('grade', { type: 'Int', level: 'PERSONAL', description: 'Grade within the stage (年级).' }),
      status: t.column('status', { type: enums.status, level: 'PERSONAL', description: 'As the list says it (就学状态).' }),
      school: t.relation({
        type: school,
        level: 'PERSONAL',
        description: 'The school, where it lies within the viewer’s areas (学校).',
        from: ['school_code'],
        to: ['code'],
      }),
      schoolName: t.column('school_name', {
        type: 'String',
        level: 'PERSONAL',
        description: 'Name of the school, also of one elsewhere (校名).',
      }),
      boarding: t.column('boarding', { type: 'Boolean', level: 'PERSONAL', description: 'Whether boarding (寄宿).' }),
      twoAfter: t.column('two_after', {
        type: 'Boolean',
        level: 'PERSONAL',
        description: 'Finished junior or senior high school without going on to the next general stage (两后生).',
      }),
      ...ofPerson(t),
      ...observedFields(t),
    }),
  });

  const ledgerEntry = builder.tableType('SchoolAgeEntry', {
    table: 'education_ledger',
    description: 'What the bureau’s ledger says of a child or youth (适龄儿童少年台账).',
    ...lastWords(),
    columns: { area_code: 'INTERNAL' },
    fields: (t) => ({
      ...schoolYearOf(t),
      obliged: t.column('obliged', {
        type: 'Boolean',
        level: 'PERSONAL',
        description: 'Obliged to attend: of compulsory age by the bureau and not exempt; false does not tell which (应接受义务教育).',
      }),
      compulsory: t.column('compulsory', {
        type: 'Boolean',
        level: 'SENSITIVE',
        description:
          'Of compulsory age, as the bureau says: the sources give no age. Beside `obliged` it would tell who is exempt (义务教育适龄).',
      }),
      exemptPhysical: t.column('exempt_physical', {
        type: 'Boolean',
        level: 'SENSITIVE',
        description: 'Physically unable to attend (因身体原因不具备学习条件).',
      }),
      schoolCode: t.column('school_code', {
        type: 'String',
        level: 'PERSONAL',
        description: 'Code of the school that expects the child (应就读学校).',
      }),
      school: t.relation({
        type: school,
        level: 'PERSONAL',
        description: 'The school that expects the child, where it lies within the viewer’s areas (应就读学校).',
        from: ['school_code'],
        to: ['code'],
      }),
      ...ofPerson(t),
      ...observedFields(t),
    }),
  });

  const homeTeaching = builder.tableType('HomeTeaching', {
    table: 'education_home_teaching',
    description: 'Teaching at home for who cannot attend: health data, all of it (送教上门).',
    ...lastWords(),
    fields: (t) => ({
      startedOn: t.column('started_on', { type: 'Date', level: 'SENSITIVE', description: 'Since when (开始日期).' }),
      endedOn: t.column('ended_on', { type: 'Date', level: 'SENSITIVE', description: 'Until when (结束日期).' }),
      teacherOffice: t.column('teacher_office', {
        type: 'String',
        level: 'SENSITIVE',
        description: 'Who teaches, by office (送教人员职务).',
      }),
      ...ofPerson(t),
      ...observedFields(t),
    }),
  });

  builder.objectFields('Person', (t) => ({
    schoolings: t.relation({
      type: [schooling],
      level: 'PERSONAL',
      description: 'Schooling, the latest school year first (历年学籍).',
      ...fromPerson,
      orderBy: [descending('school_year')],
    }),
    schooling: t.relation({
      type: schooling,
      level: 'PERSONAL',
      description: 'Schooling of a school year; default: the newest there is (学籍).',
      args: { schoolYear: t.arg.int({ description: 'The school year, by the year in which it begins (学年).' }) },
      ...fromPerson,
      where: ({ schoolYear }) => same('school_year', schoolYear),
      orderBy: [descending('school_year')],
    }),
    schoolAge: t.relation({
      type: ledgerEntry,
      level: 'PERSONAL',
      description: 'What the ledger of school-age children says (适龄儿童少年台账).',
      ...fromPerson,
    }),
    homeTeaching: t.relation({
      type: homeTeaching,
      level: 'SENSITIVE',
      description: 'Teaching at home (送教上门).',
      ...fromPerson,
    }),
  }));

  const filter = builder.inputType('SchoolAgeFilter', {
    description: 'Which entries of the ledger: all that is given must hold (台账筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area: county, township or village (所在区划).' }),
      schoolCode: t.string({ description: 'Expected in this school (应就读学校).' }),
      obliged: t.boolean({ description: 'Obliged to attend or not (应接受义务教育).' }),
      compulsory: t.boolean({ description: 'Of compulsory age or not; needs the right to see it (义务教育适龄).' }),
    }),
  });
  const order = orderInput(
    builder,
    'SchoolAge',
    { en: 'entries of the ledger', zh: '台账' },
    { AREA: 'Area (区划).', OBSERVED_ON: 'The day the entry speaks of (数据日期).' },
  );
  builder.queryField('schoolAgeLedger', (t) =>
    t.connection({
      type: ledgerEntry,
      level: 'PERSONAL',
      scope: 'education:read:personal',
      description: 'The ledger of school-age children, at each of its levels: county, township, village, school (适龄儿童少年台账).',
      args: {
        filter: t.arg({ type: filter, description: 'Which entries (筛选).' }),
        orderBy: t.arg({ type: order, description: 'Their order; default: by area (排序).' }),
      },
      where: ({ filter: asked }) => [
        ...inside(asked?.area),
        ...same('school_code', asked?.schoolCode),
        ...same('obliged', asked?.obliged),
        ...same('compulsory', asked?.compulsory),
      ],
      orderBy: ({ orderBy }) => [sorted(ledgerColumns[orderBy?.by ?? 'AREA'], orderBy)],
    }),
  );
}
