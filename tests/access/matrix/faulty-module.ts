import {
  defineCheck,
  defineDepartment,
  defineDocument,
  defineFact,
  definePolicyModule,
  defineTable,
  gt,
  nonPolicy,
  person,
  source,
  where,
  writeMutation,
  type GraphBuilder,
  type PolicyModule,
  type Row,
} from 'xianjie/schema';

const office = defineDepartment({ code: 'FAULTY', title: { zh: '测试办', en: 'Office of a test' } });

const notice = defineDocument({
  code: 'FAULTY-NOTICE',
  title: { zh: '虚构的办法', en: 'An invented notice' },
  issuer: { zh: '敖勒召其镇', en: 'Aolezhaoqi town' },
  issuedOn: '2024-01-15',
  precision: 'DAY',
  level: 'TOWNSHIP',
  areaCode: '150623100',
  sourceFile: 'invented',
});

/** Notes about people, with a kind that the area may see, a text and a secret. */
export const notes = defineTable({
  name: 'faulty_note',
  about: 'PERSON',
  kind: 'RECORD',
  columns: { kind: 'INTERNAL', note: 'PERSONAL', secret: 'SENSITIVE' },
});

/** A fact that is asked of everybody, wherever they live, whomever the question is about. */
export const neighbours = defineFact({
  code: 'faulty.neighbours',
  title: { zh: '邻居', en: 'neighbours' },
  subject: person,
  type: 'NUMBER',
  level: 'INTERNAL',
  suppliers: [office],
  source: 'RECORDED',
});

/** Shows the fact, with its value among the conditions. */
const alone = defineCheck({
  code: 'faulty.alone',
  title: { zh: '有邻居', en: 'has neighbours' },
  kind: 'DUTY',
  force: 'MUST',
  subject: person,
  policy: { document: notice, place: 'L1', quote: '有邻居的' },
  when: gt(neighbours, nonPolicy(0, 'anybody at all')),
});

function graphql(builder: GraphBuilder): void {
  const note = builder.tableType('FaultyNote', {
    table: 'faulty_note',
    description: 'A note about a person (备注).',
    fields: (t) => ({
      kind: t.column('kind', { type: 'String', level: 'INTERNAL', description: 'Its kind (类别).' }),
      note: t.column('note', { type: 'String', level: 'PERSONAL', description: 'What it says (内容).' }),
      // Names the column past the tools that would have told the start of it.
      shouted: t.sql({
        type: 'String',
        level: 'PUBLIC',
        description: 'What it says, in capitals (内容).',
        expression: () => 'upper(note)',
      }),
      whispered: t.sql({
        type: 'String',
        level: 'PUBLIC',
        description: 'Its secret (隐私).',
        expression: () => 'secret',
      }),
      others: t.batched<'Int', number>({
        type: 'Int',
        level: 'PUBLIC',
        description: 'How many notes there are about others (其他备注).',
        load: async (rows: readonly Row[], _args, { services }) => {
          const [all] = await services.read<{ n: number }>('select count(*)::int as n from faulty_note');
          return rows.map(() => all?.n ?? 0);
        },
      }),
    }),
  });
  builder.objectField('Person', 'faultyNeighbours', (t) =>
    t.batched<['String'], readonly string[]>({
      type: ['String'],
      level: 'PUBLIC',
      description: 'Everybody whom the database shows (邻居).',
      load: async (rows, _args, { services }) => {
        const all = await services.read<{ x: string }>(
          'select to_jsonb(p.name_masked)::text || p.id || p.area_code as x from person p order by p.id',
        );
        return rows.map(() => all.map(({ x }) => x));
      },
    }),
  );
  builder.queryFields((t) => ({
    faultyNotes: t.connection({
      type: note,
      level: 'PUBLIC',
      scope: 'faulty:read',
      description: 'Notes about people whose name begins so (备注列表).',
      args: { name: t.arg.string({ description: 'The name (姓名).' }), status: t.arg.string({ description: 'The status (状态).' }) },
      where: ({ name, status }) => [
        ...(name == null
          ? []
          : [where.related('person', { from: ['person_id', 'area_code'], to: ['id', 'area_code'] }, [where.atLeast('name', name)])]),
        ...(status == null
          ? []
          : [where.related('household', { from: ['area_code'], to: ['area_code'] }, [where.equals('register_status', status)])]),
      ],
      orderBy: () => [],
    }),
    /** Whatever SQL the caller writes: the worst that a module can let happen. */
    faultyRead: t.field({
      type: ['String'],
      nullable: true,
      scope: 'faulty:read',
      description: 'What a statement says, each row as a text (查询).',
      args: { sql: t.arg.stringList({ required: true, description: 'Statements, one after the other (语句).' }) },
      resolve: async (_root, { sql }, { services }) => {
        const said: string[] = [];
        for (const text of sql) said.push(...(await services.read(text)).map((row) => JSON.stringify(row)));
        return said.sort();
      },
    }),
  }));
  writeMutation(builder, {
    name: 'writeFaulty',
    description: 'Runs statements that somebody else wrote (写入).',
    scope: 'faulty:write',
    returns: note,
    key: 'OPTIONAL',
    input: (t) => ({ sql: t.stringList({ required: true, description: 'Statements, one after the other (语句).' }) }),
    write: async ({ sql }, tx) => {
      const said: unknown[] = [];
      for (const text of sql) said.push(...(await tx.sql(text)));
      // The only way out of a write that keeps nothing: a failure that names what was read.
      throw new Error(JSON.stringify(said));
    },
  });
}

/** A module that forgets every check there is. */
export const faulty: PolicyModule = definePolicyModule({
  id: 'faulty',
  contract: 1,
  title: { zh: '有缺陷的模块(测试)', en: 'A faulty module (test)' },
  owner: { code: office.code, title: office.title },
  departments: [office],
  policies: [notice],
  checks: [alone],
  storage: { folder: new URL('faulty/', import.meta.url), tables: [notes] },
  facts: [
    source({
      subject: person,
      columns: { neighbours },
      load: async (sql, ids) => {
        const [all] = await sql<{ n: number }>('select count(*)::int as n from person');
        return ids.map((id) => ({ subject_id: id, observed_on: '2025-01-01', source: 'FAULTY', neighbours: all?.n }));
      },
    }),
  ],
  graphql,
});
