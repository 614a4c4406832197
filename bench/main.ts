/**
 * This server beside the same without its protection and beside the limit, on the same database and data, from a client in a third process.
 *
 *   npm run bench                      about three minutes; the county is generated once and kept in data/bench
 *   npm run bench -- --json            the figures as one JSON object at the end
 *   npm run bench -- --rounds 5 --seconds 2
 *   npm run bench -- --boot            only how long a start takes, with 0, 1 and 2 modules; --rounds is how often
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../plugins/storage/index.js';
import { compareAnswers } from './answers.js';
import { measureBoot } from './boot.js';
import { Figures } from './figures.js';
import { aim, fire, geometricMean, median, percentile, type Gun, type Shot, type Volley } from './load.js';
import { queries, type Query } from './queries.js';
import { tokensFor } from './clients.js';
import { loadCounty, peakMegabytes, startDatabase, startServer, VARIANTS, type Running, type Variant } from './servers.js';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '1.5' },
    json: { type: 'boolean', default: false },
    boot: { type: 'boolean', default: false },
    data: { type: 'string', default: join(projectRoot, 'data', 'bench') },
  },
});

const CONCURRENCIES = [1, 32] as const;
type Volleys = Record<Variant, Volley[]>;

async function main(): Promise<void> {
  const rounds = Number(options.rounds);
  const milliseconds = Number(options.seconds) * 1000;
  const figures = new Figures(options.json);
  if (options.boot) {
    await measureBoot(figures, rounds);
    return figures.end();
  }
  const stop: (() => Promise<void>)[] = [];
  try {
    const database = await startDatabase(options.data, (line) => figures.note(line));
    stop.unshift(() => database.stop());
    await loadCounty(database, (line) => figures.note(line));
    const servers = {} as Record<Variant, Running>;
    for (const variant of VARIANTS) {
      servers[variant] = await startServer(variant, database);
      stop.unshift(() => servers[variant].stop());
    }
    figures.add('start', servers.xianjie.startedIn, 's');
    const guns: Record<Variant, Gun> = {
      xianjie: aim(servers.xianjie.port, await tokensFor(database, servers.xianjie.port)),
      open: aim(servers.open.port),
      limit: aim(servers.limit.port),
    };

    const measured = new Map<string, Volleys>();
    for (const query of queries) {
      const shots = await compareAnswers(query, guns, database);
      await warmUp(guns, shots);
      for (const concurrency of CONCURRENCIES)
        measured.set(`${query.name}.c${concurrency}`, await interleave(guns, shots, concurrency, rounds, milliseconds));
    }
    report(figures, measured, queries);
    figures.add('memory.peak', peakMegabytes(servers.xianjie), 'MB');
    figures.end();
    for (const gun of Object.values(guns)) gun.close();
  } finally {
    for (const one of stop) await one();
  }
}

async function warmUp(guns: Record<Variant, Gun>, shots: Record<Variant, readonly Shot[]>): Promise<void> {
  for (const variant of VARIANTS) await fire(guns[variant], shots[variant], 8, 700);
}

/** One variant after the other within each round, so that what disturbs the machine disturbs both. */
async function interleave(
  guns: Record<Variant, Gun>,
  shots: Record<Variant, readonly Shot[]>,
  concurrency: number,
  rounds: number,
  milliseconds: number,
): Promise<Volleys> {
  const volleys: Volleys = { xianjie: [], open: [], limit: [] };
  for (let round = 0; round < rounds; round++) {
    for (const variant of round % 2 === 0 ? VARIANTS : [...VARIANTS].reverse()) {
      volleys[variant].push(await fire(guns[variant], shots[variant], concurrency, milliseconds));
    }
  }
  return volleys;
}

const rate = (volleys: readonly Volley[]): number => median(volleys.map((volley) => volley.requests / volley.seconds));
const p99 = (volleys: readonly Volley[]): number => median(volleys.map((volley) => percentile(volley.latencies, 0.99)));

function report(figures: Figures, measured: ReadonlyMap<string, Volleys>, all: readonly Query[]): void {
  for (const concurrency of CONCURRENCIES) {
    const ratios: number[] = [];
    const costs: number[] = [];
    for (const query of all) {
      const key = `${query.name}.c${concurrency}`;
      const volleys = measured.get(key);
      if (!volleys) continue;
      for (const variant of VARIANTS) {
        figures.add(`${key}.${variant}`, rate(volleys[variant]), 'requests/s');
        figures.add(`${key}.${variant}.p99`, p99(volleys[variant]), 'ms');
      }
      ratios.push(rate(volleys.xianjie) / rate(volleys.limit));
      figures.add(`${key}.ratio`, rate(volleys.xianjie) / rate(volleys.limit), 'x-limit');
      costs.push(rate(volleys.open) / rate(volleys.xianjie));
      figures.add(`${key}.security`, rate(volleys.open) / rate(volleys.xianjie), 'x-open');
    }
    figures.add(`mean.c${concurrency}.ratio`, geometricMean(ratios), 'x-limit');
    figures.add(`mean.c${concurrency}.security`, geometricMean(costs), 'x-open');
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
