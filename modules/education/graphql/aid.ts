import {
  among,
  ascending,
  descending,
  filled,
  fromPerson,
  inside,
  observedFields,
  ofPerson,
  orderInput,
  same,
  sorted,
  type GraphBuilder,
} from 'xianjie/schema';
import { lastWords, schoolYearOf } from './common.js';
import type { Enums } from './enums.js';

const aidColumns = {
  SCHOOL_YEAR: { column: 'school_year', nullable: false },
  AREA: { column: 'area_code', nullable: false },
  RECEIVED_ON: { column: 'received_on', nullable: true },
} as const;

/** Student aid: the one-list (一单式) of who is entitled, and whether it came. */
export function addAid(builder: GraphBuilder, enums: Enums): void {
  const aid = builder.tableType('EducationAid', {
    table: 'education_aid',
    description: 'One line of the one-list: a pupil, a term, a kind of aid (教育资助“一单式”清单).',
    ...lastWords('school_year', 'term', 'aid'),
    columns: { area_code: 'INTERNAL' },
    fields: (t) => ({
      ...schoolYearOf(t),
      term: t.column('term', { type: enums.term, level: 'INTERNAL', nullable: false, description: 'The half of the school year (学期).' }),
      aid: t.column('aid', { type: enums.aid, level: 'INTERNAL', nullable: false, description: 'Kind of aid (资助项目).' }),
      stage: t.column('stage', { type: enums.stage, level: 'PERSONAL', description: 'For which stage (学段).' }),
      entitled: t.column('entitled', { type: 'Boolean', level: 'PERSONAL', description: 'Whether entitled, as the bureau says (应享受).' }),
      amount: t.column('amount', {
        type: 'Money',
        level: 'PERSONAL',
        description: 'What was paid; the sources name no amounts, and a waiver has none (金额).',
      }),
      receivedOn: t.column('received_on', {
        type: 'Date',
        level: 'PERSONAL',
        description: 'When it was received; null: not yet (发放日期).',
      }),
      ...ofPerson(t),
      ...observedFields(t),
    }),
  });

  builder.objectField('Person', 'educationAids', (t) =>
    t.relation({
      type: [aid],
      level: 'PERSONAL',
      description: 'Student aid, the latest term first (学生资助).',
      args: { schoolYear: t.arg.int({ description: 'Only this school year (学年).' }) },
      ...fromPerson,
      where: ({ schoolYear }) => same('school_year', schoolYear),
      orderBy: [descending('school_year'), descending('term'), ascending('aid')],
    }),
  );

  const filter = builder.inputType('EducationAidFilter', {
    description: 'Which lines of the one-list: all that is given must hold (资助筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (所在区划).' }),
      schoolYear: t.int({ description: 'The school year, by the year in which it begins (学年).' }),
      term: t.field({ type: enums.term, description: 'The half of the school year (学期).' }),
      aids: t.field({ type: [enums.aid], description: 'One of these kinds (资助项目).' }),
      entitled: t.boolean({ description: 'Entitled or not (应享受).' }),
      received: t.boolean({ description: 'Received or not (已发放).' }),
    }),
  });
  const order = orderInput(
    builder,
    'EducationAid',
    { en: 'lines of the one-list', zh: '资助' },
    { SCHOOL_YEAR: 'School year (学年).', AREA: 'Area (区划).', RECEIVED_ON: 'When it was received (发放日期).' },
  );
  builder.queryField('educationAids', (t) =>
    t.connection({
      type: aid,
      level: 'PERSONAL',
      scope: 'education:read:personal',
      description: 'The one-list: who is entitled to which aid, and whether it came (教育资助“一单式”清单).',
      args: {
        filter: t.arg({ type: filter, description: 'Which lines (筛选).' }),
        orderBy: t.arg({ type: order, description: 'Their order; default: the latest term first (排序).' }),
      },
      where: ({ filter: asked }) => [
        ...inside(asked?.area),
        ...same('school_year', asked?.schoolYear),
        ...same('term', asked?.term),
        ...among('aid', asked?.aids),
        ...same('entitled', asked?.entitled),
        ...filled('received_on', asked?.received),
      ],
      orderBy: ({ orderBy }) =>
        orderBy == null
          ? [descending('school_year'), descending('term'), ascending('area_code')]
          : [sorted(aidColumns[orderBy.by].column, orderBy, aidColumns[orderBy.by].nullable)],
    }),
  );
}
