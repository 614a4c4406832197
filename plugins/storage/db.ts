import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import type pg from 'pg';
import type { Clearance, Scope, Snapshot, Sql } from 'xianjie/schema';
import type { ScopeSigner } from './keys.js';
import { OperationOver } from './operation-over.js';
import type { Pools } from './pools.js';
import type { LoginRole } from './roles.js';
import type { PrismaTx } from './prisma-tx.js';
import { scopeStatement } from './scope.js';

/** What a write gets: SQL and Prisma on one connection, inside one transaction. */
export interface WriteTx {
  readonly sql: Sql;
  /** Opened at its first use; its statements join the same transaction. */
  readonly prisma: PrismaTx;
}

/** A snapshot that is read through several connections side by side: for what reads everybody in an area. */
export interface WideSnapshot extends Snapshot {
  /** So many further connections of the engine's role, under the same scope and of the same moment; each is taken at its first read. */
  beside(count: number): readonly Sql[];
}

/** The only way to the database. */
export interface Db {
  /** One short read-only transaction. */
  read<T>(scope: Scope, clearance: Clearance, fn: (tx: { readonly sql: Sql }) => Promise<T>): Promise<T>;
  /** One read-only moment for a whole operation; takes no connection before its first read. */
  snapshot(scope: Scope, clearance: Clearance): WideSnapshot;
  /** One transaction under a scope: what fn writes commits together, or not at all. */
  write<T>(scope: Scope, fn: (tx: WriteTx) => Promise<T>): Promise<T>;
  /** For commands and jobs of the whole system, explicitly: every area, no personal scope. */
  system<T>(fn: (tx: { readonly sql: Sql }) => Promise<T>): Promise<T>;
  /** For authentication alone: clients, users, codes and keys; nothing of families. */
  access<T>(fn: (tx: { readonly sql: Sql }) => Promise<T>): Promise<T>;
  /** For what is noted beside a request: denials, bulk reads, rate buckets. It may append and sees no family. */
  bookkeeping<T>(fn: (tx: { readonly sql: Sql }) => Promise<T>): Promise<T>;
  /** For the queue of jobs alone: its own schema, nothing of families. */
  queue(text: string, values?: readonly unknown[]): Promise<{ readonly rows: unknown[] }>;
  /** One short read under a scope of what is SENSITIVE too. Whoever calls it has written down before who asks, what for and about whom. */
  reveal<T>(scope: Scope, fn: (tx: { readonly sql: Sql }) => Promise<T>): Promise<T>;
}

const BEGIN_READ = 'begin isolation level repeatable read read only';

/** Long texts are prepared once per connection and then known by name. */
function statement(text: string, values: readonly unknown[]): pg.QueryConfig {
  return { name: createHash('sha1').update(text).digest('base64url'), text, values: [...values] };
}

/**
 * One statement that reads or writes rows: the protocol takes no second one. What would end the transaction, set the session up
 * differently or replace a prepared statement for the connection's next user is not such a statement.
 */
const OF_ROWS = /^\s*(select|insert|update|delete|with|values|explain)\b/i;

/** @param count told of every statement that is sent: the log says how many an operation took */
const sqlOf =
  (client: () => Promise<pg.PoolClient>, count: () => void = () => undefined): Sql =>
  async <R>(text: string, values: readonly unknown[] = []) => {
    if (!OF_ROWS.test(text)) throw new Error('only a statement that reads or writes rows may run here');
    const connection = await client();
    count();
    return (await connection.query(statement(text, values))).rows as R[];
  };

/** A lock that a module's SQL took for the session would stay with the connection: it goes with the transaction, in one message. */
const UNLOCK = 'select pg_advisory_unlock_all()';
const COMMIT = `commit; ${UNLOCK}`;
const ROLLBACK = `rollback; ${UNLOCK}`;

const writing = new AsyncLocalStorage<true>();

