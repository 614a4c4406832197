import type { GraphBuilder, Indicator, IndicatorInfo, IndicatorTarget } from 'xianjie/schema';

/** Types of the core and the engine, by their names. */
const named = (name: string): 'EligibilityCheck' => name as 'EligibilityCheck';
const [place, force, areaLevel] = [named('RulePlace'), named('CheckForce'), named('AreaLevel')];

export type IndicatorTypes = ReturnType<typeof definitionType>;

/** What is counted, how, where it is asked for, what it is held against. */
export function definitionType(builder: GraphBuilder) {
  const period = builder.enumType('IndicatorPeriod', {
    description: 'Of which stretches of time a number is told (周期).',
    values: {
      DAY: { description: 'A day, written 2025-06-30 (日).' },
      MONTH: { description: 'A month, written 2025-06 (月).' },
      QUARTER: { description: 'A quarter, written 2025-Q2 (季).' },
      YEAR: { description: 'A year, written 2025 (年).' },
    },
  });
  const unit = builder.enumType('IndicatorUnit', {
    description: 'In what a number is told (单位).',
    values: {
      COUNT: { description: 'So many (个、户、人).' },
      PERCENT: { description: 'In a hundred; of a growth by how much of a hundred (百分比).' },
      MONEY: { description: 'Yuan (元).' },
      RATIO: { description: 'One amount over another (比值).' },
    },
  });
  const target = builder.objectRef<IndicatorTarget>('IndicatorTarget').implement({
    description: 'What a number is held against, wherever its document is in force (目标).',
    fields: (t) => ({
      force: t.field({
        type: force,
        nullable: false,
        description: 'MUST is hard; the others are soft, as the source says (约束力).',
        resolve: (one) => one.force as never,
      }),
      parameter: t.string({
        nullable: true,
        description: 'The code of the policy value that it is; each area’s own counts. Null: it is none (政策参数代码).',
        resolve: (one) => one.parameter?.code ?? null,
      }),
      number: t.field({
        type: 'Decimal',
        nullable: true,
        description: 'The number, in the indicator’s unit; null: a policy value, or words (数值).',
        resolve: (one) => (one.value === undefined ? null : String(one.value)),
      }),
      words: t.field({
        type: 'LocalizedText',
        nullable: true,
        description: 'What the source asks for without a number; nothing is held against it (文字要求).',
        resolve: (one) => one.words ?? null,
      }),
      place: t.field({
        type: place,
        nullable: true,
        description: 'Where it stands; null: where the policy value does (出处).',
        resolve: (one) => (one.place ?? null) as never,
      }),
      levels: t.field({
        type: [areaLevel],
        nullable: true,
        description: 'The levels of area that it speaks of; null: all of the indicator (适用层级).',
        resolve: (one) => (one.levels === undefined ? null : [...one.levels]) as never,
      }),
    }),
  });
  const definition = builder.objectRef<IndicatorInfo>('Indicator').implement({
    description: 'A number per area and period: what is counted and how (指标).',
    fields: (t) => {
      const text = (name: 'code', description: string) =>
        t.string({ nullable: false, description, resolve: ({ indicator }) => indicator[name] });
      const words = (of: (indicator: Indicator) => Indicator['note'], description: string) =>
        t.field({ type: 'LocalizedText', nullable: true, description, resolve: ({ indicator }) => of(indicator) });
      return {
        code: text('code', 'Its code: the catalogue’s, or `coverage.<check>` (代码).'),
        module: t.exposeString('module', { nullable: false, description: 'The module that declares it (模块).' }),
        title: t.field({
          type: 'LocalizedText',
          nullable: false,
          description: 'What it is called (名称).',
          resolve: ({ indicator }) => indicator.title,
        }),
        formula: t.field({
          type: 'LocalizedText',
          nullable: false,
          description: 'The formula in words (公式).',
          resolve: ({ indicator }) => indicator.formula,
        }),
        note: words(({ note }) => note, 'What to know about how it is modelled (说明).'),
        levels: t.field({
          type: [areaLevel],
          nullable: false,
          description: 'The levels of area of which it is told (层级).',
          resolve: ({ indicator }) => [...indicator.levels] as never,
        }),
        periods: t.field({
          type: [period],
          nullable: false,
          description: 'Of which stretches of time (周期).',
          resolve: ({ indicator }) => [...indicator.periods],
        }),
        unit: t.field({
          type: unit,
          nullable: false,
          description: 'In what it is told (单位).',
          resolve: ({ indicator }) => indicator.unit,
        }),
        targets: t.field({
          type: [target],
          nullable: false,
          description: 'What it is held against; empty: nothing (目标).',
          resolve: ({ indicator }) => [...indicator.targets],
        }),
        places: t.field({
          type: [place],
          nullable: false,
          description: 'Where the number is asked for (出处).',
          resolve: ({ indicator }) => [...indicator.policies] as never,
        }),
        ranked: t.boolean({
          nullable: false,
          description: 'Whether areas may be put in an order by it; false: never (是否可排序).',
          resolve: ({ indicator }) => indicator.ranked,
        }),
        derived: t.exposeBoolean('derived', {
          nullable: false,
          description: 'Whether it is the coverage of a check, which nobody declares (是否由规则派生).',
        }),
        check: t.string({
          nullable: true,
          description: 'The code of the check whose verdicts it counts; null: it counts records (规则代码).',
          resolve: ({ indicator: { from } }) => (typeof from === 'function' ? null : from.check.code),
        }),
        needs: t.field({
          type: ['String'],
          nullable: false,
          description: 'The scopes that show figures of few and the subjects behind them; others are told of no few (所需权限).',
          resolve: ({ needs }) => [...needs],
        }),
      };
    },
  });
  return { definition, target, period, unit };
}
