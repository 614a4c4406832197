import {
  ApiError,
  responsePath,
  type Cliff,
  type CliffCheck,
  type CliffPoint,
  type CliffScan,
  type CliffTurn,
  type GraphBuilder,
  type HelpSum,
  type ScannedIncome,
} from 'xianjie/schema';
import type { ChangeInput, GivenChange } from './mutations.js';
import type { helpPeriodType } from './result-types.js';

const named = (name: string): 'EligibilityCheck' => name as 'EligibilityCheck';
const nodeTypes: Readonly<Record<string, 'Household' | 'Person'>> = { HOUSEHOLD: 'Household', PERSON: 'Person' };

const YUAN = 100;
const usual = { from: 0, to: 30_000 * YUAN, step: 500 * YUAN };
const MOST_LOOKS = 200;
const MOST_INCOME = 1_000_000 * YUAN;

interface Asked {
  readonly asOf?: string | null;
  readonly income?: ScannedIncome | null;
  readonly from?: number | null;
  readonly to?: number | null;
  readonly step?: number | null;
  readonly changes?: readonly GivenChange[] | null;
}

/** `Household.cliffScan`. */
export function cliffField(builder: GraphBuilder, period: ReturnType<typeof helpPeriodType>, change: ChangeInput): void {
  const { scan, income } = scanTypes(builder, period);
  const question = builder.args((t) => ({
    asOf: t.field({ type: 'Date', required: false, description: 'The day the question is about; default today (基准日).' }),
    income: t.field({
      type: income,
      required: false,
      description: 'Which income per head; the others stay as they are known. Default: NET (收入口径).',
    }),
    from: t.field({ type: 'Money', required: false, description: 'From this income per head; default 0 (起点).' }),
    to: t.field({ type: 'Money', required: false, description: 'To this one, at most 1,000,000; default 30,000 (终点).' }),
    step: t.field({
      type: 'Money',
      required: false,
      description: 'It is looked at every so many yuan at least, at most 200 times; default 500 (步长).',
    }),
    changes: t.field({
      type: [change],
      required: false,
      description: 'Policy values as if they were in force for the household; needs `core:rehearse` (试算的参数值).',
    }),
  }));
  builder.objectField('Household', 'cliffScan', (t) =>
    t.batched({
      type: scan as never,
      level: 'INTERNAL',
      description:
        'What the household and its members are given over its income per head, and where one more yuan costs them more than a yuan (陡坡). Of the verdicts that the viewer may see; each household is reckoned about as long as a hundred verdicts with explanations.',
      args: question,
      cost: { points: 100, rows: 20 },
      load: async (rows, args: Asked, { services }, info) => {
        const range = rangeOf(args);
        const found: CliffScan[] = [];
        for (const row of rows)
          found.push(
            await services.rehearsals.cliffScan({
              ...range,
              household: { kind: 'HOUSEHOLD', id: String(row['id']), areaCode: String(row['area_code']) },
              asOf: args.asOf ?? null,
              income: args.income ?? 'NET',
              changes: args.changes ?? [],
              path: responsePath(info),
            }),
          );
        return found as never;
      },
    }),
  );
}

/** @throws ApiError BAD_USER_INPUT */
function rangeOf(args: Asked): { readonly from: number; readonly to: number; readonly step: number } {
  const { from, to, step } = { from: args.from ?? usual.from, to: args.to ?? usual.to, step: args.step ?? usual.step };
  if (from < 0 || to <= from || to > MOST_INCOME)
    throw new ApiError('BAD_USER_INPUT', `"from" is 0 or more, and "to" is above it and at most ${MOST_INCOME / YUAN}`);
  if (step < YUAN || (to - from) / step > MOST_LOOKS)
    throw new ApiError('BAD_USER_INPUT', `"step" is a yuan at least, and takes at most ${MOST_LOOKS} looks from "from" to "to"`);
  return { from, to, step };
}

