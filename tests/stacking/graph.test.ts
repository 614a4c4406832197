import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOfGlobalId, stackingUnknown } from 'xianjie/schema';
import { openOperation } from '../../api/operation.js';
import { viewerOf } from '../support/viewer.js';
import { coal, later, moduleWith, place, relations, wood, woodOrCoal } from './fixture.js';
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

  test('a later one that is held without the earlier one that may be had is out of order, where a complete list says that the earlier one is not held', async () => {
    const walks = { works: true, grants: [{ benefit: 'test.walk' }] };
    const both = { works: true, grants: [{ benefit: 'test.walk' }, { benefit: 'test.cane' }] };
    const passedOver = await town.family([{}, walks]);
    const inOrder = [
      await town.family([both]),
      await town.family([{ ...walks, works: false, unable: true }]),
      await town.family([{ works: true, grants: [{ benefit: 'test.cane' }] }]),
    ];
    const elsewhere = await town.family([walks], { area: NEARER });
    const of = async (family: Family) => (await one(family))?.filter(({ relation }) => relation?.code === 'test.caneFirst') ?? [];
    expect((await of(passedOver))[0]).toMatchObject({ kind: 'UNDETERMINED', unknowns: [{ code: 'test.aided' }] });
    await town.asOwner(
      `insert into coverage (source, feed, area_code, complete_on) values ('TOWNSHIP', 'core.people', '${VILLAGE}', '2025-01-01')`,
    );
    const [found] = await of(passedOver);
    expect(found).toMatchObject({
      kind: 'OUT_OF_ORDER',
      text: {
        en: '“cane” comes before “walk”, which is held without it',
        zh: '应先享受“cane（测试）”，现已享受“walk（测试）”而未享受前者',
      },
      benefits: [
        { benefit: { code: 'test.cane' }, held: 'FALSE', outcome: 'ELIGIBLE' },
        { benefit: { code: 'test.walk' }, held: 'TRUE' },
      ],
      citation: { document: { code: 'STOVE-TOWN' }, quote: place.quote },
      unknowns: [],
    });
    expect(found?.verdicts.map(({ check }) => check.code)).toEqual(['test.cane']);
    for (const family of inOrder) expect(await of(family)).toEqual([]);
    expect(said(await of(elsewhere))).toEqual(['UNDETERMINED test.caneFirst']);
  });

  test('a benefit that one department records twice for the same days is found with those days', async () => {
    const year = { benefit: 'test.care', amount: 100, from: '2025-01-01', to: '2025-12-31' };
    const twice = { ...year, from: '2025-03-01', to: '2025-06-15' };
    const of = async (...grants: object[]) =>
      (await one(await town.family([{ grants: grants as never }]), undefined, '(kinds: [DUPLICATE])')) ?? [];
    const [found] = await of(year, twice);
    expect(found).toMatchObject({
      ...{ kind: 'DUPLICATE', relation: null, countedFrom: '2025-03-01', countedTo: '2025-06-15' },
      text: { en: '“care” is recorded twice by one department for 2025-03-01 to 2025-06-15: given twice, or recorded twice' },
      benefits: [{ recordedBy: [{ code: 'TOWNSHIP' }] }],
    });
    for (const [why, grants] of [
      ['a correction: a later word on the same grant', [year, { ...year, amount: 200, observedOn: '2025-02-01' }]],
      ['instalments of periods that follow each other', [{ ...year, to: '2025-02-28' }, twice]],
      ['one that was taken back', [year, { ...twice, reversed: true }]],
      ['one without an end may have ended when the next began', [{ benefit: 'test.care', from: '2025-01-01' }, twice]],
      ['another benefit', [year, { ...twice, benefit: 'test.visit' }]],
      ['one that has not begun', [year, { ...twice, from: '2025-07-01', to: '2025-08-01' }]],
    ] as const)
      expect([why, await of(...grants)]).toEqual([why, []]);
    const members = await town.family([{ grants: [year] as never }, { grants: [twice] as never }]);
    expect(await one(members, undefined, '(kinds: [DUPLICATE])')).toEqual([]);
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
