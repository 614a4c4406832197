/**
 * The limit: node:http and one hand-written SQL statement per query, whose JSON text is passed straight through.
 * No GraphQL, no rights, no checks: what nobody who does more can overtake.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';
import { queries } from './queries.js';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10, options: '-c search_path=xianjie' });
pool.on('error', (error) => console.error(error.message));

const json = { 'content-type': 'application/json' };

async function answer(body: string): Promise<string> {
  const { name, values } = JSON.parse(body) as { name: string; values: unknown[] };
  const query = queries.find((one) => one.name === name);
  if (!query) throw new Error(`no query is called ${name}`);
  const prepared = createHash('sha1').update(query.sql).digest('hex');
  const { rows } = await pool.query<{ data: string }>({ name: prepared, text: query.sql, values });
  return `{"data":${rows[0]?.data ?? 'null'}}`;
}

const server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    if (incoming.method === 'GET') outgoing.end('ready');
    else
      answer(Buffer.concat(chunks).toString('utf8')).then(
        (text) => outgoing.writeHead(200, json).end(text),
        (error: Error) => outgoing.writeHead(500).end(error.message),
      );
  });
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
process.on('SIGTERM', () => {
  server.close(() => void pool.end());
  server.closeAllConnections();
});
