import { isUuid } from 'xianjie/schema';
import type { Db } from '../storage/index.js';
import { shortMemory } from './memory.js';
import { rightsOfOffice } from './roles.js';
import type { Person } from './viewer.js';

/** The registered people who may get in; what is found is believed for five seconds, so nobody who is disabled stays longer. */
export interface PeopleRecords {
  /** By our own id, as our tokens name a person. */
  byId(id: string): Promise<Person | undefined>;
  /** By our own id, whoever vouches for the person, as it is at this moment. */
  registered(id: string): Promise<Person | undefined>;
  /** By what another issuer calls the person. */
  bySubject(issuer: string, subject: string): Promise<Person | undefined>;
  /** For tests and for whoever has just changed a person here. */
  forget(): void;
}

interface UserRow {
  readonly id: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly areas: readonly string[];
  readonly roles: readonly string[];
  readonly domains: readonly string[];
}

const BELIEVED_MS = 5_000;

export function createPeopleRecords(db: Db, now: () => number): PeopleRecords {
  const read = async (condition: string, values: readonly string[]): Promise<Person | undefined> => {
    const [row] = await db.access(({ sql }) =>
      sql<UserRow>(`select id, title_zh, title_en, areas, roles, domains from access_user where enabled and ${condition}`, values),
    );
    return row && personOf(row);
  };
  // Whom another issuer vouches for, ours does not: a token of ours is good for people of ours only.
  const ids = shortMemory((id) => read('id = $1 and issuer is null', [id]), BELIEVED_MS, now);
  const subjects = shortMemory((pair) => read('issuer = $1 and subject = $2', JSON.parse(pair) as string[]), BELIEVED_MS, now);
  return {
    byId: (id) => (isUuid(id) ? ids.get(id) : Promise.resolve(undefined)),
    registered: (id) => (isUuid(id) ? read('id = $1', [id]) : Promise.resolve(undefined)),
    bySubject: (issuer, subject) => (subject.includes('\0') ? Promise.resolve(undefined) : subjects.get(JSON.stringify([issuer, subject]))),
    forget: () => {
      ids.forget();
      subjects.forget();
    },
  };
}

function personOf(row: UserRow): Person {
  const { areas, scopes, purposes } = rightsOfOffice(row);
  return { id: row.id, title: { zh: row.title_zh, en: row.title_en }, areas, roles: row.roles, scopes, purposes };
}
