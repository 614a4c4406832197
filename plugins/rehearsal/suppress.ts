/** So many must be meant by a figure for it to be told to whoever may not see whom it means. Nobody at all may be told. */
export const FEWEST = 5;

const isFew = (count: number): boolean => count > 0 && count < FEWEST;

/** Counts of which one follows from the others (eligible after = eligible before + newly − no longer): places in a list of counts. */
export type Relation = readonly number[];

/**
 * Which counts of a total are not told: those of few; and where all but one of a relation would be told, one more of it, the smallest, for
 * else the one follows. No count left out follows from those that are told.
 */
export function hiddenOfTotal(counts: readonly number[], relations: readonly Relation[]): Set<number> {
  const hidden = new Set(counts.flatMap((count, i) => (isFew(count) ? [i] : [])));
  for (let again = true; again;) {
    again = false;
    for (const relation of relations) {
      const told = relation.filter((i) => !hidden.has(i));
      if (told.length !== relation.length - 1) continue;
      const [smallest] = told.sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || b - a);
      if (smallest === undefined) continue;
      hidden.add(smallest);
      again = true;
    }
  }
  return hidden;
}

/**
 * Which groups of a total are not told, all of their counts together: those with a count of few, and as many others, the smallest first, as it
 * takes for the groups left out to be two at least and for none of their sums to be few. Their counts are then known in sum only.
 * @param groups the counts that the total tells, group by group: the groups add up to the total
 */
export function hiddenGroups(groups: readonly (readonly number[])[]): Set<number> {
  const hidden = new Set(groups.flatMap((counts, i) => (counts.some(isFew) ? [i] : [])));
  if (hidden.size === 0) return hidden;
  const size = (i: number): number => (groups[i] ?? []).reduce((sum, count) => sum + count, 0);
  // Who is nobody hides nobody: empty groups come last.
  const others = groups
    .map((_, i) => i)
    .filter((i) => !hidden.has(i))
    .sort((a, b) => Number(size(a) === 0) - Number(size(b) === 0) || size(a) - size(b) || a - b);
  const enough = (): boolean => {
    if (hidden.size < 2) return false;
    const width = Math.max(0, ...groups.map((counts) => counts.length));
    return Array.from({ length: width }, (_, at) => at).every((at) => {
      const sum = [...hidden].reduce((all, i) => all + (groups[i]?.[at] ?? 0), 0);
      return !isFew(sum);
    });
  };
  while (!enough()) {
    const next = others.shift();
    if (next === undefined) break;
    hidden.add(next);
  }
  return hidden;
}
