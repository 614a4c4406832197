import type { Condition, Link } from 'xianjie/schema';
import { all, any, not } from '../../figures/kleene.js';
import { bare, listCause, type Evaluate, type Place, type Result } from '../result.js';

type Node<Op extends Condition['op']> = Condition & { readonly op: Op };
type Answered = Omit<Result, 'text'>;

/** One of those a link leads to, as a place of its own. */
export function memberPlace(link: Link, id: string, position: number, { setting }: Place): Place {
  return { subjectId: id, setting, item: link.itemTitle(id, position + 1) };
}

/** What holds of the one subject a link leads to. */
export function through({ link, of }: Node<'through'>, { subjectId, setting }: Place, evaluate: Evaluate): Answered {
  const { ids, failed } = setting.world.linked(subjectId, link);
  const [id] = ids;
  if (id === undefined) return { ...bare, satisfied: 'UNKNOWN', causes: [listCause(link, failed)] };
  const child = evaluate(of, { subjectId: id, setting, item: null });
  return { ...bare, satisfied: child.satisfied, children: [child] };
}

/** One of a list is enough; "none" needs the whole list. */
export function some({ link, of }: Node<'exists'>, place: Place, evaluate: Evaluate): Answered {
  const { ids, whole, failed } = place.setting.world.linked(place.subjectId, link);
  const children = ids.map((id, i) => evaluate(of, memberPlace(link, id, i, place)));
  const found = any(children.map((child) => child.satisfied));
  const satisfied = found === 'FALSE' && !whole ? 'UNKNOWN' : found;
  return { ...bare, satisfied, children, causes: satisfied === 'UNKNOWN' && !whole ? [listCause(link, failed)] : [] };
}

/** One of a list who fails is enough for a no; "all" needs the whole list. Who is not meant is no exception. */
export function everyone({ link, where, of }: Node<'every'>, place: Place, evaluate: Evaluate): Answered {
  const { ids, whole, failed } = place.setting.world.linked(place.subjectId, link);
  const members = ids.map((id, i) => {
    const at = memberPlace(link, id, i, place);
    const meant = where === null ? null : evaluate(where, at);
    if (meant?.satisfied === 'FALSE') return { satisfied: 'TRUE' as const, shown: [meant] };
    const met = evaluate(of, at);
    return {
      satisfied: meant === null ? met.satisfied : any([not(meant.satisfied), met.satisfied]),
      // What is already met needs nobody to say whether it is asked for.
      shown: meant === null || met.satisfied === 'TRUE' ? [met] : [meant, met],
    };
  });
  const found = all(members.map((member) => member.satisfied));
  const satisfied = found === 'TRUE' && !whole ? 'UNKNOWN' : found;
  return {
    ...bare,
    satisfied,
    children: members.flatMap((member) => member.shown),
    causes: satisfied === 'UNKNOWN' && !whole ? [listCause(link, failed)] : [],
  };
}
