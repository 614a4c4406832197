import pg from 'pg';
import type { InstallationKeys } from './keys.js';
import type { LoginRole } from './roles.js';

/** Where the server is; the login of a URL is used for setting up only. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly ssl?: boolean;
}

const { builtins } = pg.types;

/** int8 (money in fen, counts) as a safe integer, dates as they stand, times as ISO text: nothing is read through the local time zone. */
function parser(oid: number): ((text: string) => unknown) | undefined {
  switch (oid) {
    case builtins.INT8:
      return (text) => {
        const value = Number(text);
        if (!Number.isSafeInteger(value)) throw new Error('a stored integer is larger than 2^53');
        return value;
      };
    case builtins.DATE:
    case builtins.NUMERIC:
      return (text) => text;
    case builtins.TIMESTAMPTZ:
      return (text) => new Date(text).toISOString();
    default:
      return undefined;
  }
}

export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parser(oid) ?? pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

/** One pool per role; connections are opened when first needed. */
export interface Pools {
  of(role: LoginRole): pg.Pool;
  close(): Promise<void>;
}

export function openPools(endpoint: Endpoint, keys: InstallationKeys, onError: (error: Error) => void, max = 10): Pools {
  const pools = new Map<LoginRole, pg.Pool>();
  return {
    of(role) {
      let pool = pools.get(role);
      if (!pool) {
        pool = new pg.Pool({
          ...endpoint,
          user: role,
          password: keys.rolePassword(role),
          max,
          idleTimeoutMillis: 30_000,
          // A connection remembers every statement it has prepared; it is renewed before that memory grows.
          maxLifetimeSeconds: 900,
          connectionTimeoutMillis: 10_000,
          // Temporary tables come last: one that bears a table's name must not stand in front of it.
          options: '-c search_path=xianjie,pg_temp -c timezone=UTC',
          application_name: 'xianjie',
          pipeline: true,
          types,
        } as pg.PoolConfig);
        pool.on('error', onError);
        // While a client is checked out the pool does not listen: a connection lost then fails its query, and must not end the process.
        pool.on('connect', (client) => client.on('error', () => undefined));
        pools.set(role, pool);
      }
      return pool;
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
      pools.clear();
    },
  };
}
