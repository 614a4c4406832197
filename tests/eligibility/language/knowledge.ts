import fc from 'fast-check';
import { townA, type AnyValue, type Fact, type PolicyModule } from 'xianjie/schema';
import { catalogueOf } from '../../../plugins/eligibility/catalogue/catalogue.js';
import { regimeOf } from '../../../plugins/eligibility/in-force/regime.js';
import { missing, type Answer, type World } from '../../../plugins/eligibility/facts/world.js';
import { parameters } from '../columns/world.js';
import { corePolicy, today } from '../support.js';

/** Worlds of which more and more is known, for what must hold of any condition that the language can say. */
const module: PolicyModule = { ...corePolicy, parameters: Object.values(parameters), checks: [], benefits: [], facts: [] };
const adoption = { document: townA, area: '15', from: '2022-08-29', to: null, basis: 'DEMO' } as const;
export const regime = regimeOf(catalogueOf([module]), [adoption], '150623100201', today);

/** A number that is always the same for the same words. */
const hash = (text: string): number => [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7);

export interface Knowledge {
  readonly seed: number;
  /** How much of ten is known. */
  readonly known: number;
}

/** The more is known, the more facts have their value, which never changes; with all of it every list and set is whole. */
export function worldOf({ seed, known }: Knowledge): World {
  const of = (text: string) => hash(`${seed}|${text}|${seed}`);
  const isKnown = (text: string) => of(`known ${text}`) % 10 < known;
  const valueOf = (fact: Fact, key: string): AnyValue => {
    const n = of(key);
    switch (fact.type) {
      case 'MONEY':
        return [0, 100, 300, 301, 900][n % 5] ?? 0;
      case 'NUMBER':
        return (n % 6) - 1;
      case 'DATE':
        return ['1990-02-28', '2004-02-29', '2023-06-30', '2024-12-31'][n % 4] ?? today;
      case 'BOOLEAN':
        return n % 2 === 0;
      case 'CODE':
        return ['A', 'B', 'C'][n % 3] ?? 'A';
      default:
        return ['A', 'B', 'C'].filter((code) => of(`${key} ${code}`) % 2 === 0 && isKnown(`${key} ${code}`));
    }
  };
  return {
    fact(id, fact, period): Answer {
      const key = `${id}|${fact.code}|${period ?? ''}`;
      if (!isKnown(key)) return missing(fact);
      return { known: true, value: valueOf(fact, key), whole: known === 10, providedBy: null, observedOn: null, contradictedBy: [] };
    },
    linked(id, link) {
      if (!link.many) return { ids: ['farm'], whole: true };
      const all = ['w0', 'w1', 'w2'].slice(0, of(id) % 4);
      return { ids: all.filter((one) => isKnown(one)), whole: known === 10 };
    },
  };
}
/** A farm of which so much is known. */
export const at = (knowledge: Knowledge) => ({ subjectId: 'farm', setting: { world: worldOf(knowledge), regime }, item: null });
export const knowledge = fc.tuple(fc.nat(1_000_000), fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 10 }));
