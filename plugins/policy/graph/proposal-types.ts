import {
  among,
  ascending,
  inside,
  orderInput,
  sorted,
  type AnyValue,
  type ChangedValue,
  type GraphBuilder,
  type Parameter,
  type ParameterOperator,
  type ProposedValue,
  type Row,
  type ValueEffect,
} from 'xianjie/schema';
import { parameterItems, parameterValue } from '../../eligibility/index.js';
import { isProposer } from '../proposals.js';
import { statedAs, type KeptValue } from '../typed-values.js';

type Parameters = ReadonlyMap<string, Parameter>;

/** What a stored proposal proposes, in the form that its effect is asked with. Null: no installed module knows the parameter any more. */
export function proposedBy(row: Row, parameters: Parameters): ProposedValue | null {
  const kept = keptOf(row, parameters);
  if (kept === null) return null;
  return {
    id: String(row['$id']),
    parameter: String(row['$parameter_code']),
    document: String(row['$document_code']),
    value: statedAs(kept),
    operator: row['$operator'] as ParameterOperator,
    place: String(row['$place']),
    quote: String(row['$quote']),
    validFrom: String(row['$valid_from']),
  };
}

function keptOf(row: Row, parameters: Parameters): KeptValue | null {
  if (!parameters.has(String(row['$parameter_code']))) return null;
  if (row['$kind'] === 'BLANK') return { kind: 'BLANK' };
  if (row['$kind'] === 'SET') return { kind: 'SET', value: row['$value'] as AnyValue };
  const parameter = parameters.get(String(row['$refers_to']));
  const [zh, en] = [String(row['$because_zh']), row['$because_en']];
  return parameter === undefined ? null : { kind: 'REFERENCE', parameter, because: { zh, en: en == null ? zh : String(en) } };
}

const carried = ['area_code', 'parameter_code', 'document_code', 'kind', 'value', 'refers_to', 'because_zh', 'because_en', 'operator', 'place', 'quote', 'valid_from', 'state', 'proposed_client', 'proposed_user']; // prettier-ignore

/** Proposals and what they do, as graph types, and the list of them. */
export function proposalTypes(builder: GraphBuilder, parameters: Parameters) {
  const state = builder.enumType('ProposalState', {
    description: 'What became of a proposal (提议状态).',
    values: {
      OPEN: { description: 'Waiting for a second person (待批准).' },
      APPROVED: { description: 'Approved: in force from its day wherever its document is (已批准).' },
      REJECTED: { description: 'Rejected, with a reason (已驳回).' },
      WITHDRAWN: { description: 'Withdrawn by whoever proposed it (已撤回).' },
    },
  });
  const effect = effectType(builder);
  const proposal = builder.tableType('ParameterProposal', {
    table: 'parameter_value',
    carries: carried,
    description: 'A value that somebody proposes for a policy value, as a document states it (参数值提议).',
    fields: (t) => {
      const day = (column: string, description: string) => t.column(column, { type: 'DateTime', level: 'PUBLIC', description });
      const who = (column: string, type: 'ApiClient' | 'User', description: string) =>
        t.relation({ type, level: 'PUBLIC', description, from: [column], to: ['id'] });
      return {
        parameter: t.column('parameter_code', { type: 'String', level: 'PUBLIC', nullable: false, description: 'Its code (参数代码).' }),
        title: t.field({
          type: 'LocalizedText',
          nullable: true,
          description: 'What it is; null if its module is not installed (名称).',
          extensions: { level: 'PUBLIC' },
          resolve: (row) => parameters.get(String(row['$parameter_code']))?.title ?? null,
        }),
        document: t.field({
          type: 'PolicyDocument',
          nullable: true,
          description: 'The document that states it; null if its module is not installed (文件).',
          extensions: { level: 'PUBLIC' },
          resolve: async (row, _args, { services }) => (await services.eligibility.documents()).get(String(row['$document_code'])) ?? null,
        }),
        blank: t.field({
          type: 'Boolean',
          nullable: false,
          description: 'Whether it says that the document leaves the value out (文件未载明).',
          extensions: { level: 'PUBLIC' },
          resolve: (row) => row['$kind'] === 'BLANK',
        }),
        value: t.field({
          type: 'Value',
          nullable: true,
          description: 'The value; null where it is blank or another one’s (值).',
          extensions: { level: 'PUBLIC' },
          resolve: (row) => {
            const parameter = parameters.get(String(row['$parameter_code']));
            return parameter === undefined || row['$kind'] !== 'SET' ? null : parameterValue(parameter, row['$value'] as AnyValue);
          },
        }),
        codes: t.field({
          type: ['String'],
          nullable: false,
          description: 'The codes of a set or of a table’s rows (代码).',
          extensions: { level: 'PUBLIC' },
          resolve: (row) => {
            const parameter = parameters.get(String(row['$parameter_code']));
            return parameter === undefined || row['$kind'] !== 'SET'
              ? []
              : parameterItems(parameter, row['$value'] as AnyValue).map(({ code }) => code);
          },
        }),
        refersTo: t.column('refers_to', { type: 'String', level: 'PUBLIC', description: 'The policy value that it is (引用参数).' }),
        place: t.column('place', { type: 'String', level: 'PUBLIC', nullable: false, description: 'Where in the text (位置).' }),
        quote: t.column('quote', { type: 'String', level: 'PUBLIC', nullable: false, description: 'The verbatim words (原文).' }),
        validFrom: t.column('valid_from', { type: 'Date', level: 'PUBLIC', nullable: false, description: 'First day (起始日).' }),
        note: t.column('note', { type: 'String', level: 'PUBLIC', description: 'A remark (备注).' }),
        state: t.column('state', { type: state, level: 'PUBLIC', nullable: false, description: 'What became of it (状态).' }),
        proposedAt: day('proposed_at', 'When it was proposed (提出时间).'),
        proposedBy: who('proposed_client', 'ApiClient', 'The system through which it was proposed (提出系统).'),
        proposedByUser: who('proposed_user', 'User', 'Who proposed it; null: a system by itself, or nobody you may see (提出人).'),
        decidedAt: day('decided_at', 'When it was decided (决定时间).'),
        decidedBy: who('decided_client', 'ApiClient', 'The system through which it was decided (决定系统).'),
        decidedByUser: who('decided_user', 'User', 'Who decided; null: a system by itself, or nobody you may see (决定人).'),
        reason: t.column('reason', { type: 'String', level: 'PUBLIC', description: 'Why it was decided so (理由).' }),
        yours: t.field({
          type: 'Boolean',
          nullable: false,
          description: 'Whether you proposed it: then somebody else approves it (是否本人提出).',
          extensions: { level: 'PUBLIC' },
          resolve: (row, _args, { viewer }) =>
            isProposer(viewer, {
              proposed_client: String(row['$proposed_client']),
              proposed_user: row['$proposed_user'] == null ? null : String(row['$proposed_user']),
            }),
        }),
        effect: t.field({
          type: effect,
          nullable: true,
          description: 'What it does, or did when it was approved; null if no installed module knows the policy value (影响).',
          extensions: { level: 'PUBLIC' },
          resolve: (row, _args, { services }) => {
            const proposed = proposedBy(row, parameters);
            return proposed === null ? null : services.eligibility.valueEffect(proposed);
          },
        }),
      };
    },
  });
  list(builder, proposal, state);
  return { proposal, effect };
}

