import { responsePath, type Gap, type GraphBuilder, type PolicyModule } from 'xianjie/schema';
import { checkInfo } from './check-type.js';
import type { EligibilityEnums } from './enums.js';
import { subjectsOf } from './subject-fields.js';

/** What a subject should have and has not, has and should not have: of every kind that is a type of the graph. */
export function entitlementGaps(builder: GraphBuilder, enums: EligibilityEnums, modules: readonly PolicyModule[]): BenefitType {
  const subjects = modules.flatMap((m) => m.subjects ?? []);
  const typeOf = new Map(subjects.flatMap(({ code, nodeType }) => (nodeType === undefined ? [] : [[code, nodeType] as const])));
  const benefit = benefitType(builder);
  const gap = gapType(builder, enums, benefit, typeOf);
  for (const subject of subjects) {
    if (subject.nodeType === undefined) continue;
    const through = subject.verdictsOf?.() ?? [];
    builder.objectField(subject.nodeType as 'Household', 'gaps', (t) =>
      t.batched({
        type: [gap],
        level: 'INTERNAL',
        nullable: false,
        description: `What the ${[subject, ...through].map(({ title }) => title.en).join(' and the ')} should have and lack, hold without any rule that gives it, or where that is open; from the verdicts that the viewer may see (应享未享、应退未退).`,
        args: {
          kinds: t.arg({ type: [enums.gapKind], required: false, description: 'Only these kinds. Default: all (类别).' }),
          checks: t.arg.stringList({ required: false, description: 'Only gaps under these checks, by code (规则代码).' }),
          modules: t.arg.stringList({ required: false, description: 'Only under checks of these modules (模块).' }),
          asOf: t.arg({ type: 'Date', required: false, description: 'The day the question is about; default today (基准日).' }),
        },
        cost: { points: 5, rows: 20 },
        load: async (rows, { kinds, ...args }, { services }, info) => {
          const asked = subjectsOf(subject, rows, info);
          const gaps = await services.lists.gaps({ ...args, subjects: asked, through, path: responsePath(info) });
          const wanted = gaps.filter(({ kind }) => kinds == null || kinds.includes(kind));
          return asked.map(({ id }) => wanted.filter(({ askedFor }) => askedFor.id === id));
        },
      }),
    );
  }
  return benefit;
}

export type BenefitType = ReturnType<typeof benefitType>;

function gapType(builder: GraphBuilder, enums: EligibilityEnums, benefit: BenefitType, typeOf: ReadonlyMap<string, string>) {
  return builder.objectRef<Gap>('Gap').implement({
    description: 'What somebody should have and lacks, holds and should not, or what is open between the two (应享未享、应退未退、待定).',
    fields: (t) => ({
      kind: t.field({ type: enums.gapKind, nullable: false, description: 'Which of the three (类别).', resolve: (g) => g.kind }),
      subject: t.field({
        type: 'Node',
        nullable: true,
        description: 'Who: the household or a member (对象).',
        resolve: ({ subject }, _args, { services }, info) => {
          const type = typeOf.get(subject.kind);
          return type === undefined ? null : services.reader.load(info, type, subject.id);
        },
      }),
      benefit: t.field({
        type: benefit,
        nullable: true,
        description: 'What is lacked or held; null: a duty, which gives nothing (待遇).',
        resolve: (g) => g.benefit,
      }),
      checks: t.field({
        type: ['EligibilityCheck'],
        nullable: false,
        description: 'The check that says so; of SURPLUS every check in force here that gives the benefit (规则).',
        resolve: (g, _args, context) => g.verdicts.map(({ check }) => checkInfo(context, check)),
      }),
      binding: t.boolean({
        nullable: false,
        description: 'Whether a rule that must be kept is among them; false: in principle, to strive for or encouraged (是否刚性).',
        resolve: (g, _args, context) => g.verdicts.some(({ check }) => checkInfo(context, check).force === 'MUST'),
      }),
      amount: t.expose('amount', {
        type: 'Money',
        nullable: true,
        description:
          'What is lacked in yuan, `per` and `every` as the rule says; of SURPLUS what was recorded as given of it for the periods that run on the day; null: no money, or not known (金额).',
      }),
      per: t.field({
        type: enums.perWhom,
        nullable: true,
        description: 'For whom the amount is counted (计发对象).',
        resolve: (g) => g.per,
      }),
      every: t.field({ type: enums.every, nullable: true, description: 'How often; null: not stated (周期).', resolve: (g) => g.every }),
      verdicts: t.field({
        type: ['Verdict'],
        nullable: false,
        description: 'The explained verdicts of these checks (结论).',
        resolve: (g) => [...g.verdicts],
      }),
    }),
  });
}

/** A benefit by itself: what it is, not what somebody gets of it. */
function benefitType(builder: GraphBuilder) {
  return builder.objectRef<NonNullable<Gap['benefit']>>('BenefitKind').implement({
    description: 'What checks give and grants record (待遇种类).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'Its code (代码).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it is called (名称).' }),
      form: t.field({ type: 'GrantForm', nullable: false, description: 'Cash, premium, exemption … (形式).', resolve: (b) => b.form }),
    }),
  });
}
