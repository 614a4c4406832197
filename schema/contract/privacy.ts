/** How personal a field or a fact is, from the least to the most. Above INTERNAL it is personal data of a named household or person. */
export const privacyLevels = ['PUBLIC', 'INTERNAL', 'PERSONAL', 'SENSITIVE'] as const;
export type PrivacyLevel = (typeof privacyLevels)[number];

/** The most personal of several levels; PUBLIC when there is none. */
export function highestLevel(levels: Iterable<PrivacyLevel>): PrivacyLevel {
  let highest = 0;
  for (const level of levels) highest = Math.max(highest, privacyLevels.indexOf(level));
  return privacyLevels[highest] ?? 'PUBLIC';
}

/** Whether someone who may read up to `clearUpTo` in clear may read `level`. */
export function clears(clearUpTo: PrivacyLevel, level: PrivacyLevel): boolean {
  return privacyLevels.indexOf(level) <= privacyLevels.indexOf(clearUpTo);
}
