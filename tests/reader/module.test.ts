import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../../plugins/storage/index.js';
import { descending, where, type GraphBuilder, type Row } from '../../schema/index.js';
import { testDatabase } from '../support/database.js';
import { ask, fillRegister, graphOf, VILLAGES, type Asking } from './support.js';

let storage: Storage;
const calls: (readonly Row[])[] = [];

/** A module of somebody else's: a table of its own, a type of its own, fields on a core type. */
function wells(builder: GraphBuilder): void {
  const well = builder.tableType('Well', {
    table: 'probe_well',
    description: 'A well (水井).',
    columns: { depth: 'INTERNAL' },
    fields: (t) => ({
      depth: t.column('depth', { type: 'Int', level: 'INTERNAL', description: 'Depth (深度).' }),
      owner: t.column('owner', { type: 'String', level: 'PERSONAL', description: 'Owner (所有人).' }),
      quality: t.column('quality', { type: 'String', level: 'SENSITIVE', description: 'Quality (水质).' }),
      household: t.relation({
        type: 'Household',
        level: 'INTERNAL',
        description: 'Household (户).',
        from: ['household_id', 'area_code'],
        to: ['id', 'area_code'],
      }),
    }),
  });
  builder.objectField('Household', 'wells', (t) =>
    t.relation({
      type: [well],
      level: 'INTERNAL',
      nullable: false,
      description: 'Wells (水井).',
      args: { deeperThan: t.arg.int({ description: 'Metres (米).' }) },
      from: ['id', 'area_code'],
      to: ['household_id', 'area_code'],
      where: ({ deeperThan }) => (deeperThan == null ? [] : [where.not(where.atMost('depth', deeperThan))]),
      orderBy: [descending('depth', true)],
      limit: 2,
    }),
  );
  builder.objectField('Village', 'wells', (t) =>
    t.connection({
      type: well,
      level: 'INTERNAL',
      description: 'Wells (水井).',
      from: ['area_code'],
      to: ['area_code'],
      orderBy: () => [descending('depth', true)],
    }),
  );
  builder.objectField('Household', 'thought', (t) =>
    t.batched({
      type: 'String',
      level: 'INTERNAL',
      description: 'Something that thinks (推算).',
      args: { word: t.arg.string({ required: true, description: 'Word (词).' }) },
      needs: ['register_number'],
      load: (rows, { word }) => {
        calls.push(rows);
        return Promise.resolve(
          rows.map((row) => `${word} ${String(row['register_number'])} ${typeof row['id']} ${String(row['area_code'])}`),
        );
      },
    }),
  );
  builder.objectField('Household', 'neighbour', (t) =>
    t.field({
      type: 'Household',
      description: 'Itself, by a way that thinks (邻居).',
      extensions: { level: 'INTERNAL' },
      resolve: (row, _args, { services }, info) => services.reader.load(info, 'Household', String(row['$id'])),
    }),
  );
  builder.objectField('Household', 'secretThought', (t) =>
    t.batched({
      type: 'String',
      level: 'PERSONAL',
      description: 'Personal (个人).',
      load: (rows) => Promise.resolve(rows.map(() => 'clear')),
    }),
  );
}

const schema = graphOf(wells);
const q = (query: string, asking?: Asking) => ask(storage, schema, query, asking);

beforeAll(async () => {
  storage = await testDatabase();
  await fillRegister(storage, 12);
  const owner = await storage.owner();
  await owner.query(`create table probe_well (id uuid primary key default gen_random_uuid(), household_id uuid, area_code text collate "C", depth int, owner text, quality text);
    grant select (id, household_id, area_code, depth) on probe_well to xj_read, xj_clear;
    grant select (owner) on probe_well to xj_clear;
    insert into probe_well (household_id, area_code, depth, owner, quality)
      select h.id, h.area_code, d.depth, '张三', 'bad' from household h, (values (5), (10), (null), (20)) as d (depth)`);
  await owner.end();
});
afterAll(() => storage.close());

