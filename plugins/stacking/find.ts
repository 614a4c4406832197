import type { Outcome, Relation, Satisfied, StackingKind } from 'xianjie/schema';
import { any } from '../eligibility/index.js';

/** One benefit of one holder: by the records, by the rules that give it, and the fen that count where a cap is in question. */
export interface Item {
  readonly holder: string;
  readonly benefit: string;
  readonly held: Satisfied;
  /** Null: no rule in force gives it, or none that the viewer is told of. */
  readonly outcome: Outcome | null;
  /** Of what is known; null: nothing is. */
  readonly amount: number | null;
  /** More may count than is known. */
  readonly more: boolean;
}

/** What is found, and the items that it rests on. */
export interface Found {
  readonly kind: StackingKind;
  readonly items: readonly Item[];
  readonly sum: number | null;
  readonly excess: number | null;
}

/** How one benefit stands among all that were looked at. */
interface Standing {
  readonly code: string;
  readonly items: readonly Item[];
  readonly held: Satisfied;
  /** Somebody may have it and is not known to. */
  readonly claimed: boolean;
  /** Whether anybody may have it; null: nobody says. */
  readonly entitled: Satisfied | null;
}

const answers = { ELIGIBLE: 'TRUE', NOT_ELIGIBLE: 'FALSE', UNDETERMINED: 'UNKNOWN' } as const satisfies Record<Outcome, Satisfied>;

const claims = ({ held, outcome }: Item): boolean => held !== 'TRUE' && outcome === 'ELIGIBLE';
const isHeld = ({ held }: Item): boolean => held === 'TRUE';

/**
 * What the benefits of somebody come to under a relation. What is not known is never a conflict: only what the records say is held conflicts,
 * and what may come true is a choice or stays undetermined.
 * @param items of all holders within whom the relation holds; benefits that nobody declares have none
 * @param cap fen; null: not stated, or none is in question
 */
export function findingsOf(relation: Pick<Relation, 'kind' | 'benefits'>, items: readonly Item[], cap: number | null): Found[] {
  const standings = relation.benefits.map((code) => standingOf(code, items)).filter((one) => one.items.length > 0);
  switch (relation.kind) {
    case 'EXCLUSIVE':
      return exclusive(standings);
    case 'CAPPED_TOGETHER':
      return cap === null ? notStated(standings) : capped(standings, cap);
    case 'ORDERED':
      return ordered(standings);
    case 'STACKING_UNKNOWN':
      return notStated(standings);
  }
}

/** One benefit that is given once for a household: held by several of its members. */
export function heldTwice(items: readonly Item[]): Found[] {
  const holders = items.filter(isHeld);
  return new Set(holders.map(({ holder }) => holder)).size > 1 ? [plain('DUPLICATE', holders)] : [];
}

function standingOf(code: string, all: readonly Item[]): Standing {
  const items = all.filter(({ benefit }) => benefit === code);
  const said = items.flatMap(({ outcome }) => (outcome === null ? [] : [answers[outcome]]));
  const held = any(items.map((one) => one.held));
  return { code, items, held, claimed: held !== 'TRUE' && items.some(claims), entitled: said.length === 0 ? null : any(said) };
}

const inOrder = (items: readonly Item[]): readonly Item[] =>
  [...items].sort((a, b) => compare(a.benefit, b.benefit) || compare(a.holder, b.holder));
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const plain = (kind: StackingKind, items: readonly Item[]): Found => ({ kind, items: inOrder(items), sum: null, excess: null });

const held = (all: readonly Standing[]): Standing[] => all.filter((one) => one.held === 'TRUE');
const wanted = (all: readonly Standing[]): Standing[] => all.filter((one) => one.held === 'TRUE' || one.claimed);
const itemsOf = (all: readonly Standing[], which: (item: Item) => boolean): Item[] => all.flatMap(({ items }) => items.filter(which));

/** Everybody who has one of them or may claim it. */
const together = (kind: StackingKind, all: readonly Standing[]): Found => {
  const either = (one: Item): boolean => isHeld(one) || claims(one);
  return plain(kind, itemsOf(all, either));
};

function exclusive(all: readonly Standing[]): Found[] {
  const had = held(all);
  if (had.length > 1) return [plain('CONFLICT', itemsOf(had, isHeld))];
  const mayHave = wanted(all);
  if (mayHave.length > 1) return [together('CHOICE', mayHave)];
  const open = all.filter((one) => one.held === 'UNKNOWN' && !one.claimed);
  if (had.length === 0 || open.length === 0) return [];
  return [plain('UNDETERMINED', [...itemsOf(had, isHeld), ...itemsOf(open, (one) => one.held === 'UNKNOWN')])];
}

function notStated(all: readonly Standing[]): Found[] {
  const mayHave = wanted(all);
  return mayHave.length > 1 ? [together('NOT_STATED', mayHave)] : [];
}

/** What is known to have been given counts; what is held with an amount that nobody knows can only make it more. */
function capped(all: readonly Standing[], cap: number): Found[] {
  const counted = itemsOf(all, ({ amount }) => amount !== null && amount > 0);
  const sum = counted.reduce((total, { amount }) => total + (amount ?? 0), 0);
  if (sum > cap) return [{ kind: 'OVER_CAP', items: inOrder(counted), sum, excess: sum - cap }];
  const open = itemsOf(all, (one) => isHeld(one) && one.more);
  return open.length > 0 && held(all).length > 1 ? [plain('UNDETERMINED', [...new Set([...counted, ...open])])] : [];
}

/** A later one is held and an earlier one is not, although somebody may have it: of each pair. */
function ordered(all: readonly Standing[]): Found[] {
  return all.flatMap((earlier, i) =>
    all.slice(i + 1).flatMap((later): Found[] => {
      if (later.held !== 'TRUE' || earlier.held === 'TRUE') return [];
      if (earlier.entitled === null || earlier.entitled === 'FALSE') return [];
      const open = earlier.entitled === 'UNKNOWN' || earlier.held === 'UNKNOWN';
      const missed = itemsOf([earlier], ({ outcome }) => outcome === 'ELIGIBLE' || (open && outcome !== 'NOT_ELIGIBLE'));
      return [plain(open ? 'UNDETERMINED' : 'OUT_OF_ORDER', [...missed, ...itemsOf([later], isHeld)])];
    }),
  );
}