function scanTypes(builder: GraphBuilder, period: ReturnType<typeof helpPeriodType>) {
  const income = builder.enumType('ScannedIncome', {
    description: 'Which yearly income per head is looked through (收入口径).',
    values: {
      NET: { description: 'Net income (人均纯收入).' },
      PER_CAPITA_YEARLY: { description: 'Yearly income (家庭年人均收入).' },
      DISPOSABLE: { description: 'Disposable income (人均可支配收入).' },
    },
  });
  const help = builder.objectRef<HelpSum>('HelpSum').implement({
    description: 'What is given, in one of the terms in which help is counted (帮扶金额).',
    fields: (t) => ({
      period: t.field({ type: period, nullable: false, description: 'The terms (计算口径).', resolve: (h) => h.period }),
      amount: t.expose('amount', { type: 'Money', nullable: false, description: 'Known amounts added up (已知金额).' }),
      unknown: t.exposeInt('unknown', {
        nullable: false,
        description: 'How many things are given whose amount is not known; they are in no sum (金额未知数).',
      }),
    }),
  });
  const check = checkType(builder);
  const point = builder.objectRef<CliffPoint>('CliffPoint').implement({
    description: 'Help at one income per head; between two points next to each other it is a straight line (曲线点).',
    fields: (t) => ({
      income: t.expose('income', { type: 'Money', nullable: false, description: 'The income per head (人均收入).' }),
      help: t.field({
        type: [help],
        nullable: false,
        description: 'What is given; empty: no money (帮扶金额).',
        resolve: (p) => [...p.help],
      }),
    }),
  });
  const turn = builder.objectRef<CliffTurn>('CliffTurn').implement({
    description: 'Where something is answered otherwise than one fen below (转折点).',
    fields: (t) => ({
      income: t.expose('income', {
        type: 'Money',
        nullable: false,
        description: 'The first income per head at which it is so (人均收入).',
      }),
      checks: t.field({ type: [check], nullable: false, description: 'What (规则).', resolve: (one) => [...one.checks] }),
    }),
  });
  const cliff = builder.objectRef<Cliff>('Cliff').implement({
    description: 'Where one more yuan per head costs the household more than it earns by it (陡坡).',
    fields: (t) => ({
      income: t.expose('income', { type: 'Money', nullable: false, description: 'The income per head before (原人均收入).' }),
      incomeAfter: t.expose('incomeAfter', { type: 'Money', nullable: false, description: 'One yuan more (增加一元后).' }),
      until: t.expose('until', {
        type: 'Money',
        nullable: false,
        description: 'The last income per head at which it is so, of a stretch on which help falls steeply; else the same (终点).',
      }),
      period: t.field({
        type: period,
        nullable: false,
        description: 'The terms in which it is counted (计算口径).',
        resolve: (c) => c.period,
      }),
      helpBefore: t.expose('helpBefore', { type: 'Money', nullable: false, description: 'What is given before (原帮扶金额).' }),
      helpAfter: t.expose('helpAfter', { type: 'Money', nullable: false, description: 'What is given after (现帮扶金额).' }),
      loss: t.expose('loss', { type: 'Money', nullable: false, description: 'What is lost (减少金额).' }),
      earned: t.expose('earned', {
        type: 'Money',
        nullable: false,
        description: 'What one more yuan per head earns all of the household (增收金额).',
      }),
      checks: t.field({ type: [check], nullable: false, description: 'What gives less (规则).', resolve: (c) => [...c.checks] }),
    }),
  });
  const scan = builder.objectRef<CliffScan>('CliffScan').implement({
    description: 'Help of a household over its income per head (陡坡扫描).',
    fields: (t) => ({
      income: t.field({ type: income, nullable: false, description: 'Which income (收入口径).', resolve: (s) => s.income }),
      year: t.exposeInt('year', { nullable: true, description: 'Of which year; null: no check reads it (收入年度).' }),
      actual: t.expose('actual', {
        type: 'Money',
        nullable: true,
        description: 'What it is; null: not known, or no check reads it (实际收入).',
      }),
      members: t.exposeInt('members', {
        nullable: true,
        description: 'The members of the household: so many yuan does one more yuan per head earn (家庭人口).',
      }),
      points: t.field({
        type: [point],
        nullable: false,
        description: 'The corners of the curve, by income (曲线).',
        resolve: (s) => [...s.points],
      }),
      turns: t.field({ type: [turn], nullable: false, description: 'Where anything turns (转折点).', resolve: (s) => [...s.turns] }),
      cliffs: t.field({
        type: [cliff],
        nullable: false,
        description: 'Where one more yuan costs more than it earns (陡坡).',
        resolve: (s) => [...s.cliffs],
      }),
      cutOff: t.exposeBoolean('cutOff', {
        nullable: false,
        description: 'The limit of evaluations was reached: there may be others (已截断).',
      }),
      withheld: t.exposeInt('withheld', {
        nullable: true,
        description: 'Verdicts that are not the viewer’s to know and are in none of it; `extensions.withheld` names them (未示数).',
      }),
    }),
  });
  return { scan, income };
}

function checkType(builder: GraphBuilder) {
  const outcome = { type: named('Outcome'), nullable: false } as const;
  return builder.objectRef<CliffCheck>('CliffCheck').implement({
    description: 'What one check says on both sides (前后结论).',
    fields: (t) => ({
      check: t.exposeString('check', { nullable: false, description: 'The code of the check (规则代码).' }),
      subject: t.field({
        type: 'Node',
        nullable: true,
        description: 'Of whom (对象).',
        resolve: ({ subject }, _args, { services }, info) => services.reader.load(info, nodeTypes[subject.kind] ?? 'Household', subject.id),
      }),
      citation: t.field({
        type: named('Citation'),
        nullable: true,
        description: 'Where its rule stands (依据).',
        resolve: (c) => c.citation as never,
      }),
      outcomeBefore: t.field({ ...outcome, description: 'What it says before (原结论).', resolve: (c) => c.outcomeBefore as never }),
      outcomeAfter: t.field({ ...outcome, description: 'What it says after (现结论).', resolve: (c) => c.outcomeAfter as never }),
      amountBefore: t.expose('amountBefore', {
        type: 'Money',
        nullable: true,
        description: 'What it gives before; null: nothing, or not known (原金额).',
      }),
      amountAfter: t.expose('amountAfter', { type: 'Money', nullable: true, description: 'What it gives after (现金额).' }),
    }),
  });
}
