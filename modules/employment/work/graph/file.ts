import { fromPerson, newestFirst, observations, observedFields, ofPerson, type ExpressionTools, type GraphBuilder } from 'xianjie/schema';

/** The newest entry that says it: an entry that leaves a thing out does not unsay it. */
const lastSaid = (column: string) => (row: ExpressionTools) =>
  `select f.${column} from employment_file f where f.person_id = ${row.column('person_id')} and f.withdrawn_at is null and f.${column} is not null
   order by f.observed_on desc, f.recorded_at desc limit 1`;

/** The personal employment file (个人就业档案). */
export function addFile(builder: GraphBuilder): void {
  const file = builder.tableType('EmploymentFile', {
    table: 'employment_file',
    ...observations('person_id'),
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
}
