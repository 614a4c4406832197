import {
  ascending,
  codesEnum,
  decodeGlobalId,
  descending,
  encodeGlobalId,
  orderInput,
  where,
  type GraphBuilder,
  type RowCondition,
  type RowOrder,
} from 'xianjie/schema';
import type { AuditKind, AuditOutcome } from './audit.js';

const LEVEL = 'INTERNAL';

/** `auditLog`, `auditSeal`: what was noted, for the auditor of an area. */
export function auditGraph(builder: GraphBuilder): void {
  const enums = auditEnums(builder);
  logField(builder, enums, entryType(builder, enums));
  sealField(builder);
}

function auditEnums(builder: GraphBuilder) {
  const kind = codesEnum<AuditKind>(
    builder,
    'AuditKind',
    { zh: '审计类别', en: 'what kind of event was noted' },
    {
      WRITE: { zh: '写入', en: 'a write, done or refused' },
      REVEAL: { zh: '查看敏感信息', en: 'sensitive personal data were revealed' },
      DENIED: { zh: '拒绝访问', en: 'an access was refused' },
      BULK_READ: { zh: '批量查看', en: 'an answer showed personal data in clear, or the audit log' },
      SYSTEM: { zh: '系统操作', en: 'the platform did it by itself' },
    },
  );
  const outcome = codesEnum<AuditOutcome>(
    builder,
    'AuditOutcome',
    { zh: '结果', en: 'how it ended' },
    {
      DONE: { zh: '完成', en: 'it was done' },
      REFUSED: { zh: '退回', en: 'it was refused for what it said; nothing was changed' },
      DENIED: { zh: '拒绝', en: 'the right to it was missing' },
    },
  );
  return { kind, outcome };
}

type Enums = ReturnType<typeof auditEnums>;

function entryType(builder: GraphBuilder, { kind, outcome }: Enums) {
  return builder.tableType('AuditEntry', {
    table: 'audit_entry',
    keyKind: 'number',
    carries: [],
    node: false,
    description: 'One event of the audit trail: ids only, no value and no name (审计记录).',
    columns: { id: LEVEL, area_code: LEVEL, subject_ids: LEVEL },
    fields: (t) => {
      const text = (column: string, description: string) => t.column(column, { type: 'String', level: LEVEL, description });
      return {
        at: t.column('at', { type: 'DateTime', level: LEVEL, nullable: false, description: 'When (时间).' }),
        kind: t.column('kind', { type: kind, level: LEVEL, nullable: false, description: 'What kind of event (类别).' }),
        action: t.column('action', {
          type: 'String',
          level: LEVEL,
          nullable: false,
          description: 'What was done: the mutation, or `read`, `readAuditLog`, `authenticate` and the like (操作).',
        }),
        outcome: t.column('outcome', { type: outcome, level: LEVEL, nullable: false, description: 'How it ended (结果).' }),
        client: t.column('client_id', {
          type: 'String',
          level: LEVEL,
          nullable: false,
          description: 'Id of the calling system; `system`: the platform itself, `unknown`: nobody knows (接入系统).',
        }),
        user: text('user_id', 'Id of the person who signed in; null: the system by itself (操作人).'),
        purpose: t.column('purpose', { type: 'Purpose', level: LEVEL, description: 'For what (使用目的).' }),
        reason: text('reason', 'Why, in the words of whoever asked for personal data (理由).'),
        operationName: text('operation_name', 'What the caller named the operation (操作名称).'),
        operationHash: text(
          'operation_hash',
          'SHA-256 of the operation’s document without the values in it: the same question about somebody else has the same (操作摘要).',
        ),
        requestId: t.column('request_id', {
          type: 'String',
          level: LEVEL,
          nullable: false,
          description: 'The request, as errors and the log name it; of a batch, its id (请求标识).',
        }),
        fields: t.column('fields', {
          type: ['String'],
          level: LEVEL,
          nullable: false,
          description: 'Fields asked for: of a bulk read the root fields, of a reveal the revealed ones (所查字段).',
        }),
        path: text('path', 'Where the refused field stands, in field names (被拒字段).'),
        missingScope: text('missing_scope', 'The right that was missing (缺少的权限).'),
        area: t.relation({
          type: 'Area',
          level: LEVEL,
          description: 'The area it concerns, or the nearest that holds all areas of whoever asked (所涉区划).',
          from: ['area_code'],
          to: ['code'],
        }),
        subjectType: text('subject_type', 'What its subjects are: a type of the graph, or `Upload` and the like (对象类型).'),
        subjects: t.batched({
          type: ['ID'],
          level: LEVEL,
          nullable: false,
          description: 'Global ids of its subjects, the first hundred; no names (对象标识).',
          needs: ['subject_type', 'subject_ids'],
          load: async (rows) =>
            rows.map((row) => (row['subject_ids'] as readonly string[]).map((id) => encodeGlobalId(String(row['subject_type']), id))),
        }),
        subjectCount: t.sql({
          type: 'Int',
          level: LEVEL,
          nullable: false,
          description: 'How many subjects there were (对象数量).',
          expression: (row) => `coalesce(${row.column('subject_count')}, cardinality(${row.column('subject_ids')}))`,
        }),
      };
    },
  });
}

interface Filter {
  readonly from?: Date | string | null;
  readonly to?: Date | string | null;
  readonly clients?: readonly string[] | null;
  readonly users?: readonly string[] | null;
  readonly actions?: readonly string[] | null;
  readonly kinds?: readonly string[] | null;
  readonly outcomes?: readonly string[] | null;
  readonly subject?: string | number | null;
  readonly area?: string | null;
}

