import {
  responsePath,
  type GraphBuilder,
  type GraphContext,
  type NamedValueInfo,
  type NamedValueResult,
  type PolicyModule,
} from 'xianjie/schema';
import { ROOT } from '../facts/hypothetical-world.js';
import type { EligibilityEnums } from './enums.js';
import type { HypotheticalInputs } from './hypothetical.js';
import { mustExist } from './queries.js';
import type { PolicyTypes } from './policy-types.js';
import { subjectsOf } from './subject-fields.js';
import type { VerdictTypes } from './verdict-types.js';

/** Named values: which there are, and what they come to, of stored subjects and of facts that the question brings. */
export function namedValues(
  builder: GraphBuilder,
  { enums, policy, verdicts, fact }: { enums: EligibilityEnums; policy: PolicyTypes; verdicts: VerdictTypes; fact: HypotheticalInputs },
  modules: readonly PolicyModule[],
): void {
  const declared = declaredType(builder, enums, verdicts);
  const result = resultType(builder, policy, verdicts, declared);
  builder.queryField('namedValues', (t) =>
    t.field({
      type: [declared],
      nullable: false,
      scope: 'core:read',
      description: 'The installed named values, by code: what checks share and what can be asked by itself (计算值列表).',
      args: {
        module: t.arg.string({ required: false, description: 'Only those of one module (模块).' }),
        subject: t.arg({ type: enums.subjectKind, required: false, description: 'Only those about one kind of subject (对象类别).' }),
      },
      resolve: (_root, args, context) => [...context.services.eligibility.namedValues(args)],
    }),
  );
  onSubjects(builder, result, modules);
  hypothetical(builder, enums, result, fact);
}

function infoOf({ services }: GraphContext, code: string): NamedValueInfo {
  const [info] = services.eligibility.namedValues({ codes: [code] });
  if (!info) throw new Error('an answer of a named value that nobody declares');
  return info;
}

function declaredType(builder: GraphBuilder, enums: EligibilityEnums, { fact, place }: VerdictTypes) {
  return builder.objectRef<NamedValueInfo>('NamedValue').implement({
    description:
      'A value with a name of its own that checks share, such as assessed income: how it is made and where that stands (计算值).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'Its code (代码).' }),
      module: t.exposeString('module', { nullable: false, description: 'The module that declares it (模块).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it is called (名称).' }),
      subject: t.field({ type: enums.subjectKind, nullable: false, description: 'Whom it speaks of (对象).', resolve: (v) => v.subject }),
      type: t.field({ type: enums.parameterType, nullable: false, description: 'What it holds (类型).', resolve: (v) => v.type }),
      rounded: t.exposeBoolean('rounded', {
        nullable: false,
        description: 'A settlement layer: rounded half up to 0.01 yuan at its end; others are not rounded (是否在此取整).',
      }),
      is: t.expose('is', { type: 'LocalizedText', nullable: false, description: 'How it is made, in words (计算方法).' }),
      level: t.field({
        type: 'PrivacyLevel',
        nullable: false,
        description: 'How personal it is: the highest level of the facts it reads (隐私级别).',
        resolve: (v) => v.level,
      }),
      needs: t.exposeStringList('needs', {
        nullable: false,
        description: 'The scopes that it needs: every fact it reads, in the domain that declares it (所需权限).',
      }),
      places: t.field({
        type: [place],
        nullable: false,
        description: 'Where the source says how it is made: it is in force where any of the documents is adopted (出处).',
        resolve: (v) => [...v.places],
      }),
      facts: t.field({ type: [fact], nullable: false, description: 'The facts it reads (所需事实).', resolve: (v) => [...v.facts] }),
      parameters: t.exposeStringList('parameters', {
        nullable: false,
        description: 'Codes of the policy values it rests on (所用参数).',
      }),
      values: t.exposeStringList('values', { nullable: false, description: 'Codes of the named values it is made of (所用计算值).' }),
      usedBy: t.exposeStringList('usedBy', { nullable: false, description: 'Codes of the checks that read it (使用它的规则).' }),
      note: t.expose('note', { type: 'LocalizedText', nullable: true, description: 'What to know about how it is modelled (说明).' }),
    }),
  });
}

type Declared = ReturnType<typeof declaredType>;

