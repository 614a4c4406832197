import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import {
  responsePath,
  type GraphBuilder,
  type GraphContext,
  type Link,
  type PolicyModule,
  type Row,
  type Subject,
  type SubjectRef,
  type Verdict,
} from 'xianjie/schema';

interface Asked {
  readonly checks?: readonly string[] | null;
  readonly modules?: readonly string[] | null;
  readonly asOf?: string | null;
}

/** Every kind of subject with a graph type of its own gets `eligibility`, a module's like the core's. */
export function subjectFields(builder: GraphBuilder, modules: readonly PolicyModule[]): void {
  const question = builder.args((t) => ({
    checks: t.stringList({
      required: false,
      description: 'Codes of the checks to ask; one that is not in force answers UNDETERMINED. Default: all in force (规则代码).',
    }),
    modules: t.stringList({ required: false, description: 'Only checks of these modules (模块).' }),
    asOf: t.field({ type: 'Date', required: false, description: 'The day the question is about; default today (基准日).' }),
  }));
  for (const subject of modules.flatMap((m) => m.subjects ?? [])) {
    if (subject.nodeType === undefined) continue;
    mustBeAType(builder, subject.code, subject.nodeType);
    const through = subject.verdictsOf?.() ?? [];
    // A module's own type has no name that the compiler knows.
    builder.objectField(subject.nodeType as 'Household', 'eligibility', (t) =>
      t.batched({
        type: ['Verdict'],
        level: 'INTERNAL',
        nullable: false,
        description: `Verdicts about the ${[subject, ...through].map(({ title }) => title.en).join(' and the ')}; those above the viewer’s right are left out and counted in \`extensions.withheld\` (资格结论).`,
        args: question,
        // What the installed checks answer of a household and its members; asked by name, it is as many as are named.
        cost: { points: 5, rows: 20 },
        load: (rows, args, context, info) => verdictsOf(subject, rows, args, context, info, through),
      }),
    );
  }
}

function mustBeAType(builder: GraphBuilder, subject: string, type: string): void {
  const { typeConfigs } = builder.configStore as unknown as { readonly typeConfigs: ReadonlyMap<string, unknown> };
  if (!typeConfigs.has(type))
    throw new Error(
      `the kind of subject "${subject}" is shown as the graph type "${type}", which no module adds: add it with builder.tableType, or leave out "nodeType"`,
    );
}

/** Verdicts of many subjects in one question to the engine, given back in the subjects' order. */
async function verdictsOf(
  subject: Subject,
  rows: readonly Row[],
  asked: Asked,
  context: GraphContext,
  info: GraphQLResolveInfo,
  through: readonly Link[],
): Promise<Verdict[][]> {
  const subjects = subjectsOf(subject, rows, info);
  const { verdicts } = await context.services.eligibility.evaluate({ subjects, ...asked, through, path: responsePath(info) });
  const bySubject = new Map(subjects.map((s) => [s.id, [] as Verdict[]]));
  for (const verdict of verdicts) bySubject.get(verdict.askedFor.id)?.push(verdict);
  return subjects.map((s) => bySubject.get(s.id) ?? []);
}

/** The rows of a batched field as subjects. */
export function subjectsOf({ code: kind }: Subject, rows: readonly Row[], info: GraphQLResolveInfo): SubjectRef[] {
  const { key } = (info.parentType as GraphQLObjectType).extensions['table'] as { readonly key: string };
  return rows.map((row): SubjectRef => ({ kind, id: String(row[key]), areaCode: String(row['area_code'] ?? row[key]) }));
}
