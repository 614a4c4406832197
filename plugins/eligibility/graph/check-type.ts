import type { GraphQLResolveInfo } from 'graphql';
import type { CheckInfo, FactInfo, GraphBuilder, GraphContext, PolicyPlace, Row } from 'xianjie/schema';
import type { EligibilityEnums } from './enums.js';
import type { PolicyTypes } from './policy-types.js';

/** Departments by code; the declared ones are all stored. */
export async function departments(context: GraphContext, info: GraphQLResolveInfo, codes: readonly string[]): Promise<Row[]> {
  const found = await Promise.all(codes.map((code) => context.services.reader.load(info, 'Department', code)));
  return found.filter((row) => row !== null);
}

/** The check that an answer names. */
export function checkInfo({ services }: GraphContext, code: string): CheckInfo {
  const [info] = services.eligibility.checks({ codes: [code] });
  if (!info) throw new Error('an answer of a check that nobody declares');
  return info;
}

/** A code with what it is called. */
export function codeTitleType(builder: GraphBuilder) {
  return builder.objectRef<FactInfo['codes'][number]>('CodeTitle').implement({
    description: 'A code with what it is called (代码名称).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'The code (代码).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it is called (名称).' }),
    }),
  });
}

/** A fact that something reads, as a graph type. */
export function factType(builder: GraphBuilder, enums: EligibilityEnums, codeTitle: ReturnType<typeof codeTitleType>) {
  return builder.objectRef<FactInfo>('FactDefinition').implement({
    description: 'A fact that a check or a named value reads (事实).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'Its code (代码).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it says (名称).' }),
      type: t.field({ type: enums.parameterType, nullable: false, description: 'What it holds (类型).', resolve: (f) => f.type }),
      yearly: t.exposeBoolean('yearly', { nullable: false, description: 'Whether it is known once for each year (按年).' }),
      period: t.field({
        type: enums.factPeriod,
        nullable: true,
        description: 'Whether it is known once for each year, month or day; null: as of the day (周期).',
        resolve: (f) => f.period,
      }),
      level: t.field({ type: 'PrivacyLevel', nullable: false, description: 'How personal it is (隐私级别).', resolve: (f) => f.level }),
      codes: t.field({
        type: ['String'],
        nullable: true,
        description: 'The codes it may hold (可取代码).',
        resolve: (f) => (f.codes.length === 0 ? null : f.codes.map(({ code }) => code)),
      }),
      options: t.field({
        type: [codeTitle],
        nullable: false,
        description: 'The codes it may hold, with what they are called: the options of a form (可选项).',
        resolve: (f) => [...f.codes],
      }),
      items: t.field({
        type: [codeTitle],
        nullable: false,
        description: 'The parts it speaks of, such as the six guarantees: what `HypotheticalFactInput.item` may be (项目).',
        resolve: (f) => [...f.items],
      }),
      stated: t.exposeBoolean('stated', {
        nullable: false,
        description: 'An input of a question: stated by whoever asks, and held by no record (提问时填写).',
      }),
      suppliers: t.field({
        type: ['Department'],
        nullable: false,
        description: 'Departments that may say it, in order of authority (数据来源部门).',
        resolve: (f, _args, context, info) => departments(context, info, f.suppliers),
      }),
    }),
  });
}

/** Where a rule stands, as a graph type. */
export function placeType(builder: GraphBuilder, policy: PolicyTypes) {
  return builder.objectRef<PolicyPlace>('RulePlace').implement({
    description: 'Where a rule stands (规则出处).',
    fields: (t) => ({
      document: t.field({ type: policy.document, nullable: false, description: 'The document (文件).', resolve: (p) => p.document }),
      place: t.exposeString('place', { nullable: false, description: 'Section and line in the source (位置).' }),
      clause: t.string({
        nullable: true,
        description: 'The clause number, only where the source has one (条款).',
        resolve: (p) => p.clause ?? null,
      }),
      quote: t.exposeString('quote', { nullable: false, description: 'The verbatim text (原文).' }),
    }),
  });
}

