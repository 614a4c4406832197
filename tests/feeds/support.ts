import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFeeds, type Feeds, type FeedsOptions } from '../../plugins/feeds/index.js';
import { createRegistry } from '../../plugins/registry/index.js';
import type { Storage } from '../../plugins/storage/index.js';
import { coreErrors, coreFeeds, type Feed, type FeedService, type SubmitFeedRequest, type Viewer } from '../../schema/index.js';
import { seedTown, viewerIn } from '../registry/support.js';
import { testDatabase } from '../support/database.js';

export const TODAY = '2025-06-30';
export const TOWN = '150623100';

export interface Receipt {
  readonly state: string;
  readonly failure_code: string | null;
  readonly encoding: string | null;
  readonly total_rows: number;
  readonly processed_rows: number;
  readonly created_rows: number;
  readonly changed_rows: number;
  readonly unchanged_rows: number;
  readonly refused_rows: number;
}

/** Feeds on a database of their own, with one town, and short ways to hand things in. */
export async function feedBench(extra: Partial<FeedsOptions> & { readonly more?: readonly Feed[] } = {}) {
  const storage: Storage = await testDatabase();
  await seedTown(storage);
  const { db, keys } = storage;
  const lines: string[] = [];
  const clients = new Map<string, Viewer>([
    ['town', viewerIn('town', [TOWN])],
    ['county', viewerIn('county', ['150623'])],
  ]);
  const note = (fields: unknown, message: string): void => void lines.push(`${message} ${JSON.stringify(fields)}`);
  const options: FeedsOptions = {
    db,
    protect: keys.protect,
    registry: createRegistry(keys.protect),
    feeds: [...coreFeeds, ...(extra.more ?? [])].map((feed) => ({ module: feed.code.split('.')[0] ?? '', feed })),
    errors: coreErrors,
    uploadsDir: mkdtempSync(join(tmpdir(), 'xianjie-uploads-')),
    resolveClient: (id) => clients.get(id) ?? viewerIn(id, []),
    today: () => TODAY,
    log: { info: note, error: note },
    ...extra,
  };
  const feeds: Feeds = createFeeds(options);
  const viewer = (client: string): Viewer => clients.get(client) ?? viewerIn(client, []);
  const service = (client = 'town'): FeedService => feeds.bind(db, { viewer: viewer(client), requestId: 'r-1' });
  const rows = <R>(text: string, values: unknown[] = []): Promise<R[]> => db.system((tx) => tx.sql<R>(text, values));

  async function upload(content: string | Uint8Array, client = 'town'): Promise<string> {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    return (await feeds.storeUpload(stream(bytes), { viewer: viewer(client), requestId: 'r-1', fileName: 'x.csv' })).id;
  }
  async function queue(
    feed: string,
    content: string | Uint8Array,
    coverage: Partial<SubmitFeedRequest['coverage']> & { observedOn?: string } = {},
  ): Promise<string> {
    const { observedOn = TODAY, area = TOWN, complete = false } = coverage;
    const result = await service().submit({ feed, uploadId: await upload(content), observedOn, coverage: { area, complete } }, {});
    if (!result.ok) throw new Error(result.userErrors.map((e) => e.code).join());
    return result.receiptId;
  }
  const receipt = async (id: string): Promise<Receipt> => {
    const [found] = await rows<Receipt>(
      `select state, failure_code, encoding, total_rows, processed_rows, created_rows, changed_rows, unchanged_rows, refused_rows from feed_batch where id = $1`,
      [id],
    );
    if (found === undefined) throw new Error('no receipt');
    return found;
  };
  const refusals = (id: string): Promise<{ row: number; column: string | null; code: string; params: object }[]> =>
    rows(
      'select row_number as row, column_name as column, code, params from feed_refusal where batch_id = $1 order by row_number, position',
      [id],
    );
  /** Hands in a file and works it off. */
  async function run(
    ...args: Parameters<typeof queue>
  ): Promise<{ id: string; receipt: Receipt; refusals: Awaited<ReturnType<typeof refusals>> }> {
    const id = await queue(...args);
    await feeds.runPending();
    return { id, receipt: await receipt(id), refusals: await refusals(id) };
  }
  return { storage, options, feeds, clients, service, rows, upload, queue, run, receipt, refusals, lines };
}

export type Bench = Awaited<ReturnType<typeof feedBench>>;

/** A body in pieces, as it comes over the wire. */
export async function* stream(bytes: Uint8Array, piece = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield await Promise.resolve(bytes.subarray(at, at + piece));
}

export const householdsFile = (numbers: readonly string[], village = '150623100200'): string =>
  ['户编号,区划代码,登记状态', ...numbers.map((n) => `${n},${village},稳定脱贫`)].join('\n');
export const incomesFile = (lines: readonly (readonly [number: string, wage: string])[], year = '2024'): string =>
  ['户编号,年度,工资性收入', ...lines.map(([n, wage]) => `${n},${year},${wage}`)].join('\r\n');
