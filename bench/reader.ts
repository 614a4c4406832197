import { compareAnswers } from './answers.js';
import { tokensFor } from './clients.js';
import type { Figures } from './figures.js';
import { aim, fire, geometricMean, median, percentile, type Gun, type Shot, type Volley } from './load.js';
import { installPeers } from './peers.js';
import { preparePostGraphile } from './postgraphile.js';
import { queries } from './queries.js';
import { peakMegabytes, startServer, type Database, type Running, type Variant } from './servers.js';

const CONCURRENCIES = [1, 32] as const;
type Volleys = ReadonlyMap<Variant, Volley[]>;

/** How long is measured. */
export interface Measuring {
  readonly rounds: number;
  readonly milliseconds: number;
}

/** Four questions, asked of this server, of the same without its protection, of the limit and of PostGraphile. */
export async function measureReader(figures: Figures, database: Database, measuring: Measuring): Promise<void> {
  const peers = await installPeers((line) => figures.note(line));
  const compared = peers?.node !== undefined;
  if (compared) await preparePostGraphile(database);
  else if (peers) figures.note('PostGraphile 5 needs Node 22 or newer: it is left out');
  const variants: readonly Variant[] = ['xianjie', 'open', 'limit', ...(compared ? (['postgraphile'] as const) : [])];
  const servers = new Map<Variant, Running>();
  const guns = new Map<Variant, Gun>();
  try {
    for (const variant of variants) {
      const server = await startServer(variant, database, { peers });
      servers.set(variant, server);
      guns.set(variant, aim(server.port, variant === 'xianjie' ? await tokensFor(database, server.port) : []));
    }
    figures.note(`all servers on Node ${compared ? await versionOf(servers) : process.version}`);
    figures.add('start', servers.get('xianjie')?.startedIn ?? NaN, 's');
    const measured = new Map<string, Volleys>();
    for (const query of queries) {
      const shots = await compareAnswers(query, guns, database);
      for (const [variant, gun] of guns) await fire(gun, shots.get(variant) ?? [], 8, 700);
      for (const concurrency of CONCURRENCIES)
        measured.set(`${query.name}.c${concurrency}`, await interleave(guns, shots, concurrency, measuring));
    }
    for (const concurrency of CONCURRENCIES) report(figures, measured, concurrency, compared);
    for (const variant of ['xianjie', ...(compared ? (['postgraphile'] as const) : [])] as const) {
      const server = servers.get(variant);
      if (server) figures.add(variant === 'xianjie' ? 'memory.peak' : `memory.peak.${variant}`, peakMegabytes(server), 'MB');
    }
  } finally {
    for (const gun of guns.values()) gun.close();
    for (const server of [...servers.values()].reverse()) await server.stop();
  }
}

/** What the servers run on, as they were started. */
async function versionOf(servers: ReadonlyMap<Variant, Running>): Promise<string> {
  const { execFile } = await import('node:child_process');
  const path = servers.get('xianjie')?.process.spawnfile ?? process.execPath;
  return new Promise((resolve) => execFile(path, ['--version'], (_error, out) => resolve(out.trim())));
}

/** One variant after the other within each round, so that what disturbs the machine disturbs all. */
async function interleave(
  guns: ReadonlyMap<Variant, Gun>,
  shots: ReadonlyMap<Variant, readonly Shot[]>,
  concurrency: number,
  { rounds, milliseconds }: Measuring,
): Promise<Volleys> {
  const volleys = new Map<Variant, Volley[]>([...guns.keys()].map((variant) => [variant, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [variant, gun] of round % 2 === 0 ? guns : [...guns].reverse())
      volleys.get(variant)?.push(await fire(gun, shots.get(variant) ?? [], concurrency, milliseconds));
  }
  return volleys;
}

const rate = (volleys: readonly Volley[] = []): number => median(volleys.map((volley) => volley.requests / volley.seconds));
const p99 = (volleys: readonly Volley[] = []): number => median(volleys.map((volley) => percentile(volley.latencies, 0.99)));

function report(figures: Figures, measured: ReadonlyMap<string, Volleys>, concurrency: number, compared: boolean): void {
  const ratios = { limit: [] as number[], open: [] as number[], postgraphile: [] as number[], p99: [] as number[] };
  for (const query of queries) {
    const key = `${query.name}.c${concurrency}`;
    const volleys = measured.get(key);
    if (!volleys) continue;
    for (const [variant, ofVariant] of volleys) {
      figures.add(`${key}.${variant}`, rate(ofVariant), 'requests/s');
      figures.add(`${key}.${variant}.p99`, p99(ofVariant), 'ms');
    }
    const own = rate(volleys.get('xianjie'));
    ratios.limit.push(own / rate(volleys.get('limit')));
    ratios.open.push(rate(volleys.get('open')) / own);
    figures.add(`${key}.ratio`, own / rate(volleys.get('limit')), 'x-limit');
    figures.add(`${key}.security`, rate(volleys.get('open')) / own, 'x-open');
    if (!compared) continue;
    ratios.postgraphile.push(own / rate(volleys.get('postgraphile')));
    ratios.p99.push(p99(volleys.get('xianjie')) / p99(volleys.get('postgraphile')));
    figures.add(`${key}.postgraphile.ratio`, own / rate(volleys.get('postgraphile')), 'x-postgraphile');
  }
  figures.add(`mean.c${concurrency}.ratio`, geometricMean(ratios.limit), 'x-limit');
  figures.add(`mean.c${concurrency}.security`, geometricMean(ratios.open), 'x-open');
  if (!compared) return;
  figures.add(`mean.c${concurrency}.postgraphile.ratio`, geometricMean(ratios.postgraphile), 'x-postgraphile');
  figures.add(`mean.c${concurrency}.postgraphile.p99`, geometricMean(ratios.p99), 'x-postgraphile');
}
