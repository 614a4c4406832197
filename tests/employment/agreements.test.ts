import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mutate, TOWN, workTown } from './support.js';

let app: Awaited<ReturnType<typeof workTown>>;
beforeAll(async () => {
  app = await workTown();
}, 60_000);
afterAll(() => app.close());

describe('labour agreements', () => {
  test('are recorded once and listed, the latest first', async () => {
    const made = await mutate(
      app,
      'recordLabourAgreement',
      {
        area: TOWN,
        number: 'LW-1',
        partner: '某市人社局',
        place: 'OUT_OF_PROVINCE',
        places: 120,
        startsOn: '2025-01-01',
        endsOn: '2026-12-31',
      },
      'labourAgreement { number partner }',
    );
    expect(made).toEqual({ number: 'LW-1', partner: '某市人社局' });
    expect(
      await mutate(
        app,
        'recordLabourAgreement',
        { area: TOWN, number: 'LW-1', partner: 'x', startsOn: '2025-01-01' },
        'labourAgreement { number }',
      ),
    ).toEqual(['AGREEMENT_NUMBER_TAKEN']);
    expect(
      ((await app.ask(`{ labourAgreements(area: "${TOWN}") { nodes { number places } } }`)) as { labourAgreements: unknown })
        .labourAgreements,
    ).toEqual({ nodes: [{ number: 'LW-1', places: 120 }] });
  });
});
