import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { blank } from 'xianjie/schema';
import { parameters } from '../../modules/education/parameters.js';

interface CatalogueValue {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly value: number | null;
  readonly unit: string;
  readonly effectiveFrom: string;
  readonly sourceFile: string;
  readonly quote: string;
  readonly operator: string;
  readonly module: string;
  readonly jurisdictionCode: string;
  readonly sourceSection: string | null;
  readonly sourceLine: number;
}
const catalogue = JSON.parse(readFileSync(new URL('../fixtures/policy-values.json', import.meta.url), 'utf8')) as CatalogueValue[];
const expected = catalogue.filter((entry) => entry.module === 'education');
const ids = new Set(expected.map((entry) => entry.id));

describe('the policy values of education', () => {
  test('are those of the catalogue, letter by letter', () => {
    const ours = parameters
      .filter((parameter) => ids.has(parameter.code))
      .flatMap((parameter) =>
        parameter.values.map(({ value, document, place, quote, operator, validFrom, precision }) => ({
          id: parameter.code,
          ...parameter.title,
          value: value === blank ? null : value,
          unit: parameter.unit,
          effectiveFrom: validFrom.slice(0, { YEAR: 4, MONTH: 7, DAY: 10 }[precision]),
          sourceFile: document.sourceFile,
          quote,
          operator,
          jurisdictionCode: document.code,
          place,
        })),
      );
    const wanted = expected.map(({ id, zh, en, value, unit, effectiveFrom, sourceFile, quote, operator, jurisdictionCode, ...at }) => ({
      ...{ id, zh, en, value, unit, effectiveFrom, sourceFile, quote, operator, jurisdictionCode },
      place: `${at.sourceSection} L${at.sourceLine}`,
    }));
    expect(ours).toEqual(wanted);
  });

  test('beyond them there are only amounts that the sources leave out: nobody invents one', () => {
    const beyond = parameters.filter((parameter) => !ids.has(parameter.code));
    expect(beyond.map((parameter) => parameter.use)).toEqual(beyond.map(() => 'AMOUNT'));
    expect(beyond.flatMap((parameter) => parameter.values.map(({ value }) => value))).toEqual(beyond.map(() => blank));
  });
});
