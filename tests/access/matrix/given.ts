import { randomUUID } from 'node:crypto';
import { globalId, type Given } from './graph.js';
import { places, type Place } from './places.js';
import type { World } from './world.js';

/** A sequence of its own from a seed. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Where the natural keys that root fields ask for are kept. */
const keys: Readonly<Record<string, readonly [table: string, column: string]>> = {
  'Query.household.number': ['household', 'register_number'],
  'Query.project.number': ['project', 'number'],
  'Query.school.code': ['education_school', 'code'],
  'Query.organisation.creditCode': ['employment_organisation', 'credit_code'],
};

/** Literals of arguments that name no row. */
const fixed: Readonly<Record<string, string>> = {
  'EvaluateEligibilityInput.subject': 'HOUSEHOLD',
  'EvaluateNamedValuesInput.subject': 'HOUSEHOLD',
  'HypotheticalFactInput.code': '"household.memberCount"',
  'Query.personDataExport.reason': '"The person asked for it."',
  'Query.trustedDocuments.client': '"shop-platform"',
  'Query.faultyRead.sql': '"select 1 as x"',
  'Query.apiClient.id': '"shop-platform"',
  'Query.policyDocument.code': '"TOWN-A"',
  'Query.parameterHistory.code': '"monitoring.incomeLine"',
};

/** Root fields that find a row by what is given: somebody else's row answers as none does. */
export const finders: ReadonlySet<string> = new Set([
  'node',
  'nodes',
  'feedReceipt',
  'village',
  ...Object.keys(keys).map((k) => k.split('.')[1] as string),
]);

/**
 * What a probe gives: rows and codes of a place, or, for `absent`, such as nobody has.
 * @param node type and table of the rows that `node` and `nodes` are asked for
 */
export function givenOf(
  world: World,
  place: Place | 'absent',
  random: () => number,
  node?: { readonly type: string; readonly table: string },
): Given {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const key = (table: string): string => (place === 'absent' ? randomUUID() : (pick(world.keys(table, place)) ?? randomUUID()));
  return {
    pick,
    area: place === 'absent' ? '150623100299' : places[place],
    row: (at) => {
      if (fixed[at] !== undefined) return fixed[at];
      if (at === 'Query.node.id' || at === 'Query.nodes.ids') return globalId(node?.type ?? 'Household', key(node?.table ?? 'household'));
      if (/^(Query\.personDataExport\.person|AuditFilter\.subject|\w*Filter\.person)$/.test(at)) return globalId('Person', key('person'));
      if (at === 'Query.sweep.id') return globalId('Sweep', key('sweep'));
      if (at === 'Query.rehearsal.id') return globalId('Rehearsal', key('rehearsal'));
      if (at === 'Query.decision.id' || at === 'Query.replayDecision.id') return globalId('Decision', randomUUID());
      if (at === 'DecisionFilter.household') return globalId('Household', key('household'));
      if (at === 'Query.feedReceipt.id') return globalId('FeedReceipt', key('feed_batch'));
      const natural = keys[at];
      if (!natural) return undefined;
      const shape = pick(world.values(...natural, 'own'));
      const value = place === 'absent' ? shape?.replace(/\d/g, '7') : (pick(world.values(...natural, place)) ?? 'none');
      return JSON.stringify(value);
    },
  };
}
