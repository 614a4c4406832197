import { areaRange, type Scope, type Sql } from 'xianjie/schema';
import type { ScopeSigner } from './keys.js';

const MOST_AREAS = 4;
const bounds = Array.from({ length: MOST_AREAS }, (_, i) => [`xj.lo${i + 1}`, `xj.hi${i + 1}`]).flat();

/** All of them are set each time, also the unused ones: what an earlier transaction left on the connection counts for nothing. */
const text = `select ${[...bounds, 'xj.domains', 'xj.mac'].map((name, i) => `set_config('${name}', $${i + 1}, true)`).join(', ')}`;

/** As the database reads it: `,core,education:public,education:feed,`; `,*,` for every module. */
function domainsText(domains: Scope['domains']): string {
  if (domains === 'ALL') return ',*,';
  for (const module of domains) if (!/^[a-z][a-z0-9-]*(:public|:feed)?$/.test(module)) throw new Error('not a module id');
  return domains.length === 0 ? '' : `,${domains.join(',')},`;
}

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
  values.push(domainsText(scope.domains));
  return { text, values: [...values, signer.sign([connection, ...values].join('|'))] };
}

/** Whether an area exists and lies within the transaction's scope: whoever administers it may say what holds there. The database asks the same. */
export async function administers(sql: Sql, area: string): Promise<boolean> {
  const within = [1, 2, 3, 4].map((n) => `(code >= current_setting('xj.lo${n}', true) and code < current_setting('xj.hi${n}', true))`);
  return (await sql(`select 1 from area where code = $1 and (${within.join(' or ')})`, [area])).length > 0;
}
