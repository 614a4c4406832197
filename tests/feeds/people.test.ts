import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRegistry } from '../../plugins/registry/index.js';
import {
  cell,
  coreCode,
  coreErrors,
  defineFeed,
  defineRefusals,
  encodeGlobalId,
  needed,
  observing,
  residentIdCheck,
  sheet,
  type ModuleTx,
  type RowOf,
} from '../../schema/index.js';
import { feedBench, householdsFile, TODAY, type Bench } from './support.js';

const idOf = (born: string, serial: string): string => `150623${born}${serial}${residentIdCheck(`150623${born}${serial}`)}`;
const [pupil, gone, nobody] = [idOf('20120501', '001'), idOf('20110501', '002'), idOf('20100501', '003')];

const stages = { PRIMARY: { zh: '小学', en: 'primary school' }, JUNIOR: { zh: '初中', en: 'junior secondary' } };
const pupils = defineRefusals('pupils', { TOO_YOUNG: { zh: '学年早于 {first}', en: 'a school year before {first}' } });
const columns = {
  learner: needed('学生证件号码', 'learner_id', cell.residentId, pupil),
  year: needed('学年', 'school_year', cell.year, '2024'),
  stage: needed('学段', 'stage', cell.oneOf(stages), '初中'),
};
const file = sheet(columns, [{ column: 'year', refusal: pupils.code('TOO_YOUNG'), broken: (row) => row.year < 2000 }]);
const schooling = {
  table: 'probe_schooling',
  subject: 'person_id',
  key: ['year'],
  columns: { year: 'int', stage: 'text' },
};
const write = observing<RowOf<typeof columns>>(
  schooling,
  ({ year, stage }) => ({ year, stage }),
  ({ year }, { observedOn }) => (year > Number(observedOn.slice(0, 4)) ? [{ column: 'year', code: coreCode('YEAR_IN_FUTURE') }] : []),
);
let seen: unknown[] = [];
let chunks = 0;

const roll = defineFeed({
  code: 'pupils.roll',
  title: { zh: '学籍', en: 'School roll' },
  description: { zh: '每人每学年一行', en: 'one row for each pupil and year' },
  source: 'EDU',
  columns: file.columns,
  naturalKey: ['learner', 'year'],
  canBeComplete: true,
  resolves: 'EXISTING_PERSON',
  parse: file.read,
  personOf: (row) => ({ residentId: row.learner.number, column: 'learner' }),
  write: (context, batch, rows) => {
    seen = rows.map((r) => r.person);
    chunks++;
    return write(context, batch, rows);
  },
});

let bench: Bench;
beforeAll(async () => {
  bench = await feedBench({ more: [roll], errors: [...coreErrors, ...pupils.errors] });
  const owner = await bench.storage.owner();
  await owner.query(`create table probe_schooling (id uuid primary key default gen_random_uuid(), person_id uuid not null, area_code text collate "C" not null,
      year int not null, stage text not null, observed_on date not null, source text not null references department (code),
      batch_id uuid, digest bytea not null, recorded_at timestamptz not null default now(), withdrawn_at timestamptz,
      foreign key (person_id, area_code) references person (id, area_code) on update cascade);
    grant select (id, person_id, area_code, year, observed_on, source, digest, recorded_at, withdrawn_at), insert on probe_schooling to xj_write;
    grant select on probe_schooling to xj_system;`);
  await owner.end();
  await bench.run('core.households', householdsFile(['H-1']));
  await bench.run('core.people', `户编号,姓名,证件号码,离开日期\nH-1,甲,${pupil},\nH-1,乙,${gone},2025-05-01`);
});
afterAll(() => bench.storage.close());

const people = (lines: readonly string[]): string => ['学生证件号码,学年,学段', ...lines].join('\n');
const written = () => bench.rows('select year, stage, observed_on, source from probe_schooling order by observed_on, year, stage');

describe('a feed about people', () => {
  it('finds them by the resident id, one query a chunk, and hands over who they are and where', async () => {
    chunks = 0;
    const { receipt } = await bench.run('pupils.roll', people([`${pupil},2023,小学`, `${pupil},2024,初中`]));
    expect(receipt).toMatchObject({ state: 'DONE', created_rows: 2, refused_rows: 0 });
    expect(chunks).toBe(1);
    expect(seen).toEqual(
      Array.from({ length: 2 }, () => ({
        personId: expect.any(String) as unknown,
        householdId: expect.any(String) as unknown,
        areaCode: '150623100200',
        leftOn: null,
      })),
    );
  });

  it('writes nothing the second time', async () => {
    const { receipt } = await bench.run('pupils.roll', people([`${pupil},2023,小学`, `${pupil},2024,初中`]));
    expect(receipt).toMatchObject({ unchanged_rows: 2, created_rows: 0 });
    expect(await written()).toHaveLength(2);
  });

  it('refuses who is absent and who lives elsewhere alike, on the column that names them', async () => {
    const absent = await bench.run('pupils.roll', people([`${nobody},2024,初中`]));
    expect(absent.refusals).toEqual([{ row: 2, column: '学生证件号码', code: 'core.PERSON_NOT_FOUND', params: {} }]);
    const otherArea = await bench.run('pupils.roll', people([`${pupil},2024,初中`]), { area: '150623100201' });
    expect(otherArea.refusals).toEqual(absent.refusals);
  });

  it('takes what is said of who has left, and says since when', async () => {
    const { receipt } = await bench.run('pupils.roll', people([`${gone},2024,初中`]));
    expect(receipt).toMatchObject({ created_rows: 1, refused_rows: 0 });
    expect(seen).toMatchObject([{ leftOn: '2025-05-01' }]);
  });

  it('refuses with the module’s own code, with its text in the file of refused rows', async () => {
    const { id, refusals } = await bench.run('pupils.roll', people([`${pupil},1999,小学`]));
    expect(refusals).toEqual([{ row: 2, column: '学年', code: 'pupils.TOO_YOUNG', params: {} }]);
    const pieces: string[] = [];
    const viewer = bench.clients.get('town');
    for await (const piece of (viewer && (await bench.feeds.refusedCsv(viewer, id))) ?? []) pieces.push(piece);
    expect(pieces.join('')).toContain('pupils.TOO_YOUNG,学年早于');
  });
});

