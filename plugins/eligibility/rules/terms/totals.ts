import type { Satisfied, Term } from 'xianjie/schema';
import { memberPlace } from '../conditions/links.js';
import { countOf } from '../../figures/figures.js';
import { sumOf } from '../../figures/arithmetic.js';
import { listCause, type Result } from '../result.js';
import { between, failed, step, type Calculation, type Tools } from './figure.js';
import { neverNegative } from './never-negative.js';

type Node<Kind extends Term['term']> = Term & { readonly term: Kind };

/** How many a link leads to, or how many of them meet a condition. */
export function count({ link, of }: Node<'count'>, { place, evaluate }: Tools): Calculation {
  const { ids, whole, failed: unread } = place.setting.world.linked(place.subjectId, link);
  const members = of === null ? [] : ids.map((id, i) => evaluate(of, memberPlace(link, id, i, place)));
  const bounds = countOf(of === null ? ids.map(() => 'TRUE') : members.map((m) => m.satisfied), whole);
  return { known: between(bounds), steps: members, causes: whole ? [] : [listCause(link, unread)] };
}

/** What all of a list have together. */
export function sum(term: Node<'sum'>, { place, part, evaluate }: Tools): Calculation {
  const { link, where, of } = term;
  const { ids, whole, failed: unread } = place.setting.world.linked(place.subjectId, link);
  const members = ids.map((id, i) => {
    const at = memberPlace(link, id, i, place);
    const meant: Result | null = where === null ? null : evaluate(where, at);
    const counts: Satisfied = meant?.satisfied ?? 'TRUE';
    if (counts === 'FALSE') return { counts, known: null, steps: [meant] };
    const figure = part(of, at);
    return { counts, known: figure, steps: [...(counts === 'UNKNOWN' ? [meant] : []), step(of, figure, at)] };
  });
  const known = sumOf(members, whole, neverNegative(of));
  const steps = members.flatMap((member) => member.steps);
  if (known === 'FAILED') return failed(term, steps);
  return { known, steps, causes: whole ? [] : [listCause(link, unread)] };
}
