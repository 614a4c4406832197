import { pino } from 'pino';
import { openDoor, type Door } from '../../api/testing/door.js';
import type { Viewer } from '../../schema/index.js';
import type { TestApp } from '../support/app.js';
import { viewerOf } from '../support/viewer.js';

export const TOWN = '150623100';
export const VILLAGE = '150623100204';

/** The id of a person by the name that a test calls them. */
export const personId = (name: string): string => `00000000-0000-4000-8000-${Buffer.from(name).toString('hex').padStart(12, '0')}`;

/** Somebody who signed in to a portal of the town. */
export const somebody = (user: string, more: Partial<Viewer> = {}): Viewer =>
  viewerOf({
    clientId: 'town-portal',
    kind: 'PORTAL',
    user: { id: personId(user), title: { zh: user, en: user } },
    areas: ['150623'],
    ...more,
  });

export const as = (app: TestApp, viewer: Viewer): Door => openDoor(app, pino({ level: 'silent' }), viewer);

export interface Refusal {
  readonly code: string;
  readonly path: readonly string[];
  readonly message: { readonly zh: string; readonly en: string };
}

/** A document of the town with two clauses. */
export const notice = {
  code: 'TOWN-2025-1',
  title: { zh: '关于调整监测收入标准的通知', en: 'Notice on the monitoring income line' },
  issuer: { zh: '敖勒召其镇人民政府', en: 'Government of Aolezhaoqi town' },
  number: '敖政发〔2025〕1号',
  issuedOn: '2025-01-10',
  level: 'TOWNSHIP',
  area: TOWN,
  clauses: [
    { place: '第一条', section: '总则', text: '为做好防止返贫动态监测工作，制定本通知。' },
    { place: '第二条', section: '标准', text: '自2025年2月1日起，监测收入标准为家庭年人均收入 7000 元。' },
    { place: '第三条', section: '标准', text: '重点排查收入线与监测收入标准一致。' },
  ],
} as const;

export async function recordDocument(door: Door, input: Readonly<Record<string, unknown>>) {
  const { recordPolicyDocument } = await door.ask(
    `mutation ($input: RecordPolicyDocumentInput!) { recordPolicyDocument(input: $input) {
       document { id code version title { zh } clauses { place text } } userErrors { code path message { zh en } } } }`,
    { input },
  );
  return recordPolicyDocument as {
    document: { id: string; code: string; version: number; title: { zh: string }; clauses: { place: string; text: string }[] } | null;
    userErrors: Refusal[];
  };
}

const EFFECT = `changes { area { code } from before { value { money text { zh } } citation { document { code } } } after { state value { money text { zh } }
  citation { document { code } } } } keeps checks parameters`;

export interface Effect {
  readonly changes: readonly {
    readonly area: { readonly code: string };
    readonly from: string;
    readonly before: unknown;
    readonly after: unknown;
  }[];
  readonly keeps: readonly string[];
  readonly checks: readonly string[];
  readonly parameters: readonly string[];
}

/** The line of the notice, as it is proposed. */
export const line = {
  parameter: 'monitoring.incomeLine',
  document: notice.code,
  value: { money: '7000.00' },
  operator: 'lt',
  place: '第二条',
  quote: '监测收入标准为家庭年人均收入7000元',
  validFrom: '2025-02-01',
} as const;

export async function propose(door: Door, input: Readonly<Record<string, unknown>>) {
  const { proposeParameterValue } = await door.ask(
    `mutation ($input: ProposeParameterValueInput!) { proposeParameterValue(input: $input) {
       proposal { id state yours } effect { ${EFFECT} } userErrors { code path message { zh en } } } }`,
    { input },
  );
  return proposeParameterValue as {
    proposal: { id: string; state: string; yours: boolean } | null;
    effect: Effect | null;
    userErrors: Refusal[];
  };
}

export async function decide(door: Door, verb: 'approve' | 'reject' | 'withdraw', proposal: string, reason?: string) {
  const name = `${verb}ParameterValue`;
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}ParameterValueInput!`;
  const answer = await door.ask(
    `mutation ($input: ${type}) { ${name}(input: $input) { proposal { id state reason effect { ${EFFECT} } } userErrors { code path message { zh en } } } }`,
    { input: { proposal, ...(reason !== undefined && { reason }) } },
  );
  return answer[name] as { proposal: { id: string; state: string; reason: string | null; effect: Effect } | null; userErrors: Refusal[] };
}

/** What a policy value is in an area on a day: its amount, and the document that says so. */
export async function inForce(door: Door, code: string, area: string, asOf: string): Promise<string | null> {
  const { policyParameters } = await door.ask(
    `query ($code: String!, $area: AreaCode!, $asOf: Date!) { policyParameters(code: $code, area: $area, asOf: $asOf) {
       state value { text { zh } } citation { document { code } } } }`,
    { code, area, asOf },
  );
  const [shown] = policyParameters as { state: string; value: { text: { zh: string } } | null; citation: { document: { code: string } } }[];
  return shown === undefined ? null : `${shown.value?.text.zh ?? shown.state} ${shown.citation.document.code}`;
}
