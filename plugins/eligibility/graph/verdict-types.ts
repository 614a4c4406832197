import type { GraphQLResolveInfo } from 'graphql';
import {
  encodeGlobalId,
  type BenefitResult,
  type CheckInfo,
  type ConditionResult,
  type FactInfo,
  type GraphBuilder,
  type GraphContext,
  type PolicyModule,
  type Row,
  type Unknown,
  type Verdict,
} from 'xianjie/schema';
import type { EligibilityEnums } from './enums.js';
import type { PolicyTypes } from './policy-types.js';

/** Departments by code; the declared ones are all stored. */
async function departments(context: GraphContext, info: GraphQLResolveInfo, codes: readonly string[]): Promise<Row[]> {
  const found = await Promise.all(codes.map((code) => context.services.reader.load(info, 'Department', code)));
  return found.filter((row) => row !== null);
}

/** Which graph type a kind of subject is. */
export function nodeTypes(modules: readonly PolicyModule[]): ReadonlyMap<string, string> {
  return new Map(
    modules.flatMap((m) => m.subjects ?? []).flatMap((s) => (s.nodeType === undefined ? [] : [[s.code, s.nodeType] as const])),
  );
}

/** Checks, verdicts and their explanation, as graph types. */
export function verdictTypes(builder: GraphBuilder, enums: EligibilityEnums, policy: PolicyTypes, modules: readonly PolicyModule[]) {
  const typeOf = nodeTypes(modules);

  const fact = builder.objectRef<FactInfo>('FactDefinition').implement({
    description: 'A fact that a check reads (事实).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'Its code (代码).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it says (名称).' }),
      type: t.field({ type: enums.parameterType, nullable: false, description: 'What it holds (类型).', resolve: (f) => f.type }),
      yearly: t.exposeBoolean('yearly', { nullable: false, description: 'Whether it is known once for each year (按年).' }),
      level: t.field({ type: 'PrivacyLevel', nullable: false, description: 'How personal it is (隐私级别).', resolve: (f) => f.level }),
      codes: t.field({
        type: ['String'],
        nullable: true,
        description: 'The codes it may hold (可取代码).',
        resolve: (f) => (f.codes === null ? null : [...f.codes]),
      }),
      suppliers: t.field({
        type: ['Department'],
        nullable: false,
        description: 'Departments that may say it, in order of authority (数据来源部门).',
        resolve: (f, _args, context, info) => departments(context, info, f.suppliers),
      }),
    }),
  });

  const check = builder.objectRef<CheckInfo>('EligibilityCheck').implement({
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
      rules: t.field({
        type: ['String'],
        nullable: false,
        description: 'The catalogue’s rules it covers (覆盖规则).',
        resolve: (c) => [...c.rules],
      }),
      document: t.field({
        type: policy.document,
        nullable: false,
        description: 'The document it stands in (文件).',
        resolve: (c) => c.document,
      }),
      place: t.exposeString('place', { nullable: false, description: 'Section and line in the source (位置).' }),
      clause: t.exposeString('clause', { nullable: true, description: 'The clause number, only where the source has one (条款).' }),
      quote: t.exposeString('quote', { nullable: false, description: 'The verbatim text (原文).' }),
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
      facts: t.field({ type: [fact], nullable: false, description: 'The facts it reads (所需事实).', resolve: (c) => [...c.facts] }),
      parameters: t.field({
        type: ['String'],
        nullable: false,
        description: 'Codes of the policy values it rests on (所用参数).',
        resolve: (c) => [...c.parameters],
      }),
      note: t.expose('note', { type: 'LocalizedText', nullable: true, description: 'What to know about how it is modelled (说明).' }),
    }),
  });

  const condition = builder.objectRef<ConditionResult>('ConditionResult').implement({
    description: 'One node of a condition tree, flattened depth-first (条件).',
    fields: (t) => ({
      id: t.exposeID('id', { nullable: false, description: 'Unique within the verdict (编号).' }),
      parent: t.exposeID('parent', { nullable: true, description: 'The node above; null for a root (上级条件).' }),
      part: t.field({
        type: enums.verdictPart,
        nullable: false,
        description: 'Whether it decides the outcome or the fulfilment (所属部分).',
        resolve: (c) => c.part,
      }),
      text: t.expose('text', { type: 'LocalizedText', nullable: false, description: 'The condition in words (条件文字).' }),
      actual: t.field({ type: policy.value, nullable: true, description: 'What is so (实际值).', resolve: (c) => c.actual }),
      threshold: t.field({
        type: policy.value,
        nullable: true,
        description: 'What it is compared with (标准值).',
        resolve: (c) => c.threshold,
      }),
      distance: t.field({
        type: policy.value,
        nullable: true,
        description: 'How far the one is from the other (差距).',
        resolve: (c) => c.distance,
      }),
      satisfied: t.field({
        type: enums.satisfied,
        nullable: false,
        description: 'Whether it holds (是否满足).',
        resolve: (c) => c.satisfied,
      }),
      citation: t.field({
        type: policy.citation,
        nullable: true,
        description: 'Where the condition’s value stands (引文).',
        resolve: (c) => c.citation,
      }),
      providedBy: t.field({
        type: 'Department',
        nullable: true,
        description: 'The department that said the fact (数据来源部门).',
        resolve: (c, _args, context, info) =>
          c.providedBy === null ? null : context.services.reader.load(info, 'Department', c.providedBy),
      }),
      observedOn: t.expose('observedOn', { type: 'Date', nullable: true, description: 'The day the fact was observed (观测日期).' }),
      contradictedBy: t.field({
        type: ['Department'],
        nullable: false,
        description: 'Departments whose newest observation differs (存在矛盾的部门).',
        resolve: (c, _args, context, info) => departments(context, info, c.contradictedBy),
      }),
    }),
  });

  const unknown = builder.objectRef<Unknown>('Unknown').implement({
    description: 'Why a verdict or a part of it is open, and who can supply what is missing (未知项).',
    fields: (t) => ({
      kind: t.field({ type: enums.unknownKind, nullable: false, description: 'Why (原因).', resolve: (u) => u.kind }),
      code: t.exposeString('code', { nullable: false, description: 'The code of the fact, policy value or check (代码).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What is missing (名称).' }),
      suppliers: t.field({
        type: ['Department'],
        nullable: false,
        description: 'Departments that can supply it, in order of authority (可提供部门).',
        resolve: (u, _args, context, info) => departments(context, info, u.suppliers),
      }),
      roles: t.field({
        type: ['Role'],
        nullable: false,
        description: 'Roles that may give the judgement (可研判角色).',
        resolve: (u) => [...u.roles],
      }),
      affects: t.field({
        type: [enums.verdictPart],
        nullable: false,
        description: 'What it leaves open (影响部分).',
        resolve: (u) => [...u.affects],
      }),
    }),
  });

  const benefit = builder.objectRef<BenefitResult>('Benefit').implement({
    description: 'What a check gives a subject it applies to (待遇).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'Its code (代码).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it is called (名称).' }),
      form: t.field({ type: 'GrantForm', nullable: false, description: 'Cash, premium, exemption … (形式).', resolve: (b) => b.form }),
      amount: t.field({
        type: 'Money',
        nullable: true,
        description: 'The amount in yuan; null: none, or unknown (see the verdict’s unknowns) (金额).',
        resolve: (b) => b.amount?.money ?? null,
      }),
      per: t.field({ type: enums.perWhom, nullable: true, description: 'For whom it is counted (计发对象).', resolve: (b) => b.per }),
      every: t.field({
        type: enums.every,
        nullable: true,
        description: 'How often it is paid; null: not stated (周期).',
        resolve: (b) => b.every,
      }),
    }),
  });

  const verdict = builder.objectRef<Verdict>('Verdict').implement({
    description: 'The answer of one check about one subject on one day (结论).',
    fields: (t) => ({
      check: t.field({
        type: check,
        nullable: false,
        description: 'The check (规则).',
        resolve: (v, _args, context) => {
          const [info] = context.services.eligibility.checks({ codes: [v.check] });
          if (!info) throw new Error('a verdict of a check that nobody declares');
          return info;
        },
      }),
      subject: t.field({
        type: 'Node',
        nullable: true,
        description: 'Whom it is about; null for a hypothetical question (对象).',
        resolve: (v, _args, context, info) => {
          const type = typeOf.get(v.subject.kind);
          return type === undefined || v.subject.id === '' ? null : context.services.reader.node(info, encodeGlobalId(type, v.subject.id));
        },
      }),
      asOf: t.expose('asOf', { type: 'Date', nullable: false, description: 'The day it speaks of (基准日).' }),
      outcome: t.field({ type: enums.outcome, nullable: false, description: 'The answer (结论).', resolve: (v) => v.outcome }),
      fulfilled: t.field({
        type: enums.satisfied,
        nullable: false,
        description: 'Does it have it, or is it done (是否落实).',
        resolve: (v) => v.fulfilled,
      }),
      benefit: t.field({
        type: benefit,
        nullable: true,
        description: 'What it gives, the first if several (待遇).',
        resolve: (v) => v.benefits[0] ?? null,
      }),
      benefits: t.field({
        type: [benefit],
        nullable: false,
        description: 'Everything it gives (全部待遇).',
        resolve: (v) => [...v.benefits],
      }),
      conditions: t.field({
        type: [condition],
        nullable: false,
        description: 'The condition tree, flattened depth-first (条件).',
        resolve: (v) => [...v.conditions],
      }),
      parameters: t.field({
        type: [policy.parameter],
        nullable: false,
        description: 'Every policy value the answer rests on (所用参数).',
        resolve: (v) => [...v.parameters],
      }),
      unknowns: t.field({
        type: [unknown],
        nullable: false,
        description: 'Why it is undetermined, or why an amount is null (未知项).',
        resolve: (v) => [...v.unknowns],
      }),
      citation: t.field({
        type: policy.citation,
        nullable: true,
        description: 'Where the rule itself stands; null when it is not in force here (引文).',
        resolve: (v) => v.citation,
      }),
    }),
  });

  return { check, verdict };
}

export type VerdictTypes = ReturnType<typeof verdictTypes>;
