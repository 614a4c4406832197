/**
 * Chance that hangs on a key alone, not on the order in which it is asked: whoever asks about the same person is told the same, so that
 * records, posts and subsidies of the demo agree.
 */
export function chanceOf(...key: readonly (string | number)[]): number {
  return bits(key.join(' '), 0x811c9dc5) / 0x1_0000_0000;
}

/** One of a list with weights, by the same chance. */
export function pickOf<T>(list: readonly (readonly [T, number])[], ...key: readonly (string | number)[]): T {
  const total = list.reduce((sum, [, weight]) => sum + weight, 0);
  let left = chanceOf(...key) * total;
  for (const [value, weight] of list) if ((left -= weight) < 0) return value;
  const [last] = list[list.length - 1] ?? [];
  return last as T;
}

/** A whole number from `low` to `high`, both included. */
export const numberOf = (low: number, high: number, ...key: readonly (string | number)[]): number =>
  low + Math.floor(chanceOf(...key) * (high - low + 1));

/** An id that is the same whenever it is asked for. */
export function idOf(...key: readonly (string | number)[]): string {
  const text = key.join(' ');
  const hex = [1, 2, 3, 4]
    .map((n) =>
      bits(text, n * 0x9e3779b9)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** FNV-1a, then the mixing steps of MurmurHash3: keys that differ in one character give unrelated numbers. */
function bits(text: string, seed: number): number {
  let h = seed | 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The day some days after another, as `YYYY-MM-DD`. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
