import {
  listConnection,
  pageAsked,
  pageOf,
  pagingArguments,
  responsePath,
  type GraphBuilder,
  type MissingFact,
  type MissingFactSummary,
  type PolicyModule,
  type Visit,
} from 'xianjie/schema';
import { checkInfo, departments } from './check-type.js';
import type { EligibilityEnums } from './enums.js';
import { subjectsOf } from './subject-fields.js';

/** What is missing of a subject, of every kind that is a type of the graph; and the visit list of a village. */
export function missingFacts(builder: GraphBuilder, enums: EligibilityEnums, modules: readonly PolicyModule[]): void {
  const subjects = modules.flatMap((m) => m.subjects ?? []);
  const typeOf = new Map(subjects.flatMap(({ code, nodeType }) => (nodeType === undefined ? [] : [[code, nodeType] as const])));
  const fact = factType(builder, enums, typeOf);
  const question = questionArguments(builder);
  for (const subject of subjects) {
    if (subject.nodeType === undefined) continue;
    const through = subject.verdictsOf?.() ?? [];
    builder.objectField(subject.nodeType as 'Household', 'missingFacts', (t) =>
      t.batched({
        type: [fact],
        level: 'INTERNAL',
        nullable: false,
        description:
          'What nobody has said of it, or not lately, and what would settle most first: facts, judgements and lists that keep a verdict open and that somebody could supply. Blanks of the sources are not among them. Of the verdicts that the viewer may see (待核实事项).',
        args: question,
        cost: { points: 5, rows: 10 },
        load: async (rows, args, { services }, info) => {
          const asked = { ...args, subjects: subjectsOf(subject, rows, info), through, path: responsePath(info) };
          return (await services.lists.missingFacts(asked)).map(({ facts }) => [...facts]);
        },
      }),
    );
  }
  visitList(builder, enums, fact, question);
}

const questionArguments = (builder: GraphBuilder) =>
  builder.args((t) => ({
    checks: t.stringList({ required: false, description: 'Only what these checks lack, by code. Default: all in force (规则代码).' }),
    modules: t.stringList({ required: false, description: 'Only what checks of these modules lack (模块).' }),
    asOf: t.field({ type: 'Date', required: false, description: 'The day the question is about; default today (基准日).' }),
  }));

function factType(builder: GraphBuilder, enums: EligibilityEnums, typeOf: ReadonlyMap<string, string>) {
  return builder.objectRef<MissingFact>('MissingFact').implement({
    description: 'A fact, a judgement or a whole list that somebody could supply and that keeps verdicts open (待核实事项).',
    fields: (t) => ({
      kind: t.field({
        type: enums.unknownKind,
        nullable: false,
        description: 'Why it is not known: MISSING_FACT, STALE_FACT, JUDGEMENT_NEEDED or MODULE_NOT_INSTALLED (原因).',
        resolve: (f) => f.kind,
      }),
      code: t.exposeString('code', { nullable: false, description: 'The code of the fact or of the list (代码).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it is, a yearly fact with its year (名称).' }),
      of: t.field({
        type: 'Node',
        nullable: true,
        description: 'Of whom: the household, the member, or what belongs to them (核实对象).',
        resolve: ({ of }, _args, { services }, info) => {
          const type = typeOf.get(of.kind);
          return type === undefined ? null : services.reader.load(info, type, of.id);
        },
      }),
      year: t.exposeInt('year', { nullable: true, description: 'The year of a yearly fact (年度).' }),
      staleSince: t.expose('staleSince', {
        type: 'Date',
        nullable: true,
        description: 'The day of the last word on it, where that is too old (上次观测日期).',
      }),
      suppliers: t.field({
        type: ['Department'],
        nullable: false,
        description: 'Departments that can supply it, in order of authority (可提供部门).',
        resolve: (f, _args, context, info) => departments(context, info, f.suppliers),
      }),
      roles: t.field({
        type: ['Role'],
        nullable: false,
        description: 'Roles that may give the judgement (可研判角色).',
        resolve: (f) => [...f.roles],
      }),
      settled: t.exposeInt('settled', {
        nullable: false,
        description:
          'How many verdicts it would settle: their outcome would be decided if this one thing were known, whatever its value (可定结论数).',
      }),
      settles: t.field({
        type: ['EligibilityCheck'],
        nullable: false,
        description: 'The checks of those verdicts (可定规则).',
        resolve: (f, _args, context) => f.settles.map((code) => checkInfo(context, code)),
      }),
      leavesOpen: t.exposeInt('leavesOpen', {
        nullable: false,
        description: 'How many verdicts it leaves open, in their outcome or in whether they are fulfilled (涉及结论数).',
      }),
      takesPart: t.field({
        type: ['EligibilityCheck'],
        nullable: false,
        description: 'The checks of those verdicts (涉及规则).',
        resolve: (f, _args, context) => f.takesPart.map((code) => checkInfo(context, code)),
      }),
    }),
  });
}