function resultType(builder: GraphBuilder, policy: PolicyTypes, { condition, unknown, typeOf }: VerdictTypes, declared: Declared) {
  return builder.objectRef<NamedValueResult>('NamedValueResult').implement({
    description: 'What a named value comes to, of one subject on one day, step by step (计算结果).',
    fields: (t) => ({
      declaration: t.field({
        type: declared,
        nullable: false,
        description: 'Which named value it is: how it is made, where that stands, who reads it (计算值声明).',
        resolve: (r, _args, context) => infoOf(context, r.code),
      }),
      subject: t.field({
        type: 'Node',
        nullable: true,
        description: 'Whom it is about; null for a hypothetical question (对象).',
        resolve: (r, _args, context, info) => {
          const type = typeOf.get(r.subject.kind);
          return type === undefined || r.subject.id === ROOT ? null : context.services.reader.load(info, type, r.subject.id);
        },
      }),
      asOf: t.expose('asOf', { type: 'Date', nullable: false, description: 'The day it speaks of (基准日).' }),
      known: t.exposeBoolean('known', { nullable: false, description: 'Whether it is known exactly (是否确知).' }),
      value: t.field({
        type: policy.value,
        nullable: true,
        description:
          'What it comes to; of what is known from one side only its text says so ("at least …"); null: not known, see `unknowns` (计算值).',
        resolve: (r) => r.value,
      }),
      steps: t.field({
        type: [condition],
        nullable: false,
        description:
          'How it is made, step by step, flattened depth-first; a step that is known stays known beside one that is not (计算步骤).',
        resolve: (r) => [...r.steps],
      }),
      parameters: t.field({
        type: [policy.parameter],
        nullable: false,
        description: 'Every policy value it rests on (所用参数).',
        resolve: (r) => [...r.parameters],
      }),
      unknowns: t.field({
        type: [unknown],
        nullable: false,
        description: 'Why it is not known, and who can help (未知项).',
        resolve: (r) => [...r.unknowns],
      }),
      citation: t.field({
        type: policy.citation,
        nullable: true,
        description: 'Where the source says how it is made; null when that is not in force here (引文).',
        resolve: (r) => r.citation,
      }),
    }),
  });
}

const codes = 'Codes of the named values to ask; one that is not in force is not known. Default: all in force (计算值代码).';
const theDay = 'The day the question is about; default today (基准日).';

/** Every kind of subject with a graph type of its own. */
function onSubjects(builder: GraphBuilder, result: ReturnType<typeof resultType>, modules: readonly PolicyModule[]): void {
  const question = builder.args((t) => ({
    codes: t.stringList({ required: false, description: codes }),
    asOf: t.field({ type: 'Date', required: false, description: theDay }),
  }));
  for (const subject of modules.flatMap((m) => m.subjects ?? [])) {
    if (subject.nodeType === undefined) continue;
    builder.objectField(subject.nodeType as 'Household', 'values', (t) =>
      t.batched({
        type: [result],
        level: 'INTERNAL',
        nullable: false,
        description: `Named values of the ${subject.title.en}, with their steps; those above the viewer’s right are left out and counted in \`extensions.withheld\`, where \`value\` is the code and \`check\` null (计算值).`,
        args: question,
        cost: { points: 3, rows: 5 },
        load: async (rows, { codes: values, asOf }, context, info) => {
          const subjects = subjectsOf(subject, rows, info);
          const asked = { subjects, values: values ?? null, asOf: asOf ?? null, path: responsePath(info) };
          const { results } = await context.services.eligibility.evaluateValues(asked);
          return subjects.map(({ id }) => results.filter((one) => one.subject.id === id));
        },
      }),
    );
  }
}

function hypothetical(
  builder: GraphBuilder,
  enums: EligibilityEnums,
  result: ReturnType<typeof resultType>,
  fact: HypotheticalInputs,
): void {
  const input = builder.inputType('EvaluateNamedValuesInput', {
    description: 'What named values would come to for a subject of this kind, in this area, on this day, with these facts (假设计算).',
    fields: (t) => ({
      subject: t.field({ type: enums.subjectKind, required: true, description: 'The kind of subject (对象类别).' }),
      area: t.field({ type: 'AreaCode', required: true, description: 'Where it would live (区划).' }),
      facts: t.field({ type: [fact.fact], required: true, description: 'What is known of it; everything else is unknown (已知事实).' }),
      completeLists: t.stringList({
        required: false,
        description: 'Lists that the facts name everybody of; default: there may be others (完整名单).',
      }),
      codes: t.stringList({ required: false, description: codes }),
      asOf: t.field({ type: 'Date', required: false, description: theDay }),
    }),
  });
  builder.queryField('evaluateNamedValues', (t) =>
    t.field({
      type: [result],
      nullable: false,
      scope: 'core:read',
      description: 'Named values of hypothetical facts; nothing stored is read but documents and their adoptions (假设计算).',
      args: { input: t.arg({ type: input, required: true, description: 'The question (问题).' }) },
      resolve: async (_root, { input: asked }, context, info) => {
        await mustExist(asked.area, context, info);
        const { subject, area: areaCode, completeLists = null, codes: values = null, asOf = null } = asked;
        const facts = asked.facts.map(fact.read);
        const question = { subject, areaCode, facts, completeLists, values, asOf };
        return [...(await context.services.eligibility.evaluateValuesHypothetical(question))];
      },
    }),
  );
}
