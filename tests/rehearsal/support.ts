import { pino } from 'pino';
import { openDoor, type Door } from '../../api/testing/door.js';
import { shipped } from '../sweeps/support.js';
import { testApp, type Answer, type TestApp } from '../support/app.js';
import { viewerOf, type Asker } from '../support/viewer.js';

export const TOWN = '150623100';

const START = `mutation ($input: RehearsePolicyInput!, $key: String!) {
  rehearsePolicy(input: $input) @idempotent(key: $key) { rehearsal { id state total done asOf } userErrors { code path message { en zh } } }
}`;
const GROUP = `{ key outside area { code } kind households gaining losing both unclear moreMoney lessMoney
  costs { period before after change unknownBefore unknownAfter }
  checks { check kind per every eligibleBefore eligibleAfter newlyEligible noLongerEligible undeterminedBefore undeterminedAfter newlyUndetermined
    noLongerUndetermined amountBefore amountAfter amountUnknownBefore amountUnknownAfter } }`;
export const READ = `query ($id: ID!) { rehearsal(id: $id) { state total done asOf area { code } failure { code } outdated { code }
  changes { parameter reference value { money number text { en } } inForce { code value { money } } }
  result { suppressed leftOut unauthorised total ${GROUP} byArea ${GROUP} byIncome ${GROUP} byKind ${GROUP} } } }`;

/** The demo town with all modules, and what is asked of rehearsals. */
export interface RehearsalBench extends TestApp {
  as(asker: Asker): Door;
  /** Asks for a rehearsal through the door. @returns its global id */
  start(input: Record<string, unknown>, key?: string): Promise<string>;
  /** Asks for one, carries it out, and reads it. */
  rehearsed(changes: readonly unknown[], area?: string): Promise<Answer['data']>;
  read(id: string): Promise<Answer['data']>;
  rows<R>(text: string, values?: readonly unknown[]): Promise<R[]>;
}

export async function rehearsalBench(): Promise<RehearsalBench> {
  const app = await testApp({ demo: true, modules: await shipped() });
  const log = pino({ level: 'silent' });
  let keys = 0;
  const start: RehearsalBench['start'] = async (input, key = `start-${++keys}`) => {
    const { rehearsePolicy } = await app.ask(START, { input, key });
    if (rehearsePolicy.rehearsal === null) throw new Error(JSON.stringify(rehearsePolicy.userErrors));
    return rehearsePolicy.rehearsal.id as string;
  };
  const read = async (id: string) => (await app.ask(READ, { id })).rehearsal;
  return {
    ...app,
    as: (asker) => openDoor(app, log, viewerOf(asker)),
    start,
    read,
    async rehearsed(changes, area = TOWN) {
      const id = await start({ area, changes });
      await app.parts.sweeps.settle();
      return read(id);
    },
    rows: (text, values = []) => app.storage.db.system(({ sql }) => sql(text, values)),
  };
}
