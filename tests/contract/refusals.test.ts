import { describe, expect, it } from 'vitest';
import { cell, defineRefusals, needed, optional, Refused, refusalTexts, sheet } from '../../schema/index.js';

const bees = defineRefusals('beekeeping', {
  TOO_MANY: { zh: '超过 {max} 箱', en: 'more than {max} hives' },
  NO_QUEEN: { zh: '没有蜂王', en: 'no queen' },
});

describe('refusals of a module', () => {
  it('are declared once and given in every shape, with the module’s id before the code', () => {
    expect(bees.errors.map((e) => e.code)).toEqual(['beekeeping.TOO_MANY', 'beekeeping.NO_QUEEN']);
    expect(bees.refusal('TOO_MANY', ['input', 'hives'], { max: 5 })).toEqual({
      code: 'beekeeping.TOO_MANY',
      message: { zh: '超过 5 箱', en: 'more than 5 hives' },
      path: ['input', 'hives'],
    });
    expect(bees.row('NO_QUEEN', 'queen')).toEqual({ column: 'queen', code: 'beekeeping.NO_QUEEN' });
  });

  it('end a write by being thrown', () => {
    const hives: number | undefined = undefined;
    expect(() => hives ?? bees.refuse('NO_QUEEN', ['input'])).toThrow(Refused);
  });

  it('are shown by their text, and by their code once their module is gone', () => {
    const textOf = refusalTexts(bees.errors);
    expect(textOf('beekeeping.TOO_MANY', { max: 3 }).zh).toBe('超过 3 箱');
    expect(textOf('gone.X')).toEqual({ zh: 'gone.X', en: 'gone.X' });
  });
});

describe('a sheet of a module', () => {
  const hives = { read: (text: string) => (text === '9' ? { refusal: bees.code('TOO_MANY'), params: { max: 5 } } : { value: text }) };
  const file = sheet(
    {
      hives: needed('箱数', 'hives', { ...hives, hint: { zh: '箱', en: 'hives' } }, '3'),
      queen: optional('蜂王', 'queen', cell.yesNo, '是'),
    },
    [{ column: 'queen', refusal: bees.code('NO_QUEEN'), broken: (row) => row.queen === false }],
  );

  it('refuses a cell and a row with the module’s own codes, an empty one with the core’s', () => {
    expect(file.read({ hives: '9' })).toEqual({
      ok: false,
      refusals: [{ column: 'hives', code: 'beekeeping.TOO_MANY', params: { max: 5 } }],
    });
    expect(file.read({ hives: '3', queen: '否' })).toEqual({ ok: false, refusals: [{ column: 'queen', code: 'beekeeping.NO_QUEEN' }] });
    expect(file.read({})).toEqual({ ok: false, refusals: [{ column: 'hives', code: 'core.REQUIRED' }] });
  });
});
