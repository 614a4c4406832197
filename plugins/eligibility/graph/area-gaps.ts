import {
  responsePath,
  type AreaGaps,
  type BenefitSurplus,
  type CheckGaps,
  type GraphBuilder,
  type SweptState,
  type SweptTime,
} from 'xianjie/schema';
import { checkInfo } from './check-type.js';
import type { EligibilityEnums } from './enums.js';
import type { BenefitType } from './entitlement-gaps.js';
import { mustExist } from './queries.js';

const states: Readonly<Record<SweptState, { readonly description: string }>> = {
  SWEPT: { description: 'Everybody, as of one day (已全面测算).' },
  PARTLY: { description: 'Some of its villages were never swept, or as of another day; what is told is of the others (部分测算).' },
  NEVER: { description: 'Nobody: nothing is counted and nobody listed, which says nothing of anybody (从未测算).' },
};

export function sweptState(builder: GraphBuilder) {
  return builder.enumType('SweptState', { description: 'Whether everybody in an area was asked (测算状态).', values: states });
}
export type SweptStateEnum = ReturnType<typeof sweptState>;

/** When the last sweep was, in words for the graph. */
export const sweptTexts = {
  state: 'Whether everybody was asked (测算状态).',
  asOf: 'The day of the verdicts, of several the earliest; null: never swept (基准日).',
  sweptAt: 'When they were reckoned, of several times the earliest; null: never swept (测算时间).',
  unauthorised:
    'Households that have not authorised the matching of their data: they and their members are left out, whatever is said of them (未授权户数).',
} as const;

export const sweptAtOf = ({ sweptAt }: SweptTime): string | null => sweptAt;

/** What an area's people should have and lack, hold and should not: counts and sums from the last sweep. */
export function areaGaps(builder: GraphBuilder, enums: EligibilityEnums, benefit: BenefitType, state: SweptStateEnum): void {
  const ofCheck = checkGapsType(builder, enums);
  const surplus = builder.objectRef<BenefitSurplus>('BenefitSurplus').implement({
    description: 'Who holds a benefit though every check in force in their village that gives it says no (应退未退).',
    fields: (t) => ({
      benefit: t.field({ type: benefit, nullable: false, description: 'The benefit (待遇).', resolve: (s) => s.benefit }),
      checks: t.field({
        type: ['EligibilityCheck'],
        nullable: false,
        description: 'The checks that give it (规则).',
        resolve: (s, _args, context) => s.checks.map((code) => checkInfo(context, code)),
      }),
      holders: t.exposeInt('holders', { nullable: false, description: 'How many hold it without such a ground (人数或户数).' }),
      amount: t.expose('amount', {
        type: 'Money',
        nullable: true,
        description:
          'What was recorded as given to them in yuan, by grants that run on the day of the sweep and for their periods; of several departments the one that told of most. Null: a status, which is no money (应退未退金额).',
      }),
      amountUnknown: t.exposeInt('amountUnknown', {
        nullable: false,
        description:
          'Of how many of them no amount is recorded now: it is in no sum. So is who held it on the day of the sweep and has been taken off the records since (金额不明数).',
      }),
    }),
  });
  const gaps = builder.objectRef<AreaGaps>('AreaGaps').implement({
    description: 'What people of an area should have and lack, hold and should not, by check and benefit, from the last sweep (区域差距).',
    fields: (t) => ({
      area: t.field({
        type: 'Area',
        nullable: true,
        description: 'The area (区划).',
        resolve: ({ area }, _args, { services }, info) => services.reader.load(info, 'Area', area),
      }),
      state: t.field({ type: state, nullable: false, description: sweptTexts.state, resolve: (g) => g.state }),
      asOf: t.expose('asOf', { type: 'Date', nullable: true, description: sweptTexts.asOf }),
      sweptAt: t.field({ type: 'DateTime', nullable: true, description: sweptTexts.sweptAt, resolve: sweptAtOf }),
      checks: t.field({
        type: [ofCheck],
        nullable: false,
        description:
          'By check, where it is in force and names something that can be fulfilled or held; empty where nobody was asked (按规则).',
        resolve: (g) => [...g.checks],
      }),
      surplus: t.field({
        type: [surplus],
        nullable: false,
        description: 'By benefit, the most holders first (应退未退).',
        resolve: (g) => [...g.surplus],
      }),
      unauthorised: t.exposeInt('unauthorised', { nullable: false, description: sweptTexts.unauthorised }),
    }),
  });
  builder.queryField('gaps', (t) =>
    t.field({
      type: gaps,
      nullable: false,
      scope: 'core:read',
      description:
        'Should-have against does-have in an area of any level: by check how many it concerns, who lacks what it gives, how much money that is, and how far it is covered; by benefit who holds it without ground, and what was recorded as given of it. From the last sweep, of the checks whose verdicts the viewer may see (应享未享、应退未退统计).',
      args: {
        area: t.arg({ type: 'AreaCode', required: true, description: 'The area (区划).' }),
        checks: t.arg.stringList({ required: false, description: 'Only these checks, by code (规则代码).' }),
        modules: t.arg.stringList({ required: false, description: 'Only checks of these modules (模块).' }),
        asOf: t.arg({
          type: 'Date',
          required: false,
          description: 'The day: refused where the last sweep speaks of another. Default: that of the sweep (基准日).',
        }),
      },
      extensions: { cost: { points: 20 } },
      resolve: async (_root, { area, ...asked }, context, info) => {
        await mustExist(area, context, info);
        return context.services.lists.areaGaps({ ...asked, area, path: responsePath(info) });
      },
    }),
  );
}

