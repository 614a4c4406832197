import { randomUUID } from 'node:crypto';

/** How many characters of an id those that lie together share: 32 of its bits, all of them random. */
const SHARED = 8;

/**
 * A random UUID that lies beside another one in every index: it shares the random bits that stand first. What is read together (a village, a
 * family) then lies together, and nothing can be read from an id but that two were entered together.
 * @param neighbour any UUID
 */
export const idBeside = (neighbour: string, id: string = randomUUID()): string => neighbour.slice(0, SHARED) + id.slice(SHARED);
