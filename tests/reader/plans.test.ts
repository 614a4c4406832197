import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../../plugins/storage/index.js';
import { testDatabase } from '../support/database.js';
import { ask, fillRegister, graphOf, TOWN, VILLAGES } from './support.js';

let storage: Storage;
const schema = graphOf();

beforeAll(async () => {
  storage = await testDatabase();
  await fillRegister(storage, 300);
});
afterAll(() => storage.close());

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** How PostgreSQL, as the API's role and under row security, would run what a query is planned to. */
async function explain(query: string, clearUpTo: 'PERSONAL' | 'INTERNAL' = 'PERSONAL'): Promise<PlanNode[]> {
  const { sql, errors } = await ask(storage, schema, query, { areas: ['150623'], clearUpTo, explain: true });
  expect(errors).toBeUndefined();
  expect(sql).toHaveLength(1);
  const nodes: PlanNode[] = [];
  const walk = (node: PlanNode): void => {
    nodes.push(node);
    node.Plans?.forEach(walk);
  };
  (JSON.parse(sql[0] ?? '[]') as { Plan: PlanNode }[]).forEach(({ Plan }) => walk(Plan));
  return nodes;
}

const scanned = (nodes: readonly PlanNode[], table: string) => nodes.filter((node) => node['Relation Name'] === table);

describe('plans under row security', () => {
  it('find a household by its number, its members and its incomes by their indexes', async () => {
    const nodes = await explain(
      '{ household(number: "H-0001") { members { name } incomeStatements(years: [2024]) { wage } perCapitaNetIncome(year: 2024) } }',
    );
    expect(scanned(nodes, 'household').map((n) => n['Index Name'])).toEqual(['household_register_number_key']);
    for (const node of scanned(nodes, 'person')) expect(node['Index Cond']).toContain('household_id');
    for (const node of scanned(nodes, 'income_statement')) {
      expect(node['Index Name']).toBe('income_statement_subject');
      expect(node['Index Cond']).toContain('year');
    }
  });

  it('read a page of a village, and of an area, by ranges of an index', async () => {
    for (const query of [
      `{ village(code: "${VILLAGES[0]}") { households(first: 5) { nodes { number } } } }`,
      `{ households(first: 5, filter: { area: "${TOWN}" }, orderBy: { by: AREA }) { nodes { number } } }`,
      `{ households(filter: { area: "${TOWN}", perCapitaNetIncome: { min: "100" } }) { totalCount } }`,
    ]) {
      const households = scanned(await explain(query, 'INTERNAL'), 'household');
      expect(households.length).toBeGreaterThan(0);
      for (const node of households) expect(JSON.stringify(node)).toMatch(/"Index Cond":"[^"]*area_code/);
    }
  });

  it('apply a limit before anything is projected', async () => {
    const { sql } = await ask(storage, schema, '{ households(first: 5) { nodes { members { name } } } }');
    expect(sql[0]).toMatch(/from \(select a0\.\S+(, a0\.\S+)* from "household" a0 .*? limit 5\) a0/);
  });

  it('read one row more only where it is asked whether more follow', async () => {
    const { sql } = await ask(storage, schema, '{ households(first: 5) { pageInfo { hasNextPage } nodes { members { name } } } }');
    expect(sql[0]).toMatch(/from "household" a0 .*? limit 6\) a0/);
  });
});

describe('planned statements', () => {
  it('bind every value of a request', async () => {
    const { sql, data } = await ask(storage, schema, '{ households(filter: { group: "x\' or 1=1 --", area: "15" }) { totalCount } }');
    expect(data).toEqual({ households: { totalCount: 0 } });
    expect(sql[0]).not.toContain('1=1');
  });

  it('are the same text for other values, so that they are prepared once', async () => {
    const text = async (number: string): Promise<string> =>
      (await ask(storage, schema, `{ household(number: "${number}") { number members { name } } }`)).sql[0] ?? '';
    expect(await text('H-0001')).toBe(await text('H-0002'));
  });
});
