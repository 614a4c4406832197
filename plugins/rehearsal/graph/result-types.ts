import type { GraphBuilder, RehearsalResult, RehearsedCost, RehearsedFigure, RehearsedGroup, ShownChange } from 'xianjie/schema';

/** A change with the place and day that it is tried out for. */
interface PlacedChange extends ShownChange {
  readonly area: string;
  readonly asOf: string;
}

/** The engine's types by their names: a graph without the engine has no rehearsals. */
const named = (name: string): 'EligibilityCheck' => name as 'EligibilityCheck';

/** The terms in which help is counted. */
export const helpPeriodType = (builder: GraphBuilder) =>
  builder.enumType('HelpPeriod', {
    description: 'In which terms help is counted (计算口径).',
    values: {
      YEAR: { description: 'By the year; a monthly amount counts twelve times (按年).' },
      ONCE: { description: 'Once (一次性).' },
      DAY: { description: 'By the day, for as many days as no source says (按日).' },
      NOT_STATED: { description: 'No source says how often (未载明).' },
    },
  });

/** What a rehearsal tells. */
export function resultTypes(builder: GraphBuilder, period: ReturnType<typeof helpPeriodType>) {
  const group = groupType(builder, costType(builder, period), figureType(builder));
  const list = (name: 'byArea' | 'byIncome' | 'byKind') => ({
    type: [group] as [typeof group],
    nullable: false as const,
    resolve: (result: RehearsalResult) => [...result[name]],
  });
  const result = builder.objectRef<RehearsalResult>('RehearsalResult').implement({
    description: 'What a rehearsal found, in figures (试算结果).',
    fields: (t) => ({
      suppressed: t.exposeBoolean('suppressed', {
        nullable: false,
        description:
          'Figures are rounded: counts to the nearest multiple of five, money to two significant digits; a count below five, none included, is null, and so is money of fewer than five. Groups of fewer than five households, villages and what lies in them are left out. Who may see everything that it rests on is told exactly (是否取整并隐去小单元).',
      }),
      total: t.field({ type: group, nullable: false, description: 'The whole area (合计).', resolve: (r) => r.total }),
      byArea: t.field({ ...list('byArea'), description: 'By the areas next below (按区划).' }),
      byIncome: t.field({
        ...list('byIncome'),
        description: 'By tenths of the area’s households, in the order of per-capita net income of the newest known year (按收入十等分).',
      }),
      byKind: t.field({ ...list('byKind'), description: 'By kind of household (按户类型).' }),
      leftOut: t.stringList({
        nullable: false,
        description: 'Checks that read a changed value and are in no figure: what they say belongs to one person (未计入的规则).',
        resolve: (r) => [...r.leftOut],
      }),
      unauthorised: t.exposeInt('unauthorised', {
        nullable: true,
        description:
          'Households in no figure, because they have not authorised the matching of their data; null: too few to be told (未授权户数).',
      }),
    }),
  });
  return { change: changeType(builder), result };
}

function changeType(builder: GraphBuilder) {
  return builder.objectRef<PlacedChange>('RehearsedChange').implement({
    description: 'A policy value that is tried out (试算的参数值).',
    fields: (t) => ({
      parameter: t.exposeString('parameter', { nullable: false, description: 'Its code (参数代码).' }),
      value: t.field({
        type: named('Value'),
        nullable: true,
        description: 'As it would be; null: left blank, or another one’s (试算值).',
        resolve: ({ value }) => value as never,
      }),
      reference: t.exposeString('reference', { nullable: true, description: 'The policy value whose value it would be (引用的参数).' }),
      inForce: t.field({
        type: named('ResolvedParameter'),
        nullable: true,
        description: 'As it is in force in the area on the day; null: it is not (现行值).',
        resolve: async ({ parameter, area, asOf, installed }, _args, { services }) => {
          if (!installed) return null;
          const [found = null] = await services.eligibility.resolveParameters({ area, asOf, codes: [parameter] });
          return found as never;
        },
      }),
    }),
  });
}

function costType(builder: GraphBuilder, period: ReturnType<typeof helpPeriodType>) {
  return builder.objectRef<RehearsedCost>('RehearsedCost').implement({
    description:
      'What help comes to, in one of the terms in which it is counted; terms are not added up. Null: too few to be told, or a check in it belongs to a domain that is closed to the viewer. Where figures are rounded, amounts of fewer than five are in no sum (费用).',
    fields: (t) => ({
      period: t.field({ type: period, nullable: false, description: 'The terms (计算口径).', resolve: (c) => c.period }),
      before: t.expose('before', {
        type: 'Money',
        nullable: true,
        description: 'With the values in force, as far as amounts are known (现行).',
      }),
      after: t.expose('after', { type: 'Money', nullable: true, description: 'With those that are tried out (试算).' }),
      change: t.expose('change', {
        type: 'Money',
        nullable: true,
        description: 'The difference: what the change costs; where figures are rounded, rounded by itself (增减).',
      }),
      unknownBefore: t.exposeInt('unknownBefore', {
        nullable: true,
        description: 'To how many something applies whose amount no source states; it is in no sum (现行金额未知数).',
      }),
      unknownAfter: t.exposeInt('unknownAfter', {
        nullable: true,
        description: 'The same with the values that are tried out (试算金额未知数).',
      }),
    }),
  });
}

