import type { Purpose } from 'xianjie/schema';
import { meetAreas, meetScopes } from './scopes.js';

/** Where, what and for what somebody may ask: a client's registration, or a person's office. */
export interface Grant {
  readonly areas: readonly string[];
  readonly scopes: readonly string[];
  readonly purposes: readonly Purpose[];
}

/** What both grant: a person who asks through a client never gets more than either of them has, and no less than both. */
export function meet(client: Grant, user: Grant): Grant {
  return {
    areas: meetAreas(client.areas, user.areas),
    scopes: meetScopes(client.scopes, user.scopes),
    purposes: client.purposes.filter((purpose) => user.purposes.includes(purpose)),
  };
}