describe('a module of somebody else’s', () => {
  it('adds fields over a table of its own, read in the same statement', async () => {
    const answer = await q(
      `{ household(number: "H-0003") { wells { depth owner household { number } } deep: wells(deeperThan: 9) { depth quality } } }`,
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.statements).toBe(1);
    expect(answer.data).toEqual({
      household: {
        wells: [
          { depth: 20, owner: '张三', household: { number: 'H-0003' } },
          { depth: 10, owner: '张三', household: { number: 'H-0003' } },
        ],
        deep: [
          { depth: 20, quality: null },
          { depth: 10, quality: null },
        ],
      },
    });
    expect(answer.masked).toEqual(['household.deep.*.quality']);
  });

  it('never selects a SENSITIVE column, even for who claims the right', async () => {
    const answer = await q(`{ village(code: "${VILLAGES[0]}") { wells(first: 1) { totalCount nodes { depth quality } } } }`, {
      clearUpTo: 'SENSITIVE',
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ village: { wells: { totalCount: 16, nodes: [{ depth: 20, quality: null }] } } });
    expect(answer.sql.join()).not.toContain('quality"');
  });

  it('thinks once for all parents of a field, and once more for other arguments', async () => {
    calls.length = 0;
    const answer = await q(`{ households(first: 6) { nodes { thought(word: "a") b: thought(word: "b") } } }`);
    expect(answer.errors).toBeUndefined();
    expect(calls.map((rows) => rows.length)).toEqual([6, 6]);
    const { households } = answer.data as { households: { nodes: unknown[] } };
    expect(households.nodes[1]).toEqual({ thought: `a H-0001 string ${VILLAGES[1]}`, b: `b H-0001 string ${VILLAGES[1]}` });
    expect(answer.statements).toBe(1);
  });

  it('is masked where it thinks about what the viewer may not see', async () => {
    const answer = await q(`{ households(first: 2) { nodes { secretThought } } }`, { clearUpTo: 'INTERNAL' });
    expect(answer.data).toEqual({ households: { nodes: [{ secretThought: null }, { secretThought: null }] } });
    expect(answer.masked).toEqual(['households.nodes.*.secretThought']);
  });

  it('loads rows for fields that think: one statement for each field, whatever else is selected beside a shared fragment', async () => {
    const answer =
      await q(`{ households(first: 3) { nodes { neighbour { ...n } } } more: households(first: 3) { nodes { neighbour { ...n ... on Household { group } } } } }
      fragment n on Household { number }`);
    expect(answer.errors).toBeUndefined();
    expect(answer.statements).toBe(4);
    expect(answer.data).toMatchObject({
      households: {
        nodes: [{ neighbour: { number: 'H-0000' } }, { neighbour: { number: 'H-0001' } }, { neighbour: { number: 'H-0002' } }],
      },
      more: { nodes: [{ neighbour: { group: null } }, { neighbour: { group: '1组' } }, { neighbour: { group: '2组' } }] },
    });
  });

  it('must leave what can be masked nullable, and every connection its keys', () => {
    const broken = (add: (builder: GraphBuilder) => void) => () => graphOf(add);
    expect(
      broken((b) =>
        b.tableType('X', {
          table: 'x',
          description: 'x',
          fields: (t) => ({ a: t.column('a', { type: 'String', level: 'PERSONAL', nullable: false, description: 'x' }) }),
        }),
      ),
    ).toThrow('must be nullable');
    expect(
      broken((b) =>
        b.objectField('Household', 'x', (t) => t.connection({ type: 'Person', level: 'INTERNAL', description: 'x', orderBy: () => [] })),
      ),
    ).toThrow('needs key pairs');
    expect(broken((b) => b.objectField('Household', 'x', (t) => t.string({ description: 'x', resolve: () => 'x' })))).toThrow(
      'Household.x says no privacy level',
    );
    expect(
      broken((b) =>
        b.objectField('Household', 'x', (t) =>
          t.relation({ type: 'LocalizedText', level: 'INTERNAL', description: 'x', from: ['id'], to: ['id'] }),
        ),
      ),
    ).toThrow('Household.x leads to LocalizedText, which has no table');
  });
});