function figureType(builder: GraphBuilder) {
  const counts = [
    ['eligibleBefore', 'To how many it applies with the values in force (现行符合数).'],
    ['eligibleAfter', 'To how many with those that are tried out (试算符合数).'],
    ['newlyEligible', 'To how many only then; it may have been open before (新增符合数).'],
    ['noLongerEligible', 'To how many no longer, or it is open then (不再符合数).'],
    ['undeterminedBefore', 'Of how many it cannot be decided (现行无法判定数).'],
    ['undeterminedAfter', 'Of how many then (试算无法判定数).'],
    ['newlyUndetermined', 'Of how many only then (新增无法判定数).'],
    ['noLongerUndetermined', 'Of how many no longer (不再无法判定数).'],
    ['amountUnknownBefore', 'To how many it applies whose amount is not known (现行金额未知数).'],
    ['amountUnknownAfter', 'To how many then (试算金额未知数).'],
  ] as const;
  return builder.objectRef<RehearsedFigure>('RehearsedFigure').implement({
    description:
      'What one check says of a group with and without the change, in subjects; null: fewer than five, perhaps none (规则试算统计).',
    fields: (t) => ({
      check: t.exposeString('check', { nullable: false, description: 'The code of the check (规则代码).' }),
      kind: t.field({
        type: named('CheckKind'),
        nullable: false,
        description: 'What kind of rule it is (规则类别).',
        resolve: (f) => f.kind as never,
      }),
      per: t.field({
        type: named('PerWhom'),
        nullable: true,
        description: 'For whom an amount counts; null: there is none (计发对象).',
        resolve: (f) => f.per as never,
      }),
      every: t.field({
        type: named('PaymentPeriod'),
        nullable: true,
        description: 'How often it is paid; null: no source says (发放周期).',
        resolve: (f) => f.every as never,
      }),
      ...Object.fromEntries(counts.map(([name, description]) => [name, t.exposeInt(name, { nullable: true, description })])),
      amountBefore: t.expose('amountBefore', {
        type: 'Money',
        nullable: true,
        description: 'Known amounts added up, as they are paid; null: it gives no money, or to too few to be told (现行金额).',
      }),
      amountAfter: t.expose('amountAfter', { type: 'Money', nullable: true, description: 'The same then (试算金额).' }),
    }),
  });
}

function groupType(builder: GraphBuilder, cost: ReturnType<typeof costType>, figure: ReturnType<typeof figureType>) {
  const kind = builder.enumType('RehearsedHouseholdKind', {
    description: 'A kind of household: its monitoring kind where it is monitored, else where it stands in the register (户类型).',
    values: {
      UNSTABLE_OUT_OF_POVERTY: { description: 'Monitored: unstable out of poverty (脱贫不稳定户).' },
      BORDERLINE_AT_RISK: { description: 'Monitored: borderline at risk (边缘易致贫户).' },
      SUDDEN_SEVERE_DIFFICULTY: { description: 'Monitored: sudden severe difficulty (突发严重困难户).' },
      OUT_OF_POVERTY: { description: 'Out of poverty (脱贫户).' },
      OUT_OF_POVERTY_WITH_POLICY: { description: 'Out of poverty and still entitled to policy (脱贫享受政策户).' },
      STABLE_OUT_OF_POVERTY: { description: 'Stably out of poverty (稳定脱贫户).' },
      NEVER_REGISTERED: { description: 'Never registered (一般农户).' },
    },
  });
  const counts = [
    ['households', 'How many households there are (户数).'],
    [
      'gaining',
      'How many are given something more, or something for the first time, and lose nothing; nothing of them is unclear (受益户数).',
    ],
    ['losing', 'How many are given less, or nothing any more, and gain nothing; nothing of them is unclear (受损户数).'],
    ['both', 'How many gain one thing and lose another; nothing of them is unclear (有得有失户数).'],
    ['unclear', 'Of how many something becomes known or unknown, an outcome or an amount, whatever else changes (不明户数).'],
    ['moreMoney', 'How many get more money, as far as amounts are known; nothing of them is unclear (金额增加户数).'],
    ['lessMoney', 'How many get less; nothing of them is unclear (金额减少户数).'],
  ] as const;
  return builder.objectRef<RehearsedGroup>('RehearsedGroup').implement({
    description:
      'Some of the households of a rehearsal, and of what else it asked. Null: fewer than five, perhaps none; or, of what becomes of households, it rests on a check of a domain that is closed to the viewer, named in `extensions.withheld` (试算分组).',
    fields: (t) => ({
      key: t.exposeString('key', {
        nullable: true,
        description: 'An area’s code, a tenth from 1, or a kind; null: everybody, or of whom it is not known (分组代码).',
      }),
      outside: t.exposeBoolean('outside', { nullable: false, description: 'What belongs to no household, such as projects (户外对象).' }),
      area: t.field({
        type: 'Area',
        nullable: true,
        description: 'Of a group by area: which (区划).',
        resolve: ({ key, dimension }, _args, { services }, info) =>
          key === null || dimension !== 'area' ? null : services.reader.load(info, 'Area', key),
      }),
      kind: t.field({
        type: kind,
        nullable: true,
        description: 'Of a group by kind: which; null: not known (户类型).',
        resolve: ({ key, dimension }) => (dimension === 'kind' ? key : null) as never,
      }),
      ...Object.fromEntries(counts.map(([name, description]) => [name, t.exposeInt(name, { nullable: true, description })])),
      costs: t.field({ type: [cost], nullable: false, description: 'What help comes to (费用).', resolve: (g) => [...g.costs] }),
      checks: t.field({
        type: [figure],
        nullable: false,
        description:
          'By the checks that read a changed value; those of domains that are closed to the viewer are counted in `extensions.withheld` (按规则).',
        resolve: (g) => [...g.checks],
      }),
    }),
  });
}
