import type { GraphQLResolveInfo } from 'graphql';
import type {
  CapPeriod,
  GraphBuilder,
  GraphContext,
  PolicyPlace,
  RelatedBenefit,
  Relation,
  RelationInfo,
  StackedBenefit,
  StackingFinding,
  SubjectRef,
} from 'xianjie/schema';

/** Types of the engine, by their names: a graph without the engine has no relations. */
const named = (name: string): 'EligibilityCheck' => name as 'EligibilityCheck';
const [satisfied, outcome, unknown] = [named('Satisfied'), named('Outcome'), named('Unknown')];
const [citation, place, parameter, period, form] = [
  named('Citation'),
  named('RulePlace'),
  named('ResolvedParameter'),
  named('PaymentPeriod'),
  named('GrantForm'),
];

const nodeOf = ({ kind, id }: SubjectRef, { services }: GraphContext, info: GraphQLResolveInfo) =>
  services.reader.load(info, kind === 'PERSON' ? 'Person' : 'Household', id);

const periodOf = ({ cap }: Relation): CapPeriod | null => (cap === null || cap.every === 'BLANK_IN_SOURCE' ? null : cap.every);

export type RelationTypes = ReturnType<typeof relationTypes>;

/** A declared relation, and a benefit in it. */
export function relationTypes(builder: GraphBuilder) {
  const kind = builder.enumType('BenefitRelationKind', {
    description: 'How benefits stand to each other (叠加关系类别).',
    values: {
      EXCLUSIVE: { description: 'Only one of them may be held at a time (不得同时享受).' },
      CAPPED_TOGETHER: { description: 'Together they come to so much at most (合计限额).' },
      ORDERED: { description: 'Whoever may have an earlier one has it before a later one (先后顺序).' },
      STACKING_UNKNOWN: { description: 'The source does not say whether they add up (能否叠加未载明).' },
    },
  });
  const scope = builder.enumType('BenefitRelationScope', {
    description: 'Within whom a relation holds (适用范围).',
    values: {
      PERSON: { description: 'What one person holds (个人).' },
      HOUSEHOLD: { description: 'What a household and all its members hold (整户).' },
    },
  });
  const benefit = builder.objectRef<RelatedBenefit>('RelatedBenefit').implement({
    description: 'A benefit that a relation names (关联待遇).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'Its code (代码).' }),
      title: t.expose('title', {
        type: 'LocalizedText',
        nullable: true,
        description: 'What it is called; null: no installed module declares it (名称).',
      }),
      form: t.field({
        type: form,
        nullable: true,
        description: 'Cash, premium, exemption …; null: no installed module declares it (形式).',
        resolve: (b) => b.form as never,
      }),
      installed: t.boolean({
        nullable: false,
        description: 'Whether an installed module declares it; of another nothing is known and nothing found (是否已安装).',
        resolve: (b) => b.title !== null,
      }),
    }),
  });
  const relation = builder.objectRef<RelationInfo>('BenefitRelation').implement({
    description: 'What a source says of benefits together (待遇叠加关系).',
    fields: (t) => ({
      code: t.string({ nullable: false, description: 'Its code (代码).', resolve: (r) => r.relation.code }),
      module: t.exposeString('module', { nullable: false, description: 'The module that declares it (模块).' }),
      kind: t.field({ type: kind, nullable: false, description: 'How they stand to each other (类别).', resolve: (r) => r.relation.kind }),
      title: t.field({
        type: 'LocalizedText',
        nullable: false,
        description: 'What it is called (名称).',
        resolve: (r) => r.relation.title,
      }),
      per: t.field({ type: scope, nullable: false, description: 'Within whom it holds (适用范围).', resolve: (r) => r.relation.per }),
      benefits: t.field({
        type: [benefit],
        nullable: false,
        description: 'The benefits; of ORDERED the first comes first (待遇).',
        resolve: (r) => [...r.benefits],
      }),
      complete: t.exposeBoolean('complete', {
        nullable: false,
        description: 'Whether every one of them is declared by an installed module (各项待遇是否均已安装).',
      }),
      cap: t.string({
        nullable: true,
        description: 'Of CAPPED_TOGETHER the code of the policy value that the cap is (限额参数代码).',
        resolve: (r) => r.relation.cap?.amount.code ?? null,
      }),
      every: t.field({
        type: period,
        nullable: true,
        description: 'Over which time the cap counts, ONCE: over all time; null: no cap, or the source does not say (限额周期).',
        resolve: (r) => periodOf(r.relation) as never,
      }),
      places: t.field({
        type: [place],
        nullable: false,
        description: 'Every place where it stands (出处).',
        resolve: (r) => [...r.relation.policies] satisfies PolicyPlace[] as never,
      }),
      note: t.field({
        type: 'LocalizedText',
        nullable: true,
        description: 'What to know about how it is modelled (说明).',
        resolve: (r) => r.relation.note,
      }),
    }),
  });
  return { relation, benefit };
}

export type FindingTypes = ReturnType<typeof findingType>;

