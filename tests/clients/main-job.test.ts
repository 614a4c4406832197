import { viewerOf } from '../support/viewer.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttpServer, LOOPBACK } from '../../api/http/server.js';
import { createGraphServer } from '../../api/http/yoga.js';
import { createClient, type Client } from '../../clients/typescript/client.js';
import { FeedReceiptDocument, SubmitFeedDocument, VillageHouseholdsDocument } from '../../clients/typescript/generated/graphql.js';
import { projectRoot } from '../../plugins/storage/index.js';
import { testApp, type TestApp } from '../support/app.js';

const VILLAGE = '150623100204';
const HOUSEHOLD = '1506231002040001';

let app: TestApp;
let server: Server;
let client: Client;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  app = await testApp({ demo: true });
  const log = pino({ level: 'silent' });
  ({ server } = createHttpServer({
    graph: createGraphServer(app.schema, app.parts, log),
    feeds: app.parts.feeds,
    identify: () => Promise.resolve(viewerOf()),
    ready: app.storage.ready,
    log,
  }));
  await new Promise<void>((done) => server.listen(0, LOOPBACK, done));
  worker = app.parts.feeds.startWorker();
  client = createClient({ url: `http://${LOOPBACK}:${(server.address() as { port: number }).port}` });
});
afterAll(async () => {
  await worker.stop();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await app.close();
});

async function incomeLine(): Promise<string | undefined> {
  const { village } = await client.run(VillageHouseholdsDocument, { code: VILLAGE, checks: ['monitoring.incomeLine'], first: 5 });
  return village?.households.nodes.find((household) => household.number === HOUSEHOLD)?.eligibility[0]?.outcome;
}

it('does the main job as a department would: a file in, a receipt, the verdicts change', async () => {
  expect(await incomeLine()).toBe('NOT_ELIGIBLE');

  const upload = await client.upload(readFileSync(join(projectRoot, 'clients/samples/incomes.csv'), 'utf8'), 'incomes.csv');
  const { submitFeed } = await client.run(SubmitFeedDocument, {
    key: 'incomes-2024',
    input: { feed: 'core.incomes', upload, observedOn: '2025-06-30', coverage: { area: '150623100', complete: false } },
  });
  expect(submitFeed.userErrors).toEqual([]);
  const id = submitFeed.receipt?.id ?? '';

  const receiptOf = async () => (await client.run(FeedReceiptDocument, { id })).feedReceipt;
  let receipt = await receiptOf();
  for (let waited = 0; receipt?.state !== 'DONE' && waited < 20_000; waited += 100) {
    await sleep(100);
    receipt = await receiptOf();
  }
  expect(receipt).toMatchObject({ state: 'DONE', totalRows: 60, refusedRows: 5 });
  expect(receipt?.refused.nodes[0]).toMatchObject({ row: 13, column: '户编号', code: 'core.HOUSEHOLD_NOT_FOUND' });
  expect(receipt?.refused.nodes[0]?.text.zh).not.toBe('');

  expect(await incomeLine()).toBe('ELIGIBLE');
});
