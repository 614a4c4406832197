import { fork } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../plugins/storage/index.js';
import { copyCounties, COUNTY, PREFECTURE } from './counties.js';
import type { Figures } from './figures.js';
import { environment, type Database } from './servers.js';
import type { SweepTaken } from './sweep-run.js';

interface Swept {
  readonly first: SweepTaken;
  readonly again: SweepTaken;
  readonly compared: number;
}

/**
 * A sweep of the county with all checks, from PostgreSQL to stored verdicts, and one more in which nothing has changed; then the same of
 * several counties. What is stored is counted again, and compared with single questions.
 * @param counties how many the larger area has; 1: only the county
 */
export async function measureSweep(figures: Figures, database: Database, counties: number): Promise<void> {
  const county = await sweepIn(database, COUNTY);
  add(figures, 'sweep', county);
  if (counties < 2) return;
  figures.note(`copying the county ${counties - 1} times (kept) ...`);
  await copyCounties(database, counties);
  // What stands of the first county is taken away: everybody is swept for the first time again.
  const wide = await sweepIn(database, PREFECTURE);
  add(figures, 'sweep.wide', wide);
  const perSubject = ({ seconds, subjects }: SweepTaken): number => seconds / subjects;
  figures.add('sweep.wide.perSubject', perSubject(wide.first) / perSubject(county.first), 'x-county');
}

function add(figures: Figures, name: string, { first, again, compared }: Swept): void {
  figures.add(`${name}.subjects`, first.subjects, 'subjects');
  figures.add(`${name}.first`, first.seconds, 's');
  figures.add(`${name}.first.cpu`, first.cpuSeconds, 's');
  figures.add(`${name}.first.rate`, first.subjects / first.seconds, 'subjects/s');
  figures.add(`${name}.again`, again.seconds, 's');
  figures.add(`${name}.memory`, first.megabytes, 'MB');
  figures.note(`${compared} verdicts compared with single questions`);
}

/** Sweeps an area of which nothing was kept, in a process of its own. */
export async function sweepIn(database: Database, area: string): Promise<Swept> {
  await database.query(
    'truncate verdict_state, verdict_count, verdict_change, swept_area, stale_subject, outbox_event, sweep, sweep_figure cascade',
  );
  await database.query('analyze');
  const child = fork(join(projectRoot, 'dist', 'bench', 'sweep-run.js'), [area], {
    env: environment(database),
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  let swept: Swept | undefined;
  child.on('message', (message) => (swept = message as Swept));
  await new Promise((resolve) => child.once('exit', resolve));
  if (swept === undefined) throw new Error(`the sweep of ${area} failed`);
  return swept;
}