/** What is found of somebody's benefits together. */
export function findingType(builder: GraphBuilder, { relation, benefit }: RelationTypes) {
  const kind = builder.enumType('StackingFindingKind', {
    description: 'What is found of benefits together (叠加核查类别).',
    values: {
      CONFLICT: { description: 'Held together, and only one of them may be (冲突).' },
      OVER_CAP: { description: 'Together more than the cap (超出限额).' },
      OUT_OF_ORDER: { description: 'A later one is held without an earlier one that may be had (顺序不符).' },
      DUPLICATE: {
        description:
          'One benefit twice: by several members, recorded by several departments, or by one department twice for the same days (重复).',
      },
      CHOICE: { description: 'Only one of them may be given; no conflict yet (择一享受).' },
      NOT_STATED: { description: 'The source does not say whether they add up, or how much the cap is; no conflict (原文未载明).' },
      UNDETERMINED: { description: 'Whether there is a conflict is not known (无法判定).' },
    },
  });
  const from = builder.enumType('StackedAmountSource', {
    description: 'Where an amount that counts towards a cap comes from (金额来源).',
    values: {
      RECORD: { description: 'It was recorded as given; of several departments the one that told of most (发放记录).' },
      RULE: { description: 'Nobody recorded it: what the rule gives, by the month for the whole months that were recorded (规则标准).' },
    },
  });
  const stacked = stackedType(builder, benefit, from);
  const finding = builder.objectRef<StackingFinding>('StackingFinding').implement({
    description: 'What is found of somebody’s benefits together (待遇叠加核查结果).',
    fields: (t) => ({
      kind: t.field({ type: kind, nullable: false, description: 'What it is (类别).', resolve: (f) => f.kind }),
      subject: t.field({
        type: 'Node',
        nullable: true,
        description: 'The person, or the household with its members (对象).',
        resolve: ({ subject }, _args, context, info) => nodeOf(subject, context, info),
      }),
      relation: t.field({
        type: relation,
        nullable: true,
        description: 'Under which relation; null: one benefit that is held or recorded twice (叠加关系).',
        resolve: (f, _args, { services }) => services.stacking.relations().find((one) => one.relation === f.relation) ?? null,
      }),
      text: t.expose('text', { type: 'LocalizedText', nullable: false, description: 'In one sentence (说明).' }),
      benefits: t.field({
        type: [stacked],
        nullable: false,
        description: 'The benefits and holders that it rests on (涉及的待遇和人员).',
        resolve: (f) => [...f.benefits],
      }),
      citation: t.field({
        type: citation,
        nullable: true,
        description: 'Where that stands which is in force here; null: no rule, two departments record the same (引文).',
        resolve: (f) => f.citation as never,
      }),
      sum: t.expose('sum', { type: 'Money', nullable: true, description: 'What counts, of OVER_CAP (合计金额).' }),
      excess: t.expose('excess', { type: 'Money', nullable: true, description: 'By how much that is above the cap (超出金额).' }),
      cap: t.field({
        type: parameter,
        nullable: true,
        description: 'The cap as it holds here; null: no cap in question, or none in force here (限额).',
        resolve: (f) => f.cap as never,
      }),
      every: t.field({
        type: period,
        nullable: true,
        description: 'Over which time the cap counts; null: no cap in question, or the source does not say (限额周期).',
        resolve: (f) => (f.relation === null ? null : periodOf(f.relation)) as never,
      }),
      countedFrom: t.field({
        type: 'Date',
        nullable: true,
        description:
          'First day of what was counted, or for which one department recorded the same twice; null: neither, or all that came before (计算起始日).',
        resolve: (f) => f.from,
      }),
      countedTo: t.field({
        type: 'Date',
        nullable: true,
        description: 'Last day of what was counted, or for which one department recorded the same twice; null: neither (计算截止日).',
        resolve: (f) => f.to,
      }),
      unknowns: t.field({
        type: [unknown],
        nullable: false,
        description: 'What is not known of it, and who can say it (未知项).',
        resolve: (f) => [...f.unknowns] as never,
      }),
      verdicts: t.field({
        type: ['Verdict'],
        nullable: false,
        description: 'The explained verdicts that it rests on, as far as the viewer may see them (结论).',
        resolve: (f) => [...f.verdicts],
      }),
    }),
  });
  return { finding, kind };
}

function stackedType(builder: GraphBuilder, benefit: RelationTypes['benefit'], from: ReturnType<GraphBuilder['enumType']>) {
  return builder.objectRef<StackedBenefit>('StackedBenefit').implement({
    description: 'One benefit of one holder, as far as a finding rests on it (涉及的待遇).',
    fields: (t) => ({
      benefit: t.field({ type: benefit, nullable: false, description: 'Which (待遇).', resolve: (b) => b.benefit }),
      holder: t.field({
        type: 'Node',
        nullable: true,
        description: 'The person or household that holds it or may have it (享受对象).',
        resolve: ({ holder }, _args, context, info) => nodeOf(holder, context, info),
      }),
      held: t.field({
        type: satisfied,
        nullable: false,
        description: 'Whether it is held, by the records (是否享受).',
        resolve: (b) => b.held as never,
      }),
      outcome: t.field({
        type: outcome,
        nullable: true,
        description: 'What the rules in force say that give it; null: none does, or none that the viewer may see (规则结论).',
        resolve: (b) => b.outcome as never,
      }),
      amount: t.expose('amount', {
        type: 'Money',
        nullable: true,
        description: 'What counts towards the cap; null: not known, or no cap in question (计入金额).',
      }),
      amountFrom: t.field({ type: from, nullable: true, description: 'Where it comes from (金额来源).', resolve: (b) => b.amountFrom }),
      recordedBy: t.field({
        type: ['Department'],
        nullable: false,
        description: 'The departments that record it, where a double record is in question (登记部门).',
        resolve: async (b, _args, { services }, info) => {
          const found = await Promise.all(b.recordedBy.map((code) => services.reader.load(info, 'Department', code)));
          return found.filter((row) => row !== null);
        },
      }),
    }),
  });
}
