import { pino } from 'pino';
import { modulesOf } from '../../api/start.js';
import { readSettings } from '../../api/settings.js';
import { openDoor, type Door } from '../../api/testing/door.js';
import type { PolicyModule } from '../../schema/index.js';
import { projectRoot } from '../../plugins/storage/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { viewerOf, type Asker } from '../support/viewer.js';

export const TOWN = '150623100';

/** The modules that package.json lists. */
export const shipped = (): Promise<PolicyModule[]> => modulesOf(readSettings({}, projectRoot));

const START = `mutation ($input: StartSweepInput!, $key: String!) {
  startSweep(input: $input) @idempotent(key: $key) { sweep { id state total done asOf } userErrors { code path message { en } } }
}`;

/** The demo town with all modules, and what is asked of sweeps. */
export interface SweepBench extends TestApp {
  as(asker: Asker): Door;
  /** Asks for a sweep through the door. @returns its global id */
  start(input: Record<string, unknown>, key?: string): Promise<string>;
  rows<R>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** What stands of everybody, by subject: readable, so that a difference says what differs. */
  states(): Promise<Record<string, string>>;
  /** What is counted, by area, check and codes. */
  counts(): Promise<Record<string, string>>;
}

export async function sweepBench(): Promise<SweepBench> {
  const app = await testApp({ demo: true, modules: await shipped() });
  const log = pino({ level: 'silent' });
  const rows: SweepBench['rows'] = <R>(text: string, values: readonly unknown[] = []) =>
    app.storage.db.system(({ sql }) => sql<R>(text, values));
  let keys = 0;
  return {
    ...app,
    as: (asker) => openDoor(app, log, viewerOf(asker)),
    async start(input, key = `start-${++keys}`) {
      const { startSweep } = await app.ask(START, { input, key });
      if (startSweep.sweep === null) throw new Error(JSON.stringify(startSweep.userErrors));
      return startSweep.sweep.id as string;
    },
    rows,
    async states() {
      const found = await rows<{ key: string; said: string }>(
        `select s.kind || ' ' || s.subject_id as key, s.area_code || ' ' || string_agg(v.code || '=' || get_byte(s.packed, v.at::int - 1) || coalesce('/' || s.amounts[v.at], ''), ' ' order by v.at) as said
         from verdict_state s join verdict_set t on t.hash = s.set_hash, unnest(t.checks) with ordinality as v (code, at) group by s.kind, s.subject_id`,
      );
      return Object.fromEntries(found.map(({ key, said }) => [key, said]));
    },
    async counts() {
      const found = await rows<{ key: string; n: string }>(
        `select area_code || ' ' || check_code || ' ' || outcome || fulfilled || held as key, n || ' ' || amount || ' ' || amount_unknown as n from verdict_count where n <> 0`,
      );
      return Object.fromEntries(found.map(({ key, n }) => [key, n]));
    },
  };
}

/** The counts as they are when the states are counted afresh. */
export const RECOUNTED = `select s.area_code || ' ' || v.code || ' ' || (b & 3) || ((b >> 2) & 3) || ((b >> 4) & 3) as key,
    count(*) || ' ' || coalesce(sum(amount), 0) || ' ' || count(*) filter (where amount is null) as n
  from verdict_state s join verdict_set t on t.hash = s.set_hash
  cross join lateral (select code, get_byte(s.packed, at::int - 1) as b, s.amounts[at] as amount from unnest(t.checks) with ordinality as u (code, at)) v
  where b & 3 <> 3 group by s.area_code, v.code, b`;
