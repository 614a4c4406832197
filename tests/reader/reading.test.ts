import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../../plugins/storage/index.js';
import { encodeGlobalId } from '../../schema/index.js';
import { testDatabase } from '../support/database.js';
import { ask, ELSEWHERE, fillRegister, graphOf, TOWN, VILLAGES, type Asking } from './support.js';

let storage: Storage;
const schema = graphOf();
const q = (query: string, asking?: Asking) => ask(storage, schema, query, asking);

beforeAll(async () => {
  storage = await testDatabase();
  await fillRegister(storage);
});
afterAll(() => storage.close());

const everything = `{ household(number: "H-0000") {
  id number areaCode group memberCount registryStatus registryStatusOn monitoringKind riskKinds safetyNet labourClass incomeYear updatedAt version contractedLand
  village { code name { zh en } villageClass householdCount area { level parent { code name { zh } } } }
  head { name phone residentId health isHead relation household { number } }
  members { name sex birthDate }
  authorisation { validFrom validTo inForce source { code title { zh } } }
  guarantees { kind state observedOn }
  assistanceHeld { kind }
  ended: assistanceHeld(asOf: "2024-06-30") { kind }
  incomeStatements { year month wage perCapitaNetIncome }
  all: incomeStatements(monthly: true, years: [2024]) { year month basis }
  perCapitaNetIncome
  in2023: perCapitaNetIncome(year: 2023)
  benefits { benefit amount }
} }`;

describe('one household', () => {
  it('comes whole in one statement', async () => {
    const answer = await q(everything);
    expect(answer.errors).toBeUndefined();
    expect(answer.statements).toBe(1);
    expect(answer.data).toMatchObject({
      household: {
        number: 'H-0000',
        areaCode: VILLAGES[0],
        memberCount: 1,
        registryStatus: 'STABLE_OUT_OF_POVERTY',
        monitoringKind: 'BORDERLINE_AT_RISK',
        riskKinds: ['ILLNESS'],
        labourClass: 'HAS_LABOUR',
        village: {
          code: VILLAGES[0],
          name: { zh: '第1嘎查', en: '第1嘎查' },
          householdCount: 10,
          area: { level: 'VILLAGE', parent: { code: TOWN } },
        },
        head: { name: '张三0', phone: '19900000001', residentId: '1506**********0011', health: null, household: { number: 'H-0000' } },
        authorisation: { validFrom: '2024-01-01', validTo: null, inForce: true, source: { title: { zh: '乡村振兴局' } } },
        guarantees: [{ kind: 'SAFE_HOUSING', state: 'MET', observedOn: '2025-02-01' }],
        assistanceHeld: [{ kind: 'INDUSTRY' }],
        ended: [{ kind: 'FINANCE' }, { kind: 'INDUSTRY' }],
        incomeStatements: [
          { year: 2024, month: null, wage: '6500.50', perCapitaNetIncome: '12000.50' },
          { year: 2023, month: null, wage: '0.01', perCapitaNetIncome: '-0.05' },
        ],
        all: [
          { year: 2024, month: 7, basis: 'ACTUAL' },
          { year: 2024, month: null, basis: 'ACTUAL' },
        ],
        perCapitaNetIncome: '12000.50',
        in2023: '-0.05',
        benefits: [{ benefit: 'core.example', amount: '123.00' }],
      },
    });
    expect(answer.masked).toEqual(['household.head.health']);
  });

  it('is masked without the right: text as masked text, anything else null with its path', async () => {
    const answer = await q(everything, { clearUpTo: 'INTERNAL' });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      household: {
        registryStatus: null,
        monitoringKind: null,
        benefits: null,
        guarantees: null,
        head: { name: '张**', phone: '199****0001' },
        perCapitaNetIncome: '12000.50',
      },
    });
    expect(answer.masked).toEqual(
      expect.arrayContaining([
        'household.registryStatus',
        'household.monitoringKind',
        'household.members.*.birthDate',
        'household.ended',
        'household.benefits',
      ]),
    );
    expect(answer.masked).not.toContain('household.head.name');
    for (const column of ['"register_status"', '"birth_date"', '"health"', '"phone_enc"', '."name"'])
      expect(answer.sql.join()).not.toContain(column);
  });

  it('is null out of scope, without a trace', async () => {
    const answer = await q('{ household(number: "H-0000") { number health: monitoringKind } }', {
      areas: ['150624'],
      clearUpTo: 'INTERNAL',
    });
    expect(answer.data).toEqual({ household: null });
    expect(answer.masked).toEqual([]);
  });

  it('obeys fragments, @skip and @include', async () => {
    const answer = await q(
      `query($no: Boolean!) { household(number: "H-0001") { ...f ... on Node { id } members @include(if: $no) { name } number @skip(if: $no) } }
       fragment f on Household { memberCount }`,
      { variables: { no: false } },
    );
    expect(Object.keys((answer.data as { household: object }).household).sort()).toEqual(['id', 'memberCount', 'number']);
    expect(answer.sql[0]).not.toContain('"person"');
  });
});

