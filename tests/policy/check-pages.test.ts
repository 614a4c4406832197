import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFiles, checksFolder, printedChecks } from '../../api/commands/checks-page.js';
import { versionOf } from '../../plugins/eligibility/catalogue/version.js';
import { transportOutOfProvince } from '../../modules/employment/work/checks/transport.js';

const { explained, page } = await printedChecks();
const text = page(explained.find('employment.transportOutOfProvince'));

describe('a check as a page', () => {
  test('says what it is, where it stands in which words, and which version of the rule it is', () => {
    expect(text).toContain('# employment.transportOutOfProvince\n\n省外务工交通补贴');
    expect(text).toContain('§A 四.2 L92:\n\n> 及时发放交通补贴,省外务工500元/人');
    expect(text).toContain(versionOf(transportOutOfProvince));
  });

  test('says whom it concerns as an indented tree of sentences in both languages', () => {
    expect(text).toMatch(/- 同时满足 \/ all of:\n {2}- 所在户 \/ household of the person:\n {4}- 属于脱贫户/);
    expect(text).toContain('  - 务工地点为省外 / place of work is outside the province');
  });

  test('says what it needs to know and from whom, what every document states, and what it gives', () => {
    expect(text).toContain('`employment.place` 务工地点 / place of work: CODE, INTERNAL, 来源 from HRSS');
    expect(text).toContain('TOWN-A, §A L92, 自 from 2022-08-29: **500元 / 500.00 yuan** 「省外务工500元/人」');
    expect(text).toContain('周期 every 原文未载明');
    expect(page(explained.find('education.rainDew'))).toContain('**原文未载明 / left out by the source**');
  });

  test('says its cases as sentences with what then holds', () => {
    expect(text).toContain('2025年度交通补贴已发放为否：符合，未落实，500元。');
    expect(text).toContain('transport subsidy paid of 2025 is no: the rule applies, it is not fulfilled, 500.00 yuan.');
  });

  test('that nobody declares is refused with the nearest', () => {
    expect(() => explained.find('employment.transportOutOfProvinc')).toThrow(/nearest are employment\.transportOutOfProvince/);
  });
});

test('docs/checks/ holds the page of every check that ships, as it is printed now, and nothing else', async () => {
  const files = await checkFiles();
  expect(readdirSync(checksFolder).sort()).toEqual([...files.keys()].sort());
  for (const [name, printed] of files)
    expect(readFileSync(join(checksFolder, name), 'utf8'), `${name}: npm run checks -- --write`).toBe(printed);
});
