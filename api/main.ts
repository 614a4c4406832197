import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { createSealer } from '../plugins/audit/index.js';
import { projectRoot } from '../plugins/storage/index.js';
import { welcome } from './http/examples.js';
import { hostsOf } from './http/guard.js';
import { createHttpServer } from './http/server.js';
import { createGraphServer } from './http/yoga.js';
import { run, say } from './run.js';
import { addressOf, readSettings } from './settings.js';
import { start } from './start.js';

/** How long requests in flight may take after the signal to stop. */
const DRAIN_MS = 8_000;

async function main(): Promise<void> {
  const settings = readSettings(process.env, projectRoot);
  // Lines for people go to standard output, the log to standard error.
  const log = pino({ level: settings.logLevel, base: null }, pino.destination({ dest: 2, sync: false }));
  const { host } = settings;
  // Known when it listens: the port 0 is any free one.
  let address = settings.publicUrl ?? addressOf(host, settings.port);
  const { storage, demo, schema, parts, modules, auth, signIn, origins } = await start(settings, log, say, { url: () => address });
  // Only where nobody but this machine sees the page, and all families are invented.
  const pageHeaders = async (): Promise<Record<string, string>> => {
    if (!demo || settings.publicUrl !== undefined) return {};
    const token = await auth.tokenFor('county-admin');
    return token === undefined ? {} : { Authorization: `Bearer ${token}`, 'Xianjie-Purpose': 'MONITORING' };
  };
  const { server, drain } = createHttpServer({
    graph: createGraphServer(schema, parts, log, pageHeaders),
    feeds: parts.feeds,
    identify: ({ headers }) => auth.identify({ authorization: headers.authorization, purpose: headers['xianjie-purpose']?.toString() }),
    auth,
    signIn,
    donePage: demo,
    origins,
    hosts: hostsOf(settings.publicUrl),
    audit: parts.audit,
    // Who cannot be audited is not served: a balancer asks somebody else.
    ready: async () => parts.audit.healthy() && (await storage.ready()),
    log,
  });
  try {
    await new Promise<void>((done, fail) => {
      server.once('error', fail);
      server.listen(settings.port, host, done);
    });
  } catch (error) {
    await storage.close();
    const code = (error as NodeJS.ErrnoException).code;
    throw code === 'EADDRINUSE'
      ? new Error(`PORT=${settings.port} is not valid: another program uses it; set PORT to a free one, or 0 for any`)
      : error;
  }
  const { port } = server.address() as { port: number };
  const worker = parts.feeds.startWorker();
  const sweeper = settings.jobs ? parts.sweeps.startWorker(settings.nightly) : undefined;
  const sealer = createSealer({ db: storage.db, link: storage.keys.chain, log }).start();
  if (settings.publicUrl === undefined) address = addressOf(host, port);
  say(welcome(`${address}/graphql`, { today: settings.today, demo, modules: modules.map(({ id }) => id) }));

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    say('stopping: requests in flight get their answers');
    await Promise.race([Promise.all([drain(), worker.stop(), sweeper?.stop(DRAIN_MS)]), sleep(DRAIN_MS)]);
    server.closeAllConnections();
    await parts.audit.stop();
    await sealer.stop();
    await parts.limits.limiter.close();
    await storage.close();
    say('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
}

run(main);
