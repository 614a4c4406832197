import { allRights } from '../../schema/index.js';
import { describe, expect, test } from 'vitest';
import { type Sql } from 'xianjie/schema';
import { bind, covers, engine, h, row, state, stored } from './in-memory.js';
import { adoptionsOnly, today } from './support.js';

describe('many subjects and checks at once', () => {
  test('take one load of each source', async () => {
    const before = stored.counter.loads;
    state.rows = ['h1', 'h2', 'h3'].map((id) => row({ plain: 'YES', ageing: true }, '2025-01-01', 'EDU', id));
    const { verdicts } = await bind().evaluate({
      subjects: ['h1', 'h2', 'h3', 'h4'].map(h),
      checks: ['test.plain', 'test.ageing', 'test.both'],
    });
    expect(stored.counter.loads - before).toBe(1);
    expect(verdicts).toHaveLength(12);
    expect(verdicts.filter((v) => v.subject.id === 'h4').map((v) => v.outcome)).toEqual(['UNDETERMINED', 'UNDETERMINED', 'UNDETERMINED']);
  });

  test('a kind of subject gets its own checks only', async () => {
    state.ofPeople = [row({ it: true }, '2025-01-01', 'EDU', 'p1')];
    const { verdicts } = await bind().evaluate({ subjects: [{ kind: 'PERSON', id: 'p1', areaCode: '150623100201' }] });
    expect(verdicts).toMatchObject([{ check: 'test.person', outcome: 'ELIGIBLE', subject: { kind: 'PERSON', id: 'p1' } }]);
  });
});

test('adoptions and complete lists are read in one statement, and once', async () => {
  const statements: string[] = [];
  const answers = adoptionsOnly([{ document: 'TOWN-A', area: '15', from: '2022-08-29' }], [covers('2025-03-01')]);
  const engineSql: Sql = (text, values) => {
    if (/ from (adoption|coverage)\b/.test(text)) statements.push(text);
    return answers(text, values);
  };
  const service = engine.bind({ engineSql, rights: allRights, today });
  await Promise.all([service.evaluate({ subjects: [h('h1')] }), service.evaluate({ subjects: [h('h2')] })]);
  await service.resolveParameters({ area: '15' });
  expect(statements).toHaveLength(1);
  await service.evaluate({ subjects: [{ ...h('h3'), areaCode: '150623100202' }], asOf: '2024-01-01' });
  expect(statements).toHaveLength(2);
  expect(statements[1]).not.toMatch(/from adoption/);
});

describe('a viewer', () => {
  test('below a check’s level does not get its verdict: withheld from lists, refused by name', async () => {
    const service = bind('INTERNAL');
    const { verdicts, withheld } = await service.evaluate({ subjects: [h('h1')] });
    expect(verdicts.map((v) => v.check)).not.toContain('test.judged');
    expect(withheld).toMatchObject([{ check: 'test.judged', level: 'SENSITIVE' }]);
    expect(service.withheld()).toEqual([{ check: 'test.judged', level: 'SENSITIVE', reason: 'LEVEL', count: 1, path: [] }]);
    await expect(service.evaluate({ subjects: [h('h1')], checks: ['test.judged'] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('gets the checks of their domains unless they name others; a check that waits for a module is not among them', async () => {
    expect((await bind('SENSITIVE', ['housing']).evaluate({ subjects: [h('h1')] })).verdicts).toEqual([]);
    expect((await bind('SENSITIVE', ['core']).evaluate({ subjects: [h('h1')] })).verdicts).toHaveLength(4);
    expect((await bind('SENSITIVE', ['housing']).evaluate({ subjects: [h('h1')], modules: ['core'] })).verdicts).toHaveLength(4);
  });
});
