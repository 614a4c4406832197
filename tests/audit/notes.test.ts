import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askedOperation, createNotes, fieldPath, rootFields, type AuditRecord } from '../../plugins/audit/index.js';
import type { Db, Storage } from '../../plugins/storage/index.js';
import { testDatabase } from '../support/database.js';
import { records } from './support.js';

let storage: Storage;
beforeAll(async () => {
  storage = await testDatabase();
});
afterAll(() => storage.close());

const written = (requestId: string) =>
  storage.db.system((tx) =>
    tx.sql<Record<string, unknown>>('select * from audit_entry where request_id like $1 order by id', [`${requestId}%`]),
  );

/** A database whose audit trail can be switched off, and a log that is kept. */
function withTrail() {
  const state = { up: true };
  const logged: { readonly level: string; readonly fields: Readonly<Record<string, unknown>>; readonly message: string }[] = [];
  const log = {
    info: (fields: Readonly<Record<string, unknown>>, message: string) => void logged.push({ level: 'info', fields, message }),
    error: (fields: Readonly<Record<string, unknown>>, message: string) => void logged.push({ level: 'error', fields, message }),
  };
  const db: Db = {
    ...storage.db,
    bookkeeping: (fn) =>
      state.up ? storage.db.bookkeeping(fn) : Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' })),
  };
  return { state, logged, log, db };
}

const until = async (done: () => boolean): Promise<void> => {
  for (let i = 0; i < 100 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(done()).toBe(true);
};

describe('what is noted beside a request', () => {
  test('is written in batches, with the moment at which it happened', async () => {
    const { db, log } = withTrail();
    const notes = createNotes({ db, log });
    const before = new Date().toISOString();
    expect(notes.note(...records(1_200, 'batched'))).toBe(true);
    await notes.flush();
    const entries = await written('batched');
    expect(entries).toHaveLength(1_200);
    expect(String(entries[0]?.['at']) >= before).toBe(true);
    await notes.stop();
  });

  test('is written within a second without being asked, and at the end', async () => {
    const { db, log } = withTrail();
    const notes = createNotes({ db, log });
    notes.note(...records(1, 'by-itself'));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await written('by-itself')).toHaveLength(1);
    notes.note(...records(1, 'at-the-end'));
    await notes.stop();
    expect(await written('at-the-end')).toHaveLength(1);
  });

  test('is kept while the trail cannot be written, and written when it can be again; meanwhile the server is not ready', async () => {
    const { db, log, state, logged } = withTrail();
    const notes = createNotes({ db, log });
    state.up = false;
    notes.note(...records(3, 'kept'));
    expect(notes.healthy()).toBe(true);
    await until(() => !notes.healthy());
    expect(logged).toMatchObject([{ level: 'error', fields: { code: 'ECONNREFUSED', waiting: 3 } }]);
    state.up = true;
    await until(() => notes.healthy());
    expect(await written('kept')).toHaveLength(3);
    await notes.stop();
  });

  test('is refused beyond a bound, whole or not at all, so that nothing is answered that is not noted', async () => {
    const { db, log, state } = withTrail();
    const notes = createNotes({ db, log, most: 5 });
    state.up = false;
    expect(notes.note(...records(4, 'bound'))).toBe(true);
    expect(notes.note(...records(2, 'beyond'))).toBe(false);
    expect(notes.note(...records(1, 'bound'))).toBe(true);
    expect(notes.note()).toBe(true);
    state.up = true;
    await notes.flush();
    expect(notes.note(...records(1, 'after'))).toBe(true);
    await notes.stop();
    expect([(await written('bound')).length, (await written('beyond')).length, (await written('after')).length]).toEqual([5, 0, 1]);
  });

  test('that is lost at the end is counted in the log', async () => {
    const { db, log, state, logged } = withTrail();
    const notes = createNotes({ db, log });
    notes.note(...records(7, 'lost'));
    state.up = false;
    await notes.stop();
    expect(logged).toMatchObject([{ level: 'error', fields: { lost: 7 } }]);
  });

  test('counts requests refused for their token in one record, however many come', async () => {
    const { db, log } = withTrail();
    const notes = createNotes({ db, log });
    for (let i = 0; i < 5_000; i++) notes.countUnauthenticated();
    await notes.stop();
    expect(await written('counted')).toMatchObject([
      { kind: 'DENIED', outcome: 'DENIED', action: 'authenticate', client_id: 'unknown', subject_count: 5_000, area_code: null },
    ]);
  });

  test('is not written twice when two flushes meet', async () => {
    const { db, log } = withTrail();
    const notes = createNotes({ db, log });
    notes.note(...records(600, 'once'));
    await Promise.all([notes.flush(), notes.flush(), notes.stop()]);
    expect(await written('once')).toHaveLength(600);
  });
});

describe('an operation', () => {
  const asked = (text: string, name?: string) => askedOperation(parse(text), name);

  test('bears no name that may hold a person’s number', () => {
    expect(asked('query Of20250101 { a }').name).toBeNull();
    expect(asked('query Canary110101199001011237 { a }').name).toBeNull();
    expect(asked('query Year2025Month0131 { a }').name).toBe('Year2025Month0131');
  });

  test('is recognised again whatever values stand in it, and whatever its layout', () => {
    const one = asked('query Find { household(number: "150623001") { number } people(first: 3, ratio: 1.5) { nodes { name } } }');
    const other = asked(`query Find {
      household(number: """somebody else""") { number } # a remark
      people(first: 30, ratio: 2e3) { nodes { name } }
    }`);
    expect(one).toEqual(other);
    expect(one.name).toBe('Find');
    expect(one.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(asked('query Find { household(number: "150623001") { id } }').hash).not.toBe(one.hash);
  });

  test('has the name of the operation that was chosen, and none when that is no name but a message', () => {
    expect(asked('query A { a } query B { b }', 'B').name).toBe('B');
    expect(asked('{ a }').name).toBeNull();
    expect(asked(`query ${'x'.repeat(101)} { a }`).name).toBeNull();
  });

  test('says where a field stands in field names, never in the caller’s own words', () => {
    const document = parse(`query A { zhangsan: household { ...More ... on Household { m: members { secret: name } } } }
      fragment More on Household { m: members { other: sex } } query B { b }`);
    expect(fieldPath(document, 'A', ['zhangsan', 'm', 3, 'secret'])).toBe('household.members.*.name');
    expect(fieldPath(document, 'A', ['zhangsan', 'm', 0, 'other'])).toBe('household.members.*.sex');
    expect(fieldPath(document, 'A', ['nowhere'])).toBe('?');
    expect(rootFields(document, 'A')).toEqual(['household']);
  });

  test('record without an operation has neither name nor hash', async () => {
    const record: AuditRecord = { requestId: 'bare-1', clientId: 'c', action: 'a' };
    const { db, log } = withTrail();
    const notes = createNotes({ db, log });
    notes.note(record);
    await notes.stop();
    expect(await written('bare-1')).toMatchObject([{ operation_name: null, operation_hash: null, kind: 'WRITE', outcome: 'DONE' }]);
  });
});
