import { createHash } from 'node:crypto';
import type { Check } from 'xianjie/schema';

const kept = new WeakMap<Check, string>();

/**
 * A fingerprint of what a check decides: its conditions, what it gives and where it stands. Facts, links, documents and policy values count
 * by their code: what a policy value was on a day is no part of the rule. What it is called may change without making it another rule.
 */
export function versionOf(check: Check): string {
  const known = kept.get(check);
  if (known !== undefined) return known;
  const { code, kind, force, subject, policies, when, fulfilled, rank, gives, family } = check;
  const text = JSON.stringify({ code, kind, force, subject, policies, when, fulfilled, rank, gives, family }, byCode);
  const version = createHash('sha256').update(text).digest('hex').slice(0, 32);
  kept.set(check, version);
  return version;
}

function byCode(this: unknown, key: string, value: unknown): unknown {
  if (key === 'title') return undefined;
  // Of classes the codes count, not what they are called.
  if (key === 'codes' && typeof value === 'object' && value !== null) return Object.keys(value);
  const declared = value as { readonly declares?: string; readonly code?: string } | null;
  // How a named value is made decides as much as the check's own conditions; a remark on it decides nothing.
  if (declared?.declares === 'value') return { ...declared, declares: undefined, note: undefined };
  return typeof declared === 'object' && declared?.declares !== undefined ? `${declared.declares} ${declared.code ?? ''}` : value;
}
