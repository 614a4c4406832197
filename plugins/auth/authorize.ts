import { timingSafeEqual } from 'node:crypto';
import type { LocalizedText } from 'xianjie/schema';
import type { Db, Protect } from '../storage/index.js';
import { networkOf } from './attempts.js';
import { giveCode } from './codes.js';
import { TooBusy } from './fair-line.js';
import { isChallenge } from './pkce.js';
import type { ClientRecords, ClientRow } from './records.js';
import { formPage, problemPage, type Carried, type PageAnswer } from './sign-in-page.js';
import { signIn } from './sign-in.js';

/** The sign-in of people: RFC 6749's authorization endpoint, with PKCE for everybody. */
export interface Authorization {
  /** `GET /oauth/authorize` */
  ask(query: URLSearchParams): Promise<PageAnswer>;
  /**
   * `POST /oauth/authorize`: the form comes back.
   * @param origin what the browser says of where it comes from
   * @param address the network address that it comes from
   */
  answer(form: URLSearchParams, origin: string | undefined, address: string | undefined): Promise<PageAnswer>;
}

interface AuthorizationParts {
  readonly db: Db;
  readonly protect: Protect;
  readonly clients: Pick<ClientRecords, 'byId'>;
  /** Our own address. Asked each time: the port is known after listening only. */
  readonly url: () => string;
  readonly now: () => number;
  /** Passwords that everybody knows: nobody signs in with one. */
  readonly knownPasswords: readonly string[];
}

/** Milliseconds that a form may stand open. */
const FORM_MS = 10 * 60_000;
const NAMES = ['client_id', 'redirect_uri', 'response_type', 'code_challenge', 'code_challenge_method', 'state'] as const;
const LONGEST = 2_000;

const problems = {
  client: { zh: '请求登录的系统不存在或已停用。', en: 'The system that asks is not registered here, or is switched off.' },
  address: { zh: '返回地址不是该系统登记的地址。', en: 'The address to return to is not one that this system has registered.' },
  form: { zh: '登录页已失效，请从原系统重新进入。', en: 'This sign-in page is no longer valid; start again from where you came.' },
  wrong: {
    zh: '用户名或密码不正确，或因多次失败暂时不能登录。',
    en: 'Login or password is wrong, or sign-in is closed for a while after failures.',
  },
  busy: { zh: '登录人数过多，请稍后再试。', en: 'Too many people are signing in; try again in a moment.' },
} as const satisfies Readonly<Record<string, LocalizedText>>;

/** Why a client that can be told is told no. */
class Told extends Error {
  constructor(
    readonly code: 'invalid_request' | 'unsupported_response_type' | 'access_denied' | 'temporarily_unavailable',
    readonly description: string,
  ) {
    super(code);
  }
}

/** One asking whose client and return address are the client's own. */
interface Asking {
  readonly client: ClientRow;
  readonly redirectUri: string;
  readonly state: string | null;
  readonly challenge: string;
}