describe('nodes', () => {
  it('gives what is there, in order, in one statement, and null for garbage, wrong types and out of scope', async () => {
    const found = await q(
      `{ a: household(number: "H-0000") { id } b: household(number: "H-0029") { id } v: village(code: "${VILLAGES[0]}") { id } }`,
    );
    const { a, b, v } = found.data as Record<string, { id: string }>;
    const wrongType = encodeGlobalId(
      'Person',
      Buffer.from(a?.id ?? '', 'base64url')
        .toString()
        .slice(10),
    );
    const answer = await q(
      'query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Household { number } ... on Area { code } ... on Village { code } } }',
      {
        areas: ['150623'],
        variables: {
          ids: [
            v?.id,
            'x',
            encodeGlobalId('Area', '15'),
            a?.id,
            b?.id,
            wrongType,
            encodeGlobalId('Nothing', '1'),
            encodeGlobalId('Household', '1'),
          ],
        },
      },
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.statements).toBe(1);
    expect(answer.data).toEqual({
      nodes: [
        { __typename: 'Village', id: v?.id, code: VILLAGES[0] },
        null,
        { __typename: 'Area', id: encodeGlobalId('Area', '15'), code: '15' },
        { __typename: 'Household', id: a?.id, number: 'H-0000' },
        null,
        null,
        null,
        null,
      ],
    });
  });

  it('takes at most 100 ids', async () => {
    const answer = await q('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      variables: { ids: Array.from({ length: 101 }, () => 'x') },
    });
    expect(answer.codes).toEqual(['PAGE_TOO_LARGE']);
  });
});

describe('lists', () => {
  it('reads 3 villages with 5 households each, their members and counts, in one statement', async () => {
    const answer = await q(`{ villages(filter: { area: "${TOWN}" }) { totalCount nodes {
      code householdCount households(first: 5) { totalCount edges { cursor node { number members { name } } } pageInfo { hasNextPage } } } } }`);
    expect(answer.errors).toBeUndefined();
    expect(answer.statements).toBe(1);
    const { villages } = answer.data as unknown as {
      villages: { totalCount: number; nodes: { households: { edges: { node: { members: unknown[] } }[]; totalCount: number } }[] };
    };
    expect(villages.totalCount).toBe(3);
    expect(villages.nodes.map((v) => [v.households.edges.length, v.households.totalCount])).toEqual([[5, 10], [5, 10], [5, 9]]); // prettier-ignore
  });

  it('keeps edges, nodes and their aliases apart', async () => {
    const answer = await q(
      `{ households(first: 1) { edges { node { number x: memberCount } n: node { x: members { name } } } nodes { x: perCapitaNetIncome(year: 2023) } e: edges { node { x: group } } } }`,
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      households: {
        edges: [{ node: { number: 'H-0000', x: 1 }, n: { x: [{ name: '张三0' }] } }],
        nodes: [{ x: '-0.05' }],
        e: [{ node: { x: null } }],
      },
    });
  });

  it('filters by area, income, members, authorisation, group', async () => {
    const numbers = async (filter: string): Promise<number> => {
      const answer = await q(`{ households(filter: ${filter}) { totalCount } }`);
      expect(answer.errors).toBeUndefined();
      expect(answer.statements).toBe(1);
      return (answer.data as { households: { totalCount: number } }).households.totalCount;
    };
    expect(await numbers('{}')).toBe(30);
    expect(await numbers(`{ area: "${TOWN}000" }`)).toBe(29);
    expect(await numbers(`{ area: "${ELSEWHERE}" }`)).toBe(1);
    expect(await numbers('{ authorised: true }')).toBe(1);
    expect(await numbers('{ authorised: false }')).toBe(29);
    expect(await numbers('{ registryStatuses: [STABLE_OUT_OF_POVERTY] }')).toBe(6);
    expect(await numbers('{ monitored: true }')).toBe(1);
    expect(await numbers('{ perCapitaNetIncome: { min: "1000.00", max: "2000" } }')).toBe(5);
    expect(await numbers('{ memberCount: { min: 3 }, group: "2组" }')).toBe(7);
  });

  it('refuses to filter or sort by what the viewer may not see', async () => {
    const answer = await q('{ households(filter: { registryStatuses: [STABLE_OUT_OF_POVERTY] }) { totalCount } }', {
      clearUpTo: 'INTERNAL',
    });
    expect(answer.codes).toEqual(['FORBIDDEN']);
    expect(answer.statements).toBe(0);
  });
});