export function createDb(pools: Pools, signer: ScopeSigner): Db {
  const reading = (clearance: Clearance): LoginRole => (clearance === 'PERSONAL' ? 'xj_clear' : 'xj_read');

  async function transaction<T>(
    role: LoginRole,
    begin: string,
    scope: Scope | undefined,
    fn: (client: pg.PoolClient) => Promise<T>,
  ): Promise<T> {
    const client = await pools.of(role).connect();
    let broken = false;
    try {
      await open(client, begin, scope, signer);
      const result = await fn(client);
      await client.query(COMMIT);
      return result;
    } catch (error) {
      await client.query(ROLLBACK).catch(() => (broken = true));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  return {
    read: (scope, clearance, fn) =>
      transaction(reading(clearance), BEGIN_READ, scope, (client) => fn({ sql: sqlOf(() => Promise.resolve(client)) })),
    snapshot: (scope, clearance) => openSnapshot(pools, signer, scope, reading(clearance)),
    write: (scope, fn) => {
      if (writing.getStore()) throw new Error('a write inside a write: pass the transaction on instead');
      return writing.run(true, () =>
        transaction('xj_write', 'begin', scope, async (client) => {
          // Loaded with the first write: a server that only reads does without its 40 MB.
          const { openPrismaTx } = await import('./prisma-tx.js');
          let prisma: PrismaTx | undefined;
          const tx: WriteTx = {
            sql: sqlOf(() => Promise.resolve(client)),
            get prisma() {
              return (prisma ??= openPrismaTx(client));
            },
          };
          return fn(tx);
        }),
      );
    },
    system: (fn) => transaction('xj_system', 'begin', undefined, (client) => fn({ sql: sqlOf(() => Promise.resolve(client)) })),
    access: (fn) => transaction('xj_access', 'begin', undefined, (client) => fn({ sql: sqlOf(() => Promise.resolve(client)) })),
    bookkeeping: (fn) => transaction('xj_audit', 'begin', undefined, (client) => fn({ sql: sqlOf(() => Promise.resolve(client)) })),
    queue: (text, values = []) => pools.of('xj_jobs').query(text, [...values]),
    reveal: (scope, fn) => transaction('xj_reveal', BEGIN_READ, scope, (client) => fn({ sql: sqlOf(() => Promise.resolve(client)) })),
  };
}

/** What is sent in this turn leaves in one write: a write to a socket costs more than the statement that it carries. */
function writeTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/**
 * Sent without waiting between them: with the pipeline they travel together with the first read. What somebody may have left
 * set on the connection is forgotten first.
 */
async function open(client: pg.PoolClient, begin: string, scope: Scope | undefined, signer: ScopeSigner): Promise<void> {
  writeTogether(client);
  const { processID } = client as unknown as { readonly processID: number };
  const begun = client.query(`reset all; ${begin}`);
  if (scope === undefined) return void (await begun);
  const { text, values } = scopeStatement(scope, signer, processID);
  await Promise.all([begun, client.query(statement(text, values))]);
}

function openSnapshot(pools: Pools, signer: ScopeSigner, scope: Scope, role: LoginRole): WideSnapshot {
  let main: Promise<pg.PoolClient> | undefined;
  let exported: Promise<string> | undefined;
  const engines: Promise<pg.PoolClient>[] = [];
  let statements = 0;
  let closed = false;

  const start = async (pool: LoginRole, begin: string): Promise<pg.PoolClient> => {
    const client = await pools.of(pool).connect();
    // Not awaited: the first read follows at once; if this fails, so does the read.
    open(client, begin, scope, signer).catch(() => undefined);
    return client;
  };
  const mainClient = (): Promise<pg.PoolClient> => (main ??= start(role, BEGIN_READ));
  const whileOpen = (client: () => Promise<pg.PoolClient>) => (): Promise<pg.PoolClient> =>
    closed ? Promise.reject(new OperationOver()) : client();
  const moment = (): Promise<string> =>
    (exported ??= (async () => {
      const { rows } = await (await mainClient()).query<{ id: string }>('select pg_export_snapshot() as id');
      const id = rows[0]?.id ?? '';
      if (!/^[0-9A-F-]+$/.test(id)) throw new Error('the database gave no snapshot');
      return id;
    })());
  /** A connection of the engine's role on the snapshot, once it is asked for. */
  const engineClient = (): (() => Promise<pg.PoolClient>) => {
    let client: Promise<pg.PoolClient> | undefined;
    return () => {
      if (client === undefined)
        engines.push((client = moment().then((id) => start('xj_engine', `${BEGIN_READ}; set transaction snapshot '${id}'`))));
      return client;
    };
  };
  const count = (): void => void statements++;
  const end = async (client: Promise<pg.PoolClient> | undefined): Promise<void> => {
    const connection = await client?.catch(() => undefined);
    if (!connection) return;
    await connection.query(COMMIT).then(
      () => connection.release(),
      (error: Error) => connection.release(error),
    );
  };

  return {
    sql: sqlOf(whileOpen(mainClient), count),
    engineSql: sqlOf(whileOpen(engineClient()), count),
    beside: (n) => Array.from({ length: n }, () => sqlOf(whileOpen(engineClient()), count)),
    statements: () => statements,
    close: async () => {
      if (closed) return;
      closed = true;
      // The engine's transactions live on the main one's snapshot: they end first.
      for (const engine of engines) await end(engine);
      await end(main);
    },
  };
}
