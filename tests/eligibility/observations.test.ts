import { allRights } from '../../schema/index.js';
import { describe, expect, test } from 'vitest';
import { defineCheck, equals, exists, household, membersOf } from 'xianjie/schema';
import { createEligibility } from '../../plugins/eligibility/index.js';
import { addMonths } from '../../plugins/eligibility/figures/calendar.js';
import { revitalisationBureau } from '../../schema/facts/departments.js';
import { ageing, ask, covers, h, judged, module, ofPerson, people, plain, row, rule, state } from './in-memory.js';
import { adoptionsOnly, inMemorySource, today } from './support.js';

describe('what suppliers said', () => {
  test('the newest word of a supplier counts, with its name and day', async () => {
    state.rows = [row({ plain: 'NO' }, '2024-01-01'), row({ plain: 'YES' }, '2025-01-01')];
    expect(await ask('test.plain')).toMatchObject({
      outcome: 'ELIGIBLE',
      condition: { providedBy: 'EDU', observedOn: '2025-01-01', contradictedBy: [] },
    });
  });

  test('of two that differ the first in authority counts, though older, and the contradiction is shown', async () => {
    state.rows = [row({ plain: 'NO' }, '2025-05-01', 'VILLAGE'), row({ plain: 'YES' }, '2024-01-01')];
    expect(await ask('test.plain')).toMatchObject({ outcome: 'ELIGIBLE', condition: { providedBy: 'EDU', contradictedBy: ['VILLAGE'] } });
  });

  test('a source that is no declared supplier comes last', async () => {
    state.rows = [row({ plain: 'YES' }, '2025-05-01', revitalisationBureau.code), row({ plain: 'NO' }, '2024-01-01', 'VILLAGE')];
    expect(await ask('test.plain')).toMatchObject({
      outcome: 'NOT_ELIGIBLE',
      condition: { providedBy: 'VILLAGE', contradictedBy: ['RRB'] },
    });
  });

  test('a recorded "not known" is no answer: the next supplier’s counts, or it is missing', async () => {
    state.rows = [row({ plain: 'UNKNOWN' }, '2025-05-01'), row({ plain: 'YES' }, '2024-01-01', 'VILLAGE')];
    expect((await ask('test.plain')).outcome).toBe('ELIGIBLE');
    state.rows = [row({ plain: 'UNKNOWN' }, '2025-05-01')];
    expect(await ask('test.plain')).toMatchObject({
      outcome: 'UNDETERMINED',
      unknowns: [{ kind: 'MISSING_FACT', suppliers: ['EDU', 'VILLAGE'] }],
    });
  });

  test('an empty column of the newest row leaves the older word', async () => {
    state.rows = [row({ plain: 'YES' }, '2024-01-01'), row({ plain: null }, '2025-01-01')];
    expect((await ask('test.plain')).outcome).toBe('ELIGIBLE');
  });

  test('what is too old does not count, and says how old it is', async () => {
    state.rows = [row({ ageing: true }, '2024-06-29')];
    expect(await ask('test.ageing')).toMatchObject({
      outcome: 'UNDETERMINED',
      unknowns: [{ kind: 'STALE_FACT', code: 'test.ageing' }],
      condition: { observedOn: '2024-06-29', providedBy: 'EDU' },
    });
    state.rows = [row({ ageing: true }, '2024-06-30')];
    expect((await ask('test.ageing')).outcome).toBe('ELIGIBLE');
    state.rows = [row({ ageing: true }, '2024-06-29'), row({ ageing: false }, '2025-01-01', 'VILLAGE')];
    expect((await ask('test.ageing')).outcome).toBe('NOT_ELIGIBLE');
  });

  test('a judgement that nobody gave names the roles that may', async () => {
    expect(await ask('test.judged')).toMatchObject({
      outcome: 'UNDETERMINED',
      unknowns: [{ kind: 'JUDGEMENT_NEEDED', code: 'test.judged', suppliers: [], roles: ['TOWNSHIP_SPECIALIST'] }],
    });
  });

  test('a fact that no installed module supplies says so', async () => {
    expect(await ask('test.orphan')).toMatchObject({
      outcome: 'UNDETERMINED',
      unknowns: [{ kind: 'MODULE_NOT_INSTALLED', code: 'test.orphan' }],
    });
  });
});

describe('not being on a list', () => {
  test('is unknown without a complete list', async () => {
    expect((await ask('test.plain')).outcome).toBe('UNDETERMINED');
  });

  test('is a no as of the day a list for the area, or one around it, was complete', async () => {
    for (const area of ['150623100201', '150623100', '15', '0']) {
      state.coverage = [covers('2025-03-01', area)];
      expect(await ask('test.plain')).toMatchObject({
        outcome: 'NOT_ELIGIBLE',
        condition: { providedBy: 'EDU', observedOn: '2025-03-01' },
      });
    }
  });

  test('says nothing about another area, or about a fact without an absent value', async () => {
    state.coverage = [covers('2025-03-01', '150623101')];
    expect((await ask('test.plain')).outcome).toBe('UNDETERMINED');
    state.coverage = [covers('2025-03-01')];
    expect((await ask('test.ageing')).outcome).toBe('UNDETERMINED');
  });

  test('replaces an older word of the same supplier, not a later one, not another supplier’s rank', async () => {
    state.coverage = [covers('2025-03-01')];
    state.rows = [row({ plain: 'YES' }, '2025-02-28')];
    expect((await ask('test.plain')).outcome).toBe('NOT_ELIGIBLE');
    state.rows = [row({ plain: 'YES' }, '2025-03-01')];
    expect((await ask('test.plain')).outcome).toBe('ELIGIBLE');
    state.rows = [row({ plain: 'YES' }, '2025-05-01', 'VILLAGE')];
    expect(await ask('test.plain')).toMatchObject({
      outcome: 'NOT_ELIGIBLE',
      condition: { providedBy: 'EDU', contradictedBy: ['VILLAGE'] },
    });
    state.coverage = [covers('2025-03-01', '15', 'VILLAGE')];
    state.rows = [row({ plain: 'YES' }, '2024-01-01')];
    expect(await ask('test.plain')).toMatchObject({ outcome: 'ELIGIBLE', condition: { contradictedBy: ['VILLAGE'] } });
  });
});

