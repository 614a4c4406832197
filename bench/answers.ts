import { isDeepStrictEqual } from 'node:util';
import type { Gun, Shot } from './load.js';
import type { Query } from './queries.js';
import type { Database } from './servers.js';

/**
 * Asks both for everything that will be asked under load, and compares: a benchmark that does not check its answers measures errors.
 * @throws if an answer is an error or the two differ
 */
export async function compareAnswers(
  query: Query,
  guns: Record<'xianjie' | 'limit', Gun>,
  database: Database,
): Promise<Record<'xianjie' | 'limit', Shot[]>> {
  const shots: Record<'xianjie' | 'limit', Shot[]> = { xianjie: [], limit: [] };
  for (const variables of await query.variables(database)) {
    const bodies = {
      xianjie: { path: '/graphql', body: JSON.stringify({ query: query.graphql, variables }) },
      limit: { path: '/', body: JSON.stringify({ name: query.name, values: query.values(variables) }) },
    };
    const data: unknown[] = [];
    for (const variant of ['xianjie', 'limit'] as const) {
      const { path, body } = bodies[variant];
      const answer = await guns[variant].send(path, body);
      const parsed = (answer.status === 200 ? JSON.parse(answer.text) : {}) as { data?: unknown; errors?: unknown };
      if (parsed.errors !== undefined || parsed.data == null) {
        throw new Error(`${query.name}: ${variant} answered ${answer.status}: ${answer.text.slice(0, 500)}`);
      }
      data.push(parsed.data);
      shots[variant].push({ path, body, answerBytes: answer.bytes });
    }
    if (!isDeepStrictEqual(data[0], data[1])) throw new Error(`${query.name}: the two answers differ\n${difference(data[0], data[1])}`);
  }
  return shots;
}

/** Where two answers part, in a few lines. */
function difference(one: unknown, other: unknown): string {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const from = Math.max(0, at - 120);
  return `  xianjie: …${a.slice(from, at + 120)}…\n  limit:   …${b.slice(from, at + 120)}…`;
}
