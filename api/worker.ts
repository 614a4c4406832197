import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { projectRoot } from '../plugins/storage/index.js';
import { run, say } from './run.js';
import { readSettings } from './settings.js';
import { start } from './start.js';

/** How long what runs may take after the signal to stop; what is not done by then is taken up by another process. */
const DRAIN_MS = 20_000;

/** Carries jobs out beside servers that do not (XIANJIE_JOBS=off), on the same database. */
async function main(): Promise<void> {
  const settings = readSettings(process.env, projectRoot);
  if (settings.databaseUrl === undefined)
    throw new Error('a worker shares its database with servers: set DATABASE_URL; with the embedded database the server does it all');
  const log = pino({ level: settings.logLevel, base: null }, pino.destination({ dest: 2, sync: false }));
  const { storage, parts } = await start(settings, log, say);
  const worker = parts.sweeps.startWorker(settings.nightly);
  say('jobs are carried out');
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    say('stopping: what runs is put down at the next block');
    await Promise.race([worker.stop(DRAIN_MS), sleep(DRAIN_MS)]);
    await parts.audit.stop();
    await storage.close();
    say('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
}

run(main);
