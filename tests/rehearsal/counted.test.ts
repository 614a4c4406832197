import { describe, expect, it } from 'vitest';
import { NO, NONE, OPEN, YES, type SweptBlock, type SweptColumn } from '../../plugins/eligibility/index.js';
import { countInto } from '../../plugins/rehearsal/count.js';
import { familyMeasures, newFound, type FamilyMeasure } from '../../plugins/rehearsal/found.js';

/** What one check says of one household: the outcome, and fen. */
type Says = readonly [outcome: number, fen?: number];

/** What becomes of a household, by what each check says with the values in force and with the others. */
function becomes(...said: readonly (readonly [before: Says, after: Says])[]): FamilyMeasure[] {
  const check = { kind: 'BENEFIT', version: 'v', helps: true, paid: { per: 'HOUSEHOLD', every: 'YEAR' } } as const;
  const found = newFound({ checks: said.map((_, i) => ({ ...check, code: `c${i}` })), leftOut: [], cuts: [] });
  const column = ([outcome, fen = NaN]: Says, i: number): SweptColumn => ({
    check: `c${i}`,
    outcome: Uint8Array.of(outcome),
    fulfilled: Uint8Array.of(NONE),
    held: Uint8Array.of(NONE),
    amount: Float64Array.of(fen),
  });
  const block: SweptBlock = {
    ...{ kind: 'HOUSEHOLD', ids: ['h'], areas: ['150623100201'] },
    columns: said.map(([before], i) => column(before, i)),
    supposed: said.map(([, after], i) => column(after, i)),
  };
  const count = countInto(found, new Map([['h', { area: '150623100201', income: '1', kind: '' }]]), (area) => area);
  count.add(block, () => 'h');
  count.end();
  return familyMeasures.filter((_, i) => (found.total.families[i] ?? 0) > 0);
}

const gains: readonly [Says, Says] = [[NO], [YES, 500]];
const loses: readonly [Says, Says] = [[YES, 500], [NO]];
const opens: readonly [Says, Says] = [[NO], [OPEN]];

describe('a household', () => {
  it.each([
    ['that is given something for the first time gains, and has more money', [gains], ['gaining', 'moreMoney']],
    ['that is given something no longer loses, and has less', [loses], ['losing', 'lessMoney']],
    ['that gains one thing and loses as much does both, and has as much as before', [gains, loses], ['both']],
    ['of which anything becomes open is unclear, whatever it gains', [gains, opens], ['unclear']],
    ['of which anything becomes open is unclear, whatever it loses', [loses, opens], ['unclear']],
    ['of which an open answer becomes yes is unclear', [[[OPEN], [YES, 500]] as const], ['unclear']],
    ['whose amount becomes known is unclear', [[[YES], [YES, 500]] as const, gains], ['unclear']],
    ['of which everything stays open is none of them', [[[OPEN], [OPEN]] as const], []],
    ['for which a check that is not in force comes into force gains', [[[NONE], [YES, 500]] as const], ['gaining', 'moreMoney']],
  ] as const)('%s', (_name, said, expected) => {
    expect(becomes(...said)).toEqual(['households', ...expected]);
  });
});
