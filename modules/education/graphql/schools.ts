import { areaField, ascending, inside, recordFields, same, where, type GraphBuilder } from 'xianjie/schema';
import type { Enums } from './enums.js';

/** Schools (学校), public reference data of the bureau. */
export function addSchools(builder: GraphBuilder, enums: Enums) {
  const school = builder.tableType('School', {
    table: 'education_school',
    description: 'A school (学校).',
    columns: { area_code: 'PUBLIC' },
    fields: (t) => ({
      code: t.column('code', { type: 'String', level: 'PUBLIC', nullable: false, description: 'Its code (学校标识码).' }),
      name: t.column('name', { type: 'String', level: 'PUBLIC', nullable: false, description: 'Its name (校名).' }),
      stages: t.column('stages', { type: [enums.stage], level: 'PUBLIC', nullable: false, description: 'What it teaches (学段).' }),
      rural: t.column('rural', { type: 'Boolean', level: 'PUBLIC', nullable: false, description: 'Whether rural (农村学校).' }),
      boarding: t.column('boarding', { type: 'Boolean', level: 'PUBLIC', description: 'Whether pupils may board (寄宿制).' }),
      area: areaField(t, 'PUBLIC', 'Where it stands (所在区划).'),
      listCompleteOn: t.sql({
        type: 'Date',
        level: 'PUBLIC',
        description:
          'The day of its newest complete list for a school year; null: none was handed in, so nobody is taken to be absent from it (完整名单日期).',
        args: { schoolYear: t.arg.int({ required: true, description: 'The school year, by the year in which it begins (学年).' }) },
        expression: (row, { schoolYear }) =>
          `select max(c.complete_on) from coverage c where c.feed = 'education.enrolment' and c.period = ${row.bind(`${schoolYear}/`)} || ${row.column('code')}`,
      }),
      ...recordFields(t, 'INTERNAL'),
    }),
  });

  const filter = builder.inputType('SchoolFilter', {
    description: 'Which schools: all that is given must hold (学校筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (所在区划).' }),
      rural: t.boolean({ description: 'Rural or not (农村学校).' }),
    }),
  });

  builder.queryFields((t) => ({
    school: t.field({
      type: school,
      nullable: true,
      scope: 'education:read',
      description: 'A school by its code (学校).',
      args: { code: t.arg.string({ required: true, description: 'The code (学校标识码).' }) },
      resolve: (_root, { code }, { services }, info) => services.reader.one(info, { where: [where.equals('code', code)] }),
    }),
    schools: t.connection({
      type: school,
      level: 'PUBLIC',
      scope: 'education:read',
      description: 'Schools within the viewer’s areas, by code (学校列表).',
      args: { filter: t.arg({ type: filter, description: 'Which schools (筛选).' }) },
      where: ({ filter: asked }) => [...inside(asked?.area), ...same('rural', asked?.rural)],
      orderBy: () => [ascending('code')],
    }),
  }));
  return school;
}
