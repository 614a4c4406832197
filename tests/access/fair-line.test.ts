import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { TooBusy, fairLine } from '../../plugins/auth/fair-line.js';

const settled = async (all: readonly Promise<unknown>[]): Promise<string[]> =>
  (await Promise.allSettled(all)).map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as Error).constructor.name));

describe('the line for passwords', () => {
  test('lets somebody in soon, however many another sender has sent before', async () => {
    const line = fairLine({ atOnce: 2, waiting: 64, ofOne: 32 });
    const ended: string[] = [];
    const work = (name: string) => async () => {
      await sleep(2);
      ended.push(name);
    };
    const flood = Array.from({ length: 600 }, () => line.run('10.0.0.1', work('flood')));
    const [right, floods] = await Promise.all([settled([line.run('10.0.0.2', work('right'))]), settled(flood)]);
    expect(right).toEqual(['done']);
    expect(ended.indexOf('right')).toBeLessThan(5);
    expect(floods.filter((one) => one === 'done')).toHaveLength(34);
    expect(floods.filter((one) => one === TooBusy.name)).toHaveLength(566);
  });

  test('has room for a newcomer where it is full: the last one of the longest line leaves', async () => {
    const line = fairLine({ atOnce: 1, waiting: 4, ofOne: 4 });
    const work = () => sleep(2);
    const many = Array.from({ length: 5 }, () => line.run('a', work));
    const other = line.run('b', work);
    expect(await settled([...many, other])).toEqual(['done', 'done', 'done', 'done', 'TooBusy', 'done']);
  });

  test('refuses where it is full of single ones, and is free again after failures', async () => {
    const line = fairLine({ atOnce: 1, waiting: 2, ofOne: 2 });
    const fail = () => sleep(1).then(() => Promise.reject(new RangeError('no')));
    expect(await settled(['a', 'b', 'c', 'd'].map((sender) => line.run(sender, fail)))).toEqual([
      'RangeError',
      'RangeError',
      'RangeError',
      'TooBusy',
    ]);
    expect(await line.run('d', () => Promise.resolve(1))).toBe(1);
  });
});
