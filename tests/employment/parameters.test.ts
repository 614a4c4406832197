import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { blank, type Parameter } from 'xianjie/schema';
import { parameters } from '../../modules/employment/parameters.js';

interface CatalogueValue {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly value: number | null;
  readonly unit: string;
  readonly effectiveFrom: string;
  readonly quote: string;
  readonly kind: string;
  readonly operator: string;
  readonly jurisdictionCode: string;
  readonly sourceSection: string | null;
  readonly sourceLine: number;
}

const file = new URL('../fixtures/policy-values.json', import.meta.url);
const ours = (JSON.parse(readFileSync(file, 'utf8')) as (CatalogueValue & { readonly module: string })[]).filter(
  ({ id, module }) => module === 'employment' || id === 'relocation.jobsPerLabourHousehold',
);

/** The value as the catalogue writes it; one that refers to another parameter is blank there. */
function stated(parameter: Parameter): number | null {
  const value = parameter.values[0]?.value;
  if (value === blank || typeof value !== 'number') return null;
  return parameter.type === 'MONEY' ? value / 100 : value;
}

describe('the policy values of employment', () => {
  test('are those of the catalogue, letter by letter', () => {
    const declared = parameters.flatMap((parameter) =>
      parameter.values.map(({ document, place, quote, operator, validFrom, precision }) => ({
        id: parameter.code,
        ...parameter.title,
        value: stated(parameter),
        unit: parameter.unit,
        effectiveFrom: validFrom.slice(0, { YEAR: 4, MONTH: 7, DAY: 10 }[precision]),
        quote,
        operator,
        jurisdictionCode: document.code,
        place,
      })),
    );
    const expected = ours.map(
      ({ id, zh, en, value, unit, effectiveFrom, quote, operator, jurisdictionCode, sourceSection, sourceLine }) => ({
        id,
        zh,
        en,
        value,
        unit,
        effectiveFrom,
        quote,
        operator,
        jurisdictionCode,
        place: sourceSection === null ? `L${sourceLine}` : `${sourceSection} L${sourceLine}`,
      }),
    );
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
    expect(declared.sort(byId)).toEqual(expected.sort(byId));
  });

  test('targets of the catalogue are targets', () => {
    const targets = ours.filter(({ kind }) => kind === 'target').map(({ id }) => id);
    const uses = new Map(parameters.map((parameter) => [parameter.code, parameter.use]));
    expect(targets.map((id) => uses.get(id))).toEqual(targets.map(() => 'TARGET'));
  });
});
