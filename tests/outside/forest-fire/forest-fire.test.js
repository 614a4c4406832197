// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { residentIdCheck } from 'xianjie/schema';
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
  const id = (/** @type {string} */ digits) => digits + residentIdCheck(digits);
  const people = [1, 2, 3].map((n) => ({ 户编号: `15062310020100${10 + n}`, 姓名: `示例${n}`, 证件号码: id(`1506231985030${n}001`) }));
  const [A, B, C] = people.map((each) => each.证件号码);
  /** @type {import('xianjie/testing').Platform} */
  let platform;

  before(async () => {
    platform = await openPlatform({ modules: [policyModule], today: '2025-06-30' });
    const households = people.map(({ 户编号 }) => ({ 户编号, 区划代码: VILLAGE, 登记状态: '稳定脱贫', 授权截止: '2026-12-31' }));
    assert.equal(
      (await platform.submit({ feed: 'core.households', rows: households, observedOn: '2025-01-01', area: TOWN })).createdRows,
      3,
    );
    const receipt = await platform.submit({ feed: 'core.people', rows: people, observedOn: '2025-01-01', area: TOWN });
    assert.deepEqual([receipt.createdRows, receipt.refused], [3, []]);
  });
  after(() => platform.close());

  const ask = async (/** @type {number} */ n) =>
    (
      await platform.ask(
        `query ($number: String!) { household(number: $number) { members { id
           patrols { year days trained observedOn section { number name } person { id } }
           eligibility(modules: ["forest-fire"]) { check { code } outcome fulfilled unknowns { kind code } benefits { code amount } } } } }`,
        { number: people[n]?.户编号 },
      )
    ).household.members[0];
  const outcomes = async (/** @type {number} */ n) =>
    Object.fromEntries((await ask(n)).eligibility.map((/** @type {any} */ v) => [v.check.code, v.outcome]));
  const open = async (/** @type {object} */ input) => {
    const { village } = await platform.ask('query ($code: AreaCode!) { village(code: $code) { id } }', { code: VILLAGE });
    return (
      await platform.ask(
        `mutation ($input: OpenPatrolSectionInput!) { openPatrolSection(input: $input) { patrolSection { number metres } userErrors { code path } } }`,
        { input: { village: village.id, ...input } },
      )
    ).openPatrolSection;
  };
  const file = (/** @type {string[]} */ ...lines) => ['公民身份号码,年度,巡护天数,已培训,路段编号', ...lines, ''].join('\n');

  test('nobody said who patrols', async () => {
    assert.deepEqual(await outcomes(0), { 'forestFire.allowance': 'UNDETERMINED', 'forestFire.training': 'UNDETERMINED' });
  });

  test('a section is opened once', async () => {
    const one = { number: 'A-01', name: '北坡', metres: 2500 };
    assert.deepEqual(await open(one), { patrolSection: { number: 'A-01', metres: 2500 }, userErrors: [] });
    assert.deepEqual(await open(one), {
      patrolSection: null,
      userErrors: [{ code: 'forest-fire.SECTION_TAKEN', path: ['input', 'number'] }],
    });
    assert.deepEqual((await open({ ...one, number: 'A-02', metres: 0 })).userErrors, [
      { code: 'forest-fire.LENGTH', path: ['input', 'metres'] },
    ]);
    const { village } = await platform.ask('query ($code: AreaCode!) { village(code: $code) { patrolSections { name } } }', {
      code: VILLAGE,
    });
    assert.deepEqual(village.patrolSections, [{ name: '北坡' }]);
  });

  test('a complete list tells who patrolled, and so who did not', async () => {
    const text = file(`${A},2024,60,是,A-01`, `${B},2024,59,,`);
    const receipt = await platform.submit({
      feed: 'forest-fire.patrols',
      file: text,
      observedOn: '2025-01-10',
      area: TOWN,
      complete: true,
    });
    assert.deepEqual([receipt.state, receipt.createdRows, receipt.completeRecorded, receipt.refused], ['DONE', 2, true, []]);
    assert.equal((await outcomes(0))['forestFire.allowance'], 'ELIGIBLE');
    assert.equal((await outcomes(1))['forestFire.allowance'], 'NOT_ELIGIBLE');
    assert.equal((await outcomes(2))['forestFire.allowance'], 'NOT_ELIGIBLE'); // not on the list
    assert.deepEqual(
      (await ask(0)).patrols.map((/** @type {any} */ { year, days, section }) => [year, days, section]),
      [[2024, 60, { number: 'A-01', name: '北坡' }]],
    );
    const again = await platform.submit({ feed: 'forest-fire.patrols', file: text, observedOn: '2025-01-10', area: TOWN, complete: true });
    assert.deepEqual([again.createdRows, again.changedRows, again.unchangedRows], [0, 0, 2]);
  });

  test('wrong rows come back with their reason', async () => {
    const { refused } = await platform.submit({
      feed: 'forest-fire.patrols',
      file: file(`${A},2025,366,,`, `${B},2025,10,,Z-99`, `${C},2026,10,,`, `${C},2025,5,否,`, `${C},2025,6,否,`),
      observedOn: '2025-06-20',
      area: TOWN,
    });
    assert.deepEqual(refused, [
      { row: 2, column: '巡护天数', code: 'forest-fire.MORE_DAYS_THAN_THE_YEAR' },
      { row: 3, column: '路段编号', code: 'forest-fire.NO_SECTION' },
      { row: 4, column: '年度', code: 'core.YEAR_IN_FUTURE' },
      { row: 6, column: '公民身份号码', code: 'core.DUPLICATE_ROW' },
    ]);
    const training = (await ask(2)).eligibility.find((/** @type {any} */ v) => v.check.code === 'forestFire.training');
    assert.deepEqual([training.outcome, training.fulfilled], ['ELIGIBLE', 'FALSE']);
  });

  test('the list is filtered and paged', async () => {
    const page = (/** @type {string} */ args) =>
      platform.ask(`{ patrols(${args}) { totalCount nodes { year days } pageInfo { hasNextPage endCursor } } }`);
    const first = (await page('first: 1')).patrols;
    assert.deepEqual([first.totalCount, first.nodes, first.pageInfo.hasNextPage], [3, [{ year: 2025, days: 5 }], true]);
    const second = (await page(`first: 2, after: ${JSON.stringify(first.pageInfo.endCursor)}`)).patrols;
    assert.equal(second.nodes.length, 2);
    assert.equal((await page('filter: { days: { min: 60 } }')).patrols.totalCount, 1);
    assert.equal((await page('filter: { area: "150623100202" }')).patrols.totalCount, 0);
  });
});
