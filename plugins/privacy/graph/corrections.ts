import {
  among,
  inside,
  keyOfGlobalId,
  orderInput,
  serviceMutation,
  sorted,
  where,
  type GraphBuilder,
  type RowCondition,
} from 'xianjie/schema';

const NOBODY = '00000000-0000-0000-0000-000000000000';

const fieldsOfCorrection = {
  NAME: 'Name (姓名).',
  SEX: 'Sex (性别).',
  BIRTH_DATE: 'Date of birth (出生日期).',
  ETHNICITY: 'Ethnic group (民族).',
  EDUCATION: 'Education (文化程度).',
  RELATION: 'Place in the household (与户主关系).',
  RESIDENT_ID: 'Resident id number (公民身份号码).',
  PHONE: 'Telephone (联系电话).',
  LABOUR_CAPACITY: 'Capacity for work (劳动能力).',
  HEALTH: 'Health (健康状况).',
  DISABILITY: 'Disability (残疾情况).',
  REGISTER_STATUS: 'What the poverty register says (建档立卡状态).',
  MONITORING: 'Monitoring (监测情况).',
  INCOME: 'Income and spending (收入支出).',
  BENEFIT: 'Benefits received (享受待遇).',
  SCHOOLING: 'Schooling (就学情况).',
  EMPLOYMENT: 'Work (就业情况).',
  OTHER: 'Something else (其他).',
} as const;

interface Filter {
  readonly area?: string | null;
  readonly person?: string | number | null;
  readonly states?: readonly string[] | null;
}

const conditions = (filter: Filter | null | undefined): readonly RowCondition[] => [
  ...inside(filter?.area),
  ...among('state', filter?.states),
  ...(filter?.person == null ? [] : [where.equals('person_id', keyOfGlobalId('Person', String(filter.person)) ?? NOBODY)]),
];

/** Requests for correction: taken down, listed, answered. */
export function correctionGraph(builder: GraphBuilder): void {
  const described = Object.entries(fieldsOfCorrection).map(([code, description]) => [code, { description }]);
  const field = builder.enumType('CorrectionField', {
    description: 'What somebody says is wrong (更正事项).',
    values: Object.fromEntries(described) as Readonly<Record<keyof typeof fieldsOfCorrection, { description: string }>>,
  });
  const state = builder.enumType('CorrectionState', {
    description: 'What became of a request (办理状态).',
    values: {
      OPEN: { description: 'Not answered yet (待办).' },
      ACCEPTED: { description: 'The person was right; the data were or are being changed (已采纳).' },
      REFUSED: { description: 'The data stand, for the reason given (不予更正).' },
    },
  });
  const correction = builder.tableType('PersonCorrection', {
    table: 'person_correction',
    carries: ['area_code'],
    columns: { person_id: 'INTERNAL' },
    description: 'What somebody asks to be put right (更正申请).',
    fields: (t) => ({
      person: t.relation({
        type: 'Person',
        level: 'INTERNAL',
        nullable: false,
        description: 'Whose data (人员).',
        from: ['person_id', 'area_code'],
        to: ['id', 'area_code'],
      }),
      field: t.column('field', { type: field, level: 'PERSONAL', description: 'What is wrong (更正事项).' }),
      statement: t.encrypted('statement_enc', {
        level: 'PERSONAL',
        masked: 'statement_masked',
        description: 'In the person’s words (申请内容).',
      }),
      evidence: t.encrypted('evidence_enc', { level: 'PERSONAL', masked: 'evidence_masked', description: 'What shows it (证据).' }),
      state: t.column('state', { type: state, level: 'INTERNAL', nullable: false, description: 'What became of it (办理状态).' }),
      answer: t.encrypted('answer_enc', {
        level: 'PERSONAL',
        masked: 'answer_masked',
        description: 'Why it was accepted or refused (答复).',
      }),
      requestedOn: t.column('requested_on', {
        type: 'Date',
        level: 'INTERNAL',
        nullable: false,
        description: 'When it was asked (申请日期).',
      }),
      answeredOn: t.column('answered_on', { type: 'Date', level: 'INTERNAL', description: 'When it was answered (答复日期).' }),
      version: t.column('version', {
        type: 'Int',
        level: 'INTERNAL',
        nullable: false,
        description: 'For `expectedVersion` of an answer (版本号).',
      }),
    }),
  });
  const filter = builder.inputType('PersonCorrectionFilter', {
    description: 'Which requests: all that is given must hold (筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (所在区划).' }),
      person: t.id({ description: 'Of this person (人员).' }),
      states: t.field({ type: [state], description: 'In one of these states (办理状态).' }),
    }),
  });
  const order = orderInput(
    builder,
    'PersonCorrection',
    { en: 'requests for correction', zh: '更正申请' },
    {
      REQUESTED_ON: 'The day on which it was asked (申请日期).',
      ANSWERED_ON: 'The day on which it was answered, open ones last (答复日期).',
    },
  );
  const args = builder.args((t) => ({
    filter: t.field({ type: filter, description: 'Which requests (筛选).' }),
    orderBy: t.field({ type: order, description: 'Their order; default: the earliest request first (排序).' }),
  }));
  builder.queryField('personCorrections', (t) =>
    t.connection({
      type: correction,
      level: 'INTERNAL',
      scope: 'core:read:internal',
      description: 'Requests for correction within the viewer’s areas (更正申请列表).',
      args,
      where: (asked) => conditions(asked.filter as Filter | null | undefined),
      orderBy: ({ orderBy }) => [orderBy?.by === 'ANSWERED_ON' ? sorted('answered_on', orderBy, true) : sorted('requested_on', orderBy)],
    }),
  );
  correctionMutations(builder, { field, correction });
}

