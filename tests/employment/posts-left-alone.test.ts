import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compose, installed } from '../../api/compose.js';
import { viewerOf } from '../support/viewer.js';
import { openDoor } from '../../api/testing/door.js';
import { policyModule } from '../../modules/employment/index.js';
import { migrationSources } from '../../plugins/storage/index.js';
import { TODAY } from '../support/app.js';
import { mutate, NEXT, VILLAGE, workers, workTown } from './support.js';

let app: Awaited<ReturnType<typeof workTown>>;
const dataDir = mkdtempSync(join(tmpdir(), 'xianjie-off-'));
beforeAll(async () => {
  app = await workTown();
});
afterAll(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const steps = (name: string, input: object) => mutate(app, name, input, 'postContract { id state }');

/** Somebody on duty on the post GY-1 since 12 June. */
async function onDuty(): Promise<string> {
  const made = await mutate(
    app,
    'proposeWelfarePost',
    { village: VILLAGE, number: 'GY-1', kind: 'BOOK_ROOM', need: '书屋', duties: '看管', fundSource: 'FISCAL', places: 1 },
    'welfarePost { id }',
  );
  await mutate(app, 'advanceWelfarePost', { post: made.id, to: 'POST_APPROVED' }, 'welfarePost { id }');
  const notice = { post: made.id, to: 'HIRING_NOTICE', noticeStartsOn: '2025-06-01', noticeEndsOn: '2025-06-10' };
  await mutate(app, 'advanceWelfarePost', notice, 'welfarePost { id }');
  const { id: contract } = (await steps('applyForPost', { post: made.id, person: app.ids.people.weak, appliedOn: '2025-06-05' })) as {
    id: string;
  };
  await steps('advancePostContract', { contract, to: 'SELECTED', meetsConditions: true });
  const term = { signedOn: '2025-06-12', startsOn: '2025-06-12', endsOn: '2026-06-11', payBasis: 'MONTH', pay: '600.00' };
  await steps('contractPost', { contract, ...term });
  await steps('advancePostContract', { contract, to: 'ON_DUTY' });
  return contract;
}

test('an attendance file whose process was killed is taken up again, and counts once', async () => {
  await onDuty();
  const file = `证件号码,岗位编号,月份,出勤天数\n${workers.weak},GY-1,2025-06,11\n`;
  const stored = await app.parts.feeds.storeUpload(Readable.from([Buffer.from(file)]), {
    viewer: viewerOf(),
    fileName: 'attendance.csv',
    requestId: 'killed',
  });
  const { submitFeed } = (await app.ask(
    `mutation { submitFeed(input: { feed: "employment.postAttendance", upload: "${stored.id}", observedOn: "2025-06-30", coverage: { area: "${VILLAGE}", complete: true } })
       @idempotent(key: "killed") { receipt { id } } }`,
  )) as { submitFeed: { receipt: { id: string } } };
  // As a killed process leaves it: begun, and nothing written.
  await app.storage.db.system((tx) =>
    tx.sql(`update feed_batch set state = 'RUNNING', attempts = 1 where feed = 'employment.postAttendance'`),
  );
  await app.parts.feeds.runPending();
  const { feedReceipt } = (await app.ask(`{ feedReceipt(id: "${submitFeed.receipt.id}") { state createdRows completeRecorded } }`)) as {
    feedReceipt: unknown;
  };
  expect(feedReceipt).toEqual({ state: 'DONE', createdRows: 1, completeRecorded: true });
  await app.parts.feeds.runPending();
  const rows = await app.storage.db.system((tx) => tx.sql<{ n: number }>('select count(*)::int as n from employment_post_attendance'));
  expect(rows).toEqual([{ n: 1 }]);
});

test('a family that moves takes its contracts, attendance, pay and workshop jobs along; the post stays', async () => {
  const { node } = (await app.ask(`query ($id: ID!) { node(id: $id) { ... on Person { household { id } postContracts { id } } } }`, {
    id: app.ids.people.weak,
  })) as { node: { household: { id: string }; postContracts: [{ id: string }] } };
  const [{ id: contract }] = node.postContracts;
  expect(await steps('payPost', { contract, month: '2025-06' })).toMatchObject({ state: 'ON_DUTY' });
  const creditCode = '92150623MA1000001H';
  await mutate(app, 'registerOrganisation', { creditCode, area: VILLAGE, name: '车间', kind: 'WORKSHOP' }, 'organisation { id }');
  const job = await mutate(
    app,
    'recordWorkshopPay',
    { creditCode, person: app.ids.people.weak, year: 2025, paidToDate: '7000' },
    'workshopJob { id }',
  );
  await mutate(app, 'claimWorkshopReward', { job: job.id, year: 2025 }, 'workshopJob { id }');
  const moved = await mutate(app, 'moveHousehold', { household: node.household.id, village: NEXT }, 'household { village { code } }');
  expect(moved).toEqual({ village: { code: NEXT } });
  const after = (await app.ask(
    `query ($id: ID!) { node(id: $id) { ... on Person {
       postContracts { state post { number area { code } } attendance { days } payments { amount } }
       workshopJobs { pay { paidToDate } reward { state } organisation { area { code } } } } } }`,
    { id: app.ids.people.weak },
  )) as { node: unknown };
  expect(after.node).toEqual({
    postContracts: [
      { state: 'ON_DUTY', post: { number: 'GY-1', area: { code: VILLAGE } }, attendance: [{ days: 11 }], payments: [{ amount: '600.00' }] },
    ],
    workshopJobs: [{ pay: [{ paidToDate: '7000.00' }], reward: { state: 'CLAIMED' }, organisation: { area: { code: VILLAGE } } }],
  });
});

test('switched off, the module leaves its posts alone, and finds them again when it is back', async () => {
  const log = pino({ level: 'silent' });
  const platform = async (modules: readonly (typeof policyModule)[]) => {
    const all = installed(modules);
    await app.storage.migrate(migrationSources(all));
    return openDoor(compose(app.storage, all, { dataDir, today: () => TODAY, log }), log);
  };
  const query = '{ welfarePosts { nodes { number held contracts { nodes { state attendance { days } } } } } }';
  const before = await app.ask(query);
  expect(before).toMatchObject({ welfarePosts: { nodes: [{ number: 'GY-1', held: 1 }] } });
  const off = await platform([]);
  expect((await off.post({ query })).body.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(await off.ask('{ household(number: "F-1") { number } }')).toEqual({ household: { number: 'F-1' } });
  expect(await (await platform([policyModule])).ask(query)).toEqual(before);
});
