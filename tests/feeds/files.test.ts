import { viewerOf } from '../support/viewer.js';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFeeds } from '../../plugins/feeds/index.js';
import { TODAY, TOWN, feedBench, householdsFile, type Bench } from './support.js';

let bench: Bench;
const uploadsDir = mkdtempSync(join(tmpdir(), 'xianjie-files-'));
beforeAll(async () => {
  bench = await feedBench({ uploadsDir });
});
afterAll(() => bench.storage.close());

const files = (): string[] => readdirSync(uploadsDir).sort();
const old = (name: string): void => utimesSync(join(uploadsDir, name), new Date('2020-01-01'), new Date('2020-01-01'));
/** A next instance starts and stops: its worker sweeps when it starts. */
const sweep = (): Promise<void> => createFeeds(bench.options).startWorker().stop();
const submit = (uploadId: string) =>
  bench.service().submit({ feed: 'core.households', uploadId, observedOn: TODAY, coverage: { area: TOWN, complete: false } }, {});

describe('an uploaded file holds families’ data in clear, so it', () => {
  it('is removed once its batch is done, and a later submit of it is refused with a code', async () => {
    const upload = await bench.upload(householdsFile(['U-1']));
    expect(await submit(upload)).toMatchObject({ ok: true });
    expect(files()).toContain(upload);
    await bench.feeds.runPending();
    expect(files()).not.toContain(upload);
    expect(await submit(upload)).toMatchObject({ ok: false, userErrors: [{ code: 'core.UPLOAD_REMOVED', path: ['input', 'upload'] }] });
    expect(await bench.rows('select action, client_id from audit_entry where $1 = any(subject_ids) order by id', [upload])).toEqual([
      { action: 'upload', client_id: 'town' },
      { action: 'removeUpload', client_id: 'system' },
    ]);
  });

  it('is kept while another batch still waits for it', async () => {
    const upload = await bench.upload(householdsFile(['U-2']));
    await submit(upload);
    const other = await bench
      .service()
      .submit({ feed: 'core.people', uploadId: upload, observedOn: TODAY, coverage: { area: TOWN, complete: false } }, {});
    await bench.feeds.runPending();
    expect(other.ok && (await bench.receipt(other.receiptId))).toMatchObject({ state: 'FAILED', failure_code: 'core.WRONG_HEADER' });
    expect(files()).not.toContain(upload);
  });

  it('is kept when its batch failed, and removed after seven days', async () => {
    const upload = await bench.upload('no header of ours\n');
    await submit(upload);
    await bench.feeds.runPending();
    await sweep();
    expect(files()).toContain(upload);
    await bench.rows(`update upload set received_at = now() - interval '8 days' where id = $1 returning id`, [upload]);
    await sweep();
    expect(files()).not.toContain(upload);
    expect(await submit(upload)).toMatchObject({ ok: false, userErrors: [{ code: 'core.UPLOAD_REMOVED' }] });
  });

  it('is kept beyond seven days while its batch waits', async () => {
    const upload = await bench.upload(householdsFile(['U-3']));
    const queued = await submit(upload);
    await bench.rows(`update upload set received_at = now() - interval '8 days' where id = $1 returning id`, [upload]);
    await sweep();
    expect(files()).toContain(upload);
    await bench.feeds.runPending();
    expect(queued.ok && (await bench.receipt(queued.receiptId)).state).toBe('DONE');
  });

  it('that vanished is refused as a whole, and nothing is written', async () => {
    const upload = await bench.upload(householdsFile(['U-4']));
    const queued = await submit(upload);
    await bench.rows('update upload set removed_at = now() where id = $1 returning id', [upload]);
    await sweep();
    await bench.feeds.runPending();
    expect(queued.ok && (await bench.receipt(queued.receiptId))).toMatchObject({ state: 'FAILED', failure_code: 'core.UPLOAD_REMOVED' });
  });
});

