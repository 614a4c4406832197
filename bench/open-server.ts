/**
 * The same graph, reader and transactions without their protection: no token, no limits, no audit, no scope, no row security. It exists
 * to say what they cost, and holds nothing but the synthetic county.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { createYoga, type Plugin } from 'graphql-yoga';
import pg from 'pg';
import { pino } from 'pino';
import { execute } from '../api/http/execute.js';
import { openOperation, type Operation } from '../api/operation.js';
import { readSettings } from '../api/settings.js';
import { start } from '../api/start.js';
import { projectRoot, type Db } from '../plugins/storage/index.js';
import type { GraphContext, Services, Snapshot, Viewer } from 'xianjie/schema';

const pool = new pg.Pool({
  connectionString: process.env['DATABASE_URL'],
  max: 10,
  options: '-c search_path=xianjie,pg_temp -c timezone=UTC',
  pipeline: true,
} as pg.PoolConfig);
pool.on('error', (error) => console.error(error.message));

const everybody: Viewer = {
  clientId: 'open',
  title: { zh: '无防护', en: 'Open' },
  kind: 'ADMIN',
  user: null,
  areas: ['0'],
  scopes: ['core:read:personal'],
  roles: [],
  purposes: ['MONITORING'],
  purpose: 'MONITORING',
  departments: 'ALL',
  documentsOnly: false,
};

/** One moment as the tables' owner sees it: opened at the first read, like a protected one. */
function openSnapshot(): ReturnType<Db['snapshot']> {
  let client: Promise<pg.PoolClient> | undefined;
  let statements = 0;
  const begun = async (): Promise<pg.PoolClient> => {
    const opened = await pool.connect();
    opened.query('begin isolation level repeatable read read only').catch(() => undefined);
    return opened;
  };
  const sql: Snapshot['sql'] = async <R>(text: string, values: readonly unknown[] = []) => {
    const opened = await (client ??= begun());
    statements++;
    return (await opened.query({ name: createHash('sha1').update(text).digest('base64url'), text, values: [...values] })).rows as R[];
  };
  return {
    sql,
    engineSql: sql,
    beside: (count) => Array.from({ length: count }, () => sql),
    statements: () => statements,
    close: async () => {
      const opened = await client;
      client = undefined;
      await opened?.query('commit');
      opened?.release();
    },
  };
}

const log = pino({ level: 'warn', base: null }, pino.destination({ dest: 2, sync: false }));
const { schema, parts } = await start(readSettings(process.env, projectRoot), log, () => undefined);
const open = { ...parts, db: { ...parts.db, snapshot: openSnapshot } };
const operations = new WeakMap<Services, Operation>();

const ends: Plugin<GraphContext> = {
  onExecute: ({ args, setExecuteFn }) => {
    setExecuteFn(execute);
    return { onExecuteDone: () => operations.get((args.contextValue as GraphContext).services)?.close() };
  },
};
const yoga = createYoga<object, GraphContext>({
  schema,
  batching: false,
  logging: false,
  maskedErrors: false,
  graphiql: false,
  landingPage: false,
  context: () => {
    const operation = openOperation(open, everybody);
    operations.set(operation.context.services, operation);
    return operation.context;
  },
  plugins: [ends],
});
const server = createServer((request, response) => {
  if (request.url === '/health/ready') response.end('ready');
  else void yoga(request, response);
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
