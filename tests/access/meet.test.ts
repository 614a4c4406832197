import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meet, type Grant } from '../../plugins/auth/meet.js';
import { shortest } from '../../plugins/auth/scopes.js';
import { holds, leastAreas, liesIn, purposes } from '../../schema/index.js';

const area = fc.constantFrom('0', '15', '1506', '150623', '150622', '150623100', '150623101', '150623100201', '150623100202', '99');
const scope = fc
  .tuple(fc.constantFrom('core', 'education', 'employment'), fc.constantFrom('read', 'read:internal', 'read:personal', 'write', 'feed'))
  .map(([module, verb]) => `${module}:${verb}`);
const grant: fc.Arbitrary<Grant> = fc.record({
  areas: fc.array(area, { maxLength: 4 }).map(leastAreas),
  scopes: fc.array(scope, { maxLength: 6 }).map(shortest),
  purposes: fc.uniqueArray(fc.constantFrom(...purposes), { maxLength: 4 }),
});
const inside = (code: string, { areas }: Grant): boolean => areas.some((own) => liesIn(code, own));
const places = ['15', '150623', '150622', '150623100', '150623101', '150623100201', '150623100202', '990101'];
const rights = ['core', 'education', 'employment'].flatMap((module) =>
  ['read', 'read:internal', 'read:personal', 'write', 'feed'].map((verb) => `${module}:${verb}`),
);
const sorted = ({ areas, scopes, purposes: asked }: Grant): unknown => ({
  areas: [...areas].sort(),
  scopes: [...scopes].sort(),
  asked: [...asked].sort(),
});

describe('what a person may do through a client', () => {
  test('is exactly what both may do: no more than either, and no less than both', () => {
    fc.assert(
      fc.property(grant, grant, (client, user) => {
        const both = meet(client, user);
        for (const place of places) expect(inside(place, both)).toBe(inside(place, client) && inside(place, user));
        for (const right of rights) expect(holds(both, right)).toBe(holds(client, right) && holds(user, right));
        for (const purpose of purposes)
          expect(both.purposes.includes(purpose)).toBe(client.purposes.includes(purpose) && user.purposes.includes(purpose));
      }),
      { numRuns: 500 },
    );
  });

  test('does not depend on who is called first, on the order of meeting, or on meeting twice', () => {
    fc.assert(
      fc.property(grant, grant, grant, (a, b, c) => {
        expect(sorted(meet(a, b))).toEqual(sorted(meet(b, a)));
        expect(sorted(meet(meet(a, b), c))).toEqual(sorted(meet(a, meet(b, c))));
        expect(sorted(meet(meet(a, b), b))).toEqual(sorted(meet(a, b)));
        expect(sorted(meet(a, a))).toEqual(sorted(a));
      }),
    );
  });

  test('a village cadre behind a county’s portal sees the village, and reads as far as the lower of both levels', () => {
    const portal: Grant = { areas: ['150623'], scopes: ['core:read:personal', 'education:read', 'core:write'], purposes: ['MONITORING'] };
    const cadre: Grant = { areas: ['150623100201'], scopes: ['core:read:internal', 'education:read:personal'], purposes: ['ASSISTANCE'] };
    expect(sorted(meet(portal, cadre))).toEqual({ areas: ['150623100201'], scopes: ['core:read:internal', 'education:read'], asked: [] });
  });
});
