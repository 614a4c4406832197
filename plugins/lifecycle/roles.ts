import type { RefusalParams, Transition, Viewer } from 'xianjie/schema';

/** The refusal of a step by whoever has none of its roles. */
export const ROLE_NEEDED = 'core.ROLE_NEEDED';

/** Whether somebody has one of the roles that a step asks for; one that names none is for whoever may write. */
export const mayTake = ({ roles }: Pick<Viewer, 'roles'>, step: Pick<Transition, 'roles'>): boolean =>
  step.roles.length === 0 || step.roles.some((role) => roles.includes(role));

/** What fills the text of the refusal. */
export const rolesOf = ({ roles }: Pick<Transition, 'roles'>): RefusalParams => ({ roles: roles.join(', ') });
