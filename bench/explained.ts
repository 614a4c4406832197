import { tokensFor } from './clients.js';
import type { Figures } from './figures.js';
import { aim, percentile } from './load.js';
import { queries } from './queries.js';
import { startServer, type Database } from './servers.js';

const EXPLAINED = `eligibility(checks: ["monitoring.incomeLine"]) {
  outcome fulfilled
  conditions { satisfied text { zh en } actual { text { zh } } threshold { text { zh } } distance { text { zh en } } citation { quote place } }
  unknowns { title { zh en } suppliers { title { zh } } }
}`;

/** What one explained check costs: a household with everything, with and without it, one after the other. */
export async function measureExplained(figures: Figures, database: Database, rounds: number): Promise<void> {
  const record = queries.find(({ name }) => name === 'q3');
  if (!record) throw new Error('there is no question for one household');
  const server = await startServer('xianjie', database);
  const gun = aim(server.port, await tokensFor(database, server.port));
  try {
    const asked = { plain: record.graphql, explained: record.graphql.replace('version\n', `version ${EXPLAINED}\n`) };
    const taken = { plain: [] as number[], explained: [] as number[] };
    const households = await record.variables(database);
    // The first round warms the programs up and is not counted.
    for (let round = -1; round < rounds * 4; round++) {
      for (const variables of households) {
        for (const [name, query] of Object.entries(asked) as [keyof typeof asked, string][]) {
          const sent = performance.now();
          const { status, text } = await gun.send('/graphql', JSON.stringify({ query, variables }));
          const milliseconds = performance.now() - sent;
          if (status !== 200 || text.startsWith('{"errors"') || (name === 'explained' && !text.includes('"outcome":"')))
            throw new Error(`${name}: status ${status}: ${text.slice(0, 300)}`);
          if (round >= 0) taken[name].push(milliseconds);
        }
      }
    }
    const p95 = (name: keyof typeof asked): number =>
      percentile(
        taken[name].sort((a, b) => a - b),
        0.95,
      );
    figures.add('explained.plain.p95', p95('plain'), 'ms');
    figures.add('explained.p95', p95('explained'), 'ms');
    figures.add('explained.ratio', p95('explained') / p95('plain'), 'x-plain');
  } finally {
    gun.close();
    await server.stop();
  }
}