describe('standing on a list with an empty cell', () => {
  test('is not being left out of it: the older word stands, or nobody knows', async () => {
    state.coverage = [covers('2025-03-01')];
    state.rows = [row({ plain: null, ageing: true }, '2025-03-01')];
    expect(await ask('test.plain')).toMatchObject({ outcome: 'UNDETERMINED', unknowns: [{ kind: 'MISSING_FACT' }] });
    state.rows = [row({ plain: null }, '2025-03-01'), row({ plain: 'YES' }, '2024-01-01')];
    expect((await ask('test.plain')).outcome).toBe('ELIGIBLE');
  });

  test('of each of two lists leaves the older word; of the later one alone it is in doubt whether the earlier one had the subject', async () => {
    state.coverage = [covers('2025-03-01'), covers('2025-01-01')];
    state.rows = [row({ plain: null }, '2025-03-01'), row({ plain: 'YES' }, '2024-01-01')];
    expect((await ask('test.plain')).outcome).toBe('UNDETERMINED');
    state.rows = [row({ plain: null }, '2025-03-01'), row({ plain: null }, '2025-01-01'), row({ plain: 'YES' }, '2024-01-01')];
    expect((await ask('test.plain')).outcome).toBe('ELIGIBLE');
  });

  test('said later than the list, hides whether it was on it: nothing follows from that supplier', async () => {
    state.coverage = [covers('2025-03-01')];
    state.rows = [row({ plain: null }, '2025-04-01'), row({ plain: 'YES' }, '2024-01-01')];
    expect((await ask('test.plain')).outcome).toBe('UNDETERMINED');
    state.rows = [...state.rows, row({ plain: 'YES' }, '2024-01-01', 'VILLAGE')];
    expect(await ask('test.plain')).toMatchObject({ outcome: 'ELIGIBLE', condition: { providedBy: 'VILLAGE' } });
  });
});

describe('what goes wrong', () => {
  test('a value that does not fit its fact decides nothing', async () => {
    state.rows = [row({ plain: 'PERHAPS' }, '2025-01-01'), row({ plain: 'YES' }, '2024-01-01', 'VILLAGE')];
    expect(await ask('test.plain')).toMatchObject({
      outcome: 'UNDETERMINED',
      unknowns: [{ kind: 'CALCULATION_FAILED', code: 'test.plain' }],
    });
  });

  test('a source whose rows lack the column of a fact decides nothing of it, also where a complete list would say no', async () => {
    state.coverage = [covers('2025-03-01')];
    state.rows = [row({ plane: 'YES' }, '2025-03-01')];
    state.failures.length = 0;
    expect(await ask('test.plain')).toMatchObject({ outcome: 'UNDETERMINED', unknowns: [{ kind: 'CALCULATION_FAILED' }] });
    expect(state.failures).toMatchObject([
      { error: { message: expect.stringContaining('no column "plain" for the fact "test.plain"') as string } },
    ]);
  });

  test('a source that fails decides nothing, and is reported without a value', async () => {
    const failing = createEligibility(
      [
        {
          ...module,
          facts: [
            inMemorySource(household, { plain, ageing, judged }, () => {
              throw new Error('no');
            }).source,
            people.source,
          ],
        },
      ],
      (failure) => state.failures.push(failure),
    ).bind({
      engineSql: adoptionsOnly([{ document: 'TOWN-A', area: '15', from: '2022-08-29' }]),
      rights: allRights,
      today,
    });
    const { verdicts } = await failing.evaluate({ subjects: [h('h1')], checks: ['test.plain'] });
    expect(verdicts).toMatchObject([{ outcome: 'UNDETERMINED', unknowns: [{ kind: 'CALCULATION_FAILED' }] }]);
    expect(state.failures).toMatchObject([{ facts: ['test.plain'] }]);
  });

  test('a link that fails decides nothing', async () => {
    const throughMembers = defineCheck({
      ...rule,
      code: 'test.members',
      subject: household,
      when: exists(membersOf, equals(ofPerson, true)),
    });
    const service = createEligibility([{ ...module, checks: [throughMembers] }]).bind({
      engineSql: adoptionsOnly([{ document: 'TOWN-A', area: '15', from: '2022-08-29' }]),
      rights: allRights,
      today,
    });
    const { verdicts } = await service.evaluate({ subjects: [h('h1')] });
    expect(verdicts).toMatchObject([{ outcome: 'UNDETERMINED', unknowns: [{ kind: 'CALCULATION_FAILED', code: 'HOUSEHOLD.members' }] }]);
  });
});

test('months before a day end on a day that exists', () => {
  expect(addMonths('2025-06-30', -12)).toBe('2024-06-30');
  expect(addMonths('2024-02-29', -12)).toBe('2023-02-28');
  expect(addMonths('2025-03-31', -1)).toBe('2025-02-28');
  expect(addMonths('2025-01-15', -1)).toBe('2024-12-15');
});
