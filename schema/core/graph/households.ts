import { same } from '../../builder/list-arguments.js';
import type { GraphBuilder } from '../../builder/builder.js';
import { descending, ascending, where, type RowCondition } from '../../builder/conditions.js';
import { newestFirst, recordFields } from '../table-fields.js';

/** The newest observation comes first. */
const ofHousehold = { from: ['id', 'area_code'], to: ['household_id', 'area_code'] };

/** The household (户): register data are observations, the columns here hold the newest ones. */
export function addHousehold(builder: GraphBuilder): void {
  builder.tableType('Household', {
    table: 'household',
    description: 'A household of the register (户).',
    columns: { per_capita_net: 'INTERNAL', authorised_until: 'INTERNAL' },
    fields: (t) => ({
      number: t.column('register_number', {
        type: 'String',
        level: 'INTERNAL',
        nullable: false,
        description: 'The register number (户编号).',
      }),
      areaCode: t.column('area_code', {
        type: 'AreaCode',
        level: 'INTERNAL',
        nullable: false,
        description: 'Code of its village or community (所在村代码).',
      }),
      village: t.relation({
        type: 'Village',
        level: 'INTERNAL',
        nullable: false,
        description: 'Its village or community (所在村).',
        from: ['area_code'],
        to: ['area_code'],
      }),
      group: t.column('group_name', { type: 'String', level: 'INTERNAL', description: 'Village group (村民小组).' }),
      head: t.relation({
        type: 'Person',
        level: 'INTERNAL',
        description: 'Head of the household (户主).',
        ...ofHousehold,
        where: () => [where.equals('is_head', true), where.missing('left_on')],
      }),
      members: t.relation({
        type: ['Person'],
        level: 'INTERNAL',
        nullable: false,
        description: 'Its present members, the head first (家庭成员).',
        ...ofHousehold,
        where: () => [where.missing('left_on')],
        orderBy: [descending('is_head'), ascending('id')],
      }),
      memberCount: t.column('member_count', {
        type: 'Int',
        level: 'INTERNAL',
        nullable: false,
        description: 'Number of present members (家庭人口数).',
      }),
      registryStatus: t.column('register_status', {
        type: 'PovertyRegisterStatus',
        level: 'PERSONAL',
        description: 'What the poverty register says, by the newest observation (建档立卡状态).',
      }),
      registryStatusOn: t.column('register_status_on', {
        type: 'Date',
        level: 'PERSONAL',
        description: 'Since when it has this status (状态日期).',
      }),
      formerCause: t.column('former_cause', { type: 'PovertyCause', level: 'PERSONAL', description: 'Why it was poor (致贫原因).' }),
      monitored: t.column('monitored', {
        type: 'Boolean',
        level: 'PERSONAL',
        description: 'Whether it is a monitored household, by the newest observation; null: nobody said (是否监测对象).',
      }),
      monitoringKind: t.column('monitoring_kind', {
        type: 'MonitoringKind',
        level: 'PERSONAL',
        description: 'As what it is monitored; `monitored` tells "not monitored" from "not known" (监测对象类型).',
      }),
      riskKinds: t.column('risk_kinds', {
        type: ['RiskKind'],
        level: 'PERSONAL',
        description: 'Risks named by the monitoring (风险类型).',
      }),
      safetyNet: t.column('safety_net', {
        type: 'SafetyNetProgramme',
        level: 'PERSONAL',
        description: 'Social assistance it holds; NONE says that it holds none, null that nobody said (社会救助类型).',
      }),
      labourClass: t.column('labour_class', {
        type: 'HouseholdLabourClass',
        level: 'INTERNAL',
        description: 'Derived from its members; null: unknown (劳动力类别).',
      }),
      authorisation: t.relation({
        type: 'HouseholdAuthorisation',
        level: 'INTERNAL',
        description: 'The newest authorisation to match its data (授权).',
        ...ofHousehold,
        orderBy: newestFirst,
      }),
      guarantees: t.relation({
        type: ['GuaranteeStatus'],
        level: 'PERSONAL',
        description: 'The newest observation of each guarantee, of the household and of single members (两不愁三保障及饮水安全).',
        ...ofHousehold,
        newest: { per: ['kind', 'person_id'], by: newestFirst },
        orderBy: [ascending('kind'), ascending('person_id', true)],
      }),
      assistanceHeld: t.relation({
        type: ['AssistanceMeasure'],
        level: 'PERSONAL',
        description: 'Assistance measures running on a day (享受的帮扶措施).',
        args: { asOf: t.arg({ type: 'Date', description: 'The day; default: today (日期).' }) },
        ...ofHousehold,
        newest: {
          per: ['kind', 'started_on'],
          by: newestFirst,
          keep: (args, { today }) => {
            const day = args.asOf ?? today;
            return [where.atMost('started_on', day), where.any(where.missing('ended_on'), where.atLeast('ended_on', day))];
          },
        },
        orderBy: [ascending('started_on'), ascending('kind')],
      }),
      incomeStatements: t.relation({
        type: ['IncomeStatement'],
        level: 'INTERNAL',
        nullable: false,
        description:
          'The newest statement of each period as it was handed in, the latest year first; a figure that it leaves out is null here, while verdicts and `perCapitaNetIncome` go on with the earlier statement that says it (收入明细).',
        args: {
          years: t.arg.intList({ description: 'Only these years (年度).' }),
          monthly: t.arg.boolean({ defaultValue: false, description: 'With the statements of single months (含月度).' }),
          basis: t.arg({ type: 'IncomeBasis', description: 'Only this basis (口径).' }),
        },
        ...ofHousehold,
        where: (args) => [
          ...(args.years ? [where.anyOf('year', args.years)] : []),
          ...(args.monthly ? [] : [where.missing('month')]),
          ...(args.basis ? [where.equals('basis', args.basis)] : []),
        ],
        newest: { per: ['year', 'month', 'basis'], by: newestFirst },
        orderBy: [descending('year'), ascending('month', true), ascending('basis')],
      }),
      perCapitaNetIncome: t.sql({
        type: 'Money',
        level: 'INTERNAL',
        description: 'Net income per head of a year, as reported; default: the newest year there is (人均纯收入).',
        args: { year: t.arg.int({ description: 'The year (年度).' }) },
        expression: (row, { year }) =>
          year === null || year === undefined
            ? row.column('per_capita_net')
            : `select i.per_capita_net from income_statement i
               where i.household_id = ${row.column('id')} and i.area_code = ${row.column('area_code')} and i.year = ${row.bind(year)}
                 and i.month is null and i.basis = 'ACTUAL' and i.withdrawn_at is null and i.per_capita_net is not null
               order by i.observed_on desc, i.recorded_at desc limit 1`,
      }),
      incomeYear: t.column('income_year', {
        type: 'Int',
        level: 'INTERNAL',
        description: 'The newest year with a statement (最新收入年度).',
      }),
      expenditures: t.relation({
        type: ['Expenditure'],
        level: 'PERSONAL',
        description:
          'The newest statement of each period and kind of spending, the latest year first; a kind that is not there was not reported, which is not zero (支出明细).',
        args: {
          years: t.arg.intList({ description: 'Only these years (年度).' }),
          rigid: t.arg.boolean({ description: 'Only what is, or is not, rigid; of which nobody said matches neither (是否刚性支出).' }),
          monthly: t.arg.boolean({ defaultValue: false, description: 'With the statements of single months (含月度).' }),
        },
        ...ofHousehold,
        where: (args) => [...(args.years ? [where.anyOf('year', args.years)] : []), ...(args.monthly ? [] : [where.missing('month')])],
        newest: {
          per: ['year', 'month', 'kind'],
          by: newestFirst,
          keep: ({ rigid }) => same('rigid', rigid),
        },
        orderBy: [descending('year'), ascending('month', true), ascending('kind')],
      }),
      benefits: t.relation({
        type: ['BenefitGrant'],
        level: 'PERSONAL',
        description: 'Benefits received by the household or its members, the latest first (享受的待遇).',
        args: { year: t.arg.int({ description: 'Only those that began in this year (年度).' }) },
        ...ofHousehold,
        where: ({ year }) => (year == null ? [] : inYear('period_from', year)),
        orderBy: [descending('period_from'), ascending('id')],
      }),
      contractedLand: t.column('contracted_land_mu', {
        type: 'Decimal',
        level: 'INTERNAL',
        description: 'Contracted land in mu (承包耕地，亩).',
      }),
      relocated: t.column('relocated', { type: 'Boolean', level: 'INTERNAL', description: 'Whether it was relocated (易地搬迁).' }),
      ...recordFields(t),
    }),
  });
}

/** In a year that no calendar here holds nothing begins. */
const inYear = (column: string, year: number): RowCondition[] =>
  year < 1000 || year > 9999 ? [where.any()] : [where.atLeast(column, `${year}-01-01`), where.atMost(column, `${year}-12-31`)];
