/** So many must be meant by a figure for it to be told to whoever may not see whom it means; nobody at all is not told either. */
export const FEWEST = 5;
const STEP = 5;

/** Areas as small as villages, by the length of their codes: of them and of what lies in them such a viewer is told nothing. */
export const VILLAGE = 12;

const rounded = (count: number): number => Math.round(count / STEP) * STEP;

/** Something that is added up, and of how many. */
export interface Sum {
  readonly fen: number;
  readonly of: number;
}

/** In which form figures are told. Null: not at all. */
export interface Telling {
  count(count: number): number | null;
  /** Sums added up, each of others. */
  money(sums: readonly Sum[]): number | null;
}

/** To whoever may see everybody whom the figures mean. */
export const exactly: Telling = {
  count: (count) => count,
  money: (sums) => sums.reduce((all, { fen }) => all + fen, 0),
};

/**
 * To everybody else. A sum of equal amounts would tell how many it is of: it is told as of the rounded count, the mean so many times, in two
 * significant digits; sums of few are left out of what they are added up to.
 */
export const roughly: Telling = {
  count: (count) => (count < FEWEST ? null : rounded(count)),
  money: (sums) => {
    const many = sums.filter(({ of }) => of >= FEWEST);
    return many.length === 0 ? null : twoDigits(many.reduce((all, { fen, of }) => all + (fen * rounded(of)) / of, 0));
  },
};

function twoDigits(fen: number): number {
  const size = Math.abs(fen);
  const step = size < 100 ? 1 : 10 ** (Math.floor(Math.log10(size)) - 1);
  return Math.round(fen / step) * step || 0;
}
