import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { installed } from '../../api/compose.js';
import { demoModules } from '../../api/reference-data.js';
import { readSettings } from '../../api/settings.js';
import { modulesOf } from '../../api/start.js';
import { projectRoot } from '../../plugins/storage/index.js';
import { sampleFiles } from '../../prisma/demo/samples.js';
import { CHANGED_TO, storyNumbers } from '../../prisma/demo/stories.js';
import type { Feed } from '../../schema/contract/feed.js';
import { householdsFeed } from '../../schema/core/feeds/households.js';
import { incomesFeed } from '../../schema/core/feeds/incomes.js';
import { peopleFeed } from '../../schema/core/feeds/people.js';

const read = (name: string): Buffer => readFileSync(new URL(`../../clients/samples/${name}`, import.meta.url));
const made = sampleFiles(demoModules(installed(await modulesOf(readSettings({}, projectRoot)))));

/** What the feed says of each row of a sample, without a database. */
function rows(feed: Feed, name: string): readonly { readonly cells: Record<string, string>; readonly codes: readonly string[] }[] {
  const records: Record<string, string>[] = parse(read(name), { columns: true });
  return records.map((cells) => {
    const byKey = Object.fromEntries(
      feed.columns.flatMap((column) => column.names.flatMap((n) => (n in cells ? [[column.key, cells[n] ?? '']] : []))),
    );
    const parsed = feed.parse(byKey);
    return { cells, codes: parsed.ok ? [] : parsed.refusals.map((r) => r.code) };
  });
}

describe('the sample files', () => {
  it.each([...made.keys()])('%s is what the demo town makes of it', (name) => {
    expect(read(name).equals(made.get(name) ?? Buffer.alloc(0))).toBe(true);
  });

  it('say the same in both encodings', () => {
    expect(new TextDecoder('gb18030').decode(read('incomes-gb18030.csv'))).toBe(read('incomes.csv').toString('utf8'));
  });

  it('incomes.csv: sixty rows, four bad in themselves and one for a household that nobody knows', () => {
    const all = rows(incomesFeed, 'incomes.csv');
    expect(all).toHaveLength(60);
    const refused = all.filter((r) => r.codes.length > 0);
    expect(refused.map((r) => r.codes.length)).toEqual([1, 1, 1, 1]);
    expect(new Set(refused.map((r) => r.codes[0])).size).toBe(4);
    expect(all[11]?.cells['户编号']).toBe('1506231002049999');
    expect(all[0]?.cells).toMatchObject({ 户编号: storyNumbers.changes, 家庭年人均收入: CHANGED_TO.toFixed(2) });
    expect(all.some((r) => r.cells['户编号'] === storyNumbers.undetermined)).toBe(false);
  });

  it('households.csv: eighteen rows, one bad value and one unknown village', () => {
    const all = rows(householdsFeed, 'households.csv');
    expect(all).toHaveLength(18);
    expect(all.filter((r) => r.codes.length > 0)).toHaveLength(1);
    expect(all.filter((r) => r.cells['区划代码'] === '150623100999')).toHaveLength(1);
  });

  it('people.csv: one wrong check digit and one unknown household', () => {
    const all = rows(peopleFeed, 'people.csv');
    expect(all.length).toBeGreaterThan(15);
    expect(all.filter((r) => r.codes.length > 0)).toHaveLength(1);
    expect(all.filter((r) => r.cells['户编号'] === '1506231002049999')).toHaveLength(1);
  });
});
