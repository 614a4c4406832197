// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { checkDeclaration, openPlatform, runCases } from 'xianjie/testing';
import { cases } from './checks.cases.js';
import { policyModule } from './index.js';

test('the declaration is whole', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  assert.deepEqual(checkDeclaration(policyModule, { cases, readme }), []);
});

for (const { name, problems } of await runCases(policyModule, cases)) {
  test(name, () => assert.deepEqual(problems, []));
}

describe('on a platform', () => {
  const TOWN = '150623100';
  const VILLAGE = '150623100201';
  const ONE = '1506231002010001';
  const OTHER = '1506231002010002';
  /** @type {import('xianjie/testing').Platform} */
  let platform;

  before(async () => {
    platform = await openPlatform({ modules: [policyModule], today: '2024-12-01' });
    const households = [ONE, OTHER].map((number) => ({ 户编号: number, 区划代码: VILLAGE, 登记状态: '稳定脱贫', 授权截止: '2026-12-31' }));
    const receipt = await platform.submit({ feed: 'core.households', rows: households, observedOn: '2024-11-01', area: TOWN });
    assert.equal(receipt.createdRows, 2);
    const incomes = [ONE, OTHER].map((number) => ({ 户编号: number, 年度: '2023', 人均纯收入: '5000' }));
    await platform.submit({ feed: 'core.incomes', rows: incomes, observedOn: '2024-11-01', area: TOWN });
  });
  after(() => platform.close());

  const ask = async (/** @type {string} */ number) =>
    (
      await platform.ask(
        `query ($number: String!) { household(number: $number) {
           id heating { kind alarm } eligibility(modules: ["winter-heating"]) { outcome benefit { amount } } } }`,
        { number },
      )
    ).household;

  test('nobody said how it heats: undetermined', async () => {
    const { heating, eligibility } = await ask(ONE);
    assert.equal(heating, null);
    assert.equal(eligibility[0].outcome, 'UNDETERMINED');
  });

  test('a complete list tells who has a coal stove, and so who has none; a contradiction is refused by its row', async () => {
    const file = `户编号,取暖方式,一氧化碳报警器\n${ONE},燃煤炉,否\n`;
    const receipt = await platform.submit({ feed: 'winter-heating.stoves', file, observedOn: '2024-11-15', area: TOWN, complete: true });
    assert.deepEqual([receipt.state, receipt.createdRows, receipt.completeRecorded], ['DONE', 1, true]);
    assert.deepEqual(await ask(ONE).then(({ heating, eligibility }) => [heating, eligibility]), [
      { kind: 'COAL_STOVE', alarm: false },
      [{ outcome: 'ELIGIBLE', benefit: { amount: '300.00' } }],
    ]);
    assert.equal((await ask(OTHER)).eligibility[0].outcome, 'NOT_ELIGIBLE');

    const wrong = `户编号,取暖方式,一氧化碳报警器\n${OTHER},无取暖设备,是\n`;
    const { refused } = await platform.submit({ feed: 'winter-heating.stoves', file: wrong, observedOn: '2024-11-16', area: TOWN });
    assert.deepEqual(refused, [{ row: 2, column: '一氧化碳报警器', code: 'winter-heating.ALARM_WITHOUT_STOVE' }]);
  });

  test('the same file twice changes nothing', async () => {
    const file = `户编号,取暖方式,一氧化碳报警器\n${ONE},燃煤炉,否\n`;
    const receipt = await platform.submit({ feed: 'winter-heating.stoves', file, observedOn: '2024-11-15', area: TOWN });
    assert.deepEqual([receipt.createdRows, receipt.changedRows, receipt.unchangedRows], [0, 0, 1]);
  });

  test('an official records what was seen, and is refused what cannot be', async () => {
    const { id } = await ask(OTHER);
    const record = (/** @type {string} */ kind) =>
      platform.ask(
        `mutation ($household: ID!, $kind: HeatingKind!) {
           recordStove(input: { household: $household, kind: $kind, alarm: true }) { household { heating { kind } } userErrors { code } } }`,
        { household: id, kind },
      );
    assert.deepEqual((await record('NONE')).recordStove, {
      household: null,
      userErrors: [{ code: 'winter-heating.ALARM_WITHOUT_STOVE' }],
    });
    assert.deepEqual((await record('BRICK_BED')).recordStove, { household: { heating: { kind: 'BRICK_BED' } }, userErrors: [] });
    assert.equal((await platform.ask('{ heatings { totalCount } }')).heatings.totalCount, 2);
  });
});
