import {
  ascending,
  fromPerson,
  inside,
  newestFirst,
  observations,
  observedFields,
  ofPerson,
  orderInput,
  sorted,
  where,
  type ExpressionTools,
  type GraphBuilder,
  type RowCondition,
} from 'xianjie/schema';

/** The newest entry that says it: an entry that leaves a thing out does not unsay it. */
const lastSaid = (column: string) => (row: ExpressionTools) =>
  `select f.${column} from employment_file f where f.person_id = ${row.column('person_id')} and f.withdrawn_at is null and f.${column} is not null
   order by f.observed_on desc, f.recorded_at desc limit 1`;

/** The same as a condition: whose newest entry that says it says so. */
const says = (column: string, asked: boolean | null | undefined): RowCondition[] =>
  asked == null ? [] : [where.lastSaid(column, asked, 'person_id')];

const said = observations('person_id');

/** The personal employment file (个人就业档案). */
export function addFile(builder: GraphBuilder): void {
  const file = builder.tableType('EmploymentFile', {
    table: 'employment_file',
    ...said,
    columns: {
      ...said.columns,
      wants_work: 'PERSONAL',
      willing_away: 'PERSONAL',
      wants_business: 'PERSONAL',
      wants_training: 'PERSONAL',
      graduate: 'PERSONAL',
    },
    description: 'A person’s skills and wishes: of each the newest word; null: nobody said (个人就业档案).',
    fields: (t) => {
      const wish = (column: string, description: string) =>
        t.sql({ type: 'Boolean', level: 'PERSONAL', description, expression: lastSaid(column) });
      return {
        skills: t.sql({
          type: ['String'],
          level: 'PERSONAL',
          description: 'What the person can do (技能).',
          expression: lastSaid('skills'),
        }),
        certificates: t.sql({
          type: ['String'],
          level: 'PERSONAL',
          description: 'Certificates held (证书).',
          expression: lastSaid('certificates'),
        }),
        wantsWork: wish('wants_work', 'Whether wishing to work (就业意愿).'),
        willingAway: wish('willing_away', 'Whether willing to work away (外出务工意愿).'),
        wantsBusiness: wish('wants_business', 'Whether wishing to start a business (创业意愿).'),
        wantsTraining: wish('wants_training', 'Whether wishing to be trained (培训意愿).'),
        graduate: wish('graduate', 'Whether a college graduate (高校毕业生).'),
        graduatedOn: t.sql({
          type: 'Date',
          level: 'PERSONAL',
          description: 'Day of graduation (毕业日期).',
          expression: lastSaid('graduated_on'),
        }),
        fitForWork: t.column('fit_for_work', {
          type: 'Boolean',
          level: 'SENSITIVE',
          description: 'Whether fit for work, as the newest entry says (身体条件适合就业).',
        }),
        ...ofPerson(t),
        ...observedFields(t),
      };
    },
  });
  builder.objectField('Person', 'employmentFile', (t) =>
    t.relation({
      type: file,
      level: 'INTERNAL',
      description: 'The personal employment file; null: there is none (个人就业档案).',
      ...fromPerson,
      orderBy: newestFirst,
    }),
  );

  const filter = builder.inputType('EmploymentFileFilter', {
    description:
      'Whose files, as the newest word on each says: all that is given must hold; of whom nobody said matches neither (就业档案筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (所在区划).' }),
      willingAway: t.boolean({ description: 'Whether willing to work away (外出务工意愿).' }),
      wantsWork: t.boolean({ description: 'Whether wishing to work (就业意愿).' }),
      wantsBusiness: t.boolean({ description: 'Whether wishing to start a business (创业意愿).' }),
      graduate: t.boolean({ description: 'Whether a college graduate (高校毕业生).' }),
      wantsTraining: t.boolean({ description: 'Whether wishing to be trained (培训意愿).' }),
    }),
  });
  const order = orderInput(
    builder,
    'EmploymentFile',
    { en: 'the files', zh: '就业档案' },
    { AREA: 'Village (所在村).', OBSERVED_ON: 'The day of the newest entry (观察日期).' },
  );
  builder.queryField('employmentFiles', (t) =>
    t.connection({
      type: file,
      level: 'PERSONAL',
      scope: 'employment:read:personal',
      description: 'Who wishes what: each person’s file once (外出就业需求数据库).',
      args: {
        filter: t.arg({ type: filter, description: 'Whose files (筛选).' }),
        orderBy: t.arg({ type: order, description: 'Their order; default: by village (排序).' }),
      },
      where: ({ filter: asked }) => [
        where.lastWord('person_id'),
        ...inside(asked?.area),
        ...says('willing_away', asked?.willingAway),
        ...says('wants_work', asked?.wantsWork),
        ...says('wants_business', asked?.wantsBusiness),
        ...says('graduate', asked?.graduate),
        ...says('wants_training', asked?.wantsTraining),
      ],
      orderBy: ({ orderBy }) =>
        orderBy ? [sorted(orderBy.by === 'AREA' ? 'area_code' : 'observed_on', orderBy)] : [ascending('area_code')],
    }),
  );
}
