import { isUuid, type ClientKind, type Purpose, type UserError } from 'xianjie/schema';
import { scopeObstacles } from '../ceilings.js';
import { scopeParts } from '../scopes.js';
import { access } from './refusals.js';

/** A client as it is to stand in the register. */
export interface ClientDraft {
  readonly id: string;
  readonly kind: ClientKind;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly areas: readonly string[];
  readonly scopes: readonly string[];
  readonly purposes: readonly Purpose[];
  /** Null: any. */
  readonly departments: readonly string[] | null;
  readonly redirectUris: readonly string[];
  readonly origins: readonly string[];
  readonly documentsOnly: boolean;
  readonly enabled: boolean;
  readonly hasSecret: boolean;
  readonly issuer: string | null;
  readonly subject: string | null;
}

/** Addresses and origins of one client. */
const MOST = 20;
/** Kinds that people sign in through. */
const FOR_PEOPLE: readonly ClientKind[] = ['PORTAL', 'DEPARTMENT', 'ADMIN'];

/** What is wrong with a client, as far as the draft itself shows it. @param known every scope that there is */
export function clientObstacles(draft: ClientDraft, known: ReadonlySet<string>): UserError[] {
  return [...idObstacles(draft), ...scopes(draft, known), ...speaking(draft), ...addresses(draft)];
}

function idObstacles({ id, issuer, subject }: ClientDraft): UserError[] {
  return [
    // People are named by uuids in tokens: no client may look like one.
    ...(/^[a-z][a-z0-9-]{1,62}$/.test(id) && !isUuid(id) ? [] : [access.refusal('INVALID_CLIENT_ID', ['input', 'id'])]),
    ...issuerObstacles(issuer, subject),
  ];
}

/** Another issuer and what it calls somebody belong together. */
export const issuerObstacles = (issuer: string | null, subject: string | null): UserError[] =>
  (issuer === null) === (subject === null) ? [] : [access.refusal('ISSUER_AND_SUBJECT', ['input', issuer === null ? 'issuer' : 'subject'])];

function scopes({ kind, scopes: asked }: ClientDraft, known: ReadonlySet<string>): UserError[] {
  const place = (scope: string): string[] => ['input', 'scopes', String(asked.indexOf(scope))];
  const unknown = asked.filter((scope) => !known.has(scope));
  const obstacles = scopeObstacles(kind, asked).filter(({ scope, obstacle }) => obstacle !== 'MALFORMED' && !unknown.includes(scope));
  return [
    ...unknown.map((scope) => access.refusal('UNKNOWN_SCOPE', place(scope))),
    ...obstacles.map(({ scope, obstacle }) => access.refusal(obstacle === 'MALFORMED' ? 'UNKNOWN_SCOPE' : obstacle, place(scope))),
  ];
}

function speaking({ kind, scopes: asked, purposes, departments }: ClientDraft): UserError[] {
  const personal = asked.some((scope) => ['PERSONAL', 'SENSITIVE'].includes(scopeParts(scope)?.level ?? ''));
  return [
    ...(personal && purposes.length === 0 ? [access.refusal('PURPOSE_NEEDED', ['input', 'purposes'])] : []),
    ...(departments === null && kind !== 'ADMIN' ? [access.refusal('ANY_DEPARTMENT', ['input', 'anyDepartment'])] : []),
  ];
}

function addresses({ kind, redirectUris, origins, hasSecret, issuer }: ClientDraft): UserError[] {
  const wrong = (name: string, list: readonly string[], right: (text: string) => boolean): UserError[] =>
    list.flatMap((text, i) =>
      right(text) ? [] : [access.refusal(name === 'origins' ? 'INVALID_ORIGIN' : 'INVALID_REDIRECT', ['input', name, String(i)])],
    );
  const many = (name: string, list: readonly string[]): UserError[] =>
    list.length > MOST ? [access.refusal('TOO_MANY', ['input', name], { max: MOST })] : [];
  const forPeople = FOR_PEOPLE.includes(kind);
  return [
    ...many('redirectUris', redirectUris),
    ...many('origins', origins),
    ...wrong('redirectUris', redirectUris, isRedirect),
    ...wrong('origins', origins, isOrigin),
    ...(redirectUris.length > 0 && !forPeople ? [access.refusal('REDIRECT_NOT_FOR_KIND', ['input', 'redirectUris'])] : []),
    ...(kind === 'PORTAL' && redirectUris.length === 0 && issuer === null
      ? [access.refusal('REDIRECT_NEEDED', ['input', 'redirectUris'])]
      : []),
    ...(origins.length > 0 && kind !== 'PORTAL' ? [access.refusal('ORIGIN_NOT_FOR_KIND', ['input', 'origins'])] : []),
    ...(!hasSecret && issuer === null && kind !== 'PORTAL' ? [access.refusal('PUBLIC_NOT_FOR_KIND', ['input', 'public'])] : []),
  ];
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Over an open line a code or a token could be anybody's. */
const isClosed = (url: URL): boolean => url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname));
const parsed = (text: string): URL | undefined => (text.length <= 500 && URL.canParse(text) ? new URL(text) : undefined);

function isRedirect(text: string): boolean {
  const url = parsed(text);
  // Compared letter for letter with what is asked: it is kept as it is sent, so it must be one that nobody reads differently.
  return (
    url !== undefined &&
    isClosed(url) &&
    !text.includes('#') &&
    url.username === '' &&
    url.password === '' &&
    /^[\x21-\x7e]+$/.test(text) &&
    !/[\\*"<>]/.test(text)
  );
}

function isOrigin(text: string): boolean {
  const url = parsed(text);
  return url !== undefined && isClosed(url) && url.origin === text;
}
