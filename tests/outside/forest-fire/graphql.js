// @ts-check
import { ascending, descending, inRange, where, writeMutation } from 'xianjie/schema';
import { refusals } from './refusals.js';

export function graphql(/** @type {import('xianjie/schema').GraphBuilder} */ builder) {
  const section = builder.tableType('PatrolSection', {
    table: 'forest_fire_section',
    description: 'A section of forest that a village patrols against fire (巡护路段).',
    fields: (t) => ({
      number: t.column('number', {
        type: 'String',
        nullable: false,
        level: 'PUBLIC',
        description: 'Its number within the village (路段编号).',
      }),
      name: t.column('name', { type: 'String', nullable: false, level: 'PUBLIC', description: 'What it is called (路段名称).' }),
      metres: t.column('metres', { type: 'Int', nullable: false, level: 'PUBLIC', description: 'How long it is, in metres (长度，米).' }),
    }),
  });

  const patrol = builder.tableType('Patrol', {
    table: 'forest_fire_patrol',
    description: 'The last word on a person’s fire patrols in a year (护林防火巡护).',
    rows: [where.lastWord('person_id', 'area_code', 'year')],
    fields: (t) => ({
      year: t.column('year', { type: 'Int', nullable: false, level: 'INTERNAL', description: 'The year (年度).' }),
      days: t.column('days', { type: 'Int', level: 'PERSONAL', description: 'Days of patrol (巡护天数).' }),
      trained: t.column('trained', {
        type: 'Boolean',
        level: 'PERSONAL',
        description: 'Whether trained in fire safety; null: not known (已参加培训).',
      }),
      observedOn: t.column('observed_on', {
        type: 'Date',
        nullable: false,
        level: 'INTERNAL',
        description: 'The day the data speak of (数据日期).',
      }),
      section: t.relation({
        type: section,
        level: 'INTERNAL',
        description: 'The section that is patrolled; null: not said (巡护路段).',
        from: ['section_id', 'section_area'],
        to: ['id', 'area_code'],
      }),
      person: t.relation({
        type: 'Person',
        level: 'INTERNAL',
        description: 'Who patrols (巡护人员).',
        from: ['person_id', 'area_code'],
        to: ['id', 'area_code'],
      }),
    }),
  });

  builder.objectField('Person', 'patrols', (t) =>
    t.relation({
      type: [patrol],
      level: 'INTERNAL',
      description: 'Fire patrols of each year, the latest first (护林防火巡护).',
      from: ['id', 'area_code'],
      to: ['person_id', 'area_code'],
      orderBy: [descending('year')],
    }),
  );

  builder.objectField('Village', 'patrolSections', (t) =>
    t.relation({
      type: [section],
      level: 'PUBLIC',
      description: 'The sections that the village patrols (巡护路段).',
      from: ['area_code'],
      to: ['area_code'],
      orderBy: [ascending('number')],
    }),
  );

  const filter = builder.inputType('PatrolFilter', {
    description: 'Which patrols (筛选).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (所在区划).' }),
      year: t.field({ type: 'IntRange', description: 'The year (年度).' }),
      days: t.field({ type: 'IntRange', description: 'Days of patrol; needs the right to see them (巡护天数).' }),
    }),
  });

  builder.queryField('patrols', (t) =>
    t.connection({
      type: patrol,
      level: 'INTERNAL',
      scope: 'forest-fire:read:internal',
      description: 'Fire patrols within the viewer’s areas (巡护列表).',
      args: { filter: t.arg({ type: filter, description: 'Which patrols (筛选).' }) },
      where: ({ filter: asked }) => [
        ...(asked?.area == null ? [] : [where.insideArea('area_code', asked.area)]),
        ...inRange('year', asked?.year),
        ...inRange('days', asked?.days),
      ],
      orderBy: () => [descending('year'), descending('observed_on')],
    }),
  );

  writeMutation(builder, {
    name: 'openPatrolSection',
    description: 'Opens a section that a village patrols against fire (设立巡护路段).',
    scope: 'forest-fire:write',
    returns: section,
    key: 'OPTIONAL',
    input: (t) => ({
      village: t.id({ required: true, description: 'The village, by global id (村).' }),
      number: t.string({ required: true, description: 'Its number within the village (路段编号).' }),
      name: t.string({ required: true, description: 'What it is called (路段名称).' }),
      metres: t.int({ required: true, description: 'How long it is, in metres (长度，米).' }),
    }),
    write: async (input, tx) => {
      const village = await tx.village(input.village);
      if (village === null) return refusals.refuse('NO_VILLAGE', ['input', 'village']);
      if (input.metres <= 0) return refusals.refuse('LENGTH', ['input', 'metres']);
      const [made] = await tx.sql(
        `insert into forest_fire_section (area_code, number, name, metres) values ($1, $2, $3, $4)
         on conflict (area_code, number) do nothing returning id`,
        [village.areaCode, input.number, input.name, input.metres],
      );
      if (made === undefined) return refusals.refuse('SECTION_TAKEN', ['input', 'number']);
      return { id: String(made.id), subjectType: 'PatrolSection', areaCode: village.areaCode };
    },
  });
}
