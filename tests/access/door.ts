import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, installed } from '../../api/compose.js';
import { hostsOf } from '../../api/http/guard.js';
import { createHttpServer, LOOPBACK } from '../../api/http/server.js';
import { createGraphServer } from '../../api/http/yoga.js';
import type { Db, Storage } from '../../plugins/storage/index.js';
import { testDatabase } from '../support/database.js';
import { silent } from './support.js';

/** A database that says how often somebody went to it, and that can be switched off. */
function watched(db: Db): { readonly db: Db; readonly visits: () => number; readonly switchOff: (off: boolean) => void } {
  let visits = 0;
  let off = false;
  const db2 = new Proxy(db, {
    get(target, name: keyof Db) {
      const method = target[name] as (...args: unknown[]) => unknown;
      return (...args: unknown[]): unknown => {
        visits++;
        if (off) return Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
        return method.apply(target, args);
      };
    },
  });
  return { db: db2, visits: () => visits, switchOff: (now) => void (off = now) };
}

/** The whole server on a port, with its own issuer, on a database that counts visits. */
export async function openedServer() {
  const storage: Storage = await testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'xianjie-access-'));
  const { db, visits, switchOff } = watched(storage.db);
  let url = '';
  const { schema, parts, auth } = compose({ ...storage, db }, installed([]), {
    dataDir,
    today: () => '2025-06-30',
    log: silent,
    url: () => url,
  });
  const { server } = createHttpServer({
    graph: createGraphServer(schema, parts, silent),
    feeds: parts.feeds,
    identify: ({ headers }) => auth.identify({ authorization: headers.authorization, purpose: headers['xianjie-purpose']?.toString() }),
    auth,
    hosts: hostsOf(undefined),
    ready: () => Promise.resolve(true),
    log: silent,
  });
  await new Promise<void>((done) => server.listen(0, LOOPBACK, done));
  url = `http://${LOOPBACK}:${(server.address() as { port: number }).port}`;
  await auth.open();
  const ask = (
    headers: Readonly<Record<string, string>>,
    query = '{ viewer { client { id } areas { code } scopes } }',
  ): Promise<Response> =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
  return {
    url,
    storage,
    auth,
    ask,
    visits,
    switchOff,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await storage.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** What a refusal says: its code and the header. */
export async function refusal(response: Response) {
  const body = (await response.json()) as { errors?: { extensions: { code: string; requestId: string } }[] };
  return { status: response.status, code: body.errors?.[0]?.extensions.code, challenge: response.headers.get('www-authenticate') };
}
