import { ApiError, factPeriods, periodNumber, type AnyValue, type GraphBuilder, type HypotheticalFact } from 'xianjie/schema';
import type { EligibilityEnums } from './enums.js';
import { mustExist } from './queries.js';
import type { VerdictTypes } from './verdict-types.js';

interface FactInput {
  readonly code: string;
  readonly money?: number | null;
  readonly number?: string | null;
  readonly boolean?: boolean | null;
  readonly date?: string | null;
  readonly codes?: readonly string[] | null;
  readonly text?: string | null;
  readonly year?: number | null;
  readonly period?: string | null;
  readonly item?: string | null;
}

/** Exactly one of the value fields: a fact with none or two is refused, never guessed. */
function toFact(input: FactInput): HypotheticalFact {
  const values: AnyValue[] = [
    input.money,
    input.number == null ? null : Number(input.number),
    input.boolean,
    input.date,
    input.codes,
    input.text,
  ].filter((v) => v !== null && v !== undefined);
  const [value] = values;
  if (values.length !== 1 || value === undefined) throw new ApiError('BAD_USER_INPUT', `The fact ${input.code} needs exactly one value.`);
  return { code: input.code, value, period: periodIn(input), item: input.item ?? null };
}

/** Its length says which it is: a year, a month, a day. What is none is no period of any fact. */
function periodIn({ year, period }: FactInput): number | null {
  if (period == null) return year ?? null;
  const unit = factPeriods.find((one) => periodNumber(one, period) !== null);
  return unit === undefined ? NaN : periodNumber(unit, period);
}

/** How the facts of a question are given, and how they are read. */
export interface HypotheticalInputs {
  readonly fact: ReturnType<typeof factInput>;
  readonly read: typeof toFact;
}

export function hypotheticalInputs(builder: GraphBuilder): HypotheticalInputs {
  return { fact: factInput(builder), read: toFact };
}

function factInput(builder: GraphBuilder) {
  return builder.inputType('HypotheticalFactInput', {
    description: 'A fact that the question brings; exactly one of money, number, boolean, date, text, codes (假设事实).',
    fields: (t) => ({
      code: t.string({ required: true, description: 'The fact’s code, see `eligibilityChecks { facts { code } }` (事实代码).' }),
      money: t.field({ type: 'Money', required: false, description: 'An amount in yuan (金额).' }),
      number: t.field({ type: 'Decimal', required: false, description: 'A number (数值).' }),
      boolean: t.boolean({ required: false, description: 'Yes or no (是否).' }),
      date: t.field({ type: 'Date', required: false, description: 'A day (日期).' }),
      text: t.string({ required: false, description: 'One code (单个代码).' }),
      codes: t.stringList({ required: false, description: 'A set of codes (代码集).' }),
      year: t.int({ required: false, description: 'The year of a yearly fact (年度).' }),
      period: t.string({
        required: false,
        description: 'The period of a fact that is known by year, month or day: `2024`, `2024-07`, `2024-07-15` (期间).',
      }),
      item: t.string({
        required: false,
        description: 'Which one, for a fact of a subject reached by a link to many: the guarantee’s kind, or any name (项目).',
      }),
    }),
  });
}

/** What the checks would say of facts that the question brings. */
export function hypothetical(builder: GraphBuilder, enums: EligibilityEnums, { verdict }: VerdictTypes, inputs: HypotheticalInputs): void {
  const input = builder.inputType('EvaluateEligibilityInput', {
    description:
      'A question about nobody stored: what would hold for a subject of this kind, in this area, on this day, with these facts (假设测算).',
    fields: (t) => ({
      subject: t.field({ type: enums.subjectKind, required: true, description: 'The kind of subject (对象类别).' }),
      area: t.field({ type: 'AreaCode', required: true, description: 'Where it would live (区划).' }),
      facts: t.field({ type: [inputs.fact], required: true, description: 'What is known of it; everything else is unknown (已知事实).' }),
      completeLists: t.stringList({
        required: false,
        description:
          'Lists that the facts name everybody of, such as `HOUSEHOLD.members`: there are no others. Default: there may be (完整名单).',
      }),
      checks: t.stringList({ required: false, description: 'Codes of the checks to ask; default: all in force (规则代码).' }),
      modules: t.stringList({ required: false, description: 'Only checks of these modules (模块).' }),
      asOf: t.field({ type: 'Date', required: false, description: 'The day the question is about; default today (基准日).' }),
    }),
  });
  builder.queryField('evaluateEligibility', (t) =>
    t.field({
      type: [verdict],
      nullable: false,
      scope: 'core:read',
      description: 'Verdicts about hypothetical facts; nothing stored is read but documents and their adoptions (假设测算).',
      args: { input: t.arg({ type: input, required: true, description: 'The question (问题).' }) },
      resolve: async (_root, { input: asked }, context, info) => {
        await mustExist(asked.area, context, info);
        const { subject, area: areaCode, completeLists, checks, modules, asOf } = asked;
        return [
          ...(await context.services.eligibility.evaluateHypothetical({
            subject,
            areaCode,
            facts: asked.facts.map(inputs.read),
            completeLists: completeLists ?? null,
            checks: checks ?? null,
            modules: modules ?? null,
            asOf: asOf ?? null,
          })),
        ];
      },
    }),
  );
}
