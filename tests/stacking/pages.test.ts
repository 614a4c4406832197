import { expect, test } from 'vitest';
import { pageOf } from '../../api/commands/checks-page.js';
import { installed } from '../../api/compose.js';
import { explainChecks } from '../../plugins/eligibility/index.js';
import { fuels, moduleWith, place, relations } from './fixture.js';

const pagesOf = (given: typeof relations) => {
  const explained = explainChecks(installed([moduleWith(given)]));
  return (code: string): string => {
    const check = explained.checks.find(({ info }) => info.code === code);
    return check === undefined ? '' : pageOf(check, [], explained);
  };
};

test('the page of a check says what its benefit is not given together with, and where that stands', () => {
  const page = pagesOf(relations)('test.wood');
  expect(page).toContain('## 叠加 Together with other benefits');
  expect(page).toContain(
    `\`test.woodOrCoal\` 同一人不得与“coal（测试）”同时享受 / not together with “coal” of one person: STOVE-TOWN, L1 「${place.quote}」`,
  );
  expect(page).not.toContain('test.lampAndGas');
});

test('it names a cap, an order, what the source does not say, and partners that are not installed', () => {
  expect(pagesOf(relations)('test.care')).toContain('of one person, in this order: “care”, “visit”');
  expect(pagesOf(relations)('test.lamp')).toContain('the source does not say whether it adds up with “gas”');
  expect(pagesOf(relations)('test.stove')).toContain(
    'not together with “gas”, “elsewhere.heater (its module is not installed)” of one household',
  );
  expect(pagesOf([fuels])('test.wood')).toContain('“elsewhere.oil (its module is not installed)” at most “cap” of one person');
});

test('a check whose benefit stands in no relation says nothing of them', () => {
  expect(pagesOf([fuels])('test.stove')).not.toContain('Together with other benefits');
});
