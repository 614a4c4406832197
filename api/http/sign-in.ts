import type { IncomingMessage, ServerResponse } from 'node:http';
import { donePage, OAuthError, tooManyPage, type Attempts, type Authorization, type PageAnswer } from '../../plugins/auth/index.js';
import { mediaType } from './guard.js';
import { shortBody } from './oauth.js';

/** `GET` and `POST /oauth/authorize`: the page that people sign in on, and its form. @param attempts failures by address */
export async function answerSignIn(
  request: IncomingMessage,
  response: ServerResponse,
  signIn: Authorization,
  attempts?: Attempts,
): Promise<void> {
  if (request.method === 'GET') return write(response, await signIn.ask(queryOf(request)));
  if (request.method !== 'POST' || mediaType(request) !== 'application/x-www-form-urlencoded')
    return void response.writeHead(request.method === 'POST' ? 415 : 405, { allow: 'GET, POST' }).end();
  try {
    const form = new URLSearchParams(await shortBody(request));
    const work = () => signIn.answer(form, request.headers.origin, request.socket.remoteAddress);
    // 403: a wrong password, or a form that is none of ours.
    const answer = await (attempts?.attempt(request.socket.remoteAddress, work, ({ status }) => status === 403) ?? work());
    write(response, typeof answer === 'number' ? tooManyPage(answer) : answer);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    response.writeHead(error.status, error.headers).end();
  }
}

/** `GET /oauth/done`: where the demo's portal ends. */
export const answerDone = (request: IncomingMessage, response: ServerResponse): void => write(response, donePage(queryOf(request)));

const queryOf = ({ url }: IncomingMessage): URLSearchParams => new URL(url ?? '/', 'http://localhost').searchParams;

function write(response: ServerResponse, { status, headers, body }: PageAnswer): void {
  response.writeHead(status, headers).end(body);
}
