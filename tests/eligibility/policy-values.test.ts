import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { blank, type Parameter, type ParameterValue } from 'xianjie/schema';
import { parameters } from '../../schema/core/parameters.js';

interface CatalogueValue {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly value: number | null;
  readonly valueMax?: number;
  readonly unit: string;
  readonly effectiveFrom: string;
  readonly sourceFile: string;
  readonly quote: string;
  readonly kind: string;
  readonly operator: string;
  readonly module: string;
  readonly jurisdictionCode: string;
  readonly sourceSection: string | null;
  readonly sourceLine: number;
}

const catalogue = JSON.parse(readFileSync(new URL('../fixtures/policy-values.json', import.meta.url), 'utf8')) as CatalogueValue[];
const coreModules = ['monitoring', 'income', 'period', 'area', 'registry'];
/** Targets of other chapters that the core's own indicators are held against. */
const targets = ['collective.operatingIncomeTarget', 'funds.industryShare'];
const core = catalogue.filter((entry) => coreModules.includes(entry.module) || targets.includes(entry.id));

/** One code, a value for each document: the jurisdiction at the end of an id is not part of the code. */
const codeOf = (id: string) => id.replace(/\.(HEB|HN|C|H|JS|ALZQ)$/, '');

function catalogueForm(value: ParameterValue['value'], type: string): { value: unknown; valueMax?: number } {
  // The catalogue leaves the value of a reference out too: it is the other parameter's.
  if (value === blank || (typeof value === 'object' && 'declares' in value)) return { value: null };
  if (type === 'MONEY') return { value: (value as number) / 100 };
  if (type === 'RANGE') {
    const { from, to } = value as { from: number; to: number };
    return { value: from, valueMax: to };
  }
  return { value };
}

function declared(parameter: Parameter, value: ParameterValue) {
  const title = value.title ?? parameter.title;
  return {
    code: parameter.code,
    zh: title.zh,
    en: title.en,
    ...catalogueForm(value.value, parameter.type),
    unit: parameter.unit,
    effectiveFrom: value.validFrom.slice(0, { YEAR: 4, MONTH: 7, DAY: 10 }[value.precision]),
    sourceFile: value.document.sourceFile,
    quote: value.quote,
    operator: value.operator,
    jurisdictionCode: value.document.code,
    place: value.place,
  };
}

function expected({
  id,
  zh,
  en,
  value,
  valueMax,
  unit,
  effectiveFrom,
  sourceFile,
  quote,
  operator,
  jurisdictionCode,
  sourceSection,
  sourceLine,
}: CatalogueValue) {
  const place = sourceSection === null ? `L${sourceLine}` : `${sourceSection} L${sourceLine}`;
  const range = valueMax === undefined ? {} : { valueMax };
  return { code: codeOf(id), zh, en, value, ...range, unit, effectiveFrom, sourceFile, quote, operator, jurisdictionCode, place };
}

const key = (v: { code: string; jurisdictionCode: string }) => `${v.code} ${v.jurisdictionCode}`;
const sorted = <T extends { code: string; jurisdictionCode: string }>(list: T[]) => list.sort((a, b) => (key(a) < key(b) ? -1 : 1));

describe('the policy values of the core', () => {
  test('the catalogue has 134 policy values, 26 of them the core’s', () => {
    expect(catalogue).toHaveLength(134);
    expect(new Set(catalogue.map((entry) => entry.kind))).toEqual(new Set(['parameter', 'target', 'blank']));
    expect(core).toHaveLength(26);
  });

  test('are those of the catalogue, letter by letter', () => {
    const ours = parameters.flatMap((parameter) => parameter.values.map((value) => declared(parameter, value)));
    expect(sorted(ours)).toEqual(sorted(core.map(expected)));
  });

  test('targets of the catalogue are targets', () => {
    const wanted = new Set(core.filter((entry) => entry.kind === 'target').map((entry) => codeOf(entry.id)));
    expect(new Set(parameters.filter((p) => p.use === 'TARGET').map((p) => p.code))).toEqual(wanted);
  });
});
