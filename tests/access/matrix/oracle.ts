import type { Answer } from '../../support/app.js';
import { MARKED } from './town.js';
import { liesIn } from './twin.js';
import { rank, type Asker } from './viewers.js';
import type { World } from './world.js';

const levels: Readonly<Record<string, 'PUBLIC' | 'INTERNAL' | 'PERSONAL' | 'SENSITIVE'>> = {
  PU: 'PUBLIC',
  IN: 'INTERNAL',
  PE: 'PERSONAL',
  SE: 'SENSITIVE',
};
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const OPAQUE = /[A-Za-z0-9_-]{24,}/g;

/** Every uuid that a text holds: as it stands, and inside whatever decodes (global ids, cursors). */
export function uuidsIn(text: string): Set<string> {
  const found = new Set(text.match(UUID) ?? []);
  for (const token of text.match(OPAQUE) ?? []) {
    for (const uuid of Buffer.from(token, 'base64url').toString('utf8').match(UUID) ?? []) found.add(uuid);
  }
  return found;
}

/** Every marked text, in clear or inside a cursor. */
export function marksIn(text: string): RegExpMatchArray[] {
  const decoded = (text.match(OPAQUE) ?? []).map((token) => Buffer.from(token, 'base64url').toString('utf8'));
  return [text, ...decoded].flatMap((one) => [...one.matchAll(MARKED)]);
}

/** What an answer tells that this asker must not learn, a sentence each; empty: nothing. */
export function leaks(asker: Asker, answer: Answer, world: World): string[] {
  const text = JSON.stringify(answer);
  const { areas } = asker.viewer;
  const told: string[] = [];
  for (const [, area = '', module = '', short = ''] of marksIn(text)) {
    const level = levels[short] ?? 'SENSITIVE';
    if (!liesIn(area, areas)) told.push(`a ${level} text of ${module} from ${area}`);
    else if (asker.reach(module) < rank(level)) told.push(`a ${level} text of ${module}`);
    else if (level === 'SENSITIVE') told.push(`a SENSITIVE text of ${module} outside an audited reveal`);
  }
  for (const uuid of uuidsIn(text)) {
    const row = world.rows.get(uuid);
    if (!row) continue;
    if (!liesIn(row.area, areas)) told.push(`the id of a row of ${row.table.name} in ${row.area}`);
    else if (asker.reach(row.table.module) < rank(row.table.rows)) told.push(`the id of a row of ${row.table.name}, which is closed to it`);
  }
  return [...new Set(told)];
}

const FLEETING = new Set(['requestId', 'throttleStatus', 'locations']);

/** An answer without what differs from call to call. */
export function comparable(status: number, body: Answer): string {
  return JSON.stringify([status, body], (key, value: unknown) => (FLEETING.has(key) ? undefined : value));
}
