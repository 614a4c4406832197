import { holds } from './rights.js';
import type { Viewer } from './viewer.js';

/** Whether somebody may say a thing in a department's name. */
export function speaksFor({ departments }: Pick<Viewer, 'departments'>, department: string): boolean {
  return departments === 'ALL' || departments.includes(department);
}

/** A feed as it is asked who may hand it in. */
interface OfModule {
  readonly module: string;
  readonly feed: { readonly code: string; readonly source: string };
}

/** The scope that handing in a module's feeds needs. */
export const feedScope = (module: string): string => `${module}:feed`;

/** Whether somebody may hand in a feed: the scope of its module, in the name of the department that speaks through it. */
export function mayHandIn(viewer: Pick<Viewer, 'scopes' | 'departments'>, { module, feed }: OfModule): boolean {
  return holds(viewer, feedScope(module)) && speaksFor(viewer, feed.source);
}

/** Whether somebody hands in anything at all. */
export function handsIn({ scopes }: Pick<Viewer, 'scopes'>): boolean {
  return scopes.some((scope) => scope.endsWith(':feed'));
}

/** Whose receipts somebody sees: those of what they handed in themselves; whoever administers the area, all. */
export const seesReceipts = (viewer: Pick<Viewer, 'scopes'>): 'ALL' | 'OWN' => (holds(viewer, 'core:administer') ? 'ALL' : 'OWN');
