import { request as httpRequest } from 'node:http';
import { pino } from 'pino';
import { createHttpServer, LOOPBACK } from '../../api/http/server.js';
import { createGraphServer } from '../../api/http/yoga.js';
import type { Viewer } from '../../schema/index.js';
import type { TestApp } from '../support/app.js';
import { viewerOf } from '../support/viewer.js';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Served {
  readonly url: string;
  /** node:http in place of fetch: a test sends any bytes, any header. */
  send(method: string, path: string, headers: Readonly<Record<string, string>>, body?: string | Buffer): Promise<Reply>;
  close(): void;
}

/** A composed platform over real HTTP, as production serves it. @param viewer who asks */
export async function serve(app: TestApp, viewer: () => Viewer = () => viewerOf()): Promise<Served> {
  const log = pino({ level: 'silent' });
  const { server } = createHttpServer({
    graph: createGraphServer(app.schema, app.parts, log),
    feeds: app.parts.feeds,
    identify: () => Promise.resolve(viewer()),
    ready: () => Promise.resolve(true),
    log,
  });
  await new Promise<void>((done) => server.listen(0, LOOPBACK, done));
  const { port } = server.address() as { port: number };
  return {
    url: `http://${LOOPBACK}:${port}/graphql`,
    send: (method, path, headers, body) =>
      new Promise((done, fail) => {
        let answered = false;
        const req = httpRequest({ host: LOOPBACK, port, method, path, headers }, (res) => {
          answered = true;
          const chunks: Buffer[] = [];
          res.on('data', (chunk: Buffer) => chunks.push(chunk));
          res.on('end', () => done({ status: res.statusCode ?? 0, headers: res.headers, text: Buffer.concat(chunks).toString() }));
          res.on('error', fail);
        });
        // A server that has answered may close while the body is still on its way.
        req.on('error', (error) => (answered ? undefined : fail(error)));
        req.end(body);
      }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
