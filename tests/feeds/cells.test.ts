import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  count,
  creditCode,
  day,
  money,
  month,
  openCell,
  oneOf,
  phone,
  residentId,
  someOf,
  year,
  yesNo,
  type CellReader,
} from '../../schema/feeds/cells.js';
import { creditCodeCheck } from '../../schema/feeds/credit-code.js';
import { alsoCalled } from '../../schema/feeds/labels.js';
import { labourCapacityLabels, riskKindLabels } from '../../schema/core/feeds/labels.js';
import { residentIdCheck } from '../../schema/feeds/resident-id.js';

const amount = money('ANY');
const read = <T>(reader: CellReader<T>, raw: string): unknown => {
  const cell = openCell(raw);
  if (cell === undefined) return 'EMPTY';
  if ('refusal' in cell) return cell.refusal.replace('core.', '');
  const result = reader.read(cell.value);
  return 'refusal' in result ? result.refusal.replace('core.', '') : result.value;
};

describe('an amount', () => {
  it.each([
    ['6000', 600000],
    ['6000.5', 600050],
    ['1,234,567.89', 123456789],
    ['１２３．４５', 12345],
    ['-120.00', -12000],
    ['－120', -12000],
    ['¥6000元', 600000],
    ['0', 0],
    ['-0', 0],
    ['0.10', 10],
    [' 58.9 ', 5890],
    ['90000000000000.00', 9_000_000_000_000_000],
  ])('%s is read', (text, fen) => {
    expect(read(amount, text)).toBe(fen);
  });

  it.each([
    ['58、9', 'AMBIGUOUS_DECIMAL_MARK'],
    ['58,9', 'AMBIGUOUS_DECIMAL_MARK'],
    ['58。9', 'AMBIGUOUS_DECIMAL_MARK'],
    ['1,23,456', 'NOT_AN_AMOUNT'],
    ['六千', 'NOT_AN_AMOUNT'],
    ['1.2E+04', 'NOT_AN_AMOUNT'],
    ['0.6万', 'NOT_AN_AMOUNT'],
    ['12.345', 'TOO_MANY_DECIMALS'],
    ['90000000000000.01', 'AMOUNT_TOO_LARGE'],
    ['99999999999999999999999999999999999999999', 'NOT_AN_AMOUNT'],
    ['', 'EMPTY'],
    ['　', 'EMPTY'],
  ])('%s is refused or says nothing', (text, code) => {
    expect(read(amount, text)).toBe(code);
  });

  it('is not negative where the concept cannot be', () => {
    expect(read(money('NOT_NEGATIVE'), '-1')).toBe('NEGATIVE_AMOUNT');
  });

  it('survives being printed and read again, to the fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9e15, max: 9e15 }), (fen) => {
        const digits = String(Math.abs(fen)).padStart(3, '0');
        const text = `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        expect(read(amount, text)).toBe(fen);
        expect(read(amount, text.replace(/\B(?=(\d{3})+(?!\d)\.)/g, ','))).toBe(fen);
      }),
    );
  });
});

describe('a cell that a spreadsheet would run', () => {
  it.each(['=1+1', '=HYPERLINK("http://x")', '+SUM(A1)', '@cmd', '-cmd|calc', '＝1+1', '-', '+1+1', '\t=1'])('%j is refused', (text) => {
    expect(read(amount, text)).toBe('FORMULA_CELL');
  });

  it('is not confused with a signed number', () => {
    expect(read(amount, '-58.90')).toBe(-5890);
    expect(read(amount, '+58.90')).toBe(5890);
  });
});

describe('a damaged cell', () => {
  it.each([['a\u0000b'], ['\ud800'], ['x\udfff'], ['张\u200b三'], ['\ufffd'], ['a\u202eb']])('%j is refused', (text) => {
    expect(read(amount, text)).toBe('ILLEGAL_CHARACTER');
  });

  it('is not looked at when it is very long', () => {
    expect(read(amount, '1'.repeat(100_000))).toBe('TOO_LONG');
  });
});

describe('other cells', () => {
  it('reads a day in three ways of writing, and only days that exist', () => {
    for (const text of ['2024-06-03', '2024/6/3', '2024年6月3日', '２０２４年６月３日']) expect(read(day, text)).toBe('2024-06-03');
    for (const text of ['2024-02-30', '2024-6', '20240603', '2024-06/03', '45000', '03/06/2024'])
      expect(read(day, text)).toBe('NOT_A_DATE');
  });

  it('reads years, counts, yes and no', () => {
    expect(read(year, '2024年')).toBe(2024);
    expect(read(year, '24')).toBe('NOT_A_YEAR');
    expect(read(year, '2101')).toBe('NOT_A_YEAR');
    expect(read(count(1, 99), '3人')).toBe(3);
    expect(read(count(1, 99), '0')).toBe('NOT_A_COUNT');
    expect(read(yesNo, '是')).toBe(true);
    expect(read(yesNo, 'NO')).toBe(false);
    expect(read(yesNo, '也许')).toBe('NOT_YES_OR_NO');
  });

  it('reads an enumeration by label or name, several of them once each', () => {
    expect(read(oneOf(labourCapacityLabels), '弱半劳动力')).toBe('WEAK_OR_HALF');
    expect(read(oneOf(labourCapacityLabels), 'full')).toBe('FULL');
    expect(read(oneOf(labourCapacityLabels), '无')).toBe('UNKNOWN_VALUE');
    expect(read(oneOf(labourCapacityLabels), 'constructor')).toBe('UNKNOWN_VALUE');
    expect(read(someOf(riskKindLabels), '收入骤减；因病;因病')).toEqual(['ILLNESS', 'INCOME_DROP']);
    expect(read(someOf(riskKindLabels), '因病；别的')).toBe('UNKNOWN_VALUE');
  });

  it('reads phones', () => {
    expect(read(phone, '138 0000-1234')).toBe('13800001234');
    expect(read(phone, '12345')).toBe('PHONE_FORMAT');
  });
});

describe('a resident id', () => {
  const digits = (n: number, width: number): string => String(n).padStart(width, '0');
  const ids = fc
    .tuple(
      fc.constantFrom('330103', '510221', '810000', '830000', '150623', '999999'),
      fc.date({ min: new Date('1920-01-01'), max: new Date('2025-01-01'), noInvalidDate: true }),
      fc.nat(999),
    )
    .map(([region, date, serial]) => {
      const body = `${region}${date.toISOString().slice(0, 10).replaceAll('-', '')}${digits(serial, 3)}`;
      return { text: body + residentIdCheck(body), date: date.toISOString().slice(0, 10), serial };
    });

  it('gives birth date and sex, whatever its region: abolished codes belong to living people', () => {
    fc.assert(
      fc.property(ids, ({ text, date, serial }) => {
        expect(read(residentId, text.toLowerCase())).toEqual({ number: text, birthDate: date, sex: serial % 2 === 1 ? 'MALE' : 'FEMALE' });
      }),
    );
  });

  it('is refused when any one digit is wrong', () => {
    fc.assert(
      fc.property(ids, fc.nat(16), fc.integer({ min: 1, max: 9 }), ({ text }, at, add) => {
        const wrong = text.slice(0, at) + String((Number(text[at]) + add) % 10) + text.slice(at + 1);
        expect(read(residentId, wrong)).toMatch(/^RESIDENT_ID_/);
      }),
    );
  });

  it.each(['1.50623E+17', '15062319800101', '11010119000101100X', '110101190002301009'])('%s is refused', (text) => {
    expect(read(residentId, text)).toMatch(/^RESIDENT_ID_/);
  });
});

describe('a unified social credit code', () => {
  it.each([
    ['91350100M000100Y43', '91350100M000100Y43'],
    ['９１３５０１００m０００１００y４３', '91350100M000100Y43'],
    ['91350100 M000100Y43', '91350100M000100Y43'],
    ['91350100M000100Y44', 'CREDIT_CODE_CHECK'],
    ['91350100M000100Y4', 'CREDIT_CODE_FORMAT'],
    ['91350100I000100Y43', 'CREDIT_CODE_FORMAT'],
    ['9135010XM000100Y43', 'CREDIT_CODE_FORMAT'],
  ])('%s gives %s', (text, read_) => {
    expect(read(creditCode, text)).toBe(read_);
  });

  it('has one right check character of 31', () => {
    const digits = fc.stringMatching(/^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}$/);
    fc.assert(
      fc.property(digits, fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), (first, last) => {
        expect(read(creditCode, first + last)).toBe(last === creditCodeCheck(first) ? first + last : 'CREDIT_CODE_CHECK');
      }),
    );
  });
});

describe('a month', () => {
  it.each([
    ['2024-06', '2024-06'],
    ['2024/6', '2024-06'],
    ['2024年6月', '2024-06'],
    ['２０２４－０６', '2024-06'],
    ['2024-13', 'NOT_A_MONTH'],
    ['2024-00', 'NOT_A_MONTH'],
    ['2024-06-01', 'NOT_A_MONTH'],
    ['6月', 'NOT_A_MONTH'],
  ])('%s gives %s', (text, value) => {
    expect(read(month, text)).toBe(value);
  });
});

describe('a list of codes', () => {
  const stages = { PRIMARY: { zh: '小学', en: 'primary school' }, JUNIOR: { zh: '初中', en: 'junior secondary' } };

  it.each([
    ['小学', 'PRIMARY'],
    ['Primary School', 'PRIMARY'],
    ['junior', 'JUNIOR'],
    ['高中', 'UNKNOWN_VALUE'],
  ])('serves a column as it is: %s gives %s', (text, value) => {
    expect(read(oneOf(stages), text)).toBe(value);
  });

  it('may be called by further words', () => {
    expect(read(oneOf(alsoCalled(stages, { JUNIOR: ['初级中学'] })), '初级中学')).toBe('JUNIOR');
    expect(read(someOf(stages), '初中；小学')).toEqual(['PRIMARY', 'JUNIOR']);
  });
});
