import {
  all,
  blank,
  cash,
  choose,
  defineBenefit,
  defineCheck,
  defineParameter,
  gte,
  household,
  householdBenefits,
  householdOf,
  lastYear,
  lt,
  minus,
  nonPolicy,
  of,
  perCapitaNetIncome,
  person,
  personBenefits,
  times,
  townA,
  type Parameter,
  type PolicyModule,
} from 'xianjie/schema';
import { catalogueOf } from '../../plugins/eligibility/catalogue/catalogue.js';
import type { AskedOf, Scanned } from '../../plugins/eligibility/cliffs/sample.js';
import { scanOf } from '../../plugins/eligibility/cliffs/scan.js';
import { regimeOf } from '../../plugins/eligibility/in-force/regime.js';
import { supposedAdoption } from '../../plugins/eligibility/in-force/supposed.js';
import { verdictOf } from '../../plugins/eligibility/telling/verdict.js';
import { missing, type World } from '../../plugins/eligibility/facts/world.js';
import { changedWorld } from '../../plugins/eligibility/counterfactual/changed-world.js';
import { corePolicy } from '../eligibility/support.js';

/** Invented rules about income: lump sums below a line, within two lines, by the month, what is missing to a line, and a table of steps. */
const text = (en: string) => ({ zh: en, en });
const values = [{ document: townA, place: 'L1', quote: 'x', operator: 'eq', value: 0 }] as const;
const line = (code: string) =>
  defineParameter({ code: `cliff.${code}`, title: text(code), type: 'MONEY', unit: 'yuan', use: 'LINE', concept: 'NET', values });
const amount = (code: string) =>
  defineParameter({ code: `cliff.${code}`, title: text(code), type: 'MONEY', unit: 'yuan', use: 'AMOUNT', values });
const [one, two, three, four] = [line('one'), line('two'), line('three'), line('four')];
const [lump, monthly, each] = [amount('lump'), amount('monthly'), amount('each')];
const parameters: readonly Parameter[] = [one, two, three, four, lump, monthly, each];

const income = lastYear(perCapitaNetIncome);
const rule = { kind: 'BENEFIT', force: 'MUST', policy: { document: townA, place: 'L1', quote: 'x' } } as const;
const ofHousehold = (code: string) =>
  defineBenefit({ code: `cliff.${code}`, title: text(code), form: 'CASH', recordedIn: householdBenefits });
const ofPerson = defineBenefit({ code: 'cliff.each', title: text('each'), form: 'CASH', recordedIn: personBenefits });
const [bLump, bMonthly, bMissing, bSteps, bOnce] = [
  ofHousehold('lump'),
  ofHousehold('monthly'),
  ofHousehold('missing'),
  ofHousehold('steps'),
  ofHousehold('once'),
];
const benefits = [bLump, bMonthly, bMissing, bSteps, bOnce, ofPerson];
const missingTo = minus(four, income);
const checks = [
  defineCheck({
    ...rule,
    code: 'cliff.lump',
    title: text('lump'),
    subject: household,
    when: lt(income, one),
    gives: cash(bLump, lump, { per: 'HOUSEHOLD', every: 'YEAR' }),
  }),
  defineCheck({
    ...rule,
    code: 'cliff.monthly',
    title: text('monthly'),
    subject: household,
    when: all(gte(income, two), lt(income, three)),
    gives: cash(bMonthly, monthly, { per: 'HOUSEHOLD', every: 'MONTH' }),
  }),
  defineCheck({
    ...rule,
    code: 'cliff.missing',
    title: text('missing'),
    subject: household,
    when: lt(income, four),
    gives: cash(bMissing, times(missingTo, nonPolicy(3, 'a number of the test')) as never, { per: 'HOUSEHOLD', every: 'YEAR' }),
  }),
  defineCheck({
    ...rule,
    code: 'cliff.steps',
    title: text('steps'),
    subject: household,
    when: lt(income, three),
    gives: cash(bSteps, choose({ title: text('steps'), rows: [[lt(income, two), lump]], otherwise: monthly }), {
      per: 'HOUSEHOLD',
      every: blank,
    }),
  }),
  defineCheck({
    ...rule,
    code: 'cliff.each',
    title: text('each'),
    subject: person,
    when: of(householdOf, lt(income, two)),
    gives: cash(ofPerson, each, { per: 'PERSON', every: 'YEAR' }),
  }),
  defineCheck({
    ...rule,
    code: 'cliff.once',
    title: text('once'),
    subject: household,
    when: lt(income, four),
    gives: cash(bOnce, blank, { per: 'HOUSEHOLD', every: 'ONCE' }),
  }),
];

const module: PolicyModule = {
  ...corePolicy,
  parameters: [...(corePolicy.parameters ?? []), ...parameters],
  benefits: [...(corePolicy.benefits ?? []), ...benefits],
  checks,
};
const catalogue = catalogueOf([module]);

const DAY = '2025-06-30';
const AREA = '150623100201';
const HOME = 'h';
const scanned: Scanned = { household: HOME, fact: perCapitaNetIncome, year: 2024 };

/** A family under policy values: what is asked of it, its scan, and its help at one income by single evaluation. */
export function familyOf(values: ReadonlyMap<string, number>, members: number) {
  const adoption = supposedAdoption({ area: AREA, values }, DAY);
  const adopted = { document: townA, area: AREA, from: '2022-08-29', to: null, basis: 'DEMO' } as const;
  const regime = regimeOf(catalogue, [adopted, adoption], AREA, DAY);
  const people = Array.from({ length: members }, (_, i) => `p${i}`);
  const world: World = {
    fact: (_id, fact) => missing(fact),
    linked: (id, link) => (link === householdOf ? { ids: [HOME], whole: true } : { ids: id === HOME ? people : [], whole: true }),
  };
  const setting = { world, regime };
  const asked = [...catalogue.checks.values()].flatMap((installed): AskedOf[] => {
    const ids = installed.check.subject === household ? [HOME] : people;
    return ids.map((id) => {
      const subject = { kind: installed.check.subject.code, id, areaCode: AREA };
      return { one: installed, about: { subject, askedFor: subject }, setting };
    });
  });
  return {
    scan: (range: { from: number; to: number; step: number }) =>
      scanOf(asked, scanned, range, members, (pieces, each) => Promise.resolve(pieces.map(each))),
    /** Known money by the year, in fen, counted here by hand. */
    yearly(at: number): number {
      const then = changedWorld(world, [{ kind: 'VALUE', subjectId: HOME, fact: perCapitaNetIncome, year: 2024, value: at }]);
      return asked
        .flatMap(({ one: { check }, about }) => verdictOf(check, about, { world: then, regime }).benefits)
        .filter(({ every }) => every === 'YEAR' || every === 'MONTH')
        .reduce((sum, { amount, every }) => sum + Number(amount?.money ?? 0) * (every === 'MONTH' ? 12 : 1), 0);
    },
  };
}
