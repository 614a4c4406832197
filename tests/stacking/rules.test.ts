import { describe, expect, test } from 'vitest';
import type { Relation } from 'xianjie/schema';
import { findingsOf, heldTwice, type Item } from '../../plugins/stacking/index.js';

const relation = (kind: Relation['kind'], ...benefits: string[]) => ({ kind, benefits });
const item = (benefit: string, given: Partial<Item> = {}): Item => ({
  holder: 'p1',
  benefit,
  held: 'FALSE',
  outcome: null,
  amount: null,
  more: false,
  ...given,
});
const has = { held: 'TRUE' } as const;
const mayHave = { outcome: 'ELIGIBLE' } as const;
const kinds = (of: ReturnType<typeof findingsOf>): string[] =>
  of.map(({ kind, items }) => `${kind} ${items.map((i) => i.benefit).join('+')}`);
const under = (rule: ReturnType<typeof relation>, items: readonly Item[], cap: number | null = null) => kinds(findingsOf(rule, items, cap));

describe('benefits that exclude each other', () => {
  const rule = relation('EXCLUSIVE', 'a', 'b', 'c');
  test('two that are held are a conflict', () => expect(under(rule, [item('a', has), item('b', has)])).toEqual(['CONFLICT a+b']));
  test('three that are held are one conflict', () =>
    expect(under(rule, [item('c', has), item('a', has), item('b', has)])).toEqual(['CONFLICT a+b+c']));
  test('one that is held and one that may be had are a choice', () =>
    expect(under(rule, [item('a', has), item('b', mayHave)])).toEqual(['CHOICE a+b']));
  test('two that may be had are a choice before anything is given', () =>
    expect(under(rule, [item('a', mayHave), item('b', mayHave)])).toEqual(['CHOICE a+b']));
  test('one that is held and one that nobody may have are nothing', () =>
    expect(under(rule, [item('a', has), item('b', { outcome: 'NOT_ELIGIBLE' }), item('c')])).toEqual([]));
  test('one that is held twice over is no conflict with itself', () =>
    expect(under(rule, [item('a', has), item('a', { ...has, holder: 'p2' })])).toEqual([]));
  test('one that is held and one of which nobody knows stay undetermined', () =>
    expect(under(rule, [item('a', has), item('b', { held: 'UNKNOWN' })])).toEqual(['UNDETERMINED a+b']));
  test('of which nothing is known, nothing is said', () =>
    expect(under(rule, [item('a', { held: 'UNKNOWN' }), item('b', { held: 'UNKNOWN', outcome: 'UNDETERMINED' })])).toEqual([]));
  test('what one member holds and another holds conflicts within a household', () =>
    expect(under(rule, [item('a', has), item('b', { ...has, holder: 'p2' })])).toEqual(['CONFLICT a+b']));
  test('a benefit whose module is not installed takes no part', () => expect(under(rule, [item('a', has)])).toEqual([]));
});

describe('benefits that are capped together', () => {
  const rule = relation('CAPPED_TOGETHER', 'a', 'b');
  const given = (benefit: string, amount: number) => item(benefit, { ...has, amount });
  test('one fen above the cap is above it, by one fen', () => {
    const [found] = findingsOf(rule, [given('a', 60_000), given('b', 40_001)], 100_000);
    expect(found).toMatchObject({ kind: 'OVER_CAP', sum: 100_001, excess: 1 });
  });
  test('just the cap is not above it', () => expect(under(rule, [given('a', 60_000), given('b', 40_000)], 100_000)).toEqual([]));
  test('what was given and has ended counts as well', () =>
    expect(under(rule, [item('a', { amount: 90_000 }), given('b', 20_000)], 100_000)).toEqual(['OVER_CAP a+b']));
  test('an amount that nobody knows is not nothing: whether it is too much stays undetermined', () =>
    expect(under(rule, [given('a', 60_000), item('b', { ...has, more: true })], 100_000)).toEqual(['UNDETERMINED a+b']));
  test('what is known to be too much stays so, whatever else there may be', () =>
    expect(under(rule, [given('a', 160_000), item('b', { ...has, more: true })], 100_000)).toEqual(['OVER_CAP a']));
  test('a cap that the source leaves blank is exceeded by nobody: it is not stated', () =>
    expect(under(rule, [given('a', 160_000), given('b', 40_000)])).toEqual(['NOT_STATED a+b']));
  test('one benefit alone asks for no cap', () => expect(under(rule, [given('a', 160_000), item('b')])).toEqual([]));
});

describe('benefits in an order', () => {
  const rule = relation('ORDERED', 'first', 'then');
  test('the later one without the earlier one that may be had is out of order', () =>
    expect(under(rule, [item('first', mayHave), item('then', has)])).toEqual(['OUT_OF_ORDER first+then']));
  test('with the earlier one it is in order', () => expect(under(rule, [item('first', has), item('then', has)])).toEqual([]));
  test('who may not have the earlier one passes nothing over', () =>
    expect(under(rule, [item('first', { outcome: 'NOT_ELIGIBLE' }), item('then', has)])).toEqual([]));
  test('where no rule in force gives the earlier one, nothing is passed over', () =>
    expect(under(rule, [item('first'), item('then', has)])).toEqual([]));
  test('whether the earlier one may be had is open: undetermined', () =>
    expect(under(rule, [item('first', { outcome: 'UNDETERMINED' }), item('then', has)])).toEqual(['UNDETERMINED first+then']));
  test('whether the earlier one is held is open: undetermined', () =>
    expect(under(rule, [item('first', { ...mayHave, held: 'UNKNOWN' }), item('then', has)])).toEqual(['UNDETERMINED first+then']));
  test('the earlier one alone is in order', () => expect(under(rule, [item('first', has), item('then', mayHave)])).toEqual([]));
});

describe('benefits of which the source does not say whether they add up', () => {
  const rule = relation('STACKING_UNKNOWN', 'a', 'b');
  test('two that are held are no conflict: the source does not state it', () =>
    expect(under(rule, [item('a', has), item('b', has)])).toEqual(['NOT_STATED a+b']));
  test('so are two that may be had', () => expect(under(rule, [item('a', has), item('b', mayHave)])).toEqual(['NOT_STATED a+b']));
  test('one alone asks for nothing', () => expect(under(rule, [item('a', has), item('b')])).toEqual([]));
});

describe('a benefit that is given once for a household', () => {
  test('held by two members it is held twice', () =>
    expect(kinds(heldTwice([item('a', has), item('a', { ...has, holder: 'p2' })]))).toEqual(['DUPLICATE a+a']));
  test('held by one, and by another nobody knows, it is not', () =>
    expect(heldTwice([item('a', has), item('a', { held: 'UNKNOWN', holder: 'p2' })])).toEqual([]));
});
