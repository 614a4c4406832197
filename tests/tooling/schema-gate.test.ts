import { describe, expect, it } from 'vitest';
import { gateProblems } from '../../api/commands/schema-gate.js';

const released = `
  type Query { household(number: String!): Household }
  type Household { number: String! groupName: String }
`;
const without = released.replace(' groupName: String', '');
const removed = { change: 'Household.groupName was removed.', reason: 'moved to Household.group', date: '2026-07-01' };

describe('the schema gate', () => {
  it('lets additions and descriptions pass', () => {
    const grown = released.replace('groupName: String', '"The village group." groupName: String group: String');
    expect(gateProblems(released, grown, [])).toEqual([]);
  });

  it('refuses a break that nobody declared', () => {
    expect(gateProblems(released, without, [])).toEqual([
      'breaks the released schema and is not declared in schema/breaking-changes.json: Household.groupName was removed.',
    ]);
  });

  it('refuses a new required argument and a type that became nullable', () => {
    const stricter = released
      .replace('(number: String!)', '(number: String!, area: String!)')
      .replace('number: String! ', 'number: String ');
    expect(gateProblems(released, stricter, [])).toHaveLength(2);
  });

  it('lets a declared break pass', () => {
    expect(gateProblems(released, without, [removed])).toEqual([]);
  });

  it('refuses a declaration that breaks nothing, and one without reason and date', () => {
    expect(gateProblems(released, released, [removed])).toEqual([
      'is declared in schema/breaking-changes.json and breaks nothing: Household.groupName was removed.',
    ]);
    expect(gateProblems(released, without, [{ ...removed, reason: ' ', date: 'soon' }])).toEqual([
      'is declared without a reason or a date (YYYY-MM-DD): Household.groupName was removed.',
    ]);
  });
});
