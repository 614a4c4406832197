import type { GraphBuilder } from '../../builder/builder.js';
import { decodeGlobalId } from '../../builder/global-id.js';
import { neededIdempotencyKey } from '../../builder/idempotent.js';
import type { UserError } from '../../contract/errors.js';
import type { RowResult } from '../../contract/services.js';

interface Submitted {
  readonly receiptId: string | null;
  readonly results: readonly RowResult[];
  readonly userErrors: readonly UserError[];
}

interface Cell {
  readonly column: string;
  readonly value: string;
}

/** `submitFeed`: handing in department data, as an uploaded file or as rows. */
export function addFeedMutations(builder: GraphBuilder): void {
  const cell = builder.inputType('FeedCellInput', {
    description: 'One cell of a row (单元格).',
    fields: (t) => ({
      column: t.string({ required: true, description: 'The column, by its key or a header (列).' }),
      value: t.string({ required: true, description: 'The cell as text, as it would stand in a file (值).' }),
    }),
  });
  const row = builder.inputType('FeedRowInput', {
    description: 'One row (数据行).',
    fields: (t) => ({
      cells: t.field({ type: [cell], required: true, description: 'Its cells; a column that is left out says nothing (单元格).' }),
    }),
  });
  const coverage = builder.inputType('FeedCoverageInput', {
    description: 'What a batch covers (覆盖范围).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', required: true, description: 'The area it speaks of; rows about other areas are refused (区划).' }),
      complete: t.boolean({
        required: true,
        description: 'Whether it lists everybody there: whoever it leaves out is then not on the list, instead of unknown (是否全量).',
      }),
    }),
  });
  const input = builder.inputType('SubmitFeedInput', {
    description: 'Department data to hand in: either an upload or rows (提交数据).',
    fields: (t) => ({
      feed: t.string({ required: true, description: 'Code of the feed (数据源代码).' }),
      upload: t.id({ description: 'Id of a file handed in at POST /uploads (上传文件).' }),
      rows: t.field({ type: [row], description: 'Up to 1,000 rows, worked off at once (数据行).' }),
      observedOn: t.field({ type: 'Date', required: true, description: 'The day the data speak of (数据日期).' }),
      coverage: t.field({ type: coverage, required: true, description: 'The area, and whether the list is complete (覆盖范围).' }),
    }),
  });

  const effect = builder.enumType('FeedRowEffect', {
    description: 'What became of a row (处理结果).',
    values: {
      CREATED: { description: 'It created a record (新增).' },
      CHANGED: { description: 'It changed a record (变更).' },
      UNCHANGED: { description: 'It said what was known (未变).' },
      REFUSED: { description: 'It was refused; the receipt says why (拒收).' },
      PENDING: { description: 'It has not been worked off yet (待处理).' },
    } satisfies Record<RowResult['effect'], unknown>,
  });
  const result = builder.objectRef<RowResult>('FeedRowResult').implement({
    description: 'What became of one row that was handed in directly (逐行结果).',
    fields: (t) => ({
      row: t.exposeInt('row', { nullable: false, description: 'Its place in the list, from 1 (行号).' }),
      effect: t.field({ type: effect, nullable: false, description: 'What became of it (处理结果).', resolve: (r) => r.effect }),
    }),
  });
  const payload = builder.objectRef<Submitted>('SubmitFeedPayload').implement({
    description: 'What became of handing it in (提交结果).',
    fields: (t) => ({
      receipt: t.field({
        type: 'FeedReceipt',
        nullable: true,
        description: 'The receipt; a file is worked off after the answer, and the receipt shows its progress (数据回执).',
        resolve: ({ receiptId }, _args, { services }, info) =>
          receiptId === null ? null : services.reader.load(info, 'FeedReceipt', receiptId),
      }),
      results: t.field({
        type: [result],
        nullable: false,
        description: 'Of rows handed in directly; empty for a file (逐行结果).',
        resolve: (s) => [...s.results],
      }),
      userErrors: t.field({
        type: ['UserError'],
        nullable: false,
        description: 'Why the batch was refused; empty when it was taken (拒绝原因).',
        resolve: (s) => [...s.userErrors],
      }),
    }),
  });

  builder.mutationFields((t) => ({
    submitFeed: t.field({
      type: payload,
      nullable: false,
      // Which scope it is depends on the feed: the service asks for it.
      scope: 'core:read',
      description:
        'Hands in department data, with the scope `<module>:feed` of the feed’s module and in the name of its department (`feeds { allowed }`), else FORBIDDEN; refused rows stand in the receipt, good ones are taken. Needs @idempotent (提交数据).',
      args: { input: t.arg({ type: input, required: true, description: 'The batch (数据批次).' }) },
      resolve: async (_root, { input: asked }, { services }, info): Promise<Submitted> => {
        const { upload, rows, ...rest } = asked;
        const request = {
          ...rest,
          uploadId: upload == null ? null : uploadKey(String(upload)),
          rows: rows?.map((r) => cellsOf(r.cells)) ?? null,
        };
        const answer = await services.feeds.submit(request, { idempotencyKey: neededIdempotencyKey(info) });
        return answer.ok ? { ...answer, userErrors: [] } : { receiptId: null, results: [], userErrors: answer.userErrors };
      },
    }),
  }));
}

/** `POST /uploads` answers with a plain id; a global id of it is understood too. */
function uploadKey(id: string): string {
  const decoded = decodeGlobalId(id);
  return decoded?.type === 'Upload' ? decoded.key : id;
}

/** A column named twice is kept apart, so that the batch is refused and not half of it lost. */
function cellsOf(cells: readonly Cell[]): Readonly<Record<string, string>> {
  const seen = new Set<string>();
  return Object.fromEntries(
    cells.map(({ column, value }) => {
      const name = seen.has(column) ? `${column} (2)` : column;
      seen.add(column);
      return [name, value];
    }),
  );
}
