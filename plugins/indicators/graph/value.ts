import {
  indicatorParts,
  type DeclaredFieldExtensions,
  type GraphBuilder,
  type IndicatorReason,
  type IndicatorSubject,
  type IndicatorSubjects,
  type IndicatorValue,
  type TargetHere,
} from 'xianjie/schema';
import type { IndicatorTypes } from './definition.js';

const named = (name: string): 'EligibilityCheck' => name as 'EligibilityCheck';
const [value, citation, parameter] = [named('Value'), named('Citation'), named('ResolvedParameter')];
const [areaLevel, operator, sweptState] = [named('AreaLevel'), named('ParameterOperator'), named('SweptState')];

const reasons: Readonly<Record<IndicatorReason, string>> = {
  NOTHING_TO_COUNT: 'There is nobody, or no amount, to count (无可统计对象).',
  NOT_SWEPT: 'It counts verdicts, and the last sweep here speaks of no day of the period (该时段未测算).',
  SUPPRESSED: 'It would mean too few for a viewer who may not see them, or tell of a neighbour’s few (人数过少，不予公布).',
  NOT_AT_THIS_LEVEL: 'It is told of areas of other levels (不适用于本层级).',
  PARTLY_SWEPT: 'Whether the target is met hangs on villages that were not asked in the period, or as of another day (仅部分测算).',
  SUBJECTS_UNKNOWN: 'Whether the target is met hangs on subjects of whom it is not known (情况不明者决定结果).',
  NO_TARGET: 'There is nothing to hold it against (无目标).',
  TARGET_NOT_IN_FORCE: 'The target’s document is not in force here (目标在本地未施行).',
  TARGET_BLANK_IN_SOURCE: 'The source leaves the number of the target blank (目标原文留空).',
  TARGET_IN_WORDS: 'The source asks for it without a number (目标为文字要求).',
};

/** So many subjects, or periods, at most. */
const MOST = 100;
const PAGE = 20;
const PERIODS = 12;

