/** A process of its own that sweeps areas, so that what it holds is what sweeping takes. It checks what was stored, and sends its figures to whoever forked it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { pino } from 'pino';
import { allRights, areaRange, type Sql } from 'xianjie/schema';
import { readSettings } from '../api/settings.js';
import { start } from '../api/start.js';
import { unpack } from '../plugins/sweeps/index.js';
import { projectRoot } from '../plugins/storage/index.js';

/** What one sweep took. */
export interface SweepTaken {
  readonly area: string;
  readonly subjects: number;
  readonly seconds: number;
  /** Of this process. */
  readonly cpuSeconds: number;
  /** How much more memory the process held at its peak than before. */
  readonly megabytes: number;
  readonly changes: number;
}

/** Subjects of each kind that are asked again one by one, to compare. */
const SAMPLE = 150;

const settings = readSettings(process.env, projectRoot);
const { storage, parts } = await start({ ...settings, demo: false }, pino({ level: 'warn' }, pino.destination(2)), () => undefined);
const today = parts.today();
const system = <R>(text: string, values: readonly unknown[] = []): Promise<R[]> => storage.db.system(({ sql }) => sql<R>(text, values));

const held = (what: 'VmRSS' | 'VmHWM'): number =>
  Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? NaN) / 1024;

async function sweep(area: string): Promise<SweepTaken> {
  const [row] = await system<{ id: string }>(
    `insert into sweep (area_code, checks, as_of, origin) values ($1, null, $2::date, 'REQUESTED') returning id`,
    [area, today],
  );
  // The kernel begins its peak anew.
  writeFileSync('/proc/self/clear_refs', '5');
  const [before, cpu, began] = [held('VmRSS'), process.cpuUsage(), performance.now()];
  await parts.sweeps.run(row?.id ?? '');
  const [seconds, { user, system: kernel }] = [(performance.now() - began) / 1000, process.cpuUsage(cpu)];
  const megabytes = held('VmHWM') - before;
  const [swept] = await system<{ state: string; done: number; total: number; changes: number }>(
    `select state, done, total, (select count(*)::int from verdict_change where sweep_id = $1::uuid) as changes from sweep where id = $1::uuid`,
    [row?.id],
  );
  if (swept?.state !== 'DONE' || swept.done !== swept.total) throw new Error(`the sweep of ${area} did not reach everybody`);
  return { area, subjects: swept.done, seconds, cpuSeconds: (user + kernel) / 1e6, megabytes, changes: swept.changes };
}

/** What is counted is what stands there, and everybody stands there. */
async function recount(area: string, subjects: number): Promise<void> {
  const { low, high } = areaRange(area);
  const [stored] = await system<{ n: number }>('select count(*)::int as n from verdict_state where area_code >= $1 and area_code < $2', [
    low,
    high,
  ]);
  if (stored?.n !== subjects) throw new Error(`${stored?.n ?? 0} of ${subjects} subjects are stored`);
  const differing = await system(
    `select check_code, outcome, fulfilled, sum(n) from (
       select check_code, outcome, fulfilled, n from verdict_count where area_code >= $1 and area_code < $2
       union all
       select v.code, get_byte(s.packed, v.at::int - 1) & 3, (get_byte(s.packed, v.at::int - 1) >> 2) & 3, -1
       from verdict_state s join verdict_set t on t.hash = s.set_hash, unnest(t.checks) with ordinality as v (code, at)
       where s.area_code >= $1 and s.area_code < $2 and get_byte(s.packed, v.at::int - 1) & 3 <> 3) c
     group by 1, 2, 3 having sum(n) <> 0`,
    [low, high],
  );
  if (differing.length > 0) throw new Error('what is counted is not what is stored');
}

const outcomes = ['NOT_ELIGIBLE', 'UNDETERMINED', 'ELIGIBLE'] as const;

/** Of some subjects of each kind the stored verdicts against those of a single question. @returns how many were compared */
async function compare(area: string): Promise<number> {
  const { low, high } = areaRange(area);
  const snapshot = storage.db.snapshot({ areas: [area], domains: 'ALL' }, 'MASKED');
  try {
    const rows = await some(snapshot.engineSql, low, high);
    const subjects = rows.map(({ kind, id, area: areaCode }) => ({ kind, id, areaCode }));
    const bound = parts.eligibility.bind({ engineSql: snapshot.engineSql, rights: allRights, today, counting: true });
    const told = new Map<string, string>();
    for (const { check, subject, outcome } of (await bound.evaluate({ subjects })).verdicts) told.set(`${subject.id} ${check}`, outcome);
    let compared = 0;
    for (const { id, checks, packed } of rows) {
      const bytes = Buffer.from(packed, 'hex');
      for (const [i, check] of checks.entries()) {
        const said = outcomes[unpack(bytes[i] ?? 3).outcome];
        if (said !== told.get(`${id} ${check}`))
          throw new Error(`${check} is stored as ${said ?? 'nothing'}, and a single question is told otherwise`);
        if (said !== undefined) compared++;
      }
    }
    return compared;
  } finally {
    await snapshot.close();
  }
}

const some = (sql: Sql, low: string, high: string) =>
  sql<{ kind: string; id: string; area: string; checks: readonly string[]; packed: string }>(
    `select kind, subject_id as id, area_code as area, checks, packed from (
       select s.kind, s.subject_id, s.area_code, t.checks, encode(s.packed, 'hex') as packed, row_number() over (partition by s.kind order by md5(s.subject_id::text)) as n
       from verdict_state s join verdict_set t on t.hash = s.set_hash where s.area_code >= $1 and s.area_code < $2) r where n <= $3::int`,
    [low, high, SAMPLE],
  );

try {
  for (const area of process.argv.slice(2)) {
    const first = await sweep(area);
    await recount(area, first.subjects);
    const compared = await compare(area);
    const again = await sweep(area);
    if (again.changes > 0) throw new Error('a second sweep finds changes where nothing was written');
    process.send?.({ first, again, compared });
  }
} finally {
  await storage.close();
}
process.exit(0);
