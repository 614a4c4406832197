import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defineCheck, defineFact, equals, exists, household, membersOf, person, townA } from 'xianjie/schema';
import { createEligibility } from '../../plugins/eligibility/index.js';
import type { Storage } from '../../plugins/storage/index.js';
import { education } from '../../schema/facts/departments.js';
import { testDatabase } from '../support/database.js';
import { administrator, corePolicy, inMemorySource, today } from './support.js';

/** Whom a complete list can have left out: who was on the register, where they are now, when it came in. */
const [village, next] = ['150623100200', '150623100201'];
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [home, worker] = [id(1), id(11)];

const works = defineFact({
  code: 'test.works',
  title: { zh: '甲', en: 'a' },
  subject: person,
  type: 'BOOLEAN',
  level: 'INTERNAL',
  suppliers: [education],
  source: 'RECORDED',
  absent: false,
});
const rule = {
  kind: 'STATUS',
  force: 'MUST',
  title: { zh: 'x', en: 'x' },
  policy: { document: townA, place: 'L1', quote: 'x' },
} as const;
const checks = [
  defineCheck({ ...rule, code: 'test.works', subject: person, when: equals(works, true) }),
  defineCheck({ ...rule, code: 'test.somebody', subject: household, when: exists(membersOf, equals(works, true)) }),
];
const facts = [inMemorySource(person, { works }, [], { coveredBy: ['test.workers'] }).source];
const engine = createEligibility([{ ...corePolicy, checks, facts }]);

let storage: Storage;
async function write(sql: string): Promise<void> {
  const owner = await storage.owner();
  await owner.query(sql).finally(() => owner.end());
}
const listed = (feed: string, area: string, on: string, recorded: string) =>
  write(
    `insert into coverage (source, feed, area_code, complete_on, recorded_at) values ('EDU', '${feed}', '${area}', '${on}', '${recorded}')`,
  );

async function outcomes(areaCode: string): Promise<Record<string, string>> {
  const snapshot = storage.db.snapshot({ areas: ['150623100'], domains: 'ALL' }, 'PERSONAL');
  try {
    const service = engine.bind({ engineSql: snapshot.engineSql, rights: administrator, today, counting: true });
    const { verdicts } = await service.evaluate({ subjects: [{ kind: 'HOUSEHOLD', id: home, areaCode }], through: [membersOf] });
    return Object.fromEntries(verdicts.map((v) => [v.check, v.outcome]));
  } finally {
    await snapshot.close();
  }
}

beforeAll(async () => {
  storage = await testDatabase();
  await write(`
    insert into area (code, level, parent_code, name_zh) values ('0', 'NATIONAL', null, '全国'), ('15', 'PROVINCE', '0', '甲区'), ('1506', 'PREFECTURE', '15', '乙市'),
      ('150623', 'COUNTY', '1506', '丙旗'), ('150623100', 'TOWNSHIP', '150623', '丁镇'), ('${village}', 'VILLAGE', '150623100', '一村'), ('${next}', 'VILLAGE', '150623100', '二村');
    insert into village (area_code) values ('${village}'), ('${next}');
    insert into department (code, title_zh, title_en) values ('EDU', '甲', 'x');
    insert into household (id, area_code, register_number, created_at) values ('${home}', '${village}', 'A', '2025-02-01');
    insert into person (id, household_id, area_code, name, is_head, created_at, resident_id_index) values ('${worker}', '${home}', '${village}', '甲', true, '2025-02-01', '\\x01');
    insert into adoption (document_code, area_code, valid_from, basis) values ('TOWN-A', '150623100', '2022-08-29', 'DEMO');`);
});
afterAll(() => storage.close());

const unknown = { 'test.works': 'UNDETERMINED', 'test.somebody': 'UNDETERMINED' };
const no = { 'test.works': 'NOT_ELIGIBLE', 'test.somebody': 'NOT_ELIGIBLE' };

describe('a complete list', () => {
  test('that came in before somebody was registered says nothing of them: their row was a stranger’s then', async () => {
    await listed('test.workers', '150623100', '2025-01-10', '2025-01-11');
    await listed('core.people', '150623100', '2025-01-10', '2025-01-11');
    expect(await outcomes(village)).toEqual(unknown);
  });

  test('that came in afterwards says that they are not on it, also of an earlier day', async () => {
    await listed('test.workers', '150623100', '2025-01-31', '2025-02-02');
    expect(await outcomes(village)).toMatchObject({ 'test.works': 'NOT_ELIGIBLE', 'test.somebody': 'UNDETERMINED' });
    await listed('core.people', '150623100', '2025-01-31', '2025-02-02');
    expect(await outcomes(village)).toEqual(no);
  });

  test('of the place they came from or came to before the move says nothing: they stood on the other place’s', async () => {
    await listed('test.workers', next, '2025-03-01', '2025-03-02');
    await listed('core.people', next, '2025-03-01', '2025-03-02');
    await write(`update household set area_code = '${next}' where id = '${home}'`);
    expect(await outcomes(next)).toEqual(unknown);
  });

  test('of a day before the move, though it came in afterwards, says nothing; of a day since then it does', async () => {
    // The database's own clock noted the move; a list that comes in later than now says what it says.
    await write(
      `update person set area_code = area_code, moved_at = '2025-04-10 12:00+08'; update household set moved_at = '2025-04-10 12:00+08'`,
    );
    for (const feed of ['test.workers', 'core.people']) await listed(feed, next, '2025-04-09', '2025-04-11');
    expect(await outcomes(next)).toEqual(unknown);
    for (const feed of ['test.workers', 'core.people']) await listed(feed, next, '2025-04-10', '2025-04-11');
    expect(await outcomes(next)).toEqual(no);
  });

  test('that came in under a resident id that was wrong says nothing of who has another since', async () => {
    await write(`update person set resident_id_index = '\\x02'`);
    expect(await outcomes(next)).toMatchObject({ 'test.works': 'UNDETERMINED' });
  });
});

test('the database judges lists as the engine does', async () => {
  const owner = await storage.owner();
  const { rows } = await owner.query<{ said: boolean[] }>(`select array[
    could_name('2025-01-10', '2025-01-11', '2025-02-01', null), could_name('2025-01-31', '2025-02-02', '2025-02-01', null),
    could_name('2025-04-09', '2025-04-11', '2025-02-01', '2025-04-10 12:00+08'), could_name('2025-04-10', '2025-04-11', '2025-02-01', '2025-04-10 12:00+08'),
    could_name('2025-04-10', '2025-04-10 11:00+08', '2025-02-01', '2025-04-10 12:00+08')] as said`);
  await owner.end();
  expect(rows[0]?.said).toEqual([false, true, false, true, false]);
});
