import type { GraphBuilder, PolicyModule } from 'xianjie/schema';

/** The enumerations of the eligibility graph. The kinds of subject are those that the installed modules declare. */
export function eligibilityEnums(builder: GraphBuilder, modules: readonly PolicyModule[]) {
  const subjects = modules.flatMap((m) => m.subjects ?? []).filter((s) => s.nodeType !== undefined || s.asks !== undefined);
  return {
    subjectKind: builder.enumType('SubjectKind', {
      description: 'A kind of thing that checks speak of (对象类别).',
      values: Object.fromEntries(subjects.map((s) => [s.code, { description: `${s.title.en} (${s.title.zh}).` }])),
    }),
    outcome: builder.enumType('Outcome', {
      description: 'The three answers of a check (结论).',
      values: {
        ELIGIBLE: { description: 'The rule applies to the subject (符合).' },
        NOT_ELIGIBLE: { description: 'The rule does not apply (不符合).' },
        UNDETERMINED: { description: 'It cannot be decided; `unknowns` says why and who can help (无法判定).' },
      },
    }),
    satisfied: builder.enumType('Satisfied', {
      description: 'Three-valued truth (三值判断).',
      values: { TRUE: { description: 'Yes (是).' }, FALSE: { description: 'No (否).' }, UNKNOWN: { description: 'Not known (未知).' } },
    }),
    unknownKind: builder.enumType('UnknownKind', {
      description: 'Why something is not known (未知原因).',
      values: {
        MISSING_FACT: { description: 'Nobody has said the fact (缺少事实).' },
        STALE_FACT: { description: 'The last observation is too old (事实过期).' },
        JUDGEMENT_NEEDED: { description: 'A named role must judge (需人工研判).' },
        BLANK_PARAMETER: { description: 'The source leaves the value out (文件未载明).' },
        CALCULATION_FAILED: { description: 'The calculation failed; it never counts as a match (计算失败).' },
        NOT_IN_FORCE: { description: 'The document is not in force here on this day (未施行).' },
        MODULE_NOT_INSTALLED: { description: 'No installed module supplies the fact (模块未安装).' },
      },
    }),
    verdictPart: builder.enumType('VerdictPart', {
      description: 'Which part of a verdict an unknown leaves open (影响部分).',
      values: {
        OUTCOME: { description: 'The outcome (结论).' },
        FULFILLED: { description: 'Whether it is fulfilled (是否落实).' },
        AMOUNT: { description: 'The amount (金额).' },
        PERIOD: { description: 'How often it is paid (周期).' },
        RANK: { description: 'Its place in the order of a list (排序).' },
        VALUE: { description: 'A named value that was asked for by itself (计算值).' },
      },
    }),
    parameterState: builder.enumType('ParameterState', {
      description: 'Whether the source states the value (载明情况).',
      values: {
        SET: { description: 'Stated (载明).' },
        BLANK_IN_SOURCE: { description: 'Left out or masked by the source; never invented (未载明).' },
      },
    }),
    parameterType: builder.enumType('ParameterType', {
      description: 'What a policy value holds (参数类型).',
      values: {
        MONEY: { description: 'An amount in yuan (金额).' },
        NUMBER: { description: 'A number (数值).' },
        PERCENT: { description: 'A share; 10 means 10 % (百分比).' },
        BOOLEAN: { description: 'Yes or no (是否).' },
        DATE: { description: 'A day (日期).' },
        CODE: { description: 'One code (代码).' },
        CODES: { description: 'A set of codes (代码集).' },
        RANGE: { description: 'From and to, both included (区间).' },
        TABLE: { description: 'A value for each code (对照表).' },
      },
    }),
    factPeriod: builder.enumType('FactPeriod', {
      description: 'How often a fact is known (事实周期).',
      values: {
        YEAR: { description: 'Once for each year (按年).' },
        MONTH: { description: 'Once for each month (按月).' },
        DAY: { description: 'Once for each day (按日).' },
      },
    }),
    parameterUse: builder.enumType('ParameterUse', {
      description: 'What a policy value is for (参数用途).',
      values: {
        LINE: { description: 'A line to compare with (标准线).' },
        AMOUNT: { description: 'An amount to pay (补助额).' },
        TARGET: { description: 'A target (目标).' },
        COUNT: { description: 'A number of something (数量).' },
        DEADLINE: { description: 'A time by which (期限).' },
      },
    }),
    adoptionBasis: builder.enumType('AdoptionBasis', {
      description: 'On what ground a document is in force in an area (施行依据).',
      values: {
        ISSUER: { description: 'It is the issuer’s own area (发文机关辖区).' },
        DECISION: { description: 'A recorded decision of the area (本级决定).' },
        PROLONGATION: { description: 'Prolonged beyond its stated end (延期).' },
        DEMO: { description: 'For the demonstration only; not a decision of any office (演示).' },
      },
    }),
    checkKind: builder.enumType('CheckKind', {
      description: 'What kind of rule a check is (规则类别).',
      values: {
        BENEFIT: { description: 'Gives a benefit (待遇).' },
        STATUS: { description: 'Says what one is (身份).' },
        DUTY: { description: 'Something an office must do (职责).' },
      },
    }),
    checkForce: builder.enumType('CheckForce', {
      description: 'How binding the source is (约束力).',
      values: {
        MUST: { description: 'Binding (必须).' },
        PRINCIPLE: { description: 'In principle (原则上).' },
        STRIVE: { description: 'To strive for (力争).' },
        ENCOURAGED: { description: 'Encouraged (鼓励).' },
      },
    }),
    gapKind: builder.enumType('GapKind', {
      description: 'How what one should have and what one has differ (差距类别).',
      values: {
        NOT_FULFILLED: { description: 'The rule applies, and it is not fulfilled (应享未享、应落实未落实).' },
        SURPLUS: { description: 'A benefit is held, and every check in force that gives it says no (应退未退).' },
        UNDETERMINED: { description: 'Whether it applies, or whether it is fulfilled, cannot be decided (待定).' },
      },
    }),
    perWhom: builder.enumType('PerWhom', {
      description: 'For whom an amount is counted (计发对象).',
      values: {
        PERSON: { description: 'Each person (每人).' },
        HOUSEHOLD: { description: 'Each household (每户).' },
        ORGANISATION: { description: 'Each organisation (每个单位).' },
      },
    }),
    every: builder.enumType('PaymentPeriod', {
      description: 'How often an amount is paid (发放周期).',
      values: {
        ONCE: { description: 'Once (一次性).' },
        DAY: { description: 'Each day (每日).' },
        MONTH: { description: 'Each month (每月).' },
        YEAR: { description: 'Each year (每年).' },
      },
    }),
  };
}

export type EligibilityEnums = ReturnType<typeof eligibilityEnums>;
