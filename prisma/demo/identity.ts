import { iso, type Day } from './days.js';

export type Sex = 'MALE' | 'FEMALE';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** The check character of a resident id (GB 11643-1999, ISO 7064 MOD 11-2) for its first 17 digits. */
export function checkCharacter(digits: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return '10X98765432'[sum % 11] ?? '';
}

/**
 * Hands out synthetic resident ids of one place of birth: valid in form, never twice the same. Sequence codes start at 900 (800
 * for samples), which offices reach on no ordinary day: a demo id is not meant to be anybody's.
 */
export class ResidentIds {
  readonly #given = new Map<number, number>();

  constructor(
    readonly place: string,
    readonly first: 900 | 800 = 900,
  ) {}

  next(born: Day, sex: Sex): string {
    const key = born * 2 + (sex === 'MALE' ? 1 : 0);
    const given = this.#given.get(key) ?? 0;
    if (given >= 50) throw new Error('more than 50 births of one sex on one day');
    this.#given.set(key, given + 1);
    const digits = `${this.place}${iso(born).replaceAll('-', '')}${this.first + given * 2 + (sex === 'MALE' ? 1 : 0)}`;
    return digits + checkCharacter(digits);
  }
}

/** Hands out telephone numbers one after the other. */
export class Phones {
  #next: number;

  constructor(first: number) {
    this.#next = first;
  }

  next(): string {
    return String(this.#next++);
  }
}
