import { describe, expect, test } from 'vitest';
import {
  blank,
  cappedTogether,
  defineBenefit,
  defineFact,
  defineParameter,
  defineStatus,
  exclusive,
  ordered,
  personBenefits,
  project,
  stackingUnknown,
  type Relation,
} from 'xianjie/schema';
import { installed } from '../../api/compose.js';
import { finance } from '../../schema/facts/departments.js';
import { cap, coal, gas, moduleWith, place, relations, stove, visit, wood } from './fixture.js';

const title = { zh: '关系', en: 'relation' };
const rule = { code: 'test.one', title, per: 'PERSON', policy: place } as const;
const boot =
  (given: readonly Relation[], more: Parameters<typeof moduleWith>[1] = {}) =>
  () =>
    installed([moduleWith(given, more)]);

describe('at boot', () => {
  test('relations that fit together are taken, with partners that are not installed', () => {
    expect(boot(relations)).not.toThrow();
    expect(boot([exclusive([wood, 'elsewhere.oil'], rule)])).not.toThrow();
  });

  test('a benefit that no module lists is named, with the cure', () => {
    const stray = defineBenefit({ code: 'test.stray', title, form: 'CASH', recordedIn: personBenefits });
    expect(boot([exclusive([wood, stray], rule)])).toThrow(
      /module "test": relation "test.one" names the benefit "test.stray", which no module lists: add it to "benefits"/,
    );
  });

  test('a code that an installed module would declare and does not is a mistake, not a partner that is not installed', () => {
    expect(boot([exclusive([wood, 'test.wod'], rule)])).toThrow(
      /names the benefit "test.wod", which module "test" does not declare: correct the code, or add the benefit there/,
    );
    expect(boot([exclusive([wood, 'MONITRED'], rule)])).toThrow(/"MONITRED", which nobody declares: write "<domain>.<benefit>"/);
  });

  test('one benefit, and a benefit twice, are no relation', () => {
    expect(boot([exclusive([wood] as never, rule)])).toThrow(/names fewer than two benefits/);
    expect(boot([exclusive([wood, coal, wood], rule)])).toThrow(/names the benefit "test.wood" twice/);
  });

  test('the same relation twice is refused, unless one replaces the other', () => {
    const again = { ...rule, code: 'test.two' } as const;
    expect(boot([exclusive([wood, coal], rule), exclusive([coal, gas, wood], again)])).toThrow(
      /relation "test.one" and relation "test.two" of module "test" say the same of "test.wood" and "test.coal": give both one "family"/,
    );
    const family = 'test.fuel';
    expect(boot([exclusive([wood, coal], { ...rule, family }), exclusive([coal, wood], { ...again, family })])).not.toThrow();
    expect(boot([exclusive([wood, coal], rule), exclusive([wood, coal], { ...again, per: 'HOUSEHOLD' })])).not.toThrow();
  });

  test('two relations that contradict each other over a pair are refused', () => {
    const again = { ...rule, code: 'test.two' } as const;
    expect(boot([exclusive([wood, coal], rule), stackingUnknown([wood, coal, gas], again)])).toThrow(
      /contradict each other over "test.wood" and "test.coal" \(EXCLUSIVE, STACKING_UNKNOWN\)/,
    );
    expect(boot([ordered([wood, coal], rule), ordered([coal, wood], again)])).toThrow(/contradict each other .*\(ORDERED, ORDERED\)/);
    expect(boot([exclusive([wood, coal], rule), cappedTogether([wood, coal], cap, { ...again, every: 'YEAR' })])).toThrow(/contradict/);
  });

  test('a cap and an order go together, and so do two caps over other benefits', () => {
    const again = { ...rule, code: 'test.two', every: 'YEAR' } as const;
    expect(boot([ordered([wood, coal], rule), cappedTogether([wood, coal], cap, again)])).not.toThrow();
    expect(
      boot([cappedTogether([wood, coal], cap, { ...rule, every: blank }), cappedTogether([wood, coal, gas], cap, again)]),
    ).not.toThrow();
  });

  test('two modules may not have relations of one code', () => {
    expect(() => installed([moduleWith(), moduleWith([exclusive([wood, coal], { ...rule, code: 'test.careFirst' })], { id: 'other', benefits: [], checks: [], facts: [], parameters: [], policies: [] })])).toThrow(/the relation "test.careFirst" is declared by module "test" and by module "other"/); // prettier-ignore
  });

  test('what nobody is recorded to hold, or neither people nor households hold, is in no relation', () => {
    const status = defineStatus({ code: 'test.status', title });
    const ofProjects = defineFact({ code: 'test.ofProjects', title, subject: project, type: 'CODES', codes: {} as Readonly<Record<string, { zh: string; en: string }>>, level: 'INTERNAL', suppliers: [finance], source: 'RECORDED' }); // prettier-ignore
    const grant = defineBenefit({ code: 'test.grant', title, form: 'CASH', recordedIn: ofProjects });
    const benefits = [...(moduleWith().benefits ?? []), status, grant];
    expect(boot([exclusive([wood, status], rule)], { benefits })).toThrow(/"test.status", of which nothing records who holds it/);
    expect(boot([exclusive([wood, grant], rule)], { benefits })).toThrow(/"test.grant", which a PROJECT holds/);
  });

  test('what households hold is in no relation of one person', () => {
    expect(boot([exclusive([stove, wood], rule)])).toThrow(/names "test.stove", which households hold: write per: 'HOUSEHOLD'/);
  });

  test('the cap is a listed amount of money', () => {
    const stray = defineParameter({ code: 'test.strayCap', title, type: 'MONEY', unit: 'yuan', use: 'AMOUNT', values: [] });
    const line = defineParameter({ code: 'test.line', title, type: 'MONEY', concept: 'NET', unit: 'yuan', use: 'LINE', values: [] });
    expect(boot([cappedTogether([wood, visit], stray, { ...rule, every: 'YEAR' })])).toThrow(
      /has the cap "test.strayCap", which no module lists: add it to "parameters"/,
    );
    expect(boot([cappedTogether([wood, visit], line as never, { ...rule, every: 'YEAR' })])).toThrow(/which is no amount of money/);
  });

  test('a place, a quote, both languages and the document are asked for', () => {
    expect(boot([exclusive([wood, coal], { ...rule, policy: { ...place, quote: ' ' } })])).toThrow(
      /the quote of relation "test.one" is missing/,
    );
    expect(boot([exclusive([wood, coal], { ...rule, title: { zh: '甲' } as never })])).toThrow(/relation "test.one" has no text in "en"/);
    expect(boot([exclusive([wood, coal], { ...rule, policy: { ...place, document: { ...place.document, code: 'NONE' } } })])).toThrow(
      /relation "test.one" cites document "NONE", which no module declares/,
    );
  });
});