describe('what a killed process leaves in the folder', () => {
  it('is swept at the next start: half a file, and a whole one that was never written down', async () => {
    const [half, lost, fresh, foreign] = [`${randomUUID()}.part`, randomUUID(), `${randomUUID()}.part`, 'README'] as const;
    for (const name of [half, lost, fresh, foreign]) writeFileSync(join(uploadsDir, name), '张三');
    for (const name of [half, lost, foreign]) old(name);
    await sweep();
    // One that is being received right now stays, and so does what is not ours.
    expect(files()).toEqual([fresh, foreign].sort());
  });
});

describe('a batch that kills the process', () => {
  it('is started three times and then given up, with a code and an audit entry', async () => {
    const id = await bench.queue('core.households', householdsFile(['X-1']));
    await bench.rows(`update feed_batch set state = 'RUNNING', attempts = 3 where id = $1 returning id`, [id]);
    await bench.feeds.runPending();
    expect(await bench.receipt(id)).toMatchObject({ state: 'FAILED', failure_code: 'core.BATCH_GAVE_UP', created_rows: 0 });
    expect((await bench.refusals(id)).map((r) => r.code)).toEqual(['core.BATCH_GAVE_UP']);
    expect(await bench.rows('select action, outcome from audit_entry where request_id = $1', [id])).toEqual([
      { action: 'runFeed', outcome: 'REFUSED' },
    ]);
  });

  it('counts a start before its work begins, and lets one that ends in order pass', async () => {
    const { id } = await bench.run('core.households', householdsFile(['X-2']));
    expect(await bench.rows('select attempts, state from feed_batch where id = $1', [id])).toEqual([{ attempts: 1, state: 'DONE' }]);
  });
});

describe('the refused rows as a CSV file', () => {
  const text = async (client: string, id: string): Promise<string | undefined> => {
    const pieces = await bench.feeds.refusedCsv(bench.clients.get(client) ?? { ...noOne, clientId: client }, id);
    if (pieces === undefined) return undefined;
    let all = '';
    for await (const piece of pieces) all += piece;
    return all;
  };
  const noOne = viewerOf({ clientId: '', areas: [] });

  it('open in a spreadsheet: row, column, code and both texts, and no cell that would run', async () => {
    const { id } = await bench.run('core.households', '户编号,区划代码,登记状态\n=1+1,150623100200,\nY-1,150623100200,"不,知道"\nY-2\n');
    const csv = await text('town', id);
    expect(csv?.startsWith('\ufeffrow,column,code,zh,en\r\n2,户编号,core.FORMULA_CELL,')).toBe(true);
    expect(csv).toContain('\r\n4,,core.RAGGED_ROW,此行的列数与表头不一致,the row does not have as many cells as the header\r\n');
    expect(csv).not.toContain('不,知道');
    for (const line of csv?.split('\r\n') ?? []) for (const cell of line.split(',')) expect(cell).not.toMatch(/^"?[=+\-@]/);
  });

  it('come in pages, all of them', async () => {
    const lines = Array.from({ length: 6000 }, (_, i) => `Z-${i},15`);
    const { id, receipt } = await bench.run('core.households', ['户编号,区划代码', ...lines].join('\n'));
    expect(receipt.refused_rows).toBe(6000);
    expect((await text('town', id))?.trim().split('\r\n')).toHaveLength(6001);
  });

  it('are there for nobody outside its area: absent and foreign are alike', async () => {
    const { id } = await bench.run('core.households', '户编号,区划代码\nY-3,15\n');
    bench.clients.set('neighbour', { ...noOne, clientId: 'neighbour', areas: ['150623101'] });
    expect(await text('neighbour', id)).toBeUndefined();
    expect(await text('nobody', id)).toBeUndefined();
    expect(await text('town', randomUUID())).toBeUndefined();
    expect(await text('town', "' or 1=1")).toBeUndefined();
    expect(await text('county', id)).toContain('core.AREA_CODE_FORMAT');
  });
});