function checkGapsType(builder: GraphBuilder, enums: EligibilityEnums) {
  return builder.objectRef<CheckGaps>('CheckGaps').implement({
    description: 'What the last sweep says of one check in an area, counted in subjects (规则差距).',
    fields: (t) => ({
      check: t.field({
        type: 'EligibilityCheck',
        nullable: false,
        description: 'The check (规则).',
        resolve: (g, _args, context) => checkInfo(context, g.check),
      }),
      binding: t.boolean({
        nullable: false,
        description: 'Whether it must be kept; false: in principle, to strive for or encouraged, so that a gap is no breach (是否刚性).',
        resolve: (g, _args, context) => checkInfo(context, g.check).force === 'MUST',
      }),
      concerned: t.exposeInt('concerned', { nullable: false, description: 'To whom it applies: the denominator of `coverage` (应享).' }),
      notConcerned: t.exposeInt('notConcerned', { nullable: false, description: 'To whom it does not apply (不适用).' }),
      undetermined: t.exposeInt('undetermined', { nullable: false, description: 'Of whom that cannot be decided (待定).' }),
      fulfilled: t.exposeInt('fulfilled', {
        nullable: false,
        description: 'Of the concerned: who has it. The numerator of `coverage` (已享).',
      }),
      notFulfilled: t.exposeInt('notFulfilled', { nullable: false, description: 'Of the concerned: who has it not (应享未享).' }),
      fulfilmentUnknown: t.exposeInt('fulfilmentUnknown', {
        nullable: false,
        description: 'Of the concerned: of whom that is not known (是否已享不明).',
      }),
      coverage: t.field({
        type: 'Decimal',
        nullable: true,
        description:
          '`fulfilled` ÷ `concerned` in percent, two digits; null when nobody is concerned. Those of whom it is not known count as not covered (覆盖率).',
        resolve: ({ fulfilled, concerned }) => (concerned === 0 ? null : ((fulfilled * 100) / concerned).toFixed(2)),
      }),
      amount: t.expose('amount', {
        type: 'Money',
        nullable: true,
        description: 'What those lack who are concerned and have it not, in yuan, as far as known; null: it gives no money (应享未享金额).',
      }),
      amountUnknown: t.exposeInt('amountUnknown', {
        nullable: false,
        description: 'Of how many of them the amount is not known: it is in no sum (金额不明数).',
      }),
      per: t.field({
        type: enums.perWhom,
        nullable: true,
        description: 'For whom the amount is counted (计发对象).',
        resolve: (g) => g.per,
      }),
      every: t.field({ type: enums.every, nullable: true, description: 'How often; null: not stated (周期).', resolve: (g) => g.every }),
    }),
  });
}
