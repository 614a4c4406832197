import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOfGlobalId, stackingUnknown } from 'xianjie/schema';
import { openOperation } from '../../api/operation.js';
import { viewerOf } from '../support/viewer.js';
import { coal, fuels, later, moduleWith, place, relations, wood, woodOrCoal } from './fixture.js';
import { bench, NEARER, said, VILLAGE, type Bench, type Family } from './support.js';

const nearer = stackingUnknown([coal, wood], {
  code: 'test.nearer',
  title: { zh: '就近', en: 'nearer' },
  per: 'PERSON',
  policy: { ...place, document: later },
  family: woodOrCoal.family,
});
let town: Bench;
beforeAll(async () => {
  town = await bench(moduleWith([...relations, nearer]));
});
afterAll(() => town.close());

const has = (...benefits: string[]) => ({ grants: benefits.map((benefit) => ({ benefit })) });
const one = async (family: { id: string }, given?: Parameters<Bench['found']>[1], args?: string) =>
  (await town.found([family.id], given, args)).findings[0];

describe('what is found of a household and its members', () => {
  test('two that exclude each other are a conflict of the member who holds both, with the words of the source', async () => {
    const family = await town.family([has(), has('test.wood', 'test.coal')]);
    const { findings } = await town.found([family.id, family.members[1] ?? '', family.members[0] ?? ''], undefined, '(kinds: [CONFLICT])');
    expect(findings.map(said)).toEqual([['CONFLICT test.woodOrCoal'], ['CONFLICT test.woodOrCoal'], []]);
    expect(findings[0]?.[0]).toMatchObject({
      subject: { id: family.members[1] },
      text: {
        zh: '同一人不得同时享受“coal（测试）”“wood（测试）”，现已同时享受',
        en: 'one person may hold only one of “coal” and “wood”, and holds them together',
      },
      benefits: [
        { benefit: { code: 'test.coal' }, held: 'TRUE' },
        { benefit: { code: 'test.wood' }, held: 'TRUE' },
      ],
      citation: { document: { code: 'STOVE-TOWN' }, quote: place.quote, passage: null },
    });
  });

  test('two members who hold one each are in no conflict where the relation is of one person', async () => {
    expect(said(await one(await town.family([has('test.wood'), has('test.coal')])))).not.toContain('CONFLICT test.woodOrCoal');
  });

  test('a benefit of the household and one of a member conflict where the relation is of the household', async () => {
    const family = await town.family([{ grants: [{ benefit: 'test.stove', ofHousehold: true }] }, has('test.gas')]);
    const found = (await one(family))?.find(({ kind }) => kind === 'CONFLICT');
    expect(found).toMatchObject({ relation: { code: 'test.stoveOrGas' }, subject: { id: family.id } });
    expect(found?.benefits.map(({ holder }) => holder.id)).toEqual([family.members[1], family.id]);
  });

  test('who may have both and is not known to have either is told that it will be one of them', async () => {
    const [found] = (await one(await town.family([{ works: true }]), undefined, '(relations: ["test.woodOrCoal"])')) ?? [];
    expect(found).toMatchObject({ kind: 'CHOICE', text: { en: 'one person may be given only one of “coal” and “wood”' } });
    expect(found?.verdicts.map(({ check }) => check.code)).toEqual(['test.coal', 'test.wood']);
    expect(found?.unknowns).toContainEqual({ kind: 'MISSING_FACT', code: 'person.benefits' });
  });

  test('one that is held and one of which nobody knows stay undetermined, and it is said what is missing', async () => {
    const found = (await one(await town.family([has('test.coal')])))?.find(({ relation }) => relation?.code === 'test.woodOrCoal');
    expect(found).toMatchObject({ kind: 'UNDETERMINED', unknowns: [{ code: 'person.benefits' }] });
  });

  test('whether the earlier one of an order was passed over stays undetermined while nobody knows', async () => {
    const found = (await one(await town.family([has('test.visit')])))?.find(({ relation }) => relation?.code === 'test.careFirst');
    expect(found?.kind).toBe('UNDETERMINED');
  });

  test('a cap that the source leaves blank is not stated, and nobody is above it', async () => {
    const family = await town.family([
      {
        grants: [
          { benefit: 'test.lamp', amount: 9_000_000 },
          { benefit: 'test.visit', amount: 9_000_000 },
        ],
      },
    ]);
    const found = (await one(family))?.find(({ relation }) => relation?.code === 'test.lights');
    expect(found).toMatchObject({
      kind: 'NOT_STATED',
      sum: null,
      excess: null,
      unknowns: [{ kind: 'BLANK_PARAMETER', code: 'test.blankCap' }],
    });
  });

  test('what the source does not say of two benefits is information and no conflict', async () => {
    expect(said(await one(await town.family([has('test.lamp', 'test.gas')])))).toContain('NOT_STATED test.lampAndGas');
  });

  test('a benefit that is given once for a household is found where two members hold it', async () => {
    const family = await town.family([has('test.lamp'), has('test.lamp')]);
    const found = (await one(family))?.find(({ kind }) => kind === 'DUPLICATE');
    expect(found).toMatchObject({
      relation: null,
      subject: { id: family.id },
      text: { en: '“lamp” is given once for a household, and 2 of its members hold it' },
    });
    expect(found?.benefits.map(({ holder }) => holder.id).sort()).toEqual([...family.members].sort());
  });

  test('a benefit that two departments record over the same time is found once, one after the other is not', async () => {
    const both = (second: object) =>
      town.family([{ grants: [{ benefit: 'test.care' }, { benefit: 'test.care', source: 'CAB', ...second }] }]);
    const [found] = (await one(await both({ from: '2025-03-01' }), undefined, '(kinds: [DUPLICATE])')) ?? [];
    expect(found).toMatchObject({ kind: 'DUPLICATE', relation: null, benefits: [{ recordedBy: [{ code: 'CAB' }, { code: 'TOWNSHIP' }] }] });
    expect(await one(await both({ from: '2024-01-01', to: '2024-12-31' }), undefined, '(kinds: [DUPLICATE])')).toEqual([]);
  });

  test('a nearer document that says something else of the same benefits takes the place of the farther one', async () => {
    expect(said(await one(await town.family([has('test.wood', 'test.coal')], { area: NEARER })))).toContain('NOT_STATED test.nearer');
  });

  test('a document that is not in force here says nothing', async () => {
    const { data } = await town.ask({}, '{ areas(first: 100) { nodes { code level } } }', {});
    const [elsewhere] = (data.areas.nodes as { code: string; level: string }[]).filter(
      (a) => a.level === 'VILLAGE' && !a.code.startsWith('150623100'),
    );
    const family = await town.family([has('test.wood', 'test.coal')], { area: elsewhere?.code ?? '150623101201' });
    expect(await one(family)).toEqual([]);
    expect(await one(await town.family([has('test.wood', 'test.coal')]), undefined, '(asOf: "2023-12-31")')).toEqual([]);
  });

  test('as many statements are read for one household as for many', async () => {
    const families = [
      await town.family([has('test.lamp'), has('test.wood')]),
      await town.family([has('test.gas')]),
      await town.family([has()]),
    ];
    const statements = async (of: readonly Family[]): Promise<number> => {
      const operation = openOperation(town.parts, viewerOf({ upTo: 'SENSITIVE' }));
      const subjects = of.map(({ id }) => ({ kind: 'HOUSEHOLD', id: keyOfGlobalId('Household', id) ?? '', areaCode: VILLAGE }));
      expect((await operation.context.services.stacking.findings({ subjects })).length).toBeGreaterThan(0);
      await operation.close();
      return operation.statements();
    };
    expect(await statements(families)).toBe(await statements(families.slice(0, 1)));
  });
});