export function createAuthorization({ db, protect, clients, url, now, knownPasswords }: AuthorizationParts): Authorization {
  const seal = (carried: Carried, until: string): Buffer =>
    protect.digest(['sign-in form', until, NAMES.map((name) => carried[name] ?? null)]);

  /** That the form is one of ours, not old, and asks for what it asked when we made it. */
  const sealed = (form: URLSearchParams): boolean => {
    const [until = '', mark = ''] = (form.get('form') ?? '').split('.');
    if (!(Number(until) > now())) return false;
    const expected = seal(carriedOf(form), until);
    const given = Buffer.from(mark, 'base64url');
    return given.length === expected.length && timingSafeEqual(given, expected);
  };

  const show = (asking: Asking, carried: Carried, wrong?: LocalizedText): PageAnswer => {
    const until = String(now() + FORM_MS);
    const form = `${until}.${seal(carried, until).toString('base64url')}`;
    const { client, redirectUri } = asking;
    // Browsers hold the answer's redirection to the form's policy, too.
    return formPage({ zh: client.title_zh, en: client.title_en }, { ...carried, form }, [`'self'`, new URL(redirectUri).origin], wrong);
  };

  /** Back to the client: RFC 6749, 4.1.2; `iss` tells it who answers (RFC 9207). */
  const back = (redirectUri: string, state: string | null, said: Readonly<Record<string, string>>): PageAnswer => {
    const target = new URL(redirectUri);
    for (const [name, value] of Object.entries({ ...said, ...(state !== null && { state }), iss: url() }))
      target.searchParams.set(name, value);
    return { status: 303, headers: { location: target.href, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }, body: '' };
  };

  /** Runs a step for a client that asked properly; nobody else is ever redirected to. */
  async function withClient(asked: URLSearchParams, step: (asking: Asking) => Promise<PageAnswer>): Promise<PageAnswer> {
    const client = await clientOf(clients, asked);
    if (client === undefined) return problemPage(400, problems.client);
    const [redirectUri = '', ...more] = asked.getAll('redirect_uri');
    if (more.length > 0 || !client.redirect_uris.includes(redirectUri)) return problemPage(400, problems.address);
    const state = asked.get('state');
    try {
      return await step({ client, redirectUri, state, challenge: challengeOf(asked) });
    } catch (error) {
      if (error instanceof Told) return back(redirectUri, state, { error: error.code, error_description: error.description });
      if (error instanceof TooBusy) return problemPage(503, problems.busy);
      throw error;
    }
  }

  return {
    ask: (query) => withClient(query, (asking) => Promise.resolve(show(asking, carriedOf(query)))),
    answer: (form, origin, address) =>
      withClient(form, async (asking) => {
        if (!sealed(form) || (origin !== undefined && origin !== new URL(url()).origin)) return problemPage(403, problems.form);
        if (form.get('action') === 'cancel') throw new Told('access_denied', 'The person did not sign in.');
        const userId = await signIn(db, form.get('login') ?? '', form.get('password') ?? '', knownPasswords, networkOf(address));
        if (userId === undefined) return show(asking, carriedOf(form), problems.wrong);
        const { client, redirectUri, state, challenge } = asking;
        return back(redirectUri, state, { code: await giveCode(db, { clientId: client.id, userId, redirectUri, challenge }) });
      }),
  };
}

const carriedOf = (asked: URLSearchParams): Carried =>
  Object.fromEntries(NAMES.flatMap((name) => (asked.has(name) ? [[name, asked.get(name) ?? '']] : [])));

async function clientOf(clients: Pick<ClientRecords, 'byId'>, asked: URLSearchParams): Promise<ClientRow | undefined> {
  const [id = '', ...more] = asked.getAll('client_id');
  const client = more.length > 0 ? undefined : await clients.byId(id);
  // Whom another issuer vouches for signs its people in there.
  return client?.enabled === true && client.issuer === null ? client : undefined;
}

/** The challenge of a request that is as it must be. @throws Told */
function challengeOf(asked: URLSearchParams): string {
  const twice = NAMES.find((name) => asked.getAll(name).length > 1);
  if (twice !== undefined) throw new Told('invalid_request', `${twice} stands there twice.`);
  if ([...asked.values()].some((value) => value.length > LONGEST)) throw new Told('invalid_request', 'A parameter is too long.');
  if (asked.get('response_type') !== 'code') throw new Told('unsupported_response_type', 'response_type must be code.');
  const challenge = asked.get('code_challenge') ?? '';
  if (challenge === '') throw new Told('invalid_request', 'PKCE is required: send code_challenge.');
  if (asked.get('code_challenge_method') !== 'S256') throw new Told('invalid_request', 'code_challenge_method must be S256.');
  if (!isChallenge(challenge)) throw new Told('invalid_request', 'code_challenge is not an S256 challenge.');
  return challenge;
}
