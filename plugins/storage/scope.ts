import { areaRange, type Scope, type Sql } from 'xianjie/schema';
import type { ScopeSigner } from './keys.js';

const MOST_AREAS = 4;
const bounds = Array.from({ length: MOST_AREAS }, (_, i) => [`xj.lo${i + 1}`, `xj.hi${i + 1}`]).flat();

/** All bounds are set each time, also the unused ones: what an earlier transaction left on the connection counts for nothing. */
const text = `select ${[...bounds, 'xj.mac'].map((name, i) => `set_config('${name}', $${i + 1}, true)`).join(', ')}`;

/**
 * The statement that gives a transaction its scope, signed for one connection. It ends with the transaction; without it row security
 * shows nothing. The values travel beside the text, so that no other session can read a signature from the list of activities.
 */
export function scopeStatement(scope: Scope, signer: ScopeSigner, connection: number): { text: string; values: string[] } {
  if (scope.areas.length > MOST_AREAS) throw new Error('a scope has at most four areas');
  const values = scope.areas.flatMap((code) => {
    if (!/^[0-9]+$/.test(code)) throw new Error('not an area code');
    const { low, high } = areaRange(code);
    return [low, high];
  });
  while (values.length < bounds.length) values.push('');
  return { text, values: [...values, signer.sign([connection, ...values].join('|'))] };
}

/** Whether the transaction's scope begins with the nation: only then may it write public reference data. The database asks the same. */
export async function isNationwide(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ nation: boolean }>(`select coalesce(current_setting('xj.lo1', true) = '0', false) as nation`);
  return row?.nation === true;
}
