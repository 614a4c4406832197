import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { openDoor, type Answer } from '../../api/testing/door.js';
import type { Composition } from '../../api/compose.js';
import { viewerOf, type Asker } from '../support/viewer.js';

/** An official who has signed in and may decide, or somebody with less. */
export const OFFICIAL = { id: 'u-1', title: { zh: '王干事', en: 'Officer Wang' } };
export function officialOf(given: Asker = {}) {
  const { scopes, ...viewer } = viewerOf({ user: OFFICIAL, roles: ['TOWNSHIP_SPECIALIST'], ...given });
  return { ...viewer, scopes: [...scopes, 'core:decide'] };
}

export interface Asks {
  ask(query: string, variables?: object): Promise<Answer>;
  decide(input: object, key?: string): Promise<Recorded>;
}
export interface Recorded {
  readonly decision: { readonly id: string } | null;
  readonly verdict: { readonly outcome: string } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

const RECORD = (
  key: string,
): string => `mutation ($input: RecordDecisionInput!) { recordDecision(input: $input) @idempotent(key: "${key}") {
  decision { id outcome overrides reason decidedBy roles } verdict { outcome } userErrors { code path } } }`;

export function asks(composition: Composition, viewer: ReturnType<typeof viewerOf> = officialOf()): Asks {
  const door = openDoor(composition, pino({ level: 'silent' }), viewer);
  const ask: Asks['ask'] = async (query, variables) => (await door.post({ query, variables })).body;
  return {
    ask,
    decide: async (input, key = randomUUID()) => {
      const { data, errors } = await ask(RECORD(key), { input });
      if (errors !== undefined) throw new Error(errors.map((e) => `${e.extensions.code}: ${e.message}`).join('; '));
      return data.recordDecision as Recorded;
    },
  };
}

export interface Household {
  readonly id: string;
  readonly number: string;
  readonly outcome: string;
}

/** Households of the demo with what a check says of them. */
export async function households({ ask }: Asks, check: string): Promise<Household[]> {
  const { data, errors } = await ask(
    `query ($checks: [String!]) { households(first: 100) { nodes { id number eligibility(checks: $checks) { outcome } } } }`,
    { checks: [check] },
  );
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  const nodes = data.households.nodes as { id: string; number: string; eligibility: { outcome: string }[] }[];
  return nodes.flatMap(({ id, number, eligibility }) => eligibility.map(({ outcome }) => ({ id, number, outcome })));
}
