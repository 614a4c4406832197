import { tokensFor } from './clients.js';
import { COUNTY } from './counties.js';
import type { Figures } from './figures.js';
import { aim, median } from './load.js';
import { startServer, type Database } from './servers.js';
import { sweepIn } from './sweep.js';

const PERIODS = ['2024', '2025-06'];
/** Everybody may be seen: the exact figures are told. */
const SCOPES = ['core', 'education', 'employment'].map((module) => `${module}:read:sensitive`);
const query = (period: string, more: string): string =>
  `{ indicators(area: "${COUNTY}", period: "${period}") { indicator { code } value { number money } met reason ${more} } }`;

interface Answer {
  readonly data?: { readonly indicators: readonly { readonly value: unknown; readonly reason: string | null }[] };
}

/** All indicators of the county and one period, and with each the table of its towns; verdicts are swept before, once. */
export async function measureIndicators(figures: Figures, database: Database, rounds: number): Promise<void> {
  const [there] = await database.query<{ there: boolean }>('select exists (select from verdict_count) as there');
  if (there?.there !== true) {
    figures.note('sweeping the county, for what counts verdicts ...');
    await sweepIn(database, COUNTY);
  }
  const server = await startServer('xianjie', database);
  const gun = aim(server.port, await tokensFor(database, server.port, SCOPES));
  try {
    for (const period of PERIODS)
      for (const [name, more] of [
        ['', ''],
        ['.byTown', 'byArea { value { number money } }'],
      ] as const) {
        const taken: number[] = [];
        let told = 0;
        for (let round = -1; round < rounds; round++) {
          const sent = performance.now();
          const { status, text } = await gun.send('/graphql', JSON.stringify({ query: query(period, more) }));
          const { data } = JSON.parse(text) as Answer;
          if (status !== 200 || data === undefined) throw new Error(`indicators: status ${status}: ${text.slice(0, 300)}`);
          told = data.indicators.filter(({ value }) => value !== null).length;
          if (told === 0) throw new Error('no indicator of the county is told');
          if (round >= 0) taken.push((performance.now() - sent) / 1000);
        }
        if (name === '') figures.add(`indicators.${period}.told`, told, 'indicators');
        figures.add(`indicators.${period}${name}`, median(taken), 's');
      }
  } finally {
    gun.close();
    await server.stop();
  }
}
