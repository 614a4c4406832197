import { clears, holds, readScope, type ClientKind, type PrivacyLevel } from 'xianjie/schema';
import { scopeParts, shortest } from './scopes.js';

/** The rights of system, security and audit administration. Whoever has one of them has no other. */
export const administrativeScopes = ['core:administer', 'access:administer', 'audit:read'] as const;

const isAdministrative = (scope: string): boolean => (administrativeScopes as readonly string[]).includes(scope);

/** Why a scope is not given: it is none, the kind of client never has it, it needs `core:read:personal`, or another administrative right is there. */
export type ScopeObstacle = 'MALFORMED' | 'ABOVE_KIND' | 'NEEDS_CORE' | 'EXCLUDED';

/** How far a kind of client ever reads in a module. */
function highest(kind: ClientKind, module: string): PrivacyLevel {
  if (kind === 'PLATFORM') return 'PUBLIC';
  if (kind === 'INSTITUTION') return module === 'core' ? 'PUBLIC' : 'INTERNAL';
  return 'SENSITIVE';
}

/** Whether a kind of client ever has a right that is no reading. */
function mayEver(kind: ClientKind, scope: string, module: string, verb: string): boolean {
  if (isAdministrative(scope)) return kind === 'ADMIN' || kind === 'PORTAL';
  if (kind === 'PLATFORM') return false;
  if (kind === 'INSTITUTION') return verb === 'feed' && module !== 'core';
  return true;
}

/** Names and households are the core's: nobody reads personal data of a module who may not read those. */
const needsCore = (module: string, level: PrivacyLevel | null): boolean =>
  module !== 'core' && level !== null && !clears('INTERNAL', level);

/** What stands against registering a client or a person with these scopes; nothing when there is nothing. */
export function scopeObstacles(
  kind: ClientKind,
  scopes: readonly string[],
): { readonly scope: string; readonly obstacle: ScopeObstacle }[] {
  const administrative = scopes.filter(isAdministrative);
  return scopes.flatMap((scope) => {
    const obstacle = obstacleTo(kind, scope, scopes);
    if (obstacle !== undefined) return [{ scope, obstacle }];
    // A portal acts for people only: which of them administers what, their roles say.
    const excluded = kind !== 'PORTAL' && new Set(administrative).size > 1 && isAdministrative(scope);
    return excluded ? [{ scope, obstacle: 'EXCLUDED' as const }] : [];
  });
}

function obstacleTo(kind: ClientKind, scope: string, all: readonly string[]): ScopeObstacle | undefined {
  const parts = scopeParts(scope);
  if (parts === undefined) return 'MALFORMED';
  const { module, verb, level } = parts;
  if (level === null) return mayEver(kind, scope, module, verb) ? undefined : 'ABOVE_KIND';
  if (!clears(highest(kind, module), level)) return 'ABOVE_KIND';
  return needsCore(module, level) && !holds({ scopes: all }, 'core:read:personal') ? 'NEEDS_CORE' : undefined;
}

/**
 * What is left of scopes under the ceilings, whatever a row of the database says: readings are lowered to what the kind may have,
 * and of several administrative rights none is left.
 */
export function underCeilings(kind: ClientKind, scopes: readonly string[]): string[] {
  const lowered = scopes.flatMap((scope) => {
    const parts = scopeParts(scope);
    if (parts === undefined) return [];
    const { module, verb, level } = parts;
    if (level === null) return mayEver(kind, scope, module, verb) ? [scope] : [];
    const most = highest(kind, module);
    return [readScope(module, clears(most, level) ? level : most)];
  });
  const namesPeople = holds({ scopes: lowered }, 'core:read:personal');
  const excluded = new Set(lowered.filter(isAdministrative)).size > 1;
  return shortest(
    lowered.flatMap((scope) => {
      if (excluded && isAdministrative(scope)) return [];
      const parts = scopeParts(scope);
      return [parts && needsCore(parts.module, parts.level) && !namesPeople ? readScope(parts.module, 'INTERNAL') : scope];
    }),
  );
}