describe('a feed of which each row is an observation', () => {
  it('refuses what only the batch shows, and observes the rest', async () => {
    const { receipt, refusals } = await bench.run('pupils.roll', people([`${pupil},2026,初中`, `${pupil},2022,小学`]));
    expect(receipt).toMatchObject({ created_rows: 1, refused_rows: 1 });
    expect(refusals).toEqual([{ row: 2, column: '学年', code: 'core.YEAR_IN_FUTURE', params: {} }]);
  });

  it('says so when it does not know whom its rows are about', async () => {
    const none = write({ tx: {} as ModuleTx, registry: {} as never }, { observedOn: TODAY } as never, [
      { number: 2, row: { year: 2000 } as never },
    ]);
    await expect(none).rejects.toThrow('probe_schooling is about person_id: let the feed resolve an existing person or household');
  });
});

describe('what a module’s write gets', () => {
  const inTown = <T>(fn: (tx: ModuleTx) => Promise<T>, areas = ['150623100']): Promise<T> =>
    bench.storage.db.write({ areas, domains: [] }, (tx) =>
      fn(createRegistry(bench.storage.keys.protect).moduleTx(tx, { areas, departments: 'ALL' })),
    );

  it('finds an area within its scope; one that is absent or elsewhere is not there', async () => {
    expect(await inTown((tx) => tx.area('150623100'))).toBe('150623100');
    for (const code of ['150623', '150623101', '150623100999', 'nonsense']) expect(await inTown((tx) => tx.area(code))).toBeNull();
  });

  it('finds people, households and villages by global id within its scope, and nothing else', async () => {
    const [known] = await bench.rows<{ id: string; household_id: string }>(`select id, household_id from person where left_on is null`);
    const { id = '', household_id = '' } = known ?? {};
    const person = encodeGlobalId('Person', id);
    expect(await inTown((tx) => tx.person(person))).toEqual({
      id,
      areaCode: '150623100200',
      version: expect.any(Number) as unknown,
      householdId: household_id,
      leftOn: null,
    });
    expect(await inTown((tx) => tx.household(encodeGlobalId('Household', household_id)))).toMatchObject({ id: household_id });
    expect(await inTown((tx) => tx.household(person))).toBeNull();
    expect(await inTown((tx) => tx.person('garbage'))).toBeNull();
    expect(await inTown((tx) => tx.person(person), ['150623101'])).toBeNull();
    expect(await inTown((tx) => tx.project(encodeGlobalId('Project', id)))).toBeNull();
  });

  it('finds a record of the module’s own, and who decides by it comes one after the other', async () => {
    const owner = await bench.storage.owner();
    const { rows } = await owner
      .query<{ id: string }>(
        `create table probe_case (id uuid primary key default gen_random_uuid(), area_code text not null,
        version int not null default 1, state text not null);
      alter table probe_case owner to current_user; grant select, update on probe_case to xj_write;
      insert into probe_case (area_code, state) values ('150623100200', 'OPEN')`,
      )
      .then(() => owner.query('select id from probe_case'));
    await owner.end();
    const id = rows[0]?.id ?? '';
    const probe = { type: 'ProbeCase', table: 'probe_case', columns: ['state'] } as const;
    const step = (state: string) =>
      inTown(async (tx) => {
        const found = await tx.record<{ readonly state: string }>(probe, encodeGlobalId('ProbeCase', id));
        await tx.sql('update probe_case set state = $2, version = version + 1 where id = $1', [id, state]);
        return found;
      });
    const [one, other] = await Promise.all([step('CLOSED'), step('CLOSED')]);
    expect([one, other].map((found) => found?.version).sort()).toEqual([1, 2]);
    expect([one, other].map((found) => found?.state).sort()).toEqual(['CLOSED', 'OPEN']);
    expect(await inTown((tx) => tx.record(probe, encodeGlobalId('Household', id)))).toBeNull();
  });

  it('observes for one subject as for many: said again it is unchanged, said later it is noted, said differently it is changed', async () => {
    const [{ id = '' } = {}] = await bench.rows<{ id: string }>(`select id from person where left_on is null`);
    const say = (stage: string, observedOn: string) =>
      inTown((tx) =>
        tx.observe(schooling, { source: 'EDU', observedOn }, [{ subjectId: id, areaCode: '150623100200', values: { year: 2020, stage } }]),
      );
    const count = async () => (await bench.rows('select 1 from probe_schooling where year = 2020')).length;
    expect(await say('PRIMARY', '2025-01-01')).toEqual(['CREATED']);
    expect(await say('PRIMARY', '2025-01-01')).toEqual(['UNCHANGED']);
    expect(await count()).toBe(1);
    expect(await say('PRIMARY', '2025-02-01')).toEqual(['UNCHANGED']);
    expect(await count()).toBe(2);
    expect(await say('JUNIOR', '2025-02-01')).toEqual(['CHANGED']);
    expect(await count()).toBe(3);
  });
});
