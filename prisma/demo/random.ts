const hex2 = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const hex4 = (bits: number): string => `${hex2[(bits >>> 8) & 255] ?? ''}${hex2[bits & 255] ?? ''}`;

/**
 * Small deterministic randomness. The same key always gives the same numbers, on every machine; each household draws from a stream
 * of its own, so that a change in one family does not ripple through the town.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d = 1;

  constructor(...key: readonly (string | number)[]) {
    // FNV-1a with three offsets spreads the key over the state; sfc32 needs a few rounds before its output is good.
    const text = key.join('\0');
    const hash = (seed: number): number => {
      let h = seed;
      for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
      return h | 0;
    };
    this.#a = hash(0x811c9dc5);
    this.#b = hash(0x9e3779b9);
    this.#c = hash(0x85ebca6b);
    for (let i = 0; i < 15; i++) this.#bits();
  }

  /** sfc32 (Chris Doty-Humphrey, public domain): 32 random bits. */
  #bits(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0;
    return t >>> 0;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    return this.#bits() / 0x1_0000_0000;
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    const item = list[Math.floor(this.next() * list.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  weighted<T>(list: readonly (readonly [T, number])[]): T {
    let rest = this.next() * list.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of list) if ((rest -= weight) < 0) return item;
    return this.pick(list)[0];
  }

  /** Bell-shaped around 0 with deviation 1 (Box-Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  shuffle<T>(list: T[]): T[] {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      const held = list[i] as T;
      list[i] = list[j] as T;
      list[j] = held;
    }
    return list;
  }

  /** Shaped like a random UUID (version 4), so that nothing about the demo can be read from an id. */
  uuid(): string {
    const [a, b, c, d] = [this.#bits(), (this.#bits() & 0xffff0fff) | 0x4000, (this.#bits() & 0x3fffffff) | 0x80000000, this.#bits()];
    return `${hex4(a >>> 16)}${hex4(a)}-${hex4(b >>> 16)}-${hex4(b)}-${hex4(c >>> 16)}-${hex4(c)}${hex4(d >>> 16)}${hex4(d)}`;
  }
}

/**
 * Exactly `count` items in the given shares, in random order: shares hold to the last item, where drawing one by one would only
 * come near.
 */
export function deck<T>(random: Random, count: number, shares: readonly (readonly [T, number])[]): T[] {
  const total = shares.reduce((sum, [, share]) => sum + share, 0);
  const cards: T[] = [];
  let seen = 0;
  for (const [item, share] of shares) {
    seen += share;
    while (cards.length < Math.round((seen / total) * count)) cards.push(item);
  }
  return random.shuffle(cards);
}

/** `count` whole numbers from 1 to `max` that add up to exactly `total`, near the given shares of each size. */
export function dealSizes(
  random: Random,
  count: number,
  total: number,
  max: number,
  shares: readonly (readonly [number, number])[],
): number[] {
  const sizes = deck(random, count, shares);
  let rest = total - sizes.reduce((a, b) => a + b, 0);
  for (let turns = 0; rest !== 0; turns++) {
    if (turns > 1_000 * count) throw new Error(`${count} numbers from 1 to ${max} cannot add up to ${total}`);
    const at = random.int(0, count - 1);
    const size = sizes[at] ?? 1;
    const step = Math.sign(rest);
    if (size + step < 1 || size + step > max) continue;
    sizes[at] = size + step;
    rest -= step;
  }
  return sizes;
}
