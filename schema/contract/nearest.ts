import { ApiError } from './errors.js';

/** How many letters must change to make one word of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[other.length] ?? 0;
}

/** The known names that look most like one that is not known: what an error suggests. */
export function nearest(name: string, known: Iterable<string>, count = 3): string[] {
  return [...known]
    .map((candidate) => ({ candidate, far: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.far - other.far || (one.candidate < other.candidate ? -1 : 1))
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** Refuses a code that nobody knows, with the known ones that look most like it: in the message, and as `extensions.nearest`. @throws ApiError */
export function refuseUnknown(said: string, code: string, known: Iterable<string>): never {
  const near = nearest(code, known);
  throw new ApiError('UNKNOWN_CODE', near.length === 0 ? said : `${said}; the nearest are ${near.join(', ')}`, { nearest: near });
}
