import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../prisma/generated/client.js';

/** Prisma inside a transaction that somebody else opened and will end. */
export type PrismaTx = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$extends'>;

/** Prisma's own transactions become savepoints of the one that is open. */
const nested = new Map([
  ['BEGIN', 'savepoint prisma_tx'],
  ['COMMIT', 'release savepoint prisma_tx'],
  ['ROLLBACK', 'rollback to savepoint prisma_tx'],
]);

type QueryLike = string | { text: string };

function translated(query: QueryLike): QueryLike {
  const text = typeof query === 'string' ? query : query.text;
  const replacement = nested.get(text.trim().toUpperCase());
  if (replacement === undefined) return query;
  return typeof query === 'string' ? replacement : { ...query, text: replacement };
}

/** A pool of the one connection that is already inside our transaction: Prisma's adapter only takes pools. */
class BorrowedClientPool extends pg.Pool {
  constructor(private readonly borrowed: pg.PoolClient) {
    super({ max: 1 });
    const query = (q: QueryLike, ...rest: unknown[]): unknown =>
      (borrowed.query as (...args: unknown[]) => unknown)(translated(q), ...rest);
    this.query = query as typeof this.query;
    this.connect = (() =>
      Promise.resolve({
        query,
        on: () => undefined,
        removeListener: () => undefined,
        release: () => undefined,
      })) as unknown as typeof this.connect;
  }
}

export function openPrismaTx(client: pg.PoolClient): PrismaTx {
  return new PrismaClient({ adapter: new PrismaPg(new BorrowedClientPool(client), { schema: 'xianjie' }) });
}
