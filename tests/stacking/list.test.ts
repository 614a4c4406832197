import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asker } from '../support/viewer.js';
import { moduleWith } from './fixture.js';
import { bench, NEARER, VILLAGE, type Bench, type Family } from './support.js';

let town: Bench;
const families: Family[] = [];
let withdrawn: Family;
const both = { works: true, grants: [{ benefit: 'test.wood' }, { benefit: 'test.coal' }] };
beforeAll(async () => {
  town = await bench(moduleWith());
  for (let i = 0; i < 5; i++) families.push(await town.family([both, i % 2 === 0 ? both : {}]));
  families.push(await town.family([both], { area: NEARER }));
  withdrawn = await town.family([both], { authorised: false });
  await town.family([{}]);
});
afterAll(() => town.close());

interface Listed {
  readonly edges: readonly {
    readonly cursor: string;
    readonly node: { readonly kind: string; readonly subject: { readonly id: string }; readonly text: unknown };
  }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly examined: number;
  readonly unauthorised: number;
}
const LIST = `query ($filter: StackingFindingFilter, $first: Int, $after: String, $last: Int, $before: String) {
  stackingFindings(filter: $filter, first: $first, after: $after, last: $last, before: $before) { asOf examined unauthorised
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { kind subject { id } text { en } } } } }`;
async function page(variables: object, asker: Asker = { upTo: 'SENSITIVE' }) {
  const { data, errors, extensions } = await town.ask(asker, LIST, variables);
  if (errors !== undefined) throw new Error(errors.map((e) => `${e.extensions.code}: ${e.message}`).join('; '));
  return {
    ...(data.stackingFindings as Listed),
    withheld: (extensions as { withheld?: { check: string; count: number; reason: string }[] }).withheld ?? [],
  };
}
const conflicts = { area: VILLAGE, kinds: ['CONFLICT'] };
const keys = ({ edges }: Listed): string[] => edges.map(({ node }) => `${node.kind} ${node.subject.id} ${JSON.stringify(node.text)}`);

describe('what is found of everybody in an area', () => {
  test('is what is found of each household, household after household', async () => {
    const here = families.slice(0, 5);
    const all = await page({ filter: { area: VILLAGE }, first: 100 });
    const single = (await town.found(here.map(({ id }) => id))).findings.flat();
    expect(keys(all).sort()).toEqual(
      single.map(({ kind, subject, text }) => `${kind} ${subject.id} ${JSON.stringify({ en: text.en })}`).sort(),
    );
    expect(all.examined).toBe(6);
    expect(all.edges.length).toBeGreaterThan(8);
  });

  test('comes page by page from either end, each finding once', async () => {
    const all = keys(await page({ filter: conflicts, first: 100 }));
    expect(all).toHaveLength(8);
    const forward: string[] = [];
    for (let after: string | null = null; ;) {
      const one: Listed = await page({ filter: conflicts, first: 3, after });
      forward.push(...keys(one));
      expect(one.pageInfo.hasPreviousPage).toBe(after !== null);
      if (!one.pageInfo.hasNextPage) break;
      after = one.pageInfo.endCursor;
    }
    expect(forward).toEqual(all);
    const backward: string[] = [];
    for (let before: string | null = null; ;) {
      const one: Listed = await page({ filter: conflicts, last: 3, before });
      backward.unshift(...keys(one));
      if (!one.pageInfo.hasPreviousPage) break;
      before = one.pageInfo.startCursor;
    }
    expect(backward).toEqual(all);
    const [first, , , fourth] = (await page({ filter: conflicts, first: 100 })).edges;
    expect(keys(await page({ filter: conflicts, after: first?.cursor, before: fourth?.cursor }))).toEqual(all.slice(1, 3));
  });

  test('keeps the kinds and relations that are asked for, and lies in the area alone', async () => {
    expect(new Set(keys(await page({ filter: { area: VILLAGE, kinds: ['DUPLICATE'] } })))).toEqual(new Set());
    const named = await page({ filter: { area: VILLAGE, relations: ['test.gasOrWood'] } });
    expect(new Set(named.edges.map(({ node }) => node.kind))).toEqual(new Set(['UNDETERMINED']));
    const town1 = await page({ filter: { area: '150623100', kinds: ['CONFLICT'] }, first: 100 });
    expect(town1.edges).toHaveLength(9);
    expect((await page({ filter: conflicts }, { upTo: 'SENSITIVE', areas: [NEARER] })).edges).toEqual([]);
  });

  test('says nothing of who has not authorised the matching of their data, and how many they are', async () => {
    const all = await page({ filter: { area: VILLAGE }, first: 100 });
    expect(all.unauthorised).toBe(1);
    expect(keys(all).some((key) => withdrawn.members.some((id) => key.includes(id)) || key.includes(withdrawn.id))).toBe(false);
    expect(all.withheld).toEqual([]);
  });

  test('is told as far as the viewer may read the records; what is not told is counted once, however many are looked at', async () => {
    const less = await page({ filter: { area: VILLAGE }, first: 100 }, { upTo: 'INTERNAL' });
    expect(less.edges).toEqual([]);
    expect(less.withheld.length).toBeGreaterThan(3);
    for (const { check, count } of less.withheld) expect([check, count]).toEqual([check, 1]);
    const nearly = await page({ filter: conflicts }, { upTo: 'PERSONAL' });
    expect(nearly.withheld.map(({ check, count }) => `${check} ${count}`)).toEqual(['test.care 1']);
    await expect(page({ filter: { relations: ['test.woodOrCoal'] } }, { upTo: 'INTERNAL' })).rejects.toThrow('FORBIDDEN');
  });

  test('refuses what it cannot read', async () => {
    for (const [variables, code] of [
      [{ filter: { relations: ['test.woodOrCole'] } }, 'UNKNOWN_CODE'],
      [{ filter: { area: '150623109' } }, 'UNKNOWN_CODE'],
      [{ after: 'x' }, 'INVALID_CURSOR'],
      [{ first: 101 }, 'PAGE_TOO_LARGE'],
      [{ first: 1, last: 1 }, 'BAD_USER_INPUT'],
      [{ filter: conflicts, after: (await page({ filter: { area: VILLAGE } })).pageInfo.endCursor }, 'INVALID_CURSOR'],
    ] as const)
      await expect(page(variables)).rejects.toThrow(code);
  });
});
