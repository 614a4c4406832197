import type { AnyValue, Citation, Fact, Link, LocalizedText, NamedValue, Parameter } from 'xianjie/schema';
import type { Regime, ValueInForce } from '../in-force/regime.js';
import type { Answer, Linked, World } from '../facts/world.js';

/** A fact of one subject that an evaluation read. */
export interface ReadFact {
  readonly subjectId: string;
  readonly fact: Fact;
  readonly year: number | null;
  readonly answer: Answer;
}

/** A link that an evaluation followed from one subject. */
export interface ReadList {
  readonly subjectId: string;
  readonly link: Link;
  readonly found: Linked;
}

/** Watches an evaluation, so that no kind of condition need say what it reads: what is asked of the world and of the regime is noted. */
export interface Watch {
  /** Whatever else is evaluated, the answers noted are those of the watched world. */
  watching(world: World): World;
  readonly regime: Regime;
  readonly facts: ReadonlyMap<string, ReadFact>;
  readonly lists: ReadonlyMap<string, ReadList>;
  /** The named values read, with where they stand; null: nowhere here. */
  readonly standing: ReadonlyMap<NamedValue, Citation | null>;
  /** The policy values read, as they are in force; null: none is. */
  readonly inForce: ReadonlyMap<Parameter, ValueInForce | null>;
  /** What they come to, as far as they are known. */
  readonly values: ReadonlyMap<Parameter, AnyValue>;
  /** What one of several subjects is called. */
  item(subjectId: string): LocalizedText | null;
}

export function watch(base: World, regime: Regime): Watch {
  const facts = new Map<string, ReadFact>();
  const lists = new Map<string, ReadList>();
  const inForce = new Map<Parameter, ValueInForce | null>();
  const values = new Map<Parameter, AnyValue>();
  const standing = new Map<NamedValue, Citation | null>();
  const items = new Map<string, LocalizedText>();
  return {
    facts,
    lists,
    standing,
    inForce,
    values,
    item: (subjectId) => items.get(subjectId) ?? null,
    regime: {
      ...regime,
      citationOf(rule) {
        const found = regime.citationOf(rule);
        if (rule.declares === 'value') standing.set(rule, found);
        return found;
      },
      parameter(parameter) {
        const found = regime.parameter(parameter);
        inForce.set(parameter, found);
        if (found?.value !== undefined) values.set(parameter, found.value);
        return found;
      },
    },
    watching: (world) => ({
      fact(subjectId, fact, year) {
        const key = `${fact.code}|${subjectId}|${year ?? ''}`;
        if (!facts.has(key)) facts.set(key, { subjectId, fact, year, answer: base.fact(subjectId, fact, year) });
        return world.fact(subjectId, fact, year);
      },
      linked(subjectId, link) {
        const found = world.linked(subjectId, link);
        const key = `${link.code}|${subjectId}`;
        if (!lists.has(key)) lists.set(key, { subjectId, link, found: base.linked(subjectId, link) });
        if (link.many) found.ids.forEach((id, i) => items.set(id, items.get(id) ?? link.itemTitle(id, i + 1)));
        return found;
      },
    }),
  };
}
