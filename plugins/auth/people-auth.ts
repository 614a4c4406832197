import type { Db, Protect } from '../storage/index.js';
import { createAuthorization, type Authorization } from './authorize.js';
import { codeGrant } from './code-grant.js';
import { createPortalOrigins, type PortalOrigins } from './origins.js';
import { createPeopleRecords } from './people.js';
import type { ClientRecords } from './records.js';
import type { Grant } from './token-endpoint.js';
import type { Person } from './viewer.js';

/** What people need to get in, beside what systems need. */
export interface PeopleAuth {
  /** A person as its issuer names it; null: ours. */
  person(issuer: string | null, subject: string): Promise<Person | undefined>;
  /** A person by our own id, whoever vouches for it. */
  personById(id: string): Promise<Person | undefined>;
  readonly grants: Readonly<Record<string, Grant>>;
  readonly origins: PortalOrigins;
  /** The pages that people sign in on. */
  signIn(clients: Pick<ClientRecords, 'byId'>): Authorization;
}

/** What it is put together from. */
export interface PeopleAuthOptions {
  readonly db: Db;
  readonly protect: Protect;
  /** Our own address. Asked each time: the port is known after listening only. */
  readonly url: () => string;
  /** Passwords that everybody knows: nobody signs in with one. */
  readonly knownPasswords?: readonly string[];
  /** Milliseconds since 1970; tests have another. */
  readonly now?: () => number;
}

export function createPeopleAuth({ db, protect, url, knownPasswords = [], now = Date.now }: PeopleAuthOptions): PeopleAuth {
  const people = createPeopleRecords(db, now);
  return {
    person: (issuer, subject) => (issuer === null ? people.byId(subject) : people.bySubject(issuer, subject)),
    personById: (id) => people.registered(id),
    grants: { authorization_code: codeGrant(db, people) },
    origins: createPortalOrigins(db, now),
    signIn: (clients) => createAuthorization({ db, protect, clients, url, now, knownPasswords }),
  };
}
