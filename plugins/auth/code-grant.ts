import type { Db } from '../storage/index.js';
import { underCeilings } from './ceilings.js';
import { redeemCode } from './codes.js';
import { OAuthError } from './oauth-error.js';
import type { PeopleRecords } from './people.js';
import { meetScopes } from './scopes.js';
import type { Grant } from './token-endpoint.js';

const NOT_GOOD = 'The code is not good: unknown, used, too old, of another client or address, or not proved.';

/** `grant_type=authorization_code`: a token for the person who signed in, and for the client that the person signed in to. */
export const codeGrant = (db: Db, people: Pick<PeopleRecords, 'byId'>): Grant => ({
  // PKCE proves who asked; a secret in a page would prove nothing.
  publicClients: true,
  async grant(client, form) {
    const code = form.get('code');
    const redirectUri = form.get('redirect_uri');
    const verifier = form.get('code_verifier');
    if (code === null || redirectUri === null || verifier === null)
      throw new OAuthError('invalid_request', 'Send code, redirect_uri and code_verifier.');
    const userId = await redeemCode(db, code, { clientId: client.id, redirectUri, verifier });
    const person = userId === undefined ? undefined : await people.byId(userId);
    if (person === undefined) throw new OAuthError('invalid_grant', NOT_GOOD);
    return { subject: person.id, scopes: underCeilings(client.kind, meetScopes(client.scopes, person.scopes)) };
  },
});
