import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { viewerOf } from '../support/viewer.js';
import { projectRoot } from '../../plugins/storage/index.js';
import { testApp, type TestApp } from '../support/app.js';

const STORY = { changes: '1506231002040001', undetermined: '1506231002040002', comfortable: '1506231002040003' };
const TOWN = '150623100';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true });
});
afterAll(() => app.close());

const verdicts = `query ($number: String!) { household(number: $number) { eligibility {
  check { code } outcome fulfilled
  conditions { parent text { zh en } actual { money } threshold { money } distance { money text { zh en } } satisfied
    citation { quote place basis document { code } } providedBy { code } observedOn }
  unknowns { kind code suppliers { code } affects } benefit { code form amount } } } }`;

interface VerdictAnswer {
  readonly check: { readonly code: string };
  readonly outcome: string;
  readonly fulfilled: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- read by path
  readonly conditions: any[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- read by path
  readonly unknowns: any[];
  readonly benefit: { readonly code: string; readonly form: string; readonly amount: string | null } | null;
}

async function verdict(number: string, code: string): Promise<VerdictAnswer> {
  const data = (await app.ask(verdicts, { number })) as { household: { eligibility: VerdictAnswer[] } };
  const found = data.household.eligibility.find((v) => v.check.code === code);
  if (!found) throw new Error(`no verdict of ${code}`);
  return found;
}

async function handIn(file: string, key: string): Promise<string> {
  const { id } = await app.parts.feeds.storeUpload(Readable.from([readFileSync(join(projectRoot, 'clients', 'samples', file))]), {
    viewer: viewerOf(),
    fileName: file,
    requestId: 'test-request',
  });
  const data = (await app.ask(
    `mutation ($upload: ID!, $key: String!) { submitFeed(input: { feed: "core.incomes", upload: $upload, observedOn: "2025-06-30",
       coverage: { area: "${TOWN}", complete: false } }) @idempotent(key: $key) { receipt { id } userErrors { code } } }`,
    { upload: id, key },
  )) as { submitFeed: { receipt: { id: string }; userErrors: unknown[] } };
  expect(data.submitFeed.userErrors).toEqual([]);
  await app.parts.feeds.runPending();
  return data.submitFeed.receipt.id;
}

const receipt = `query ($id: ID!) { feedReceipt(id: $id) { state encoding totalRows createdRows changedRows unchangedRows refusedRows
  refused { totalCount nodes { row column code text { zh en } } } } }`;

describe('the main job: incomes are handed in and verdicts change', () => {
  test('a household a little above the line is not eligible, and it is said by how much', async () => {
    const v = await verdict(STORY.changes, 'monitoring.incomeLine');
    expect(v.outcome).toBe('NOT_ELIGIBLE');
    expect(v.conditions[0]).toMatchObject({
      actual: { money: '6320.00' },
      threshold: { money: '6000.00' },
      distance: { money: '320.00', text: { zh: '超出320元', en: 'over by 320.00 yuan' } },
      satisfied: 'FALSE',
      citation: { quote: '按家庭年人均收入是否低于6000元标准', place: '§A L36', basis: 'DEMO', document: { code: 'TOWN-A' } },
      providedBy: { code: 'RRB' },
    });
  });

  test('a household without a recorded income is undetermined, and it is said who can supply it', async () => {
    const v = await verdict(STORY.undetermined, 'monitoring.incomeLine');
    expect(v.outcome).toBe('UNDETERMINED');
    expect(v.unknowns[0]).toMatchObject({ kind: 'MISSING_FACT', suppliers: [{ code: 'RRB' }, { code: 'TOWNSHIP' }, { code: 'VILLAGE' }] });
    expect(v.unknowns[0].affects).toContain('OUTCOME');
  });

  test('a household that lives well is comfortably not eligible', async () => {
    expect((await verdict(STORY.comfortable, 'monitoring.incomeLine')).outcome).toBe('NOT_ELIGIBLE');
  });

  test('the file’s bad rows are refused one by one with row, column, code and a text in both languages; the others count', async () => {
    const id = await handIn('incomes.csv', 'first');
    const { feedReceipt } = (await app.ask(receipt, { id })) as {
      feedReceipt: Record<string, unknown> & { refused: { nodes: Record<string, unknown>[] } };
    };
    expect(feedReceipt).toMatchObject({ state: 'DONE', encoding: 'UTF-8', totalRows: 60, refusedRows: 5, refused: { totalCount: 5 } });
    expect(feedReceipt.refused.nodes.map((r) => [r['row'], r['column'], r['code']])).toEqual([
      [13, '户编号', 'core.HOUSEHOLD_NOT_FOUND'],
      [24, '工资性收入', 'core.NEGATIVE_AMOUNT'],
      [35, '经营性收入', 'core.FORMULA_CELL'],
      [46, '年度', 'core.NOT_A_YEAR'],
      [57, '人均纯收入', 'core.NOT_AN_AMOUNT'],
    ]);
    for (const refusal of feedReceipt.refused.nodes) expect(refusal['text']).toEqual({ zh: expect.any(String), en: expect.any(String) });
  });

  test('after that the household is eligible for enrolment, is not enrolled yet, and is short by 420 yuan', async () => {
    const v = await verdict(STORY.changes, 'monitoring.incomeLine');
    expect(v).toMatchObject({ outcome: 'ELIGIBLE', fulfilled: 'FALSE', benefit: { code: 'MONITORED', form: 'STATUS', amount: null } });
    expect(v.conditions[0]).toMatchObject({
      actual: { money: '5580.00' },
      distance: { money: '-420.00', text: { zh: '差420元', en: 'short by 420.00 yuan' } },
    });
    expect((await verdict(STORY.changes, 'income.declined')).outcome).toBe('ELIGIBLE');
  });

  test('the same file again changes nothing, also in GB18030', async () => {
    const id = await handIn('incomes-gb18030.csv', 'again');
    const { feedReceipt } = (await app.ask(receipt, { id })) as { feedReceipt: Record<string, unknown> };
    expect(feedReceipt).toMatchObject({
      state: 'DONE',
      encoding: 'GB18030',
      createdRows: 0,
      changedRows: 0,
      unchangedRows: 55,
      refusedRows: 5,
    });
  });

  test('what was known before stays: a question about an earlier day is answered with that day’s figures', async () => {
    const data = (await app.ask(
      `{ household(number: "${STORY.changes}") { eligibility(checks: ["monitoring.incomeLine"], asOf: "2025-06-01") { outcome } } }`,
    )) as {
      household: { eligibility: unknown[] };
    };
    expect(data.household.eligibility).toEqual([{ outcome: 'NOT_ELIGIBLE' }]);
  });
});

describe('a village’s households with their verdicts', () => {
  test('take one SQL statement for the households and one for each fact source, however many households', async () => {
    const query = (first: number): string =>
      `{ village(code: "150623100204") { households(first: ${first}) { nodes { number members { name } eligibility { outcome check { code } } } } } }`;
    const statements = async (first: number): Promise<unknown> => {
      await app.ask(query(first));
      return (JSON.parse(app.logged.at(-1) ?? '{}') as { statements: number }).statements;
    };
    expect(await statements(50)).toBe(await statements(2));
    // One for everything declared; adoptions and areas of the documents, coverage, the roster, and one for each of the sources that four checks read.
    expect(await statements(50)).toBeLessThanOrEqual(10);
  });
});

describe('whom a verdict is about, and who said its facts', () => {
  test('are read for all verdicts together, however many households', async () => {
    const query = (first: number): string =>
      `{ village(code: "150623100204") { households(first: ${first}) { nodes { number eligibility {
         subject { id ... on Household { number } } conditions { providedBy { title { zh } } contradictedBy { code } } unknowns { suppliers { code } }
         parameters { suppliedBy { name { zh } } } } } } } }`;
    const statements = async (first: number): Promise<number> => {
      await app.ask(query(first));
      return (JSON.parse(app.logged.at(-1) ?? '{}') as { statements: number }).statements;
    };
    expect(await statements(40)).toBe(await statements(5));
    // One for the village with its households, five for the engine, one for each of the five fields that lead back to the register.
    expect(await statements(40)).toBeLessThanOrEqual(11);
  });

  test('a household’s verdict names the household', async () => {
    const data = (await app.ask(`{ household(number: "${STORY.changes}") { id eligibility { subject { id } } } }`)) as {
      household: { id: string; eligibility: { subject: { id: string } }[] };
    };
    for (const { subject } of data.household.eligibility) expect(subject.id).toBe(data.household.id);
  });
});
