import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnOf } from '../../plugins/feeds/header.js';
import { coreErrors } from '../../schema/core/errors.js';
import { coreFeeds } from '../../schema/core/feeds/index.js';
import type { Feed, RowRefusal } from '../../schema/index.js';

const feed = (code: string): Feed => {
  const found = coreFeeds.find((f) => f.code === code);
  if (found === undefined) throw new Error(code);
  return found;
};
const refusalsOf = (code: string, cells: Record<string, string>): readonly RowRefusal[] => {
  const parsed = feed(code).parse(cells);
  return parsed.ok ? [] : parsed.refusals;
};
const declared = new Set(coreErrors.map((e) => e.code));

describe.each(coreFeeds.map((f) => [f.code, f] as const))('%s', (_, f) => {
  const keys = f.columns.map((c) => c.key);
  const anyRow = fc.record(
    Object.fromEntries(keys.map((key) => [key, fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '=1', '-1', '2024', '是'))])),
  );

  it('never throws, refuses with declared codes and existing columns, and never repeats a value', () => {
    fc.assert(
      fc.property(anyRow, (cells) => {
        const parsed = f.parse(cells);
        if (parsed.ok) return;
        expect(parsed.refusals.length).toBeGreaterThan(0);
        for (const refusal of parsed.refusals) {
          expect(declared).toContain(refusal.code);
          if (refusal.column !== undefined) expect(keys).toContain(refusal.column);
        }
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^secret[0-9a-z]{8}$/), fc.constantFrom(...keys), (secret, key) => {
        const parsed = f.parse({ ...Object.fromEntries(f.columns.map((c) => [c.key, c.example])), [key]: `${secret}=` });
        expect(JSON.stringify(parsed.ok ? {} : parsed)).not.toContain(secret);
      }),
    );
  });

  it('accepts its own example row', () => {
    expect(f.parse(Object.fromEntries(f.columns.map((c) => [c.key, c.example])))).toMatchObject({ ok: true });
  });

  it('names Chinese and English headers once each, and keys its rows by columns', () => {
    const names = f.columns.flatMap((c) => c.names);
    expect(new Set(names).size).toBe(names.length);
    for (const key of f.naturalKey) expect(keys).toContain(key);
  });
});

describe('an income row', () => {
  it('keeps the three concepts apart and invents none', () => {
    expect(feed('core.incomes').parse({ householdNumber: 'H-1', year: '2024', perCapitaYearlyIncome: '5,000.00' })).toEqual({
      ok: true,
      row: { householdNumber: 'H-1', year: 2024, perCapitaYearlyIncome: 500000 },
    });
  });

  it('has the three concepts under the graph’s own names too', () => {
    const { columns } = feed('core.incomes');
    for (const name of ['perCapitaNetIncome', 'perCapitaYearlyIncome', 'perCapitaDisposableIncome'])
      expect(columnOf(columns, name)?.key).toBe(name);
  });

  it('names every wrong cell, not only the first', () => {
    expect(refusalsOf('core.incomes', { householdNumber: '', year: 'MMXX', wage: '58、9', property: '-1' })).toEqual([
      { column: 'householdNumber', code: 'core.REQUIRED' },
      { column: 'year', code: 'core.NOT_A_YEAR' },
      { column: 'wage', code: 'core.AMBIGUOUS_DECIMAL_MARK' },
      { column: 'property', code: 'core.NEGATIVE_AMOUNT' },
    ]);
  });

  it('must say something', () => {
    expect(refusalsOf('core.incomes', { householdNumber: 'H-1', year: '2024', memberCount: '3' })).toEqual([
      { column: 'year', code: 'core.NOTHING_SAID' },
    ]);
  });
});

describe('a person row', () => {
  const base = { householdNumber: 'H-1', name: '示例', residentId: '11010119000101100９' };

  it('takes birth date and sex from the resident id, and says nothing of what it leaves empty', () => {
    expect(feed('core.people').parse(base)).toEqual({
      ok: true,
      row: { householdNumber: 'H-1', name: '示例', residentId: '110101190001011009', birthDate: '1900-01-01', sex: 'FEMALE' },
    });
  });

  it('says when the person left, or nothing of it', () => {
    expect(feed('core.people').parse({ ...base, leftOn: '2025/6/1' })).toMatchObject({ row: { leftOn: '2025-06-01' } });
    expect(refusalsOf('core.people', { ...base, leftOn: '去年' })).toEqual([{ column: 'leftOn', code: 'core.NOT_A_DATE' }]);
  });

  it('is refused when it contradicts itself', () => {
    expect(refusalsOf('core.people', { ...base, sex: '男' })).toEqual([{ column: 'sex', code: 'core.SEX_CONTRADICTS_ID' }]);
    expect(refusalsOf('core.people', { ...base, disabilityCertified: '否', disabilitySevere: '是' })).toEqual([
      { column: 'disabilitySevere', code: 'core.SEVERE_WITHOUT_CERTIFICATE' },
    ]);
  });
});

describe('a household row', () => {
  const base = { number: 'H-1', villageCode: '150623100201' };

  it('tells "not monitored" from "not said"', () => {
    expect(feed('core.households').parse({ ...base, monitoringKind: '无' })).toMatchObject({ row: { monitoringKind: 'NONE' } });
    expect(feed('core.households').parse(base)).toEqual({ ok: true, row: base });
  });

  it('is refused when the register status contradicts the monitoring kind', () => {
    expect(refusalsOf('core.households', { ...base, registerStatus: '稳定脱贫', monitoringKind: '边缘易致贫户' })).toEqual([
      { column: 'monitoringKind', code: 'core.CONTRADICTION' },
    ]);
  });
});