type Fact = ReturnType<typeof factType>;

function summaryType(builder: GraphBuilder, enums: EligibilityEnums) {
  return builder.objectRef<MissingFactSummary>('MissingFactSummary').implement({
    description: 'One fact over all households of a village (待核实事项汇总).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'The code of the fact or of the list (代码).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it is called (名称).' }),
      kinds: t.field({
        type: [enums.unknownKind],
        nullable: false,
        description: 'Why it is not known, of one household or another (原因).',
        resolve: (f) => [...f.kinds],
      }),
      households: t.exposeInt('households', { nullable: false, description: 'How many households lack it (户数).' }),
      settled: t.int({ nullable: false, description: 'How many verdicts it would settle (可定结论数).', resolve: (f) => f.settles }),
      suppliers: t.field({
        type: ['Department'],
        nullable: false,
        description: 'Departments that can supply it (可提供部门).',
        resolve: (f, _args, context, info) => departments(context, info, f.suppliers),
      }),
      roles: t.field({
        type: ['Role'],
        nullable: false,
        description: 'Roles that may give the judgement (可研判角色).',
        resolve: (f) => [...f.roles],
      }),
    }),
  });
}

interface VisitPage extends ReturnType<typeof pageOf<Visit>> {
  readonly asOf: string;
  readonly facts: readonly MissingFactSummary[];
}

function visitList(builder: GraphBuilder, enums: EligibilityEnums, fact: Fact, question: ReturnType<typeof questionArguments>): void {
  const summary = summaryType(builder, enums);
  const visit = builder.objectRef<Visit>('Visit').implement({
    description: 'A household with what is missing of it and of its members (入户核实).',
    fields: (t) => ({
      household: t.field({
        type: 'Household',
        nullable: true,
        description: 'The household (户).',
        resolve: ({ subject }, _args, { services }, info) => services.reader.load(info, 'Household', subject.id),
      }),
      facts: t.field({
        type: [fact],
        nullable: false,
        description: 'What is missing, what settles most first (待核实事项).',
        resolve: (v) => [...v.facts],
      }),
      settled: t.int({
        nullable: false,
        description: 'How many of its verdicts one fact alone would settle; the list is ordered by it (可定结论数).',
        resolve: (v) => v.settles,
      }),
      leavesOpen: t.int({ nullable: false, description: 'How many of its verdicts are open (待定结论数).', resolve: (v) => v.open }),
    }),
  });
  const connection = listConnection<VisitPage>(builder, 'Visit', {
    type: visit,
    description: 'A page of a village’s visit list, with a summary of the whole list (入户核实清单).',
    row: 'The household with what is missing (记录).',
    page: (t) => ({
      totalCount: t.exposeInt('totalCount', { nullable: false, description: 'How many households of the village lack something (总数).' }),
      facts: t.field({
        type: [summary],
        nullable: false,
        description: 'Fact by fact over the whole village, what settles most first (汇总).',
        resolve: (p) => [...p.facts],
      }),
      asOf: t.expose('asOf', { type: 'Date', nullable: false, description: 'The day it speaks of (基准日).' }),
    }),
  });
  builder.objectField('Village', 'visitList', (t) =>
    t.batched({
      type: connection,
      level: 'INTERNAL',
      nullable: false,
      description:
        'Whom to visit for what: the households of the village of whom something is missing that keeps verdicts open, those whose facts settle most first; of the verdicts that the viewer may see (入户核实清单).',
      args: {
        ...question,
        ...pagingArguments(builder),
      },
      cost: { points: 100 },
      load: (rows, { first, after, last, before, ...asked }, { services }, info) =>
        Promise.all(
          rows.map(async (row): Promise<VisitPage> => {
            const village = String(row['area_code']);
            const page = pageAsked(['visitList', village, asked], { first, after, last, before });
            const list = await services.lists.visitList({ ...asked, village, path: responsePath(info) });
            return { ...pageOf(list.visits, page, ({ subject }) => subject.id), asOf: list.asOf, facts: list.facts };
          }),
        ),
    }),
  );
}
