import type { Citation, PolicyPlace } from 'xianjie/schema';
import type { Adoption } from './adoptions.js';

/** Whatever stands in documents and is in force where one of them is adopted: a check, a relation between benefits. */
export interface Placed {
  readonly policies: readonly PolicyPlace[];
}

/** The one of several that replace each other which is in force, where it stands, and since when. */
export interface Standing<R extends Placed> {
  readonly rule: R;
  readonly citation: Citation;
  readonly since: string;
}

/** @param active the adoptions of an area on a day, the nearest and latest first */
export function standing<R extends Placed>(active: readonly Adoption[], rules: readonly R[]): Standing<R> | null {
  return first(active, (adoption) => {
    for (const rule of rules) {
      const found = rule.policies.find((p) => p.document === adoption.document);
      if (found === undefined) continue;
      const { document, place, clause, quote } = found;
      const { basis, area: adoptedBy, from: since } = adoption;
      return { rule, since, citation: { document, place, clause: clause ?? null, quote, basis, adoptedBy } };
    }
    return null;
  });
}

export function first<A, B>(list: readonly A[], pick: (a: A) => B | null): B | null {
  for (const a of list) {
    const found = pick(a);
    if (found !== null) return found;
  }
  return null;
}