function effectType(builder: GraphBuilder) {
  const change = builder.objectRef<ChangedValue>('ChangedValue').implement({
    description: 'What a value changes in an area that has adopted its document (参数值变化).',
    fields: (t) => ({
      area: t.field({
        type: 'Area',
        nullable: true,
        description: 'Where, and under it (区划).',
        resolve: ({ area }, _args, { services }, info) => services.reader.load(info, 'Area', area),
      }),
      from: t.expose('from', { type: 'Date', nullable: false, description: 'From this day (起始日).' }),
      before: t.field({ type: 'ResolvedParameter', nullable: true, description: 'What holds until then; null: nothing (变化前).', resolve: (c) => c.before }), // prettier-ignore
      after: t.field({ type: 'ResolvedParameter', nullable: true, description: 'What holds then (变化后).', resolve: (c) => c.after }),
    }),
  });
  return builder.objectRef<ValueEffect>('ParameterValueEffect').implement({
    description: 'What a proposed value does (参数值影响).',
    fields: (t) => ({
      changes: t.field({ type: [change], nullable: false, description: 'Area by area (变化).', resolve: (e) => [...e.changes] }),
      keeps: t.field({
        type: ['AreaCode'],
        nullable: false,
        description: 'Areas in which something else stays in force: they decided it nearer or later (保持不变的区划).',
        resolve: (e) => [...e.keeps],
      }),
      checks: t.field({
        type: ['String'],
        nullable: false,
        description: 'Codes of the checks in force there that rest on it, be it through another policy value (受影响的规则).',
        resolve: (e) => [...e.checks],
      }),
      parameters: t.field({
        type: ['String'],
        nullable: false,
        description: 'Codes of the policy values that refer to it (引用它的参数).',
        resolve: (e) => [...e.parameters],
      }),
      namedValues: t.field({
        type: ['String'],
        nullable: false,
        description: 'Codes of the named values in force there that rest on it, be it through another policy value (受影响的计算值).',
        resolve: (e) => [...e.namedValues],
      }),
    }),
  });
}

function list(builder: GraphBuilder, proposal: ReturnType<GraphBuilder['tableType']>, state: ReturnType<GraphBuilder['enumType']>): void {
  const filter = builder.inputType('ParameterProposalFilter', {
    description: 'Which proposals: all that is given must hold (提议筛选条件).',
    fields: (t) => ({
      states: t.field({ type: [state], description: 'In one of these states (状态).' }),
      parameters: t.stringList({ description: 'Of one of these policy values (参数代码).' }),
      documents: t.stringList({ description: 'Of one of these documents (文件代码).' }),
      area: t.field({ type: 'AreaCode', description: 'Of documents of this area or one in it (区划).' }),
    }),
  });
  const order = orderInput(
    builder,
    'ParameterProposal',
    { en: 'proposals', zh: '参数值提议' },
    { PROPOSED_AT: 'When it was proposed (提出时间).', VALID_FROM: 'First day (起始日).' },
  );
  const columns: Readonly<Record<string, string>> = { PROPOSED_AT: 'proposed_at', VALID_FROM: 'valid_from' };
  builder.queryField('parameterProposals', (t) =>
    t.connection({
      type: proposal,
      level: 'PUBLIC',
      scope: 'core:read',
      description: 'Values that were proposed, whatever became of them (参数值提议列表).',
      args: {
        filter: t.arg({ type: filter, description: 'Which proposals (筛选).' }),
        orderBy: t.arg({ type: order, description: 'Their order; default: the oldest first (排序).' }),
      },
      where: ({ filter: asked }) => [
        ...among('state', asked?.states as readonly string[] | null | undefined),
        ...among('parameter_code', asked?.parameters),
        ...among('document_code', asked?.documents),
        ...inside(asked?.area),
      ],
      orderBy: ({ orderBy }) => [sorted(columns[orderBy?.by ?? 'PROPOSED_AT'] ?? 'proposed_at', orderBy), ascending('id')],
    }),
  );
}

export type ProposalTypes = ReturnType<typeof proposalTypes>;
