import { among, areaField, ascending, descending, inside, recordFields, where, type GraphBuilder } from 'xianjie/schema';
import { educationLabels } from '../codes.js';
import type { addDropout } from './dropout.js';
import type { Enums } from './enums.js';

/** Who answers under a label, by office (“七长”“三帮一”), and what a label holds here. Nobody is invented: blank in the source stays null. */
export function addAssignments(builder: GraphBuilder, enums: Enums, dropoutCase: ReturnType<typeof addDropout>) {
  const assignment = builder.tableType('EducationAssignment', {
    table: 'education_assignment',
    columns: { area_code: 'INTERNAL', case_id: 'INTERNAL' },
    description: 'An office that answers under a label (责任分工).',
    fields: (t) => ({
      label: t.column('label', { type: enums.label, level: 'INTERNAL', nullable: false, description: 'Under which label (工作机制).' }),
      office: t.column('office', { type: 'String', level: 'INTERNAL', nullable: false, description: 'The office or role (职务).' }),
      holder: t.column('holder', {
        type: 'String',
        level: 'PERSONAL',
        masked: 'holder_masked',
        description: 'Who holds it; masked without the right to see names (责任人).',
      }),
      startsOn: t.column('from_day', { type: 'Date', level: 'INTERNAL', nullable: false, description: 'Since when (起始日期).' }),
      endsOn: t.column('to_day', { type: 'Date', level: 'INTERNAL', description: 'Last day; null: until further notice (截止日期).' }),
      area: areaField(t, 'INTERNAL', 'For which area (责任区划).'),
      case: t.relation({
        type: dropoutCase,
        level: 'PERSONAL',
        description: 'The case of a helper (控辍保学档案).',
        from: ['case_id', 'area_code'],
        to: ['id', 'area_code'],
      }),
      ...recordFields(t, 'INTERNAL'),
    }),
  });

  const contents = builder.tableType('EducationLabelContents', {
    table: 'education_label',
    columns: { area_code: 'PUBLIC' },
    description: 'What a label holds in an area: the sources use it and do not explain it (口号内容).',
    fields: (t) => ({
      label: t.column('label', { type: enums.label, level: 'PUBLIC', nullable: false, description: 'The label (口号).' }),
      contents: t.column('contents', {
        type: 'String',
        level: 'PUBLIC',
        description: 'As a local administrator says it; null: nobody said (内容).',
      }),
      area: areaField(t, 'PUBLIC', 'Where it holds (适用区划).'),
      ...recordFields(t, 'INTERNAL'),
    }),
  });

  builder.objectField(dropoutCase, 'helpers', (t) =>
    t.relation({
      type: [assignment],
      level: 'PERSONAL',
      description: 'Who helps the child back, by office: "three help one" (三帮一).',
      from: ['id', 'area_code'],
      to: ['case_id', 'area_code'],
      orderBy: [ascending('from_day'), ascending('office')],
    }),
  );

  const filter = builder.inputType('EducationAssignmentFilter', {
    description: 'Which assignments: all that is given must hold (分工筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (责任区划).' }),
      labels: t.field({ type: [enums.label], description: 'Under one of these labels (工作机制).' }),
      on: t.field({ type: 'Date', description: 'Holding on this day (日期).' }),
    }),
  });
  builder.queryFields((t) => ({
    educationAssignments: t.connection({
      type: assignment,
      level: 'INTERNAL',
      scope: 'education:read',
      description: 'Who answers under which label, by office (责任分工列表).',
      args: { filter: t.arg({ type: filter, description: 'Which assignments (筛选).' }) },
      where: ({ filter: asked }) => [
        ...inside(asked?.area),
        ...among('label', asked?.labels),
        ...(asked?.on == null
          ? []
          : [where.atMost('from_day', asked.on), where.any(where.missing('to_day'), where.atLeast('to_day', asked.on))]),
      ],
      orderBy: () => [ascending('area_code'), ascending('label'), descending('from_day')],
    }),
    educationLabels: t.connection({
      type: contents,
      level: 'PUBLIC',
      scope: 'education:read',
      description: `What the labels hold where somebody said it: ${Object.values(educationLabels)
        .map((label) => label.en)
        .join('; ')} (口号内容).`,
      args: { area: t.arg({ type: 'AreaCode', description: 'In or under this area (适用区划).' }) },
      where: ({ area }) => inside(area),
      orderBy: () => [ascending('area_code'), ascending('label')],
    }),
  }));
  return { assignment, contents };
}
