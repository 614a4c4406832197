import { household, person, responsePath, type GraphBuilder, type Row, type StackingKind, type SubjectRef } from 'xianjie/schema';
import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { findingList } from './graph/list.js';
import { findingType, relationTypes } from './graph/types.js';

/** What relations between benefits add to the graph: the declared ones, and what is found of a household and a person. */
export function stackingGraph(builder: GraphBuilder): void {
  const types = relationTypes(builder);
  const found = findingType(builder, types);
  const { finding, kind } = found;
  findingList(builder, found);
  builder.queryField('benefitRelations', (t) =>
    t.field({
      type: [types.relation],
      nullable: false,
      scope: 'core:read',
      description:
        'How benefits stand to each other, as the sources say it: those that the installed modules declare, by code (待遇叠加关系).',
      args: { benefit: t.arg.string({ required: false, description: 'Only those that name this benefit, by its code (待遇代码).' }) },
      resolve: (_root, { benefit }, { services }) => [...services.stacking.relations({ benefit: benefit ?? null })],
    }),
  );
  const about = {
    Household: { subject: household, of: 'the household and each of its members' },
    Person: { subject: person, of: 'the person' },
  } as const;
  for (const [type, { subject, of }] of Object.entries(about))
    builder.objectField(type as 'Household', 'stackingFindings', (t) =>
      t.batched({
        type: [finding],
        level: 'INTERNAL',
        nullable: false,
        description: `What is found of the benefits of ${of} together: conflicts, caps that are exceeded, a wrong order, duplicates, choices, and what the source leaves open; out of the records and verdicts that the viewer may see, the others are counted in \`extensions.withheld\` (待遇叠加核查). FORBIDDEN where a relation is named whose records may not be read.`,
        args: {
          kinds: t.arg({ type: [kind], required: false, description: 'Only these kinds. Default: all (类别).' }),
          relations: t.arg.stringList({ required: false, description: 'Only under these relations, by code (叠加关系代码).' }),
          asOf: t.arg({ type: 'Date', required: false, description: 'The day the question is about; default today (基准日).' }),
        },
        cost: { points: 5, rows: 5 },
        load: async (rows, args, { services }, info) => {
          const subjects = subjectsOf(subject.code, rows, info);
          const found = await services.stacking.findings({
            subjects,
            kinds: (args.kinds ?? null) as readonly StackingKind[] | null,
            relations: args.relations ?? null,
            asOf: args.asOf ?? null,
            path: responsePath(info),
          });
          return subjects.map(({ id }) => found.filter(({ askedFor }) => askedFor.id === id));
        },
      }),
    );
}

/** The rows of a batched field as subjects. */
function subjectsOf(kind: string, rows: readonly Row[], info: GraphQLResolveInfo): SubjectRef[] {
  const { key } = (info.parentType as GraphQLObjectType).extensions['table'] as { readonly key: string };
  return rows.map((row): SubjectRef => ({ kind, id: String(row[key]), areaCode: String(row['area_code']) }));
}
