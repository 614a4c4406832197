import type { Counterfactual, Counterfactuals, DeclaredFieldExtensions, FactChange, GraphBuilder } from 'xianjie/schema';
import type { codeTitleType } from './check-type.js';
import type { EligibilityEnums } from './enums.js';
import type { PolicyTypes } from './policy-types.js';

interface Types {
  readonly enums: EligibilityEnums;
  readonly policy: PolicyTypes;
  readonly codeTitle: ReturnType<typeof codeTitleType>;
}

/** What would have to be different: asked for on a verdict, and worked out only then. */
export function counterfactualTypes(builder: GraphBuilder, { enums, policy, codeTitle }: Types): void {
  const change = changeType(builder, { policy, codeTitle });
  const counterfactual = builder.objectRef<Counterfactual>('Counterfactual').implement({
    description: 'What would have to be different, and what the answer would then be; it was evaluated so (反事实说明).',
    fields: (t) => ({
      outcome: t.field({
        type: enums.outcome,
        nullable: false,
        description: 'What the answer would be (届时结论).',
        resolve: (c) => c.outcome,
      }),
      changes: t.field({
        type: [change],
        nullable: false,
        description: 'One change, or two of which neither does alone (所需变化).',
        resolve: (c) => [...c.changes],
      }),
      text: t.expose('text', { type: 'LocalizedText', nullable: false, description: 'Both as one sentence (说明文字).' }),
    }),
  });
  const all = builder.objectRef<Counterfactuals>('Counterfactuals').implement({
    description: 'What would have to be different for another answer (反事实说明集).',
    fields: (t) => ({
      found: t.field({
        type: [counterfactual],
        nullable: false,
        description: 'Single changes first, then pairs (说明列表).',
        resolve: (c) => [...c.found],
      }),
      cutOff: t.exposeBoolean('cutOff', { nullable: false, description: 'The search ended at its limit: there may be others (是否截断).' }),
    }),
  });
  builder.objectField('Verdict', 'counterfactuals', (t) =>
    t.field({
      type: all,
      nullable: false,
      description:
        'What would have to be different for another outcome: facts changed one at a time, then two at a time, never a policy value. Of an undetermined verdict: which single facts would decide it (反事实说明).',
      // As many evaluations as hundreds of verdicts.
      extensions: { cost: { points: 20 } } satisfies DeclaredFieldExtensions,
      resolve: (v, _args, { services }) => services.eligibility.counterfactuals(v),
    }),
  );
}

function changeType(builder: GraphBuilder, { policy, codeTitle }: Pick<Types, 'policy' | 'codeTitle'>) {
  const kind = builder.enumType('FactChangeKind', {
    description: 'How something known would have to be otherwise (变化类别).',
    values: {
      VALUE: { description: 'A fact has another value (取值变化).' },
      HOLDS: { description: 'A set holds a code (包括).' },
      HOLDS_NOT: { description: 'A set does not hold a code (不包括).' },
      WHOLE: { description: 'A set or a list holds nothing beyond what is known of it (名单完整).' },
      MORE: { description: 'A list leads to one more (增加一项).' },
    },
  });
  const value = { type: policy.value, nullable: true } as const;
  return builder.objectRef<FactChange>('FactChange').implement({
    description: 'One fact, or one list, that would be otherwise (事实变化).',
    fields: (t) => ({
      kind: t.field({ type: kind, nullable: false, description: 'How (类别).', resolve: (c) => c.kind }),
      code: t.exposeString('code', { nullable: false, description: 'The code of the fact or of the list (代码).' }),
      title: t.expose('title', {
        type: 'LocalizedText',
        nullable: false,
        description: 'What it is called, a yearly fact with its year, one of several with which of them (名称).',
      }),
      actual: t.field({ ...value, description: 'What is so; null: not known (实际值).', resolve: (c) => c.actual }),
      value: t.field({ ...value, description: 'The nearest value that would do; null for a list (所需值).', resolve: (c) => c.value }),
      from: t.field({
        ...value,
        description: 'Every value from here would do; null: without end, or no quantity (下限).',
        resolve: (c) => c.from,
      }),
      to: t.field({
        ...value,
        description: 'Every value up to here would do; null: without end, or no quantity (上限).',
        resolve: (c) => c.to,
      }),
      codes: t.field({
        type: [codeTitle],
        nullable: false,
        description: 'The codes that would do, any one of them; empty for what is no code (可取代码).',
        resolve: (c) => [...c.codes],
      }),
      distance: t.field({
        ...value,
        description: 'The nearest value minus the actual one, of days their number; in words: less, more, earlier, later (差距).',
        resolve: (c) => c.distance,
      }),
      text: t.expose('text', { type: 'LocalizedText', nullable: false, description: 'The change as a part of a sentence (变化文字).' }),
    }),
  });
}