/** What checks and named values are shown with. */
export interface ShownWith {
  readonly fact: ReturnType<typeof factType>;
  readonly place: ReturnType<typeof placeType>;
}

/** A check as it is shown before any question, as a graph type. */
export function checkType(builder: GraphBuilder, enums: EligibilityEnums, policy: PolicyTypes, { fact, place }: ShownWith) {
  return builder.objectType('EligibilityCheck', {
    description: 'An eligibility check: one rule of a published document (资格规则).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'The catalogue’s rule id (规则代码).' }),
      module: t.exposeString('module', { nullable: false, description: 'The module that declares it (模块).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it is called (名称).' }),
      kind: t.field({ type: enums.checkKind, nullable: false, description: 'Benefit, status or duty (规则类别).', resolve: (c) => c.kind }),
      force: t.field({
        type: enums.checkForce,
        nullable: false,
        description: 'How binding the source is (约束力).',
        resolve: (c) => c.force,
      }),
      subject: t.field({ type: enums.subjectKind, nullable: false, description: 'Whom it speaks of (对象).', resolve: (c) => c.subject }),
      level: t.field({
        type: 'PrivacyLevel',
        nullable: false,
        description: 'How personal its verdict is: the highest level of the facts it reads (隐私级别).',
        resolve: (c) => c.level,
      }),
      needs: t.field({
        type: ['String'],
        nullable: false,
        description: 'The scopes that its verdicts need: every fact it reads, in the domain that declares it (所需权限).',
        resolve: (c) => [...c.needs],
      }),
      rules: t.field({
        type: ['String'],
        nullable: false,
        description: 'The catalogue’s rules it covers (覆盖规则).',
        resolve: (c) => [...c.rules],
      }),
      document: t.field({
        type: policy.document,
        nullable: false,
        description: 'The document it stands in, the first if several (文件).',
        resolve: ({ places: [first] }) => first.document,
      }),
      place: t.string({
        nullable: false,
        description: 'Section and line in that document (位置).',
        resolve: ({ places: [first] }) => first.place,
      }),
      clause: t.string({
        nullable: true,
        description: 'The clause number, only where the source has one (条款).',
        resolve: ({ places: [first] }) => first.clause ?? null,
      }),
      quote: t.string({
        nullable: false,
        description: 'The verbatim text of that document (原文).',
        resolve: ({ places: [first] }) => first.quote,
      }),
      places: t.field({
        type: [place],
        nullable: false,
        description: 'Every place where the rule stands: it is in force where any of the documents is adopted (出处).',
        resolve: (c) => [...c.places],
      }),
      when: t.expose('when', {
        type: 'LocalizedText',
        nullable: true,
        description: 'Whom it concerns, in words; null where it is shown and not evaluated (适用条件).',
      }),
      fulfilled: t.expose('fulfilled', {
        type: 'LocalizedText',
        nullable: true,
        description: 'How we know that it is done, in words (落实条件).',
      }),
      rank: t.expose('rank', {
        type: 'LocalizedText',
        nullable: true,
        description: 'What its lists are ordered by, in words; it changes no outcome (排序依据).',
      }),
      facts: t.field({ type: [fact], nullable: false, description: 'The facts it reads (所需事实).', resolve: (c) => [...c.facts] }),
      parameters: t.field({
        type: ['String'],
        nullable: false,
        description: 'Codes of the policy values it rests on (所用参数).',
        resolve: (c) => [...c.parameters],
      }),
      values: t.exposeStringList('values', {
        nullable: false,
        description: 'Codes of the named values that it reads, see `namedValues` (所用计算值).',
      }),
      note: t.expose('note', { type: 'LocalizedText', nullable: true, description: 'What to know about how it is modelled (说明).' }),
    }),
  });
}
