import { ALGORITHM } from './signing-keys.js';

/** What the issuer says of itself (RFC 8414 and OpenID Connect Discovery). @param issuer its address, without a slash at the end */
export const discovery = (issuer: string, grants: readonly string[], scopes: readonly string[]): Readonly<Record<string, unknown>> => ({
  issuer,
  jwks_uri: `${issuer}/oauth/jwks`,
  token_endpoint: `${issuer}/oauth/token`,
  grant_types_supported: grants,
  // People sign in where the grant of their codes is known.
  ...(grants.includes('authorization_code') && {
    authorization_endpoint: `${issuer}/oauth/authorize`,
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  }),
  response_types_supported: grants.includes('authorization_code') ? ['code'] : [],
  token_endpoint_auth_methods_supported: [
    'client_secret_basic',
    'client_secret_post',
    ...(grants.includes('authorization_code') ? ['none'] : []),
  ],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: [ALGORITHM],
  scopes_supported: scopes,
});
