import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewerOf } from '../support/viewer.js';
import { projectRoot } from '../../plugins/storage/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { stream } from './support.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true });
});
afterAll(() => app.close());

const submit = `mutation ($feed: String!, $upload: ID!) {
  submitFeed(input: { feed: $feed, upload: $upload, observedOn: "2025-06-30", coverage: { area: "150623100", complete: false } }) @idempotent(key: "k") {
    receipt { id state } userErrors { code }
  }
}`;
const receipt = `query ($id: ID!) {
  feedReceipt(id: $id) { state encoding createdRows changedRows unchangedRows refusedRows refused { nodes { row column code text { zh en } } } }
}`;

async function handIn(feed: string, name: string) {
  const file = new Uint8Array(readFileSync(join(projectRoot, 'clients', 'samples', name)));
  const upload = await app.parts.feeds.storeUpload(stream(file), { viewer: viewerOf(), requestId: 'r-1', fileName: name });
  const { submitFeed } = await app.ask(submit.replace('"k"', `"${upload.id}"`), { feed, upload: upload.id });
  expect(submitFeed).toMatchObject({ receipt: { state: 'QUEUED' }, userErrors: [] });
  await app.parts.feeds.runPending();
  return (await app.ask(receipt, { id: submitFeed.receipt.id })).feedReceipt;
}

const verdict = async (): Promise<string> => {
  const answer = await app.ask(`{ household(number: "1506231002040001") { eligibility(checks: ["monitoring.incomeLine"]) { outcome } } }`);
  return answer.household.eligibility[0].outcome as string;
};

describe('the sample files', () => {
  it('of incomes: refused rows have reasons, the good ones change verdicts, and the GB18030 copy changes nothing more', async () => {
    expect(await verdict()).toBe('NOT_ELIGIBLE');
    const first = await handIn('core.incomes', 'incomes.csv');
    expect(first).toMatchObject({ state: 'DONE', encoding: 'UTF-8', refusedRows: 5 });
    expect(first.refused.nodes.map((r: { code: string }) => r.code)).toEqual([
      'core.HOUSEHOLD_NOT_FOUND',
      'core.NEGATIVE_AMOUNT',
      'core.FORMULA_CELL',
      'core.NOT_A_YEAR',
      'core.NOT_AN_AMOUNT',
    ]);
    for (const { text } of first.refused.nodes) expect(text.zh + text.en).not.toContain('{');
    expect(await verdict()).toBe('ELIGIBLE');
    expect(await handIn('core.incomes', 'incomes-gb18030.csv')).toMatchObject({
      encoding: 'GB18030',
      createdRows: 0,
      changedRows: 0,
      refusedRows: 5,
    });
  });

  it('of households and people: the known ones are recognised, the new ones created, and again changes nothing', async () => {
    expect(await handIn('core.households', 'households.csv')).toMatchObject({ createdRows: 6, refusedRows: 2 });
    expect(await handIn('core.people', 'people.csv')).toMatchObject({ createdRows: 10, unchangedRows: 5, refusedRows: 2 });
    expect(await handIn('core.people', 'people.csv')).toMatchObject({ createdRows: 0, changedRows: 0, unchangedRows: 15, refusedRows: 2 });
  });

  it('of expenditures: what is known is unchanged, three are new, two are refused', async () => {
    expect(await handIn('core.expenditures', 'expenditures.csv')).toMatchObject({
      state: 'DONE',
      createdRows: 3,
      changedRows: 0,
      unchangedRows: 20,
      refusedRows: 2,
      refused: { nodes: [{ code: 'core.UNKNOWN_VALUE' }, { code: 'core.NOT_AN_AMOUNT' }] },
    });
  });
});