describe('the declared relations', () => {
  test('are listed with what they rest on, those whose partner is not installed said as such', async () => {
    const { data } = await town.ask(
      { upTo: 'INTERNAL' },
      '{ benefitRelations { code module kind per complete cap every benefits { code installed title { en } } places { quote } } }',
      {},
    );
    const listed = data.benefitRelations as { code: string }[];
    expect(listed.map(({ code }) => code)).toEqual([...listed.map(({ code }) => code)].sort());
    expect(listed.find(({ code }) => code === 'test.stoveOrGas')).toMatchObject({
      ...{ module: 'test', kind: 'EXCLUSIVE', per: 'HOUSEHOLD', complete: false, cap: null, every: null },
      benefits: [{ installed: true }, { installed: true }, { code: 'elsewhere.heater', installed: false, title: null }],
    });
    expect(listed.find(({ code }) => code === 'test.lights')).toMatchObject({ cap: 'test.blankCap', every: 'YEAR', complete: true });
  });

  test('one that nobody declares is refused, with the nearest', async () => {
    const family = await town.family([has()]);
    await expect(town.found([family.id], undefined, '(relations: ["test.woodOrCole"])')).rejects.toThrow(/UNKNOWN_CODE.*test.woodOrCole/);
  });
});

describe('a cap', () => {
  let capped: Bench;
  beforeAll(async () => {
    capped = await bench(moduleWith([fuels]));
  });
  afterAll(() => capped.close());
  const above = async (grants: readonly object[], args = '') =>
    (await capped.found([(await capped.family([{ works: true, grants: grants as never }])).id], { upTo: 'SENSITIVE' }, args)).findings[0] ??
    [];

  test('is exceeded by one fen, and the sum, the cap and what is too much are told', async () => {
    const [found] = await above([
      { benefit: 'test.wood', amount: 60_000 },
      { benefit: 'test.coal', amount: 40_001 },
    ]);
    expect(found).toMatchObject({
      ...{ kind: 'OVER_CAP', sum: '1000.01', excess: '0.01', every: 'YEAR', countedFrom: '2025-01-01', countedTo: '2025-06-30' },
      cap: { code: 'test.cap', value: { money: '1000.00' } },
      text: { en: '“coal” and “wood” come to 1,000.01 yuan for one person: 0.01 yuan above the cap of 1,000.00 yuan a year' },
      benefits: [
        { amount: '400.01', amountFrom: 'RECORD' },
        { amount: '600.00', amountFrom: 'RECORD' },
      ],
    });
  });

  test('is not exceeded at the cap itself, nor by what was given in another year', async () => {
    expect(
      await above([
        { benefit: 'test.wood', amount: 60_000 },
        { benefit: 'test.coal', amount: 40_000 },
      ]),
    ).toEqual([]);
    expect(
      await above([
        { benefit: 'test.coal', amount: 90_000, from: '2024-05-01', to: '2024-06-01' },
        { benefit: 'test.gas', amount: 90_000 },
      ]),
    ).toEqual([]);
  });

  test('counts by the day of payment, where there is one', async () => {
    expect(said(await above([{ benefit: 'test.wood', amount: 100_001, from: '2024-12-01', paidOn: '2025-01-15' }]))).toEqual([
      'OVER_CAP test.fuels',
    ]);
    expect(await above([{ benefit: 'test.wood', amount: 100_001, from: '2024-12-01', paidOn: '2024-12-15' }])).toEqual([]);
  });

  test('counts what two departments tell of the same benefit once: the one that tells of most', async () => {
    const twice = [
      { benefit: 'test.coal', amount: 70_000 },
      { benefit: 'test.coal', amount: 60_000, source: 'CAB', from: '2025-02-01' },
    ];
    expect(await above(twice, '(relations: ["test.fuels"])')).toEqual([]);
  });

  test('counts what the rule gives where nobody recorded an amount, and stays open where no rule does', async () => {
    const [found] = await above([{ benefit: 'test.wood' }, { benefit: 'test.gas', amount: 60_001 }]);
    expect(found).toMatchObject({
      kind: 'OVER_CAP',
      sum: '1000.01',
      benefits: [{ amountFrom: 'RECORD' }, { amount: '400.00', amountFrom: 'RULE' }],
    });
    expect(said(await above([{ benefit: 'test.coal' }, { benefit: 'test.gas', amount: 60_001 }]))).toEqual(['UNDETERMINED test.fuels']);
  });
});