function logField(builder: GraphBuilder, { kind, outcome }: Enums, entry: ReturnType<typeof entryType>): void {
  const filter = builder.inputType('AuditFilter', {
    description: 'Which events: all that is given must hold (审计筛选条件).',
    fields: (t) => ({
      from: t.field({ type: 'DateTime', description: 'Not before (起始时间).' }),
      to: t.field({ type: 'DateTime', description: 'Before this moment (截止时间).' }),
      clients: t.stringList({ description: 'Of one of these calling systems (接入系统).' }),
      users: t.stringList({ description: 'Of one of these people, by id (操作人).' }),
      actions: t.stringList({ description: 'One of these actions (操作).' }),
      kinds: t.field({ type: [kind], description: 'Of one of these kinds (类别).' }),
      outcomes: t.field({ type: [outcome], description: 'With one of these ends (结果).' }),
      subject: t.id({ description: 'That list this subject, by global id; give a time too, the trail is long (对象).' }),
      area: t.field({ type: 'AreaCode', description: 'Of this area or one in it (区划).' }),
    }),
  });
  const order = orderInput(builder, 'AuditEntry', { en: 'audit entries', zh: '审计记录' }, { TIME: 'When (时间).' });
  builder.queryField('auditLog', (t) =>
    t.connection({
      type: entry,
      level: LEVEL,
      scope: 'audit:read',
      description: 'The audit trail within the viewer’s areas, the newest first; looking at it is noted in it (审计日志).',
      args: {
        filter: t.arg({ type: filter, description: 'Which events (筛选).' }),
        orderBy: t.arg({ type: order, description: 'Their order; default: the newest first (排序).' }),
      },
      where: ({ filter: asked }) => conditionsOf((asked ?? {}) as Filter),
      orderBy: ({ orderBy }): readonly RowOrder[] =>
        orderBy?.direction === 'ASC' ? [ascending('at'), ascending('id')] : [descending('at'), descending('id')],
    }),
  );
}

function conditionsOf({ from, to, clients, users, actions, kinds, outcomes, subject, area }: Filter): readonly RowCondition[] {
  const among = (column: string, values: readonly string[] | null | undefined) => (values == null ? [] : [where.anyOf(column, values)]);
  return [
    ...(from == null ? [] : [where.atLeast('at', moment(from))]),
    ...(to == null ? [] : [where.not(where.atLeast('at', moment(to)))]),
    ...among('client_id', clients),
    ...among('user_id', users),
    ...among('action', actions),
    ...among('kind', kinds),
    ...among('outcome', outcomes),
    ...(subject == null ? [] : aboutSubject(String(subject))),
    ...(area == null ? [] : [where.insideArea('area_code', area)]),
  ];
}

const moment = (given: Date | string): string => new Date(given).toISOString();

/** An id that is none names nobody. */
function aboutSubject(id: string): readonly RowCondition[] {
  const named = decodeGlobalId(id);
  return named === null ? [where.any()] : [where.equals('subject_type', named.type), where.contains('subject_ids', named.key)];
}

interface Seal {
  readonly sealed: number;
  readonly unsealed: number;
  readonly head: { readonly seq: number; readonly hash: string; readonly at: string } | null;
}

const SEAL = `select (select count(*) from audit_unsealed) as unsealed, c.seq, encode(c.hash, 'hex') as hash, c.sealed_at as at
  from (select 1) as always left join (select * from audit_chain order by seq desc limit 1) c on true`;

function sealField(builder: GraphBuilder): void {
  const head = builder.objectRef<NonNullable<Seal['head']>>('AuditHead').implement({
    description: 'The last place of the chain. Noted elsewhere, it shows later that nothing before it was changed or cut off (审计链末端).',
    fields: (t) => ({
      seq: t.exposeInt('seq', { nullable: false, description: 'Its number, from 1 without gaps (序号).' }),
      hash: t.exposeString('hash', { nullable: false, description: 'Its keyed hash, in hexadecimal (摘要).' }),
      at: t.expose('at', { type: 'DateTime', nullable: false, description: 'When it was sealed (封存时间).' }),
    }),
  });
  const seal = builder.objectRef<Seal>('AuditSeal').implement({
    description: 'How far the audit trail of the whole platform is sealed (审计封存状态).',
    fields: (t) => ({
      sealed: t.exposeInt('sealed', { nullable: false, description: 'Sealed entries (已封存条数).' }),
      unsealed: t.exposeInt('unsealed', { nullable: false, description: 'Entries that wait for the sealer (待封存条数).' }),
      head: t.field({ type: head, nullable: true, description: 'The last place; null: none yet (末端).', resolve: (state) => state.head }),
    }),
  });
  builder.queryField('auditSeal', (t) =>
    t.field({
      type: seal,
      nullable: false,
      scope: 'audit:read',
      description: 'How far the audit trail is sealed; `npm run audit -- verify` follows it (审计封存状态).',
      resolve: async (_root, _args, { services }): Promise<Seal> => {
        const [row] = await services.read<{ unsealed: number; seq: number | null; hash: string; at: string }>(SEAL);
        const { unsealed = 0, seq = null, hash = '', at = '' } = row ?? {};
        return { unsealed, sealed: seq ?? 0, head: seq === null ? null : { seq, hash, at } };
      },
    }),
  );
}
