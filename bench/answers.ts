import { isDeepStrictEqual } from 'node:util';
import type { Gun, Shot } from './load.js';
import type { Query } from './queries.js';
import { postGraphileQuestions } from './postgraphile.js';
import type { Database, Variant } from './servers.js';

/**
 * Asks all for everything that will be asked under load, and compares: a benchmark that does not check its answers measures errors.
 * @throws if an answer is an error or two differ
 */
export async function compareAnswers(
  query: Query,
  guns: ReadonlyMap<Variant, Gun>,
  database: Database,
): Promise<ReadonlyMap<Variant, Shot[]>> {
  const shots = new Map<Variant, Shot[]>([...guns.keys()].map((variant) => [variant, []]));
  for (const variables of await query.variables(database)) {
    const graphql = { path: '/graphql', body: JSON.stringify({ query: query.graphql, variables }) };
    const bodies = {
      xianjie: graphql,
      open: graphql,
      limit: { path: '/', body: JSON.stringify({ name: query.name, values: query.values(variables) }) },
      postgraphile: { path: '/graphql', body: JSON.stringify({ query: postGraphileQuestions[query.name], variables }) },
    };
    const data = new Map<Variant, unknown>();
    for (const [variant, gun] of guns) {
      const { path, body } = bodies[variant];
      const { status, text } = await gun.send(path, body);
      const parsed = (status === 200 ? JSON.parse(text) : {}) as { data?: unknown; errors?: unknown };
      if (parsed.errors !== undefined || parsed.data == null)
        throw new Error(`${query.name}: ${variant} answered ${status}: ${text.slice(0, 500)}`);
      data.set(variant, parsed.data);
      shots.get(variant)?.push({ path, body, answer: dataOf(text) });
    }
    for (const variant of guns.keys())
      if (!isDeepStrictEqual(data.get(variant), data.get('limit')))
        throw new Error(`${query.name}: the answers differ\n${difference(variant, data.get(variant), data.get('limit'))}`);
  }
  return shots;
}

/** An answer up to its extensions: what is left of a client's points differs from one to the next. */
function dataOf(text: string): string {
  const end = text.lastIndexOf(',"extensions":');
  return end < 0 ? text : text.slice(0, end);
}

/** Where two answers part, in a few lines. */
function difference(variant: Variant, one: unknown, other: unknown): string {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const from = Math.max(0, at - 120);
  return `  ${variant}: …${a.slice(from, at + 120)}…\n  limit: …${b.slice(from, at + 120)}…`;
}
