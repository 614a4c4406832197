import { expect, test } from 'vitest';
import { errorCode } from '../../plugins/storage/index.js';

test('An error’s code is a text or a number; anything else that stands there is none, and is not even looked into', () => {
  expect(errorCode(Object.assign(new Error(), { code: '57P01' }))).toBe('57P01');
  expect(errorCode({ code: 7 })).toBe('7');
  const unreadable = {
    toString: () => {
      throw new Error('looked into');
    },
  };
  for (const error of [new Error(), { code: '' }, { code: null }, { code: unreadable }, { code: Symbol('s') }, 'text', null, undefined])
    expect(errorCode(error)).toBeUndefined();
});
