import {
  among,
  areaField,
  ascending,
  descending,
  fromPerson,
  newestFirst,
  observations,
  observedFields,
  ofPerson,
  recordFields,
  type GraphBuilder,
} from 'xianjie/schema';
import type { PostEnums } from './enums.js';

/** Who is on a post: from the application to the exit, with the months at work and what was paid for them. */
export function addContracts(builder: GraphBuilder, enums: PostEnums) {
  const attendance = builder.tableType('PostAttendance', {
    table: 'employment_post_attendance',
    ...observations('contract_id'),
    node: false,
    description: 'Days at work in a month on a public post (公益性岗位考勤).',
    fields: (t) => ({
      month: t.column('month', { type: 'YearMonth', level: 'INTERNAL', nullable: false, description: 'The month (月份).' }),
      days: t.column('days', { type: 'Int', level: 'INTERNAL', nullable: false, description: 'Days at work (出勤天数).' }),
      way: t.column('way', { type: enums.way, level: 'INTERNAL', description: 'How it was seen (考勤方式).' }),
      ...observedFields(t),
    }),
  });
  const payment = builder.tableType('PostPayment', {
    table: 'employment_post_payment',
    carries: ['area_code', 'contract_id'],
    node: false,
    description: 'What was paid for a month on a public post (公益性岗位报酬发放).',
    fields: (t) => ({
      month: t.column('month', { type: 'YearMonth', level: 'INTERNAL', nullable: false, description: 'The month (月份).' }),
      days: t.column('days', { type: 'Int', level: 'INTERNAL', nullable: false, description: 'The days at work it is for (出勤天数).' }),
      amount: t.column('amount', { type: 'Money', level: 'INTERNAL', nullable: false, description: 'What was paid (发放金额).' }),
      paidOn: t.column('paid_on', { type: 'Date', level: 'INTERNAL', nullable: false, description: 'When (发放日期).' }),
    }),
  });
  const term = builder.tableType('PostTerm', {
    table: 'employment_post_term',
    carries: ['area_code', 'contract_id'],
    node: false,
    description: 'A term of a contract that a renewal has replaced; its months are paid by its own pay (公益性岗位已续签的前期协议).',
    fields: (t) => ({
      startsOn: t.column('starts_on', { type: 'Date', level: 'INTERNAL', nullable: false, description: 'First day (起始日期).' }),
      endsOn: t.column('ends_on', { type: 'Date', level: 'INTERNAL', nullable: false, description: 'Last day (截止日期).' }),
      signedOn: t.column('signed_on', { type: 'Date', level: 'INTERNAL', nullable: false, description: 'When signed (签订日期).' }),
      payBasis: t.column('pay_basis', {
        type: enums.payBasis,
        level: 'INTERNAL',
        nullable: false,
        description: 'What the pay counts (计酬方式).',
      }),
      pay: t.column('pay', { type: 'Money', level: 'INTERNAL', nullable: false, description: 'Pay agreed (约定报酬).' }),
    }),
  });
  return builder.tableType('PostContract', {
    table: 'employment_post_contract',
    carries: ['area_code', 'person_id', 'post_id'],
    description: 'One person on one public post, from the application to the exit (公益性岗位聘用).',
    fields: (t) => ({
      state: t.column('state', { type: enums.state, level: 'INTERNAL', nullable: false, description: 'Where it stands (状态).' }),
      appliedOn: t.column('applied_on', { type: 'Date', level: 'INTERNAL', nullable: false, description: 'When applied (报名日期).' }),
      meetsConditions: t.column('conditions_met', {
        type: 'Boolean',
        level: 'SENSITIVE',
        description: 'Whether the conditions of the post, health among them, are met; null: nobody looked (是否符合上岗条件).',
      }),
      signedOn: t.column('signed_on', { type: 'Date', level: 'INTERNAL', description: 'When signed, or last renewed (签订日期).' }),
      startsOn: t.column('starts_on', { type: 'Date', level: 'INTERNAL', description: 'First day (起始日期).' }),
      endsOn: t.column('ends_on', { type: 'Date', level: 'INTERNAL', description: 'Last day (截止日期).' }),
      payBasis: t.column('pay_basis', { type: enums.payBasis, level: 'INTERNAL', description: 'What the pay counts (计酬方式).' }),
      pay: t.column('pay', {
        type: 'Money',
        level: 'INTERNAL',
        description: 'Pay agreed for a month, a day or a piece of work, in the term that runs (约定报酬).',
      }),
      exitedOn: t.column('exited_on', { type: 'Date', level: 'INTERNAL', description: 'When left (退岗日期).' }),
      exitReason: t.column('exit_reason', { type: enums.exitReason, level: 'PERSONAL', description: 'Why (退岗原因).' }),
      formerTerms: t.relation({
        type: [term],
        level: 'INTERNAL',
        nullable: false,
        description: 'Terms before the renewals, the latest first (前期协议).',
        from: ['id', 'area_code'],
        to: ['contract_id', 'area_code'],
        orderBy: [descending('ends_on')],
        limit: 20,
      }),
      attendance: t.relation({
        type: [attendance],
        level: 'INTERNAL',
        nullable: false,
        description: 'Months at work, the latest first; of each the newest word (考勤).',
        from: ['id', 'area_code'],
        to: ['contract_id', 'area_code'],
        newest: { per: ['month'], by: newestFirst },
        orderBy: [descending('month')],
        limit: 60,
      }),
      payments: t.relation({
        type: [payment],
        level: 'INTERNAL',
        nullable: false,
        description: 'Months paid, the latest first (报酬发放).',
        from: ['id', 'area_code'],
        to: ['contract_id', 'area_code'],
        orderBy: [descending('month')],
        limit: 60,
      }),
      post: t.relation({
        type: 'WelfarePost' as 'Village',
        level: 'INTERNAL',
        description: 'The post; null: it lies outside the areas seen (岗位).',
        from: ['post_id', 'post_area'],
        to: ['id', 'area_code'],
      }),
      ...ofPerson(t),
      ...recordFields(t),
    }),
  });
}

