import type { EvaluateRequest, WithheldVerdict } from 'xianjie/schema';
import type { InstalledCheck } from '../catalogue/catalogue.js';
import type { Setting } from '../rules/result.js';
import type { About } from '../facts/links.js';

/**
 * What `each` says of every check in question about every subject, where the viewer may know it; and the verdicts that may not be known.
 * `onRecord`: what is told rests on who holds what the checks give, too; `unnoted`: whoever asks says what of it is shown, by `shown`.
 */
export type Over = <Said>(
  request: EvaluateRequest,
  each: (one: InstalledCheck, about: About, setting: Setting, shown: () => void) => Said,
  how?: { readonly onRecord?: boolean; readonly unnoted?: boolean },
) => Promise<{ readonly results: readonly Said[]; readonly withheld: readonly WithheldVerdict[] }>;