function correctionMutations(
  builder: GraphBuilder,
  {
    field,
    correction,
  }: { readonly field: ReturnType<GraphBuilder['enumType']>; readonly correction: ReturnType<GraphBuilder['tableType']> },
): void {
  const request = builder.inputType('RequestPersonCorrectionInput', {
    description: 'What somebody says is wrong (申请更正).',
    fields: (t) => ({
      person: t.id({ required: true, description: 'Whose data, by global id (人员).' }),
      field: t.field({ type: field as never, required: true, description: 'What is wrong (更正事项).' }),
      statement: t.string({
        required: true,
        description: 'What it should be, in the person’s words; 5 to 2,000 characters, kept sealed (申请内容).',
      }),
      evidence: t.string({ description: 'What shows it: a document, a witness; kept sealed (证据).' }),
      expectedVersion: t.int({
        description: 'The person’s `version` that was read; refused if the record has changed since (读取时的版本号).',
      }),
    }),
  });
  serviceMutation(builder, {
    name: 'requestPersonCorrection',
    description:
      'Takes down what a person asks to be put right. It changes nothing by itself: that is done by the ordinary mutations (申请更正个人信息).',
    scope: 'core:write',
    returns: correction,
    key: 'OPTIONAL',
    input: request,
    inputDescription: 'The request (申请信息).',
    run: (input, { services }, idempotencyKey) =>
      services.personal.requestCorrection(
        { ...input, person: String(input.person), field: String(input.field) },
        { operation: 'requestPersonCorrection', idempotencyKey },
      ),
  });
  const outcome = builder.enumType('CorrectionOutcome', {
    description: 'What a request is answered with (答复结果).',
    values: { ACCEPTED: { description: 'The person is right (采纳).' }, REFUSED: { description: 'The data stand (不予更正).' } },
  });
  const answer = builder.inputType('AnswerPersonCorrectionInput', {
    description: 'What became of a request (答复更正申请).',
    fields: (t) => ({
      correction: t.id({ required: true, description: 'The request, by global id (更正申请).' }),
      outcome: t.field({ type: outcome, required: true, description: 'Accepted or refused (答复结果).' }),
      reason: t.string({ required: true, description: 'Why, for the person; 5 to 2,000 characters, kept sealed (理由).' }),
      expectedVersion: t.int({ description: 'The request’s `version` that was read (读取时的版本号).' }),
    }),
  });
  serviceMutation(builder, {
    name: 'answerPersonCorrection',
    description:
      'Answers a request for correction, once. Before it is accepted the data are changed by the ordinary mutations (答复更正申请).',
    scope: 'core:write',
    returns: correction,
    key: 'OPTIONAL',
    input: answer,
    inputDescription: 'The answer (答复信息).',
    run: ({ correction: asked, outcome: state, ...rest }, { services }, idempotencyKey) =>
      services.personal.answerCorrection(
        { ...rest, correction: String(asked), state: state as 'ACCEPTED' | 'REFUSED' },
        { operation: 'answerPersonCorrection', idempotencyKey },
      ),
  });
}