/** The posts, and the lists of them. */
export function addPosts(builder: GraphBuilder, enums: PostEnums, contract: ReturnType<typeof addContracts>): void {
  const post = builder.tableType('WelfarePost', {
    table: 'employment_post',
    description: 'A public welfare post of a village (公益性岗位).',
    fields: (t) => ({
      number: t.column('number', {
        type: 'String',
        level: 'PUBLIC',
        nullable: false,
        description: 'Its number in the village (岗位编号).',
      }),
      kind: t.column('kind', { type: enums.kind, level: 'PUBLIC', nullable: false, description: 'Kind (岗位类型).' }),
      need: t.column('need', { type: 'String', level: 'PUBLIC', nullable: false, description: 'What it is needed for (设岗需求).' }),
      duties: t.column('duties', { type: 'String', level: 'PUBLIC', description: 'Duties and tasks (岗位职责).' }),
      fundSource: t.column('fund_source', { type: 'FundSource', level: 'PUBLIC', description: 'Where its money comes from (经费来源).' }),
      places: t.column('places', { type: 'Int', level: 'PUBLIC', nullable: false, description: 'Places (岗位名额).' }),
      held: t.column('held', { type: 'Int', level: 'PUBLIC', nullable: false, description: 'Places with a contract (在聘人数).' }),
      state: t.column('state', { type: enums.state, level: 'PUBLIC', nullable: false, description: 'Where it stands (岗位状态).' }),
      approvedOn: t.column('approved_on', { type: 'Date', level: 'PUBLIC', description: 'When approved (批准日期).' }),
      noticeStartsOn: t.column('notice_from', {
        type: 'Date',
        level: 'PUBLIC',
        description: 'First day of the hiring notice (公告起始日期).',
      }),
      noticeEndsOn: t.column('notice_to', { type: 'Date', level: 'PUBLIC', description: 'Last day of the hiring notice (公告截止日期).' }),
      exitedOn: t.column('exited_on', { type: 'Date', level: 'PUBLIC', description: 'When it ended (取消日期).' }),
      area: areaField(t, 'PUBLIC', 'The village (所在村).'),
      contracts: t.connection({
        type: contract,
        level: 'INTERNAL',
        description: 'Applicants and holders, the earliest first (聘用人员).',
        args: { states: t.arg({ type: [enums.state], description: 'In one of these states (状态).' }) },
        from: ['id', 'area_code'],
        to: ['post_id', 'post_area'],
        where: ({ states }) => among('state', states),
        orderBy: () => [ascending('applied_on')],
      }),
      ...recordFields(t),
    }),
  });

  builder.objectField('Village', 'welfarePosts', (t) =>
    t.connection({
      type: post,
      level: 'PUBLIC',
      description: 'Its public welfare posts, by number (公益性岗位).',
      from: ['area_code'],
      to: ['area_code'],
      orderBy: () => [ascending('number')],
    }),
  );
  builder.objectField('Person', 'postContracts', (t) =>
    t.relation({
      type: [contract],
      level: 'INTERNAL',
      nullable: false,
      description: 'Public posts applied for and held, the latest first (公益性岗位聘用记录).',
      ...fromPerson,
      orderBy: [descending('applied_on'), ascending('id')],
      limit: 20,
    }),
  );
}
