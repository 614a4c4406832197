import type { GraphBuilder } from '../../builder/builder.js';
import { observations, departmentField, observedFields, ofHousehold } from '../table-fields.js';

/** Observations about households: append-only, the newest one counts. */
export function addObservations(builder: GraphBuilder): void {
  builder.tableType('HouseholdAuthorisation', {
    ...observations('household_id'),
    table: 'household_authorisation',
    node: false,
    description: 'A household’s authorisation to match its data across departments (数据比对授权).',
    fields: (t) => ({
      validFrom: t.column('valid_from', { type: 'Date', level: 'INTERNAL', nullable: false, description: 'First day (起始日期).' }),
      validTo: t.column('valid_to', { type: 'Date', level: 'INTERNAL', description: 'Last day; null: until revoked (截止日期).' }),
      inForce: t.sql({
        type: 'Boolean',
        level: 'INTERNAL',
        nullable: false,
        description: 'Whether it holds today (是否有效).',
        expression: (row) =>
          `${row.column('valid_from')} <= ${row.bind(row.today)}::date and coalesce(${row.column('valid_to')}, 'infinity'::date) >= ${row.bind(row.today)}::date`,
      }),
      ...observedFields(t),
    }),
  });

  builder.tableType('GuaranteeStatus', {
    ...observations('household_id'),
    table: 'guarantee_status',
    node: false,
    description: 'Whether one of the guarantees is met (保障情况).',
    fields: (t) => ({
      kind: t.column('kind', { type: 'GuaranteeKind', level: 'PERSONAL', description: 'Which guarantee (保障类型).' }),
      state: t.column('state', { type: 'GuaranteeState', level: 'PERSONAL', description: 'Whether it is met (保障状态).' }),
      person: t.relation({
        type: 'Person',
        level: 'INTERNAL',
        description: 'The member it is about; null: the whole household (对应成员).',
        from: ['person_id', 'area_code'],
        to: ['id', 'area_code'],
      }),
      ...observedFields(t),
    }),
  });

  builder.tableType('AssistanceMeasure', {
    ...observations('household_id'),
    table: 'assistance_measure',
    node: false,
    description: 'An assistance measure of a household (帮扶措施).',
    fields: (t) => ({
      kind: t.column('kind', { type: 'MeasureKind', level: 'PERSONAL', description: 'Kind of measure (措施类型).' }),
      startedOn: t.column('started_on', { type: 'Date', level: 'INTERNAL', nullable: false, description: 'First day (开始日期).' }),
      endedOn: t.column('ended_on', { type: 'Date', level: 'INTERNAL', description: 'Last day (结束日期).' }),
      ...observedFields(t),
    }),
  });

  builder.tableType('IncomeStatement', {
    ...observations('household_id'),
    table: 'income_statement',
    description:
      'Income of a household in a year or a month, as reported (收入明细). Each figure may be missing; none is derived from another.',
    fields: (t) => {
      const money = (column: string, description: string) => t.column(column, { type: 'Money', level: 'INTERNAL', description });
      return {
        year: t.column('year', { type: 'Int', level: 'INTERNAL', nullable: false, description: 'Year (年度).' }),
        month: t.column('month', { type: 'Int', level: 'INTERNAL', description: 'Month; null: the whole year (月份).' }),
        basis: t.column('basis', { type: 'IncomeBasis', level: 'INTERNAL', nullable: false, description: 'Earned or expected (口径).' }),
        memberCount: t.column('member_count', { type: 'Int', level: 'INTERNAL', description: 'Members counted in that period (人口数).' }),
        wage: money('wage', 'Wage income (工资性收入).'),
        operating: money('operating', 'Income from own business (经营性收入).'),
        property: money('property', 'Property income (财产性收入).'),
        transfer: money('transfer', 'Transfer income (转移性收入).'),
        businessCost: money('business_cost', 'Costs of own business (生产经营性支出).'),
        netIncome: money('net_income', 'Net income of the household (家庭纯收入).'),
        perCapitaNetIncome: money('per_capita_net', 'Net income per head (人均纯收入).'),
        perCapitaYearlyIncome: money('per_capita_yearly', 'Yearly income per head (年人均收入).'),
        perCapitaDisposableIncome: money('per_capita_disposable', 'Disposable income per head (人均可支配收入).'),
        ...ofHousehold(t),
        ...observedFields(t),
      };
    },
  });

  builder.tableType('Expenditure', {
    ...observations('household_id'),
    table: 'expenditure',
    description: 'What a household spent on one kind of thing in a year or a month, as reported (支出明细).',
    fields: (t) => {
      const { observedOn, recordedAt } = observedFields(t);
      return {
        year: t.column('year', { type: 'Int', level: 'INTERNAL', nullable: false, description: 'Year (年度).' }),
        month: t.column('month', { type: 'Int', level: 'INTERNAL', description: 'Month; null: the whole year (月份).' }),
        kind: t.column('kind', { type: 'ExpenditureKind', level: 'PERSONAL', description: 'What it was spent on (支出类别).' }),
        amount: t.column('amount', {
          type: 'Money',
          level: 'PERSONAL',
          description: 'Amount; null for illness and disability, see `healthAmount` (金额).',
        }),
        healthAmount: t.column('health_amount', {
          type: 'Money',
          level: 'SENSITIVE',
          description: 'Amount spent because of illness or disability: health data (因病、因残支出金额).',
        }),
        rigid: t.column('rigid', {
          type: 'Boolean',
          level: 'INTERNAL',
          description: 'Whether it could not be avoided; null: nobody said (是否刚性支出).',
        }),
        ...ofHousehold(t),
        observedOn,
        recordedAt,
        source: departmentField(t, 'source', 'PERSONAL', 'The department that said it, which tells of the kind (数据来源).'),
      };
    },
  });

  builder.tableType('BenefitGrant', {
    ...observations('household_id'),
    table: 'benefit_grant',
    description: 'A benefit that was granted and received (待遇发放记录).',
    fields: (t) => ({
      benefit: t.column('benefit', { type: 'String', level: 'PERSONAL', description: 'Code of the declared benefit (待遇代码).' }),
      form: t.column('form', { type: 'GrantForm', level: 'PERSONAL', description: 'Form (待遇形式).' }),
      amount: t.column('amount', { type: 'Money', level: 'PERSONAL', description: 'Amount for the period (金额).' }),
      periodFrom: t.column('period_from', {
        type: 'Date',
        level: 'INTERNAL',
        nullable: false,
        description: 'First day of the period (起始日期).',
      }),
      periodTo: t.column('period_to', { type: 'Date', level: 'INTERNAL', description: 'Last day of the period (截止日期).' }),
      paidOn: t.column('paid_on', { type: 'Date', level: 'INTERNAL', description: 'Day of payment (发放日期).' }),
      payer: departmentField(t, 'payer', 'INTERNAL', 'The department that pays (发放部门).'),
      ...ofHousehold(t),
      person: t.relation({
        type: 'Person',
        level: 'INTERNAL',
        description: 'The member; null: the whole household (成员).',
        from: ['person_id', 'area_code'],
        to: ['id', 'area_code'],
      }),
      ...observedFields(t),
    }),
  });
}
