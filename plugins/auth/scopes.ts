import { clears, holds, leastAreas, liesIn, privacyLevels, type PrivacyLevel } from 'xianjie/schema';

/** A scope in its parts; the level is that of a reading. */
export interface ScopeParts {
  readonly module: string;
  readonly verb: string;
  readonly level: PrivacyLevel | null;
}

const SHAPE = /^([a-z][a-z0-9-]{0,62}):([a-z]{1,30})(?::([a-z]{1,30}))?$/;

/** The parts of `<module>:<verb>[:<level>]`; undefined when a text is no scope. Only a reading has a level. */
export function scopeParts(scope: string): ScopeParts | undefined {
  const [, module, verb, asked] = SHAPE.exec(scope) ?? [];
  if (module === undefined || verb === undefined) return undefined;
  if (verb !== 'read' || module === 'audit') return asked === undefined ? { module, verb, level: null } : undefined;
  const level = privacyLevels.find((one) => one.toLowerCase() === (asked ?? 'public'));
  // The public part has one name only: `m:read`.
  return level === undefined || asked === 'public' ? undefined : { module, verb, level };
}

/** Without repetitions, and without readings that a higher one includes. */
export function shortest(scopes: readonly string[]): string[] {
  const unique = [...new Set(scopes)];
  return unique.filter((scope) => {
    const own = scopeParts(scope);
    return !unique.some((other) => {
      const above = scopeParts(other);
      return other !== scope && own?.level != null && above?.level != null && above.module === own.module && clears(above.level, own.level);
    });
  });
}

/** What two lists of scopes both allow: of two levels of a reading the lower one. */
export function meetScopes(one: readonly string[], other: readonly string[]): string[] {
  const both = [...one, ...other].filter((scope) => holds({ scopes: one }, scope) && holds({ scopes: other }, scope));
  return shortest(both);
}

/** What lies in an area of both lists. */
export function meetAreas(one: readonly string[], other: readonly string[]): string[] {
  const within = (areas: readonly string[], outer: readonly string[]): string[] =>
    areas.filter((area) => outer.some((around) => liesIn(area, around)));
  return leastAreas([...within(one, other), ...within(other, one)]);
}
