import { graphParts, type GraphBuilder } from '../../builder/builder.js';
import { ascending, where, type RowCondition } from '../../builder/conditions.js';
import { encodeGlobalId, keyOfGlobalId } from '../../builder/global-id.js';
import type { Feed, FeedColumn } from '../../contract/feed.js';
import type { RefusalParams } from '../../contract/errors.js';
import { refusalTexts } from '../../contract/refusals.js';
import { mayHandIn, seesReceipts } from '../../contract/speaking.js';
import type { Viewer } from '../../contract/viewer.js';
import { feedTemplate } from './feed-template.js';
import { areaField } from '../table-fields.js';

/** Of people behind one portal each sees their own. */
const ownBatches = ({ clientId, user }: Viewer): readonly RowCondition[] => [
  where.equals('client_id', clientId),
  user === null ? where.missing('user_id') : where.equals('user_id', user.id),
];

/** Department data (数据源): what may be handed in, and the receipts of what was. */
export function addFeeds(builder: GraphBuilder): void {
  const { modules } = graphParts(builder);
  const textOf = refusalTexts(modules.flatMap((module) => module.errors ?? []));

  const column = builder.objectRef<FeedColumn>('FeedColumn').implement({
    description: 'A column of a feed’s file (数据列).',
    fields: (t) => ({
      key: t.exposeString('key', { nullable: false, description: 'Its key in rows handed in directly (字段键).' }),
      names: t.field({
        type: ['String'],
        nullable: false,
        description: 'Accepted headers; the template prints the first (表头).',
        resolve: (c) => [...c.names],
      }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it holds (名称).' }),
      required: t.exposeBoolean('required', { nullable: false, description: 'Whether it must be filled (是否必填).' }),
      example: t.exposeString('example', { nullable: false, description: 'An example (示例).' }),
      hint: t.expose('hint', { type: 'LocalizedText', nullable: false, description: 'What it accepts (填写说明).' }),
    }),
  });

  const feed = builder.objectRef<{ readonly module: string; readonly feed: Feed }>('Feed').implement({
    description: 'A kind of department data that may be handed in (数据源).',
    fields: (t) => ({
      code: t.string({ nullable: false, description: 'Its code (代码).', resolve: (f) => f.feed.code }),
      module: t.exposeString('module', { nullable: false, description: 'The module that declares it (模块).' }),
      title: t.field({ type: 'LocalizedText', nullable: false, description: 'Its name (名称).', resolve: (f) => f.feed.title }),
      description: t.field({
        type: 'LocalizedText',
        nullable: false,
        description: 'What it is for (说明).',
        resolve: (f) => f.feed.description,
      }),
      source: t.field({
        type: 'Department',
        nullable: true,
        description: 'The department that speaks through it (数据来源).',
        resolve: (f, _args, { services }, info) => services.reader.load(info, 'Department', f.feed.source),
      }),
      columns: t.field({ type: [column], nullable: false, description: 'Its columns (数据列).', resolve: (f) => [...f.feed.columns] }),
      naturalKey: t.field({
        type: ['String'],
        nullable: false,
        description: 'Keys of the columns that identify a row (自然键).',
        resolve: (f) => [...f.feed.naturalKey],
      }),
      canBeComplete: t.boolean({
        nullable: false,
        description: 'Whether a batch may declare itself complete for an area; otherwise it holds changes (可否全量).',
        resolve: (f) => f.feed.canBeComplete,
      }),
      allowed: t.boolean({
        nullable: false,
        description:
          'Whether the caller may hand it in: with the scope `<module>:feed`, and speaking for the department that speaks through it (可否提交).',
        resolve: (f, _args, { viewer }) => mayHandIn(viewer, f),
      }),
      template: t.string({
        nullable: false,
        description: 'A CSV file to fill, with one example row (CSV 模板).',
        resolve: (f) => feedTemplate(f.feed),
      }),
    }),
  });

  builder.tableType('FeedRefusal', {
    table: 'feed_refusal',
    node: false,
    columns: { position: 'PUBLIC' },
    description: 'Why one row of a batch was refused (拒收原因).',
    fields: (t) => ({
      row: t.column('row_number', { type: 'Int', level: 'PUBLIC', nullable: false, description: 'Number of the row, from 1 (行号).' }),
      column: t.column('column_name', { type: 'String', level: 'PUBLIC', description: 'The column; null: the whole row (列).' }),
      code: t.column('code', { type: 'String', level: 'PUBLIC', nullable: false, description: 'A declared code (原因代码).' }),
      text: t.batched({
        type: 'LocalizedText',
        level: 'PUBLIC',
        nullable: false,
        description: 'The reason in words (原因说明).',
        needs: ['code', 'params'],
        load: async (rows) => rows.map((row) => textOf(String(row['code']), (row['params'] ?? {}) as RefusalParams)),
      }),
    }),
  });

  builder.tableType('FeedReceipt', {
    table: 'feed_batch',
    seenBy: (viewer) => (seesReceipts(viewer) === 'ALL' ? [] : ownBatches(viewer)),
    description:
      'What became of a batch that was handed in. Seen by whoever handed it in, the client by itself or the person behind it, and by those who administer the area (数据回执).',
    fields: (t) => {
      const count = (name: string, description: string) => t.column(name, { type: 'Int', level: 'PUBLIC', nullable: false, description });
      return {
        feed: t.column('feed', { type: 'String', level: 'PUBLIC', nullable: false, description: 'Code of the feed (数据源代码).' }),
        module: t.column('module', {
          type: 'String',
          level: 'PUBLIC',
          nullable: false,
          description: 'The module that declares it (模块).',
        }),
        area: areaField(t, 'PUBLIC', 'The area it speaks of (所涉区划).'),
        observedOn: t.column('observed_on', {
          type: 'Date',
          level: 'PUBLIC',
          nullable: false,
          description: 'The day the data speak of (数据日期).',
        }),
        complete: t.column('complete', {
          type: 'Boolean',
          level: 'PUBLIC',
          nullable: false,
          description: 'Whether it declared itself complete (是否全量).',
        }),
        completeRecorded: t.sql({
          type: 'Boolean',
          level: 'PUBLIC',
          nullable: false,
          description:
            'Whether it counts as complete: not before it is done, and not when a row was refused, since whoever is refused would count as not listed (是否按全量生效).',
          expression: (row) => `exists (select 1 from coverage c where c.batch_id = ${row.column('id')})`,
        }),
        state: t.column('state', { type: 'FeedState', level: 'PUBLIC', nullable: false, description: 'Where it stands (状态).' }),
        failure: t.batched({
          type: 'UserError',
          level: 'PUBLIC',
          description: 'Why the whole batch could not be read (整批失败原因).',
          needs: ['failure_code'],
          load: async (rows) =>
            rows.map(({ failure_code: code }) => (typeof code === 'string' ? { code, message: textOf(code, {}), path: [] } : null)),
        }),
        encoding: t.column('encoding', { type: 'String', level: 'PUBLIC', description: 'Encoding that was found in the file (编码).' }),
        totalRows: count('total_rows', 'Rows in the batch (总行数).'),
        processedRows: count('processed_rows', 'Rows read so far (已处理行数).'),
        createdRows: count('created_rows', 'Rows that created records (新增行数).'),
        changedRows: count('changed_rows', 'Rows that changed records (变更行数).'),
        unchangedRows: count('unchanged_rows', 'Rows that changed nothing (未变行数).'),
        refusedRows: count('refused_rows', 'Rows that were refused (拒收行数).'),
        refusedCsv: t.batched({
          type: 'String',
          level: 'PUBLIC',
          description:
            'Where the refused rows lie as a CSV file, a path on this server; null while the batch waits or runs (拒收明细 CSV).',
          needs: ['id', 'state'],
          load: async (rows) =>
            rows.map(({ id, state }) =>
              state === 'DONE' || state === 'FAILED' ? `/receipts/${encodeGlobalId('FeedReceipt', String(id))}/refused.csv` : null,
            ),
        }),
        submittedAt: t.column('submitted_at', {
          type: 'DateTime',
          level: 'PUBLIC',
          nullable: false,
          description: 'When it was handed in (提交时间).',
        }),
        startedAt: t.column('started_at', { type: 'DateTime', level: 'PUBLIC', description: 'When reading began (开始时间).' }),
        finishedAt: t.column('finished_at', { type: 'DateTime', level: 'PUBLIC', description: 'When it ended (结束时间).' }),
        refused: t.connection({
          type: 'FeedRefusal',
          level: 'PUBLIC',
          description: 'The refused rows with their reasons (拒收明细).',
          from: ['id', 'area_code'],
          to: ['batch_id', 'area_code'],
          orderBy: () => [ascending('row_number'), ascending('position')],
        }),
      };
    },
  });

  builder.queryFields((t) => ({
    feeds: t.field({
      type: [feed],
      nullable: false,
      scope: 'core:read',
      description: 'The department data that may be handed in (数据源列表).',
      resolve: () => modules.flatMap((module) => (module.feeds ?? []).map((one) => ({ module: module.id, feed: one }))),
    }),
    feedReceipt: t.field({
      type: 'FeedReceipt',
      nullable: true,
      scope: 'core:read',
      description: 'The receipt of a batch; null for one that somebody else handed in (数据回执).',
      args: { id: t.arg.id({ required: true, description: 'Its global id (全局标识).' }) },
      resolve: (_root, args, { services }, info) => {
        const key = keyOfGlobalId('FeedReceipt', String(args.id));
        return key === null ? null : services.reader.one(info, { where: [where.equals('id', key)] });
      },
    }),
  }));
}
