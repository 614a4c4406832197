import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pino } from 'pino';
import { effectiveAreas, liesIn, TooManyAreas, type ReplacedArea } from 'xianjie/schema';
import { openDoor } from '../../api/testing/door.js';
import { testApp, type TestApp } from '../support/app.js';
import { viewerOf } from '../support/viewer.js';

const replaced = (code: string, successor: string, successorFrom: string | null = '2024-01-01'): ReplacedArea => ({
  code,
  successor,
  validTo: '2023-12-31',
  successorFrom,
});

describe('where a client looks', () => {
  test('in the codes that its own replaced: their records lie there, one after the other', () => {
    expect(effectiveAreas(['150698'], [replaced('150623', '150697'), replaced('150697', '150698')])).toEqual([
      '150623',
      '150697',
      '150698',
    ]);
  });

  test('in the new code, where its own was replaced by that alone', () => {
    expect(effectiveAreas(['150623'], [replaced('150623', '150698')])).toEqual(['150623', '150698']);
  });

  test('nobody sees more by a merger: of two joined in one each keeps its own, and the one that they became sees both', () => {
    const merger = [replaced('150623', '150698'), replaced('150624', '150698')];
    expect(effectiveAreas(['150623'], merger)).toEqual(['150623']);
    expect(effectiveAreas(['150698'], merger)).toEqual(['150623', '150624', '150698']);
  });

  test('nor by joining an area that was there before', () => {
    expect(effectiveAreas(['150623'], [replaced('150623', '150624', null)])).toEqual(['150623']);
    expect(effectiveAreas(['150623'], [replaced('150623', '150624', '1990-01-01')])).toEqual(['150623']);
  });

  test('what came to it from elsewhere: a township that changed its county lies under its old code', () => {
    expect(effectiveAreas(['150624'], [replaced('150623100', '150624105')])).toEqual(['150623100', '150624']);
  });

  test('of what lies in another nothing is said twice; more than four are told, and not cut', () => {
    expect(effectiveAreas(['1506'], [replaced('150623', '150698')])).toEqual(['1506']);
    const five = ['1', '2', '3', '4'].map((n) => replaced(`15062${n}`, '150698'));
    expect(() => effectiveAreas(['150698'], five)).toThrow(TooManyAreas);
  });
});

describe('whatever the history', () => {
  const code = fc.integer({ min: 0, max: 12 }).map((n) => String(150600 + n));
  /** Each code is replaced once, by a later one: as `replaceArea` has it. */
  const history = fc
    .uniqueArray(fc.tuple(code, code, fc.constantFrom(null, '2020-01-01', '2024-01-01')), { selector: ([from]) => from, maxLength: 8 })
    .map((all) => all.filter(([from, to]) => from < to).map(([from, to, day]) => replaced(from, to, day)));
  const areas = (codes: readonly string[], past: readonly ReplacedArea[]): readonly string[] => {
    try {
      return effectiveAreas(codes, past);
    } catch (error) {
      if (error instanceof TooManyAreas) return error.areas;
      throw error;
    }
  };
  const own = fc.uniqueArray(code, { minLength: 1, maxLength: 4 });

  test('a client keeps what it has, none lies inside another, and asking again adds nothing', () => {
    fc.assert(
      fc.property(own, history, (codes, past) => {
        const found = areas(codes, past);
        for (const one of codes) expect(found.some((area) => liesIn(one, area))).toBe(true);
        for (const one of found) expect(found.filter((area) => liesIn(one, area))).toEqual([one]);
        expect(areas(found, past)).toEqual(found);
      }),
    );
  });

  test('nothing is added that is not a predecessor of something in it, or its only new successor', () => {
    fc.assert(
      fc.property(own, history, (codes, past) => {
        for (const one of areas(codes, past).filter((area) => !codes.includes(area))) {
          const came = past.some((p) => p.code === one);
          const became = past.filter((p) => p.successor === one);
          expect(came || (became.length === 1 && became[0]?.successorFrom === '2024-01-01')).toBe(true);
        }
      }),
    );
  });
});

describe('replacing a code', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp({ demo: true });
    const owner = await app.storage.owner();
    await owner.query(
      `insert into area (code, level, parent_code, name_zh) values ('150623100298', 'VILLAGE', '150623100', '新村'), ('150623100297', 'VILLAGE', '150623100', '又新村')`,
    );
    await owner.end();
  });
  afterAll(() => app.close());
  const replace = async (input: object, areas: readonly string[] = ['150623'], scopes = ['core:read', 'core:administer']) => {
    const door = openDoor(app, pino({ level: 'silent' }), viewerOf({ areas, scopes }));
    const { body } = await door.post({
      query: `mutation ($input: ReplaceAreaInput!) { replaceArea(input: $input) { area { code validTo successor { code validFrom predecessors { code } } } userErrors { code path } } }`,
      variables: { input },
    });
    return body.errors?.[0]?.extensions.code ?? (body.data.replaceArea.userErrors[0] as unknown) ?? (body.data.replaceArea.area as unknown);
  };
  const change = { area: '150623100204', successor: '150623100298', on: '2025-01-01' };

  test('is refused without the right, outside the scope, to itself, to another level, to nobody, ahead of its day', async () => {
    expect(await replace(change, ['150623'], ['core:read', 'core:write'])).toBe('FORBIDDEN');
    expect(await replace(change, ['150624'])).toEqual({ code: 'core.AREA_NOT_FOUND', path: ['input', 'area'] });
    expect(await replace(change, ['150623100204'])).toEqual({ code: 'core.AREA_NOT_FOUND', path: ['input', 'successor'] });
    expect(await replace({ ...change, successor: change.area })).toMatchObject({ code: 'core.AREA_OF_OTHER_LEVEL' });
    expect(await replace({ ...change, successor: '150623100' })).toMatchObject({ code: 'core.AREA_OF_OTHER_LEVEL' });
    expect(await replace({ ...change, successor: '150623100999' })).toMatchObject({ code: 'core.AREA_NOT_FOUND' });
    expect(await replace({ ...change, on: '2026-01-01' })).toMatchObject({ code: 'core.DATE_IN_FUTURE' });
  });

  test('is tried without a trace', async () => {
    expect(await replace({ ...change, dryRun: true })).toMatchObject({ code: change.area, validTo: null, successor: null });
  });

  test('ends the code and begins the new one; once, and never in a circle', async () => {
    expect(await replace(change)).toEqual({
      code: change.area,
      validTo: '2024-12-31',
      successor: { code: change.successor, validFrom: '2025-01-01', predecessors: [{ code: change.area }] },
    });
    expect(await replace(change)).toMatchObject({ code: 'core.AREA_REPLACED', path: ['input', 'area'] });
    expect(await replace({ area: change.successor, successor: change.area, on: '2025-02-01' })).toMatchObject({
      code: 'core.AREA_REPLACED',
      path: ['input', 'successor'],
    });
  });

  test('the records of the old code are found by whoever sees the new one', async () => {
    const areas = effectiveAreas(['150623100298'], [replaced(change.area, change.successor, '2025-01-01')]);
    const door = openDoor(app, pino({ level: 'silent' }), viewerOf({ areas }));
    const { household } = await door.ask('{ household(number: "1506231002040001") { areaCode } }');
    expect(household).toEqual({ areaCode: '150623100204' });
  });
});
