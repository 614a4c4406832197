import type { AvailableTransition, GraphBuilder, StepField, UnmetGuard } from 'xianjie/schema';

/** Types of the engine, by their names: a graph without the engine has no guards. */
const named = (name: string): 'UserError' => name as 'UserError';

/** The types that the lifecycles of all modules share. */
export function lifecycleTypes(builder: GraphBuilder): void {
  const unmet = builder.objectRef<UnmetGuard>('UnmetGuard').implement({
    description: 'What must hold for a step and does not, or is not known to (未满足的条件).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'The code of the refusal, `<module>.<CODE>` (代码).' }),
      message: t.expose('message', { type: 'LocalizedText', nullable: false, description: 'What is wanting, in words (说明).' }),
      satisfied: t.field({
        type: named('Satisfied'),
        nullable: false,
        description:
          'FALSE, or UNKNOWN; both block. UNKNOWN too where the viewer may not read what it rests on: whether it failed is not told, and among `availableTransitions` neither whether it holds (是否满足).',
        resolve: (one) => one.satisfied as never,
      }),
      unknowns: t.field({
        type: [named('Unknown')],
        nullable: false,
        description: 'What keeps it unknown, and who can tell (未知事项).',
        resolve: (one) => [...one.unknowns] as never,
      }),
      citation: t.field({
        type: named('RulePlace'),
        nullable: true,
        description: 'Where the source asks for it, verbatim; null: no source speaks of it (依据).',
        resolve: (one) => one.policy as never,
      }),
    }),
  });
  builder.objectField('UserError', 'unmet', (t) =>
    t.field({
      type: unmet,
      nullable: true,
      description:
        'Of a step of a lifecycle: the guard that does not hold, with its clause; null: something else is refused (未满足的条件).',
      resolve: (error) => (error.unmet as UnmetGuard | undefined) ?? null,
    }),
  );
  const field = builder.objectRef<StepField>('TransitionField').implement({
    description: 'What a step asks for (步骤所需信息).',
    fields: (t) => ({
      name: t.exposeString('name', { nullable: false, description: 'What the input calls it (字段名).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it is (名称).' }),
      type: t.exposeString('type', {
        nullable: false,
        description: 'TEXT, DATE, MONEY, NUMBER, PERCENT, BOOLEAN, CODE or CODES (类型).',
      }),
      level: t.field({ type: 'PrivacyLevel', nullable: false, description: 'How personal it is (隐私级别).', resolve: (one) => one.level }),
    }),
  });
  builder.objectRef<AvailableTransition>('AvailableTransition').implement({
    description: 'A step that leads on from where a record stands (可办理的步骤).',
    fields: (t) => ({
      code: t.string({
        nullable: false,
        description: 'Which step: a value of the record’s `…Transition` (步骤代码).',
        resolve: ({ transition }) => transition.code,
      }),
      title: t.field({
        type: 'LocalizedText',
        nullable: false,
        description: 'What it is called (名称).',
        resolve: ({ transition }) => transition.title,
      }),
      to: t.exposeString('to', {
        nullable: false,
        description: 'The state that it leads to; the one where it stands: it leaves it as it is (新状态).',
      }),
      toTitle: t.field({
        type: 'LocalizedText',
        nullable: false,
        description: 'What that state is called (新状态名称).',
        resolve: ({ lifecycle, to }) => lifecycle.states[to] ?? { zh: to, en: to },
      }),
      possible: t.field({
        type: named('Satisfied'),
        nullable: false,
        description:
          'Whether nothing known now stands against it; what it asks for is still to be said. FALSE for whoever has none of its roles (目前可否办理).',
        resolve: (one) => one.possible as never,
      }),
      unmet: t.field({
        type: [unmet],
        nullable: false,
        description: 'What stands against it (未满足的条件).',
        resolve: (one) => [...one.unmet],
      }),
      asks: t.field({
        type: [field],
        nullable: false,
        description: 'What may be said with it (可填写的信息).',
        resolve: ({ transition }) => [...transition.asks],
      }),
      needed: t.field({
        type: [field],
        nullable: false,
        description:
          'What of it must be said: a guard asks for it, and nobody has or the viewer may not read whether anybody has (必填信息).',
        resolve: (one) => [...one.needed],
      }),
      evidence: t.boolean({
        nullable: false,
        description: 'Whether evidence must be handed in with it (是否须附证明材料).',
        resolve: ({ transition }) => transition.evidence,
      }),
      roles: t.field({
        type: ['String'],
        nullable: false,
        description: 'Who may take it, of those who may write; none: all of them (办理角色).',
        resolve: ({ transition }) => [...transition.roles],
      }),
      citation: t.field({
        type: named('RulePlace'),
        nullable: true,
        description: 'Where the source says so, verbatim; null: added to make the workflow complete, no source speaks of it (依据).',
        resolve: ({ transition }) => transition.policy as never,
      }),
    }),
  });
}
