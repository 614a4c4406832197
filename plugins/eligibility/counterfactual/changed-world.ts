import type { AnyValue, Condition, Fact, Link } from 'xianjie/schema';
import { missing, type Answer, type World } from '../facts/world.js';

/** One thing that is otherwise than it is known to be. */
export type Move =
  | { readonly kind: 'VALUE'; readonly subjectId: string; readonly fact: Fact; readonly year: number | null; readonly value: AnyValue }
  | {
      readonly kind: 'HOLDS' | 'HOLDS_NOT';
      readonly subjectId: string;
      readonly fact: Fact;
      readonly year: number | null;
      readonly code: string;
    }
  | { readonly kind: 'WHOLE_SET'; readonly subjectId: string; readonly fact: Fact; readonly year: number | null }
  | { readonly kind: 'WHOLE'; readonly subjectId: string; readonly link: Link }
  | {
      readonly kind: 'MORE';
      readonly subjectId: string;
      readonly link: Link;
      /** The id of the one more, and what is known of it. */
      readonly id: string;
      readonly facts: readonly Move[];
      /** What members are asked for, and whether this one meets it; null: whoever it is counts. */
      readonly asked: Condition | null;
      readonly meets: boolean | null;
    };

export type FactMove = Extract<Move, { readonly fact: Fact }>;

/** The world with some things otherwise: a fact wherever it is read, a list wherever it is followed. The world itself stays as it is. */
export function changedWorld(world: World, moves: readonly Move[]): World {
  const all = moves.flatMap((move) => (move.kind === 'MORE' ? [move, ...move.facts] : [move]));
  const facts = all.filter((move): move is FactMove => 'fact' in move);
  const more = all.filter((move) => move.kind === 'MORE');
  return {
    fact(id, fact, year) {
      const own = facts.filter((move) => move.subjectId === id && move.fact === fact && move.year === year);
      const base = more.some((move) => move.id === id) ? missing(fact) : world.fact(id, fact, year);
      return own.reduce(changed, base);
    },
    linked(id, link) {
      const added = more.find((move) => move.id === id);
      // Of one who does not exist it is only known where it belongs.
      if (added !== undefined)
        return !link.many && link.to === added.link.from ? { ids: [added.subjectId], whole: true } : { ids: [], whole: false };
      const base = world.linked(id, link);
      const here = all.filter((move) => 'link' in move && move.subjectId === id && move.link === link);
      return {
        ...base,
        ids: [...base.ids, ...here.flatMap((move) => (move.kind === 'MORE' ? [move.id] : []))],
        whole: base.whole || here.some((move) => move.kind === 'WHOLE'),
      };
    },
  };
}

function changed(answer: Answer, move: FactMove): Answer {
  const said = { known: true, providedBy: null, observedOn: null, contradictedBy: [] } as const;
  if (move.kind === 'VALUE') return { ...said, value: move.value, whole: true };
  const held = answer.known ? (answer.value as readonly string[]) : [];
  const whole = answer.known && answer.whole;
  if (move.kind === 'WHOLE_SET') return { ...said, value: held, whole: true };
  const others = held.filter((code) => code !== move.code);
  return { ...said, value: move.kind === 'HOLDS' ? [...others, move.code] : others, whole };
}
