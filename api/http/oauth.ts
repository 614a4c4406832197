import type { IncomingMessage, ServerResponse } from 'node:http';
import { OAuthError, oauthRefusal, type Attempts, type Auth, type OAuthAnswer } from '../../plugins/auth/index.js';
import type { Owners } from './cors.js';
import { mediaType } from './guard.js';

/** A token request is a few short parameters. */
const BODY_LIMIT = 16_384;

/** What a wrong secret, a wrong code or an unknown client is answered with. */
const GUESSED = ['invalid_client', 'invalid_grant'];

/**
 * `POST /oauth/token`, with answers as RFC 6749 has them. @param owners the portals whose page asks; undefined: no page does
 * @param attempts failures by address
 */
export async function answerToken(
  request: IncomingMessage,
  response: ServerResponse,
  auth: Auth,
  owners?: Owners,
  attempts?: Attempts,
): Promise<void> {
  try {
    if (request.method !== 'POST') throw new OAuthError('invalid_request', 'Ask with POST.', 405, { allow: 'POST' });
    if (mediaType(request) !== 'application/x-www-form-urlencoded')
      throw new OAuthError('invalid_request', 'Send the parameters with content-type application/x-www-form-urlencoded.');
    const form = new URLSearchParams(await shortBody(request));
    if (owners !== undefined && !owners.has(form.get('client_id') ?? ''))
      throw new OAuthError('invalid_client', 'The page is not one of this client’s.', 403);
    const work = () => auth.token({ authorization: request.headers.authorization, form });
    const guessed = ({ body }: OAuthAnswer): boolean => GUESSED.includes(String(body['error']));
    const answer = await (attempts?.attempt(request.socket.remoteAddress, work, guessed) ?? work());
    if (typeof answer === 'number')
      throw new OAuthError('slow_down', 'Too many failures from this address: wait a little.', 429, { 'retry-after': String(answer) });
    write(response, answer);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    write(response, oauthRefusal(error));
  }
}

/** What an issuer publishes of itself: everybody may read it, from any page. */
export function publish(request: IncomingMessage, response: ServerResponse, body: object): void {
  response.setHeader('access-control-allow-origin', '*');
  if (request.method === 'GET' || request.method === 'HEAD')
    write(response, { status: 200, headers: { 'cache-control': 'public, max-age=60' }, body: { ...body } });
  else write(response, oauthRefusal(new OAuthError('invalid_request', 'Ask with GET.', 405, { allow: 'GET' })));
}

/** The body of a form. @throws OAuthError when it is too large */
export async function shortBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > BODY_LIMIT) throw new OAuthError('invalid_request', 'The body is too large.', 413, { connection: 'close' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function write(response: ServerResponse, { status, headers, body }: OAuthAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(`${JSON.stringify(body)}\n`);
}
