import type { Check, Fact, Moment, Sql } from 'xianjie/schema';
import type { Catalogue, InstalledCheck } from '../catalogue/catalogue.js';
import type { Need } from '../catalogue/reads.js';

/** The statements that a check's answer rests on, as they are sent; each with its values behind it. */
export interface CheckStatements {
  /** Of facts of the subject itself. */
  readonly own: ReadonlySet<string>;
  /** Of links, and of facts of whom they lead to. */
  readonly beyond: ReadonlySet<string>;
  /** The feeds whose complete lists say something, where a source or a link names them. */
  readonly feeds: ReadonlySet<string>;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
const SOME_DAY: Moment = { asOf: '2000-01-01', knownAt: null };

/** What a query would send: asked about nobody, of no database. A query that asks twice does so after an answer, and has none. */
async function sentBy(load: (sql: Sql, ids: readonly string[], at: Moment) => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const sql = ((text: string, values: readonly unknown[] = []) => {
    sent.push(`${text}\n${JSON.stringify(values)}`);
    return Promise.resolve([]);
  }) as Sql;
  await load(sql, [`${NOBODY}/NONE`], SOME_DAY).catch(() => undefined);
  return sent;
}

/** Which statements each installed check rests on: from them it is known which writes concern it. */
export async function statementsOf(catalogue: Catalogue): Promise<ReadonlyMap<string, CheckStatements>> {
  const known = new Map<object, Promise<string[]>>();
  const of = (one: { readonly load: Parameters<typeof sentBy>[0] }): Promise<string[]> => {
    const sent = known.get(one) ?? sentBy((...asked) => one.load(...asked));
    known.set(one, sent);
    return sent;
  };
  const all = new Map<string, CheckStatements>();
  for (const [code, installed] of catalogue.checks) {
    const found = { own: new Set<string>(), beyond: new Set<string>(), feeds: new Set<string>() };
    const fact = async (one: Fact, into: Set<string>): Promise<void> => {
      const source = catalogue.sources.get(one.code);
      if (source === undefined) return;
      for (const text of await of(source)) into.add(text);
      for (const feed of source.coveredBy) found.feeds.add(feed);
    };
    const visit = async (need: Need, into: Set<string>): Promise<void> => {
      for (const one of need.facts.keys()) await fact(one, into);
      for (const [link, further] of need.links) {
        for (const text of await of(link)) found.beyond.add(text);
        if (link.complete !== 'ALWAYS') for (const feed of link.complete.coveredBy) found.feeds.add(feed);
        await visit(further, found.beyond);
      }
    };
    await visit(installed.need, found.own);
    for (const one of besides(installed)) await fact(one, one.subject === installed.check.subject ? found.own : found.beyond);
    all.set(code, found);
  }
  return all;
}

/** What is read beside the conditions: what an amount is made of, and whether the subject holds what is given. */
function besides({ check, reads }: InstalledCheck): Fact[] {
  return [...reads.facts, ...heldIn(check)];
}

const heldIn = (check: Check): Fact[] => check.gives.flatMap(({ benefit }) => benefit.recordedIn ?? []);
