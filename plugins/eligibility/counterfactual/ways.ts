import type { Move } from './changed-world.js';
import type { ReadFact, ReadList } from '../rules/watch.js';
import type { Node } from '../catalogue/nodes.js';
import { askedOfMembers, codesAsked } from './parts.js';
import type { Probe } from './probe.js';
import { oneMore } from './one-more.js';
import { waysOfQuantity } from './quantity.js';
import { isQuantity } from './scale.js';
import type { Way } from './way.js';

/** As many codes of a set are tried. */
const MOST_CODES = 30;

/** The ways of a fact. */
export function waysOfFact(probe: Probe, read: ReadFact, nodes: readonly Node[]): Way[] {
  const { subjectId, fact, year, answer } = read;
  const atom = `${fact.code}|${subjectId}|${year ?? ''}`;
  const at = { subjectId, fact, year };
  const actual = answer.known ? answer.value : undefined;
  const way = (move: Move, more: Partial<Way> = {}): Way => ({ atom, move, answer, far: 1, ...probe.with([move]), ...more });
  if (isQuantity(fact.type)) return waysOfQuantity(probe, read, nodes, atom);
  switch (fact.type) {
    case 'BOOLEAN':
      return [true, false].filter((value) => value !== actual).map((value) => way({ kind: 'VALUE', ...at, value }));
    case 'CODE': {
      const codes = Object.keys(fact.codes ?? {}).filter((code) => code !== actual && !fact.unknownAs.includes(code));
      const tried = codes.map((value) => ({ value, move: { kind: 'VALUE', ...at, value } as const }));
      const groups = new Map<string, typeof tried>();
      for (const one of tried) {
        const { signature } = probe.with([one.move]);
        groups.set(signature, [...(groups.get(signature) ?? []), one]);
      }
      return [...groups.values()].flatMap((group) =>
        group.slice(0, 1).map(({ move }) => way(move, { codes: group.map(({ value }) => value) })),
      );
    }
    default: {
      const held = (actual ?? []) as readonly string[];
      const codes = [...new Set([...codesAsked(nodes, fact, probe.seen.values), ...Object.keys(fact.codes ?? {})])].slice(0, MOST_CODES);
      const whole = answer.known && answer.whole ? [] : [way({ kind: 'WHOLE_SET', ...at })];
      return [
        ...codes.map((code): Way => ({
          ...way({ kind: held.includes(code) ? 'HOLDS_NOT' : 'HOLDS', ...at, code }, { codes: [code] }),
          atom: `${atom}|${code}`,
        })),
        ...whole,
      ];
    }
  }
}

/** The ways of a list: one more on it, and that nobody else is. */
export function waysOfList(probe: Probe, { subjectId, link, found: { whole } }: ReadList, nodes: readonly Node[]): Way[] {
  const atom = `${link.code}|${subjectId}`;
  const way = (move: Move): Way => ({ atom, move, answer: null, far: 1, ...probe.with([move]) });
  const more = link.items === undefined ? askedOfMembers(nodes, link).flatMap((asked) => oneMore(probe, subjectId, link, asked)) : [];
  return [...more.map(way), ...(whole ? [] : [way({ kind: 'WHOLE', subjectId, link })])];
}
