import { type BenefitResult, type ConditionResult, type GraphBuilder, type PolicyModule, type Unknown } from 'xianjie/schema';
import { ROOT } from '../facts/hypothetical-world.js';
import { checkInfo, checkType, codeTitleType, departments, factType, placeType } from './check-type.js';
import { counterfactualTypes } from './counterfactual-types.js';
import type { EligibilityEnums } from './enums.js';
import type { PolicyTypes } from './policy-types.js';

/** Which graph type a kind of subject is. */
function nodeTypes(modules: readonly PolicyModule[]): ReadonlyMap<string, string> {
  return new Map(
    modules.flatMap((m) => m.subjects ?? []).flatMap((s) => (s.nodeType === undefined ? [] : [[s.code, s.nodeType] as const])),
  );
}

/** Verdicts and their explanation, as graph types. */
export function verdictTypes(builder: GraphBuilder, enums: EligibilityEnums, policy: PolicyTypes, modules: readonly PolicyModule[]) {
  const typeOf = nodeTypes(modules);

  const codeTitle = codeTitleType(builder);
  const shown = { fact: factType(builder, enums, codeTitle), place: placeType(builder, policy) };
  const check = checkType(builder, enums, policy, shown);

  const condition = builder.objectRef<ConditionResult>('ConditionResult').implement({
    description:
      'One node of a condition tree, flattened depth-first; a part of a calculation is a node too, and `satisfied` says whether it is known (条件).',
    fields: (t) => ({
      id: t.exposeID('id', { nullable: false, description: 'Unique within the verdict (编号).' }),
      parent: t.exposeID('parent', { nullable: true, description: 'The node above; null for a root (上级条件).' }),
      part: t.field({
        type: enums.verdictPart,
        nullable: false,
        description: 'Whether it decides the outcome, the fulfilment, the rank or an amount (所属部分).',
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
        description: 'The actual value minus the threshold, of days their number; in words: short by, over by (差距).',
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
        description: 'Where its policy value stands, or else the rule; null for a node that only joins others (引文).',
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
        description: 'Departments whose word differs, about the actual value or what it is compared with (存在矛盾的部门).',
        resolve: (c, _args, context, info) => departments(context, info, c.contradictedBy),
      }),
    }),
  });

  const unknown = builder.objectRef<Unknown>('Unknown').implement({
    description: 'Why a verdict or a part of it is open, and who can supply what is missing (未知项).',
    fields: (t) => ({
      kind: t.field({ type: enums.unknownKind, nullable: false, description: 'Why (原因).', resolve: (u) => u.kind }),
      code: t.exposeString('code', { nullable: false, description: 'The code of the fact, policy value or check (代码).' }),
      title: t.expose('title', {
        type: 'LocalizedText',
        nullable: false,
        description: 'What is missing, a yearly fact with its year (名称).',
      }),
      since: t.field({
        type: 'Date',
        nullable: true,
        description: 'Of what is not in force on the day: the first day on which it is in force here at all; null: never, or it is a fact (始有规定之日).', // prettier-ignore
        resolve: (u) => u.since ?? null,
      }),
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

  const verdict = builder.objectType('Verdict', {
    description: 'The answer of one check about one subject on one day (结论).',
    fields: (t) => ({
      check: t.field({
        type: check,
        nullable: false,
        description: 'The check (规则).',
        resolve: (v, _args, context) => checkInfo(context, v.check),
      }),
      subject: t.field({
        type: 'Node',
        nullable: true,
        description: 'Whom it is about; null for a hypothetical question (对象).',
        resolve: (v, _args, context, info) => {
          const type = typeOf.get(v.subject.kind);
          return type === undefined || v.subject.id === ROOT ? null : context.services.reader.load(info, type, v.subject.id);
        },
      }),
      asOf: t.expose('asOf', { type: 'Date', nullable: false, description: 'The day it speaks of (基准日).' }),
      outcome: t.field({ type: enums.outcome, nullable: false, description: 'The answer (结论).', resolve: (v) => v.outcome }),
      fulfilled: t.field({
        type: enums.satisfied,
        nullable: false,
        description: 'Does it have it, or is it done; UNKNOWN too where the rule names nothing to fulfil (是否落实).',
        resolve: (v) => v.fulfilled,
      }),
      rank: t.exposeInt('rank', {
        nullable: true,
        description: 'Its place in the order of a list, the lowest first; null: none, or unknown (see unknowns) (排序).',
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

  counterfactualTypes(builder, { enums, policy, codeTitle });

  return { check, unknown, verdict, condition, typeOf, ...shown };
}

export type VerdictTypes = ReturnType<typeof verdictTypes>;