/** A number of one area and period, with what leads on from it. */
export function valueType(builder: GraphBuilder, types: IndicatorTypes) {
  const reason = builder.enumType('IndicatorReason', {
    description: 'Why a number, or whether its target is met, is not told (未给出的原因).',
    values: Object.fromEntries(Object.entries(reasons).map(([name, description]) => [name, { description }])) as Record<
      IndicatorReason,
      { description: string }
    >,
  });
  const order = builder.enumType('IndicatorOrder', {
    description: 'The order of areas (区划排序).',
    values: {
      AREA: { description: 'By their codes (按区划代码).' },
      VALUE: { description: 'The largest number first, those that are not told last (按数值).' },
    },
  });
  const target = builder.objectRef<TargetHere>('IndicatorTargetHere').implement({
    description: 'What a number is held against, as it holds in an area (本地目标).',
    fields: (t) => ({
      target: t.field({ type: types.target, nullable: false, description: 'As it is declared (目标).', resolve: (one) => one.target }),
      value: t.field({
        type: value,
        nullable: true,
        description: 'The number; null: in words, blank in the source, or not in force here (目标值).',
        resolve: (one) => one.value as never,
      }),
      operator: t.field({
        type: operator,
        nullable: true,
        description: 'How it compares; null: it does not (比较方式).',
        resolve: (one) => one.operator as never,
      }),
      citation: t.field({
        type: citation,
        nullable: true,
        description: 'Where it stands, and on what ground it is in force; null: it is not (引文).',
        resolve: (one) => one.citation as never,
      }),
      parameter: t.field({
        type: parameter,
        nullable: true,
        description: 'The policy value as it holds here; null: it is none, or not in force (政策参数).',
        resolve: (one) => one.parameter as never,
      }),
    }),
  });
  const page = subjectPage(builder);
  const number = builder.objectRef<IndicatorValue>('IndicatorValue');
  number.implement({
    description: 'A number of one area and period (指标值).',
    fields: (t) => ({
      indicator: t.field({
        type: types.definition,
        nullable: false,
        description: 'What is counted, and how (指标).',
        resolve: (v) => v.info,
      }),
      area: t.field({
        type: 'Area',
        nullable: true,
        description: 'Where (区划).',
        resolve: (v, _args, { services }, info) => services.reader.load(info, 'Area', v.area),
      }),
      period: t.string({
        nullable: false,
        description: 'The period: 2025, 2025-Q2, 2025-06, 2025-06-30 (时段).',
        resolve: (v) => v.period.code,
      }),
      asOf: t.expose('asOf', {
        type: 'Date',
        nullable: false,
        description: 'The last day that it speaks of: of a period that runs today (基准日).',
      }),
      running: t.exposeBoolean('running', { nullable: false, description: 'Whether the period is not over (是否未结束).' }),
      value: t.field({
        type: value,
        nullable: true,
        description: 'The number; null: `reason` says why (数值).',
        resolve: (v) => v.value as never,
      }),
      numerator: t.field({
        type: value,
        nullable: true,
        description: 'What is counted or added up (分子).',
        resolve: (v) => v.numerator as never,
      }),
      denominator: t.field({
        type: value,
        nullable: true,
        description: 'Out of what; null: a count or a sum has none (分母).',
        resolve: (v) => v.denominator as never,
      }),
      unknown: t.exposeInt('unknown', {
        nullable: true,
        description: 'Of how many subjects it is not known; they count in the denominator of a share. Null: not told (情况不明数).',
      }),
      target: t.field({
        type: target,
        nullable: true,
        description: 'What it is held against here; null: nothing (目标).',
        resolve: (v) => v.target,
      }),
      met: t.exposeBoolean('met', {
        nullable: true,
        description: 'Whether the target is met, whatever becomes known of the others; null: not known, `reason` says why (是否达标).',
      }),
      reason: t.field({
        type: reason,
        nullable: true,
        description: 'Why the number, or whether its target is met, is not told; null: both are (原因).',
        resolve: (v) => v.reason,
      }),
      sweptState: t.field({
        type: sweptState,
        nullable: true,
        description:
          'Whether everybody was asked in the period; of whom was not the number says nothing. Null: it counts no verdicts (测算状态).',
        resolve: (v) => v.sweptState as never,
      }),
      reckonedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When the verdicts were reckoned that it counts; null: it was counted now (测算时间).',
        resolve: (v) => v.reckonedAt,
      }),
      version: t.exposeString('version', {
        nullable: false,
        description: 'The version of how it was counted: of another one it is another number (统计口径版本).',
      }),
      unauthorised: t.int({
        nullable: true,
        description:
          'Households that have not authorised the matching of their data and are left out, as of today, of what counts verdicts as of the sweep; null: it leaves nobody out, or too few to be told (未授权户数).',
        resolve: (v, _args, { services }) => services.indicators.unauthorised(v),
      }),
      byArea: t.field({
        type: [number],
        nullable: false,
        description:
          'The same number of each of the next smaller areas, or of those of a level. BAD_USER_INPUT where areas are not to be put in an order by it (按区划).',
        args: {
          level: t.arg({ type: areaLevel as never, required: false, description: 'Of this level (层级).' }),
          orderBy: t.arg({ type: order, required: false, description: 'Their order; default: AREA (排序).' }),
        },
        resolve: async (v, { level, orderBy }, { services }) => [
          ...(await services.indicators.byArea(v, { level: (level as string | null | undefined) ?? null, byValue: orderBy === 'VALUE' })),
        ],
      }),
      history: t.field({
        type: [number],
        extensions: { cost: { points: 100 } } satisfies DeclaredFieldExtensions,
        nullable: false,
        description: 'The same number of this period and those before it, the newest first (历史).',
        args: { periods: t.arg.int({ description: 'How many, at most 36; default 12 (期数).' }) },
        resolve: async (v, { periods }, { services }) => [...(await services.indicators.history(v, Math.max(periods ?? PERIODS, 1)))],
      }),
      subjects: t.field({
        type: page.page,
        extensions: { cost: { points: 20 } } satisfies DeclaredFieldExtensions,
        nullable: true,
        description: 'Who is behind it, by area; null: the viewer may not see them, `Indicator.needs` says what it takes (对象明细).',
        args: {
          part: t.arg({
            type: page.part,
            required: false,
            description:
              'Only those who were counted so. Default: everybody whom the number looks at, counted, not counted or not known: of a coverage whom the rule concerns, of other figures of verdicts everybody who was asked (统计情况).',
          }),
          first: t.arg.int({ description: 'How many, at most 100; default 20 (条数).' }),
          after: t.arg.string({ description: 'Where the page before ended (起点).' }),
        },
        resolve: (v, { part, first, after }, { services }) =>
          services.indicators.subjects(v, { part: part ?? null, first: Math.min(Math.max(first ?? PAGE, 1), MOST), after: after ?? null }),
      }),
    }),
  });
  return number;
}

function subjectPage(builder: GraphBuilder) {
  const texts = {
    COUNTED: 'Counted; of an amount: known (计入).',
    NOT_COUNTED: 'Not counted (未计入).',
    UNKNOWN: 'It is not known (不明).',
  };
  const part = builder.enumType('IndicatorPart', {
    description: 'How a subject behind a number was counted (统计情况).',
    values: Object.fromEntries(indicatorParts.map((name) => [name, { description: texts[name] }])) as Record<
      keyof typeof texts,
      { description: string }
    >,
  });
  const subject = builder.objectRef<IndicatorSubject>('IndicatorSubject').implement({
    description: 'A subject behind a number (统计对象).',
    fields: (t) => ({
      subject: t.field({
        type: 'Node',
        nullable: true,
        description: 'Who or what; null: no type of the graph, or not for this viewer (对象).',
        resolve: async ({ nodeType, subject: { id } }, _args, { services }, info) =>
          nodeType === null ? null : services.reader.load(info, nodeType, id),
      }),
      part: t.field({ type: part, nullable: false, description: 'How it was counted (统计情况).', resolve: (one) => one.part }),
    }),
  });
  const page = builder.objectRef<IndicatorSubjects>('IndicatorSubjectPage').implement({
    description: 'Some of the subjects behind a number (统计对象分页).',
    fields: (t) => ({
      nodes: t.field({
        type: [subject],
        nullable: false,
        description: 'The subjects, by area (对象).',
        resolve: (one) => [...one.subjects],
      }),
      next: t.exposeString('next', { nullable: true, description: 'Give it as `after` for the next page; null: there is none (下一页).' }),
    }),
  });
  return { page, part };
}
