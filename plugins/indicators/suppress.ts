/** So many must be meant by a figure for it to be told to whoever may not see whom it means; nobody at all is not told either. */
export const FEWEST = 5;

/** The codes of areas by their lengths, from a root downwards. */
const LENGTHS = [1, 2, 4, 6, 9, 12];

/** Whom the figures of one place mean: how many each part of them, such as who has something and who has not. */
export interface Meant {
  readonly area: string;
  readonly subjects: number;
  readonly parts: readonly number[];
  /** Of how many of them it is not known: what is left of the whole without its parts. That it is nobody tells of nobody; a few follow. */
  readonly unknown: number;
}

/**
 * The areas whose figures are told to a viewer who may not see whom they mean, decided over the whole of what they may ask about, so that no
 * two questions together tell more than one. Left out is every area with few; with it, under each area that is told, as many of its
 * neighbours, the smallest first, as make those left out several and together no few: subtracting what is told from the whole gives only
 * that. Nothing is told of what lies in an area that is left out.
 */
export function toldAreas(places: readonly Meant[], root: string): ReadonlySet<string> {
  const told = new Set<string>();
  const whole = together(root, places);
  if (isSafe(whole)) tellBelow(whole, places);
  return told;

  function tellBelow({ area }: Meant, own: readonly Meant[]): void {
    told.add(area);
    const children = childrenOf(area, own);
    const hidden = children.filter(({ meant }) => !isSafe(meant));
    const others = children.filter(({ meant }) => isSafe(meant)).sort((a, b) => smallestFirst(a.meant, b.meant));
    while (hidden.some(({ meant }) => meant.subjects > 0) && !isCovered(hidden.map(({ meant }) => meant))) {
      const next = others.shift();
      if (next === undefined) break;
      hidden.push(next);
    }
    for (const { meant, below } of others) if (meant.area !== area) tellBelow(meant, below);
  }
}

/** Whether those that are left out are several, and no few together. */
const isCovered = (hidden: readonly Meant[]): boolean =>
  hidden.filter(({ subjects }) => subjects > 0).length > 1 && isSafe(together('', hidden));

const isSafe = ({ parts, unknown }: Meant): boolean =>
  parts.length > 0 && parts.every((n) => n >= FEWEST) && (unknown === 0 || unknown >= FEWEST);

const smallestFirst = (a: Meant, b: Meant): number => a.subjects - b.subjects || (a.area < b.area ? -1 : 1);

function together(area: string, places: readonly Meant[]): Meant {
  const parts: number[] = [];
  for (const place of places) for (const [i, n] of place.parts.entries()) parts[i] = (parts[i] ?? 0) + n;
  const sum = (of: (place: Meant) => number): number => places.reduce((all, place) => all + of(place), 0);
  return { area, subjects: sum((place) => place.subjects), parts, unknown: sum((place) => place.unknown) };
}

interface Child {
  readonly meant: Meant;
  readonly below: readonly Meant[];
}

/** The next smaller areas; what belongs to none of them (a project of the county) is one by itself, that nobody can ask for. */
function childrenOf(area: string, places: readonly Meant[]): Child[] {
  if (area.length >= 12) return [];
  const length = LENGTHS.find((one) => one > (area === '0' ? 1 : area.length)) ?? 12;
  const groups = new Map<string, Meant[]>();
  for (const place of places) {
    const key = place.area.length < length ? area : place.area.slice(0, length);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [place]);
    else group.push(place);
  }
  return [...groups].map(([key, below]) => ({ meant: together(key, below), below }));
}
