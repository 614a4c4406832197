import { pino } from 'pino';
import type { Composition } from '../../api/compose.js';
import { openDoor, type Door } from '../../api/testing/door.js';
import { createPersonalData, type PersonalLimits } from '../../plugins/privacy/index.js';
import type { TestApp } from '../support/app.js';
import { viewerOf, type Asker } from '../support/viewer.js';

/** A household of the demo's village of example households, and a village beside it. */
export const NUMBER = '1506231002040001';
export const VILLAGE = '150623100204';
export const SIBLING = '150623100201';

const log = pino({ level: 'silent' });

/** The platform as somebody else than its administrator asks it. */
export function doorOf(app: TestApp, asker: Asker, limits?: Partial<PersonalLimits>): Door {
  const { modules, schema, storage } = app;
  const personal = limits && createPersonalData({ protect: storage.keys.protect, modules, schema, limits });
  const composition: Composition = { ...app, parts: { ...app.parts, ...(personal && { personal }) } };
  return openDoor(composition, log, viewerOf({ upTo: 'SENSITIVE', clientId: 'test-client', ...asker }));
}

export const REVEAL = `mutation ($subjects: [ID!]!, $fields: [PersonalField!]!, $purpose: Purpose = MONITORING, $reason: String = "入户核查需要联系本人") {
  revealPersonalData(input: { subjects: $subjects, fields: $fields, purpose: $purpose, reason: $reason }) {
    revealed { subject { id } fields { field value } } userErrors { code path message { zh en } } } }`;

export const FIND = `mutation ($residentId: String!, $purpose: Purpose = MONITORING) {
  findPerson(input: { residentId: $residentId, purpose: $purpose }) { person { id name } userErrors { code path } } }`;

export const EXPORT = `query ($person: ID!, $reason: String = "本人申请复制个人信息") {
  personDataExport(person: $person, reason: $reason) { exportedAt missingModules person { id }
    sections { code about title { zh en } rows { observedOn source withdrawnAt values { column text title { zh } } } }
    shown { at kind client byPerson purpose fields reason } } }`;

/** The head of the example household and the household, by global id. */
export async function exampleIds(app: TestApp): Promise<{ readonly head: string; readonly household: string }> {
  const { household } = await app.ask(`{ household(number: "${NUMBER}") { id head { id } } }`);
  return { household: household.id as string, head: household.head.id as string };
}

/** What the audit holds of an action, the earliest first. */
export function audited(app: TestApp, action: string): Promise<Record<string, unknown>[]> {
  return app.storage.db.system(({ sql }) => sql('select * from audit_entry where action = $1 order by id', [action]));
}

/** The clear resident id of a person with this id in the database, read as no request can. */
export async function residentIdOf(app: TestApp, condition = 'true'): Promise<{ readonly id: string; readonly number: string }> {
  const [row] = await app.storage.db.system(({ sql }) =>
    sql<{ id: string; sealed: Buffer }>(
      `select id, resident_id_enc as sealed from person where resident_id_enc is not null and ${condition} order by id limit 1`,
    ),
  );
  if (row === undefined) throw new Error('the demo holds nobody with a resident id');
  return { id: row.id, number: app.storage.keys.protect.decrypt(row.sealed) };
}
