import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../support/app.js';
import { schoolTown } from './support.js';

let app: TestApp;
let child = '';
beforeAll(async () => {
  app = await schoolTown();
  const { household } = (await app.ask('{ household(number: "F-1") { members { id } } }')) as { household: { members: { id: string }[] } };
  child = household.members[0]?.id ?? '';
});
afterAll(() => app.close());

const record = async (teacherOffice: string) =>
  (
    (await app.ask(
      `mutation ($input: RecordHomeTeachingInput!) { recordHomeTeaching(input: $input) { person { id } userErrors { code path message { zh } } } }`,
      { input: { person: child, startedOn: '2025-03-01', source: 'EDU', teacherOffice } },
    )) as { recordHomeTeaching: { person: { id: string } | null; userErrors: { code: string; path: string[]; message: { zh: string } }[] } }
  ).recordHomeTeaching;

describe('a text in a module’s mutation', () => {
  test.each([
    ['a direction mark', '校\u202e长', 'core.ILLEGAL_CHARACTER'],
    ['a control character', '校\u0007长', 'core.ILLEGAL_CHARACTER'],
    ['a zero-width character', '校\u200b长', 'core.ILLEGAL_CHARACTER'],
    ['a failed decoding', '校\ufffd', 'core.ILLEGAL_CHARACTER'],
    ['pages', '长'.repeat(2001), 'core.TOO_LONG'],
  ])('with %s is refused with its path, and nothing is written', async (_what, text, code) => {
    const { person, userErrors } = await record(text);
    expect(userErrors).toEqual([{ code, path: ['input', 'teacherOffice'], message: { zh: expect.stringMatching(/./) as string } }]);
    expect(person).toBeNull();
  });

  test('may have several lines', async () => {
    const { person, userErrors } = await record('校长\n班主任');
    expect(userErrors).toEqual([]);
    expect(person?.id).toBe(child);
  });
});
