import { afterAll, beforeAll, expect, test } from 'vitest';
import { peopleBench, type PeopleBench } from './people-support.js';

let bench: PeopleBench;
let leader: string;
beforeAll(async () => {
  bench = await peopleBench();
  await bench.portal('portal');
  leader = await bench.person({ login: 'leader', roles: ['TOWNSHIP_LEADER'], areas: ['150623100'] });
});
afterAll(() => bench.close());

test('a request for a purpose that its sender is not registered with is refused, and noted as a denial of that client and person', async () => {
  const token = await bench.tokenOf('leader');
  const refused = await bench.graph(token, '{ viewer { purpose } }', { 'xianjie-purpose': 'INSPECTION' });
  expect(refused.status).toBe(403);
  expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  // A word that is no purpose is a mistake, not an attempt.
  expect((await bench.graph(token, '{ viewer { purpose } }', { 'xianjie-purpose': 'CURIOSITY' })).status).toBe(400);
  // A file is handed in for something, too.
  const headers = { 'content-type': 'text/csv', authorization: `Bearer ${token}`, 'xianjie-purpose': 'INSPECTION' };
  expect((await bench.send('POST', '/uploads', headers, 'a')).status).toBe(403);
  await bench.app.parts.audit.flush();
  const noted = await bench.app.storage.db.system(({ sql }) =>
    sql(`select client_id, user_id, purpose, action, outcome, area_code from audit_entry where kind = 'DENIED'`),
  );
  const denial = { client_id: 'portal', user_id: leader, purpose: 'INSPECTION', action: 'ask', outcome: 'DENIED', area_code: '150623100' };
  expect(noted).toEqual([denial, denial]);
});

test('a file without a token that is believed is refused as any other request: with WWW-Authenticate', async () => {
  const { status, headers } = await bench.send('POST', '/uploads', { 'content-type': 'text/csv' }, 'a');
  expect(status).toBe(401);
  expect(headers['www-authenticate']).toBe('Bearer realm="xianjie"');
});
