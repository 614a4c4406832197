import { ApiError, type Viewer } from 'xianjie/schema';

const REALM = 'Bearer realm="xianjie"';

/** A request whose sender is not believed. It is answered with 401, and `challenge` is the header WWW-Authenticate (RFC 6750). */
export class Unauthenticated extends ApiError {
  /** @param description a fixed sentence without quotes: it stands in a header */
  constructor(
    description: string,
    readonly challenge: string,
  ) {
    super('UNAUTHENTICATED', description);
  }
}

/** There is no token at all: nothing is wrong with it. */
export const noToken = (): Unauthenticated =>
  new Unauthenticated('Send an access token: Authorization: Bearer <token>. POST /oauth/token gives one.', REALM);

/** There is a token, and it is not believed. */
export const badToken = (description: string): Unauthenticated =>
  new Unauthenticated(description, `${REALM}, error="invalid_token", error_description="${description}"`);

/** Refused, though it is known who asks: to be noted with whoever that is. */
export class Denied extends ApiError {
  /** @param viewer with the purpose that was stated */
  constructor(
    readonly viewer: Viewer,
    message: string,
  ) {
    super('FORBIDDEN', message);
  }
}
