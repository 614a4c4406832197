import fc from 'fast-check';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  areaRange,
  assertCleanDocument,
  assertCleanInput,
  decodeGlobalId,
  encodeGlobalId,
  formatMoney,
  MAX_FEN,
  normaliseAreaCode,
  parseDate,
  parseMoney,
} from '../../schema/index.js';
import { AreaCodeScalar, DateScalar, DateTimeScalar, DecimalScalar, MoneyScalar, YearMonthScalar } from '../../schema/builder/scalars.js';

describe('Money', () => {
  it('prints fen as yuan with two places and reads it back', () => {
    fc.assert(fc.property(fc.integer({ min: -MAX_FEN, max: MAX_FEN }), (fen) => parseMoney(formatMoney(fen)) === fen));
    expect([0, 5, 100, -1, 123_456].map(formatMoney)).toEqual(['0.00', '0.05', '1.00', '-0.01', '1234.56']);
    expect(parseMoney('6000')).toBe(600_000);
    expect(parseMoney('6000.5')).toBe(600_050);
  });

  it('refuses floats, more than two places, and what is too large', () => {
    for (const value of [1.5, 6000, '1.005', '1e3', ' 1', '1,000', '', '90000000000000.01', '9'.repeat(17)]) {
      expect(() => MoneyScalar.parseValue(value)).toThrow('Money must be');
    }
  });
});

describe('dates', () => {
  it('takes no day before anybody living was born, nor one after all plans', () => {
    for (const text of ['1880-01-01', '2200-12-31']) expect(DateScalar.parseValue(text)).toBe(text);
    for (const text of ['1879-12-31', '0001-01-01', '2201-01-01', '9999-12-31'])
      expect(() => DateScalar.parseValue(text)).toThrow('between 1880 and 2200');
  });

  it('takes days of the calendar only', () => {
    expect(parseDate('2024-02-29')).toBe('2024-02-29');
    for (const text of ['2023-02-29', '2025-04-31', '2025-13-01', '2025-6-1', '0000-01-01', '2025-06-30T00:00:00Z', ''])
      expect(parseDate(text)).toBeNull();
    expect(YearMonthScalar.parseValue('2024-07')).toBe('2024-07');
    expect(() => YearMonthScalar.parseValue('2024-13')).toThrow('YearMonth');
  });

  it('prints what PostgreSQL gives as a moment in UTC', () => {
    expect(JSON.stringify(DateTimeScalar.serialize('2025-06-30T12:00:00.123456+08:00'))).toBe('"2025-06-30T04:00:00.123Z"');
  });
});

describe('AreaCode', () => {
  it('takes a code in its level’s length, padded with zeros or not', () => {
    expect(
      ['0', '15', '150000', '150000000000', '1506', '150600', '150623', '150623000000', '150623100', '150623100000', '150623100201'].map(
        normaliseAreaCode,
      ),
    ).toEqual(
      ['0', '15', '15', '15', '1506', '1506', '150623', '150623', '150623100', '150623100', '150623100201'], // prettier-ignore
    );
    for (const text of ['', '1', '151', '15062', '01', '000000000000', '15%', '1506231002011'])
      expect(() => AreaCodeScalar.parseValue(text)).toThrow('AreaCode');
  });

  it('contains exactly the codes under it', () => {
    for (const [area, code, inside] of [
      ['0', '15', true],
      ['0', '99', true],
      ['15', '1506', true],
      ['1506', '15', false],
      ['19', '20', false],
      ['150623', '150624100', false],
    ] as const) {
      const { low, high } = areaRange(area);
      expect(code >= low && code < high).toBe(inside);
    }
  });
});

describe('Decimal', () => {
  it('keeps places and refuses numbers', () => {
    expect(DecimalScalar.serialize('7.20')).toBe('7.2');
    expect(DecimalScalar.parseValue('0.10')).toBe('0.1');
    expect(() => DecimalScalar.parseValue(0.1)).toThrow('Decimal');
  });
});

describe('global ids', () => {
  it('gives back what it was made of, and null for anything else', () => {
    expect(decodeGlobalId(encodeGlobalId('Area', '150623'))).toEqual({ type: 'Area', key: '150623' });
    fc.assert(fc.property(fc.string(), (text) => { const id = decodeGlobalId(text); expect(id === null || encodeGlobalId(id.type, id.key) === text).toBe(true); })); // prettier-ignore
  });
});

describe('clean input', () => {
  it('refuses what cannot be stored, wherever it stands', () => {
    for (const value of ['a\u0000b', '\ud800', 'x\udc00y', 2 ** 53, -1e300, Infinity, { a: [{ b: 'x\u0000' }] }, { 'k\u0000': 1 }]) {
      expect(() => assertCleanInput(value)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
    }
    assertCleanInput({ name: '张三 😀 𠮷', n: 2 ** 53 - 1, nothing: null, yes: true, list: ['', 0.5] });
  });

  it('looks into the document too', () => {
    expect(() => assertCleanDocument(parse('{ a(x: "\\u0000") }'))).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
    expect(() => assertCleanDocument(parse('{ a(x: 99999999999999999999) }'))).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
    assertCleanDocument(parse('{ a(x: "😀", y: 5) }'));
  });
});
