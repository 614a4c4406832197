/** The code of the nation: its range contains every code. */
export const NATION = '0';

const lengths = [2, 4, 6, 9, 12] as const;

/**
 * The code in its level's own length (2, 4, 6, 9 or 12 digits; the nation is `0`), so that an ancestor's code is a prefix.
 * Codes padded to 6 or 12 digits with zeros are accepted. Null when it is not a code.
 */
export function normaliseAreaCode(text: string): string | null {
  if (text === NATION) return NATION;
  if (!/^[0-9]{2,12}$/.test(text) || text.startsWith('0')) return null;
  if (text.length === 12 || text.length === 6) {
    for (const length of lengths) {
      if (length <= text.length && /^0*$/.test(text.slice(length))) return text.slice(0, length);
    }
  }
  return (lengths as readonly number[]).includes(text.length) ? text : null;
}

/** The half-open range of codes under an area: what row security and every area filter compare with. */
export function areaRange(code: string): { readonly low: string; readonly high: string } {
  if (code === NATION) return { low: '0', high: ':' };
  return { low: code, high: code.slice(0, -1) + String.fromCharCode(code.charCodeAt(code.length - 1) + 1) };
}

/** The codes above a code, the nation first. */
export function ancestorCodes(code: string): readonly string[] {
  if (code === NATION) return [];
  return [NATION, ...lengths.filter((length) => length < code.length).map((length) => code.slice(0, length))];
}

/** How long the codes of the areas next below are; of a village, which has none: of its own. */
export function lengthBelow(area: string): number {
  const own = area === NATION ? 0 : area.length;
  return lengths.find((length) => length > own) ?? own;
}

/** Whether an area is the other one or lies in it. */
export function liesIn(area: string, other: string): boolean {
  return other === NATION || area.startsWith(other);
}

/** As few areas as say the same: none inside another, in order. */
export function leastAreas(areas: readonly string[]): string[] {
  const unique = [...new Set(areas)].sort();
  return unique.filter((area) => !unique.some((other) => other !== area && liesIn(area, other)));
}

/** The nearest area that holds all of these; of none: the nation. */
export function commonArea(areas: readonly string[]): string {
  const [first = NATION] = areas;
  const around = [...ancestorCodes(first), first];
  return around.filter((area) => areas.every((one) => liesIn(one, area))).at(-1) ?? NATION;
}
