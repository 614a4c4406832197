/** Where the viewers of the matrix stand, and what lies around them. */
export const OWN = '150623100204';
export const SIBLING = '150623100205';
export const PARENT = '150623100';
/** A village of another county. */
export const ELSEWHERE = '150624100201';

export const places = { own: OWN, sibling: SIBLING, parent: PARENT, elsewhere: ELSEWHERE } as const;
export type Place = keyof typeof places;
