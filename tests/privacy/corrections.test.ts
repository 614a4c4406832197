import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../support/app.js';
import { audited, doorOf, exampleIds, SIBLING, VILLAGE } from './support.js';

const REQUEST = `mutation ($person: ID!, $field: CorrectionField = PHONE, $statement: String = "电话应为 13800138000", $expectedVersion: Int, $key: String = "c-0") {
  requestPersonCorrection(input: { person: $person, field: $field, statement: $statement, evidence: "营业厅单据", expectedVersion: $expectedVersion }) @idempotent(key: $key) {
    personCorrection { id field statement evidence state answer requestedOn answeredOn version person { id } } userErrors { code path } } }`;
const ANSWER = `mutation ($correction: ID!, $outcome: CorrectionOutcome = ACCEPTED, $reason: String = "已核实并更正", $expectedVersion: Int) {
  answerPersonCorrection(input: { correction: $correction, outcome: $outcome, reason: $reason, expectedVersion: $expectedVersion }) {
    personCorrection { id state answer answeredOn version } userErrors { code path } } }`;
const LIST = `query ($filter: PersonCorrectionFilter, $orderBy: PersonCorrectionOrder) {
  personCorrections(filter: $filter, orderBy: $orderBy) { totalCount nodes { id field statement state } } }`;

let app: TestApp;
let head: string;
beforeAll(async () => {
  app = await testApp({ demo: true });
  ({ head } = await exampleIds(app));
});
afterAll(() => app.close());

const personal = { upTo: 'PERSONAL' } as const;

describe('what somebody asks to be put right', () => {
  test('is taken down, sealed, and changes nothing by itself', async () => {
    const phone = `query ($id: ID!) { node(id: $id) { ... on Person { phone version } } }`;
    const before = await app.ask(phone, { id: head });
    const { requestPersonCorrection: done } = await doorOf(app, personal).ask(REQUEST, { person: head });
    expect(done.userErrors).toEqual([]);
    expect(done.personCorrection).toMatchObject({
      field: 'PHONE', statement: '电话应为 13800138000', evidence: '营业厅单据', state: 'OPEN', answer: null, version: 1, person: { id: head },
    }); // prettier-ignore
    expect(await app.ask(phone, { id: head })).toEqual(before);
    const [row] = await app.storage.db.system(({ sql }) =>
      sql<{ text: string }>(`select string_agg(c::text, ' ') as text from person_correction c`),
    );
    expect(row?.text).not.toContain('13800138000');
    expect((await audited(app, 'requestPersonCorrection')).at(-1)).toMatchObject({
      outcome: 'DONE',
      area_code: VILLAGE,
      subject_type: 'Person',
    });
  });

  test('the same key with the same request is taken down once', async () => {
    const door = doorOf(app, personal);
    const one = await door.ask(REQUEST, { person: head, key: 'twice' });
    const other = await door.ask(REQUEST, { person: head, key: 'twice' });
    expect(one).toEqual(other);
  });

  test('comes masked to whoever has no right to personal data; nor may they be told what it is about', async () => {
    const { personCorrections: list } = await doorOf(app, { upTo: 'INTERNAL' }).ask(LIST, {});
    expect(list.nodes[0]).toMatchObject({ field: null, statement: '***', state: 'OPEN' });
  });

  test('is refused of somebody who is not there, is elsewhere or is no person, and of a record that changed meanwhile', async () => {
    for (const [asker, asked] of [
      [{ areas: [SIBLING] }, { person: head }],
      [{}, { person: 'garbage' }],
    ] as const) {
      const { requestPersonCorrection: done } = await doorOf(app, { ...personal, ...asker }).ask(REQUEST, {
        ...asked,
        key: `x-${asked.person.slice(0, 3)}`,
      });
      expect(done).toEqual({ personCorrection: null, userErrors: [{ code: 'core.NOT_FOUND', path: ['input', 'person'] }] });
    }
    const { requestPersonCorrection: stale } = await doorOf(app, personal).ask(REQUEST, {
      person: head,
      expectedVersion: 999,
      key: 'stale',
    });
    expect(stale.userErrors).toEqual([{ code: 'core.VERSION_CONFLICT', path: ['input', 'expectedVersion'] }]);
    const { requestPersonCorrection: short } = await doorOf(app, personal).ask(REQUEST, { person: head, statement: '错', key: 'short' });
    expect(short.userErrors).toEqual([{ code: 'core.REASON_LENGTH', path: ['input', 'statement'] }]);
  });

  test('is answered once, with a reason', async () => {
    const door = doorOf(app, personal);
    const { requestPersonCorrection: asked } = await door.ask(REQUEST, {
      person: head,
      field: 'INCOME',
      statement: '务工收入少记了',
      key: 'answered',
    });
    const correction = asked.personCorrection.id;
    const { answerPersonCorrection: stale } = await door.ask(ANSWER, { correction, expectedVersion: 7 });
    expect(stale.userErrors).toEqual([{ code: 'core.VERSION_CONFLICT', path: ['input', 'expectedVersion'] }]);
    const { answerPersonCorrection: done } = await door.ask(ANSWER, {
      correction,
      outcome: 'REFUSED',
      reason: '与流水不符，维持原记录',
      expectedVersion: 1,
    });
    expect(done.personCorrection).toEqual({
      id: correction,
      state: 'REFUSED',
      answer: '与流水不符，维持原记录',
      answeredOn: '2025-06-30',
      version: 2,
    });
    const { answerPersonCorrection: again } = await door.ask(ANSWER, { correction });
    expect(again.userErrors).toEqual([{ code: 'core.CORRECTION_CLOSED', path: ['input', 'correction'] }]);
    const { answerPersonCorrection: foreign } = await doorOf(app, { ...personal, areas: [SIBLING] }).ask(ANSWER, { correction });
    expect(foreign.userErrors).toEqual([{ code: 'core.NOT_FOUND', path: ['input', 'correction'] }]);
  });

  test('two answers at once: one stands', async () => {
    const door = doorOf(app, personal);
    const { requestPersonCorrection: asked } = await door.ask(REQUEST, { person: head, key: 'race' });
    const answers = await Promise.all([1, 2, 3].map(() => door.ask(ANSWER, { correction: asked.personCorrection.id })));
    expect(answers.filter(({ answerPersonCorrection: a }) => a.userErrors.length === 0)).toHaveLength(1);
  });

  test('the list shows the own area, by state and person, in order', async () => {
    const door = doorOf(app, personal);
    const all = await door.ask(LIST, { filter: { person: head, area: VILLAGE } });
    expect(all.personCorrections.totalCount).toBeGreaterThanOrEqual(4);
    const refused = await door.ask(LIST, { filter: { states: ['REFUSED'] }, orderBy: { by: 'ANSWERED_ON', direction: 'DESC' } });
    expect(refused.personCorrections.nodes.map((n: { state: string }) => n.state)).toEqual(['REFUSED']);
    for (const [asker, filter] of [
      [{ areas: [SIBLING] }, {}],
      [{}, { person: 'garbage' }],
    ] as const)
      expect((await doorOf(app, { ...personal, ...asker }).ask(LIST, { filter })).personCorrections).toEqual({ totalCount: 0, nodes: [] });
  });
});
