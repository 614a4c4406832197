import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOfGlobalId } from 'xianjie/schema';
import { openOperation } from '../../api/operation.js';
import { viewerOf } from '../support/viewer.js';
import { fuels, moduleWith, relations } from './fixture.js';
import { bench, said, VILLAGE, type Bench } from './support.js';

let town: Bench;
beforeAll(async () => {
  town = await bench(moduleWith(relations));
});
afterAll(() => town.close());

const has = (...benefits: string[]) => ({ grants: benefits.map((benefit) => ({ benefit })) });
const bothFuels = (source?: string) => ({
  grants: [{ benefit: 'test.wood' }, { benefit: 'test.coal', ...(source !== undefined && { source }) }],
});

describe('findings are told to whoever may see what they rest on', () => {
  test('who may not read personal data is told of none, and they are counted under their relation', async () => {
    const [conflict, plain] = [await town.family([bothFuels()]), await town.family([{}])];
    const of = async ({ id }: { id: string }) => town.found([id], { upTo: 'INTERNAL' });
    const told = await of(conflict);
    expect(told.findings).toEqual([[]]);
    expect(told.withheld).toContain('test.woodOrCoal LEVEL 1');
    // What is counted does not depend on what there is.
    expect((await of(plain)).withheld).toEqual(told.withheld);
  });

  test('a rule above the viewer’s right takes no part; what the records alone say is told', async () => {
    const family = await town.family([has('test.visit', 'test.wood', 'test.coal')]);
    const less = await town.found([family.id], { upTo: 'PERSONAL' });
    const all = await town.found([family.id], { upTo: 'SENSITIVE' });
    expect(said(all.findings[0])).toContain('UNDETERMINED test.careFirst');
    expect(said(less.findings[0])).not.toContain('UNDETERMINED test.careFirst');
    expect(said(less.findings[0])).toContain('CONFLICT test.woodOrCoal');
    expect(less.withheld).toContain('test.care LEVEL 1');
    expect(all.withheld).toEqual([]);
  });

  test('fewer rights never show more conflicts', async () => {
    const family = await town.family([
      { works: true, grants: [{ benefit: 'test.visit' }, { benefit: 'test.wood' }, { benefit: 'test.coal' }] },
    ]);
    const [less, all] = [await town.found([family.id], { upTo: 'PERSONAL' }), await town.found([family.id], { upTo: 'SENSITIVE' })];
    for (const found of said(less.findings[0])) expect(said(all.findings[0])).toContain(found);
  });

  test('a relation of a domain that is not the viewer’s is not in question, and named it is refused', async () => {
    const family = await town.family([bothFuels()]);
    expect((await town.found([family.id], { modules: ['core'] })).findings).toEqual([[]]);
    await expect(town.found([family.id], { modules: ['core'] }, '(relations: ["test.woodOrCoal"])')).rejects.toThrow(
      /FORBIDDEN: what is found under the relation "test.woodOrCoal" needs test:read:internal/,
    );
    await expect(town.found([family.id], { upTo: 'INTERNAL' }, '(relations: ["test.woodOrCoal"])')).rejects.toThrow(
      /FORBIDDEN.*core:read:personal and a stated purpose/,
    );
  });

  test('whose findings were shown is noted, as of everybody of whom something personal is shown', async () => {
    const family = await town.family([bothFuels()]);
    const operation = openOperation(town.parts, viewerOf());
    const id = keyOfGlobalId('Household', family.id) ?? '';
    await operation.context.services.stacking.findings({ subjects: [{ kind: 'HOUSEHOLD', id, areaCode: VILLAGE }] });
    await operation.close();
    expect(operation.shown().get('Household')).toContain(id);
    expect(operation.shown().get('Person')).toContain(keyOfGlobalId('Person', family.members[0] ?? ''));
  });

  test('a household of another area is nobody’s', async () => {
    const family = await town.family([bothFuels()]);
    const { data } = await town.ask(
      { areas: ['150623101'] },
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Household { stackingFindings { kind } } } }',
      { ids: [family.id] },
    );
    expect(data.nodes).toEqual([null]);
  });
});

describe('a household that has not authorised the matching of its data', () => {
  const none = { authorised: false };
  test('is told of where one department alone has spoken', async () => {
    const { findings, withheld } = await town.found([(await town.family([bothFuels()], none)).id], { upTo: 'PERSONAL' });
    expect(said(findings[0])).toContain('CONFLICT test.woodOrCoal');
    expect(withheld.filter((one) => one.includes('NOT_AUTHORISED'))).toEqual([]);
  });

  test('is in no finding that puts the words of two departments together, whatever they said', async () => {
    const counted = async (member: object) => {
      const { findings, withheld } = await town.found([(await town.family([member], none)).id], { upTo: 'PERSONAL' });
      expect(findings).toEqual([[]]);
      return withheld;
    };
    const conflict = await counted(bothFuels('CAB'));
    expect(conflict).toContain('test.woodOrCoal NOT_AUTHORISED 1');
    expect(await counted({ grants: [{ benefit: 'test.wood' }, { benefit: 'elsewhere.other', source: 'CAB' }] })).toEqual(conflict);
  });

  test('has no double record told: it is two departments by its nature', async () => {
    const family = await town.family([{ grants: [{ benefit: 'test.gas' }, { benefit: 'test.gas', source: 'CAB' }] }], none);
    expect((await town.found([family.id])).findings).toEqual([[]]);
  });

  test('has no sum of what two departments gave told, be it that the one has ended', async () => {
    const capped = await bench(moduleWith([fuels]));
    const grants = [
      { benefit: 'test.wood', amount: 100_001 },
      { benefit: 'test.gas', amount: 5, source: 'CAB', from: '2025-01-01', to: '2025-01-31' },
    ];
    const of = async (authorised: boolean) =>
      await capped.found([(await capped.family([{ grants }], { authorised })).id], { upTo: 'PERSONAL' });
    expect(said((await of(true)).findings[0])).toEqual(['OVER_CAP test.fuels']);
    const untold = await of(false);
    expect(untold.findings).toEqual([[]]);
    expect(untold.withheld).toContain('test.fuels NOT_AUTHORISED 1');
    await capped.close();
  });
});
