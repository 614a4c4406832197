import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../../plugins/storage/index.js';
import { descending, where, type GraphBuilder } from '../../schema/index.js';
import { testDatabase } from '../support/database.js';
import { ask, fillRegister, graphOf, type Asking } from './support.js';

/** Risks are observations about households: a list of them shows the last word on each. */
function words(builder: GraphBuilder): void {
  const word = builder.tableType('GuaranteeWord', {
    table: 'guarantee_status',
    description: 'The last word on a guarantee (保障情况).',
    rows: [where.lastWord('household_id', 'area_code')],
    fields: (t) => ({
      state: t.column('state', { type: 'GuaranteeState', level: 'PERSONAL', description: 'State (状态).' }),
      observedOn: t.column('observed_on', { type: 'Date', level: 'INTERNAL', description: 'Day (日期).' }),
    }),
  });
  builder.queryField('guaranteeWords', (t) =>
    t.connection({
      type: word,
      level: 'INTERNAL',
      scope: 'core:read:internal',
      description: 'The last word on each (最新保障情况).',
      orderBy: () => [descending('observed_on')],
    }),
  );
}

let storage: Storage;
const q = (asking?: Asking) => ask(storage, graphOf(words), '{ guaranteeWords { totalCount nodes { state observedOn } } }', asking);
beforeAll(async () => {
  storage = await testDatabase();
  await fillRegister(storage, 4);
});
afterAll(() => storage.close());

describe('a list of observations', () => {
  it('shows the newest of each, counted and read in one statement', async () => {
    const answer = await q();
    expect(answer.errors).toBeUndefined();
    expect(answer.statements).toBe(1);
    expect(answer.data).toEqual({ guaranteeWords: { totalCount: 1, nodes: [{ state: 'MET', observedOn: '2025-02-01' }] } });
  });

  it('is masked, not refused, for who may not see what was said', async () => {
    const answer = await q({ clearUpTo: 'INTERNAL' });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ guaranteeWords: { totalCount: 1, nodes: [{ state: null, observedOn: '2025-02-01' }] } });
    expect(answer.masked).toEqual(['guaranteeWords.nodes.*.state']);
  });

  it('falls back to the word before one that was withdrawn', async () => {
    const owner = await storage.owner();
    await owner.query(`update guarantee_status set withdrawn_at = now() where observed_on = '2025-02-01'`);
    await owner.end();
    const answer = await q();
    expect(answer.data).toEqual({ guaranteeWords: { totalCount: 1, nodes: [{ state: 'NOT_MET', observedOn: '2025-01-01' }] } });
  });
});
