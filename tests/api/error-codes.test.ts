import fc from 'fast-check';
import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { presentErrors } from '../../api/http/errors.js';
import { ApiError, errorCodes, errorTexts } from '../../schema/index.js';

const log = pino({ level: 'silent' });
const one = (error: GraphQLError) => presentErrors([error], 'r', log)[0] as GraphQLError;

describe('the catalogue of errors', () => {
  test('has every code once, with both languages and a status of its kind', () => {
    expect(Object.keys(errorTexts).sort()).toEqual([...errorCodes].sort());
    for (const [code, { status, text, advice }] of Object.entries(errorTexts)) {
      for (const zh of [text.zh, advice.zh]) expect(zh, code).toMatch(/[\u4e00-\u9fff]/);
      for (const en of [text.en, advice.en]) expect(en, code).not.toMatch(/[\u4e00-\u9fff]/);
      expect(status, code).toBeGreaterThanOrEqual(400);
    }
  });

  test('what may be tried again as it is says so', () => {
    expect(errorCodes.filter((code) => errorTexts[code].retryable)).toEqual(['RATE_LIMITED', 'UNAVAILABLE']);
  });
});

describe('whatever fails inside', () => {
  const extensions = fc.dictionary(fc.constantFrom('code', 'stack', 'originalError', 'x'), fc.anything());
  const thrown = fc.oneof(
    fc.constant(undefined),
    fc.tuple(fc.string(), fc.anything()).map(([message, code]) => Object.assign(new Error(`SECRET ${message}`), { code })),
    fc.tuple(fc.constantFrom(...errorCodes), fc.string()).map(([code, said]) => new ApiError(code, said)),
  );

  test('a code that is no text stops nothing: the error leaves as INTERNAL', () => {
    for (const code of [Object.create(null), { toString: null }, Symbol('x'), [[]]])
      expect(one(new GraphQLError('x', { originalError: Object.assign(new Error('SECRET'), { code }) })).extensions['code']).toBe(
        'INTERNAL',
      );
  });

  test('leaves with a code of the catalogue, its texts and nothing from inside', () => {
    fc.assert(
      fc.property(extensions, thrown, (given, originalError) => {
        const shown = one(new GraphQLError('SECRET', { extensions: given, ...(originalError && { originalError }) }));
        const left = shown.extensions;
        expect(Object.keys(left).sort()).toEqual(['code', 'docs', 'requestId', 'retryable', 'text']);
        expect(errorCodes).toContain(left['code']);
        expect(left['text']).toEqual(errorTexts[left['code'] as keyof typeof errorTexts].text);
        if (originalError !== undefined && !(originalError instanceof ApiError)) expect(shown.message).not.toContain('SECRET');
      }),
      { numRuns: 1000 },
    );
  });
});
