import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../support/app.js';
import { policyModule } from '../../modules/education/index.js';
import { ask } from '../reader/support.js';
import { composeSchema, installed } from '../../api/compose.js';
import { ledgerRow, listRow, NEXT, schoolTown, TOWN, verdicts, VILLAGE } from './support.js';

let app: TestApp;
let anna: string;
beforeAll(async () => {
  app = await schoolTown();
  const { household } = (await app.ask(`{ household(number: "F-1") { members { id name } } }`)) as {
    household: { members: { id: string; name: string }[] };
  };
  anna = household.members.find((member) => member.name === 'anna')?.id ?? '';
});
afterAll(() => app.close());

const OPEN = `mutation ($input: OpenDropoutCaseInput!, $key: String!) { openDropoutCase(input: $input) @idempotent(key: $key) {
  dropoutCase { id state stateSince version events { fromState toState intervention note } } userErrors { code path message { zh } } } }`;
const ADVANCE = `mutation ($input: AdvanceDropoutCaseInput!, $key: String!) { advanceDropoutCase(input: $input) @idempotent(key: $key) {
  dropoutCase { id state stateSince exemptPhysical version events { toState intervention source { code } } } userErrors { code path message { zh } } } }`;
const open = async (input: object, key: string) => (await app.ask(OPEN, { input: { person: anna, ...input }, key })).openDropoutCase;
const advance = async (input: object, key: string) => (await app.ask(ADVANCE, { input: { case: id, ...input }, key })).advanceDropoutCase;
let id = '';

describe('a dropout case', () => {
  test('is opened once: at risk, with its first event', async () => {
    const opened = await open({ state: 'AT_RISK', reason: '厌学', observedOn: '2025-03-03' }, 'one');
    expect(opened).toMatchObject({
      dropoutCase: { state: 'AT_RISK', stateSince: '2025-03-03', version: 1, events: [{ fromState: null, toState: 'AT_RISK' }] },
      userErrors: [],
    });
    id = opened.dropoutCase.id;
    expect(await open({ state: 'CHECKED' }, 'two')).toMatchObject({
      dropoutCase: null,
      userErrors: [{ code: 'education.CASE_OPEN', path: ['input', 'person'] }],
    });
  });

  test('takes a talk that leaves it where it is, and the step that follows', async () => {
    expect(await advance({ to: 'AT_RISK', note: '家访', observedOn: '2025-03-10' }, 'talk')).toMatchObject({
      dropoutCase: { state: 'AT_RISK', stateSince: '2025-03-03', version: 2, events: [{ intervention: false }, { intervention: true }] },
    });
    expect(await advance({ to: 'DROPPED_OUT', observedOn: '2025-03-20', source: 'EDU' }, 'left')).toMatchObject({
      dropoutCase: { state: 'DROPPED_OUT', version: 3 },
    });
  });

  test('is a word on the child: who dropped out is not in school, although no school has sent its list', async () => {
    const day = { area: TOWN, observedOn: '2025-03-01' };
    await app.submit({ ...day, feed: 'education.ledger', rows: [ledgerRow('anna')] });
    expect((await verdicts(app, 'education.noDropout', '2025-03-19'))['anna']).toBe('ELIGIBLE/UNKNOWN');
    expect((await verdicts(app, 'education.noDropout', '2025-03-20'))['anna']).toBe('ELIGIBLE/FALSE');
  });

  test('refuses what the workflow forbids, with the clause, as data', async () => {
    const forbidden = await advance({ to: 'CHECKED', observedOn: '2025-03-25' }, 'no');
    expect(forbidden).toMatchObject({ dropoutCase: null, userErrors: [{ code: 'education.STEP_NOT_ALLOWED', path: ['input', 'to'] }] });
    expect(forbidden.userErrors[0].message.zh).toContain('HEBEI L16「健全辍学学生行政督促复学');
    const unproven = await advance({ to: 'RETURNED', observedOn: '2025-03-25' }, 'unproven');
    expect(unproven.userErrors).toMatchObject([{ code: 'education.EVIDENCE_NEEDED', path: ['input', 'evidence'] }]);
    expect(unproven.userErrors[0].message.zh).toContain('“三帮一”劝返复学');
    const early = await advance({ to: 'RETURNED', evidence: '学校证明', observedOn: '2025-03-19' }, 'early');
    expect(early.userErrors).toMatchObject([{ code: 'education.DAY_BEFORE_LAST_STEP', path: ['input', 'observedOn'] }]);
    const late = await advance({ to: 'RETURNED', evidence: '学校证明', observedOn: '2026-01-01' }, 'late');
    expect(late.userErrors).toMatchObject([{ code: 'core.DATE_IN_FUTURE' }]);
    const stale = await advance({ to: 'RETURNED', evidence: '学校证明', expectedVersion: 1 }, 'stale');
    expect(stale.userErrors).toMatchObject([{ code: 'core.VERSION_CONFLICT' }]);
  });

  test('says nothing to anybody of why a child is no longer obliged', async () => {
    const told = await advance({ to: 'NO_LONGER_OBLIGED', evidence: '医院证明', note: '脑瘫' }, 'told');
    expect(told.userErrors).toMatchObject([{ code: 'education.GROUNDS_ARE_EVIDENCE', path: ['input', 'note'] }]);
    const ended = await advance({ to: 'NO_LONGER_OBLIGED', evidence: '医院证明', exemptPhysical: true }, 'end');
    expect(ended).toMatchObject({ dropoutCase: { state: 'NO_LONGER_OBLIGED', exemptPhysical: null }, userErrors: [] });
    expect((await advance({ to: 'NO_LONGER_OBLIGED', evidence: '再' }, 'again')).userErrors).toMatchObject([
      { code: 'education.STEP_NOT_ALLOWED' },
    ]);
    expect(await app.storage.db.system((tx) => tx.sql('select exempt_physical from education_dropout_case'))).toEqual([
      { exempt_physical: true },
    ]);
  });

  test('needs its key, and repeats the answer for the same one', async () => {
    const { body } = await app.post({
      query: OPEN.replace('@idempotent(key: $key)', '').replace(', $key: String!', ''),
      variables: { input: { person: anna, state: 'CHECKED' } },
    });
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect((await open({ state: 'AT_RISK', reason: '厌学', observedOn: '2025-03-03' }, 'one')).dropoutCase.id).toBe(id);
  });

  test('stands in the lists of its village and its people, by state', async () => {
    const lists =
      await app.ask(`{ dropoutCases(filter: { area: "${TOWN}", states: [NO_LONGER_OBLIGED] }) { totalCount nodes { person { name } openedBy { code } } }
      none: dropoutCases(filter: { states: [DROPPED_OUT] }) { totalCount } village(code: "${VILLAGE}") { dropoutCases { nodes { state } } } }`);
    expect(lists).toEqual({
      dropoutCases: { totalCount: 1, nodes: [{ person: { name: 'anna' }, openedBy: { code: 'TOWNSHIP' } }] },
      none: { totalCount: 0 },
      village: { dropoutCases: { nodes: [{ state: 'NO_LONGER_OBLIGED' }] } },
    });
  });

  test('of another area is not there', async () => {
    const schema = composeSchema(installed([policyModule]));
    const elsewhere = await ask(
      app.storage,
      schema,
      `{ node(id: "${id}") { id } dropoutCases { totalCount } educationAids { totalCount } }`,
      { areas: [NEXT] },
    );
    expect(elsewhere.errors).toBeUndefined();
    expect(elsewhere.data).toEqual({ node: null, dropoutCases: { totalCount: 0 }, educationAids: { totalCount: 0 } });
  });

  test('is refused as a list to who may not see personal data', async () => {
    const schema = composeSchema(installed([policyModule]));
    const masked = await ask(app.storage, schema, `{ dropoutCases { totalCount } }`, { clearUpTo: 'INTERNAL' });
    expect(masked.data).toEqual({ dropoutCases: null });
    expect(masked.codes).toEqual(['FORBIDDEN']);
  });
});

describe('labels and who answers under them', () => {
  const ASSIGN = `mutation ($input: AssignEducationRoleInput!, $key: String!) { assignEducationRole(input: $input) @idempotent(key: $key) {
    educationAssignment { id label office holder area { code } case { state } version } userErrors { code path } } }`;
  const assign = async (input: object, key: string) => (await app.ask(ASSIGN, { input, key })).assignEducationRole;

  test('hold nothing until a local administrator says it', async () => {
    expect(await app.ask('{ educationLabels { nodes { label } } }')).toEqual({ educationLabels: { nodes: [] } });
    const DESCRIBE = `mutation ($input: DescribeEducationLabelInput!) { describeEducationLabel(input: $input) { label { label contents version } userErrors { code } } }`;
    const said = await app.ask(DESCRIBE, { input: { area: '150623', label: 'SEVEN_CHIEFS', contents: '县长、局长……' } });
    expect(said).toEqual({
      describeEducationLabel: { label: { label: 'SEVEN_CHIEFS', contents: '县长、局长……', version: 1 }, userErrors: [] },
    });
    const back = await app.ask(DESCRIBE, { input: { area: '150623', label: 'SEVEN_CHIEFS', contents: null, expectedVersion: 1 } });
    expect(back).toMatchObject({ describeEducationLabel: { label: { contents: null, version: 2 } } });
  });

  test('seven chiefs answer for an area, three helpers for a case', async () => {
    expect(
      await assign({ label: 'SEVEN_CHIEFS', area: TOWN, office: '镇长', holder: '李四', startsOn: '2025-01-01' }, 'chief'),
    ).toMatchObject({
      educationAssignment: { label: 'SEVEN_CHIEFS', office: '镇长', holder: '李四', area: { code: TOWN }, case: null },
    });
    const helper = await assign({ label: 'THREE_HELP_ONE', case: id, office: '班主任' }, 'helper');
    expect(helper).toMatchObject({
      educationAssignment: { office: '班主任', area: { code: VILLAGE }, case: { state: 'NO_LONGER_OBLIGED' } },
    });
    expect(await app.ask(`{ node(id: "${id}") { ... on DropoutCase { helpers { office } } } }`)).toEqual({
      node: { helpers: [{ office: '班主任' }] },
    });
    for (const wrong of [
      { label: 'SEVEN_CHIEFS', case: id },
      { label: 'THREE_HELP_ONE', area: TOWN },
      { label: 'TWO_EXEMPTIONS_ONE_SUBSIDY', area: TOWN },
    ])
      expect((await assign({ ...wrong, office: '校长' }, JSON.stringify(wrong).replace(/[^\x21-\x7e]/g, ''))).userErrors).toMatchObject([
        { code: 'education.CASE_NEEDED' },
      ]);
    expect((await assign({ label: 'SEVEN_CHIEFS', area: '150699', office: '镇长' }, 'nowhere')).userErrors).toMatchObject([
      { code: 'education.AREA_NOT_FOUND' },
    ]);
  });

  test('a name is masked without the right to see it, and an end can be set', async () => {
    const schema = composeSchema(installed([policyModule]));
    const masked = await ask(
      app.storage,
      schema,
      `{ educationAssignments(filter: { labels: [SEVEN_CHIEFS] }) { nodes { id office holder } } }`,
      { clearUpTo: 'INTERNAL' },
    );
    const { educationAssignments } = masked.data as { educationAssignments: { nodes: { id: string; office: string; holder: string }[] } };
    expect(educationAssignments.nodes).toMatchObject([{ office: '镇长', holder: '李*' }]);
    const END = `mutation ($input: EndEducationRoleInput!) { endEducationRole(input: $input) { educationAssignment { endsOn } userErrors { code } } }`;
    const assignment = educationAssignments.nodes[0]?.id;
    expect(await app.ask(END, { input: { assignment, endsOn: '2024-12-31' } })).toMatchObject({
      endEducationRole: { userErrors: [{ code: 'education.ENDS_BEFORE_IT_BEGINS' }] },
    });
    expect(await app.ask(END, { input: { assignment, endsOn: '2025-06-30' } })).toMatchObject({
      endEducationRole: { educationAssignment: { endsOn: '2025-06-30' } },
    });
    expect(await app.ask(`{ educationAssignments(filter: { on: "2025-07-01" }) { nodes { office } } }`)).toEqual({
      educationAssignments: { nodes: [{ office: '班主任' }] },
    });
  });
});

describe('somebody talked with the family', () => {
  const early = (asOf: string) => verdicts(app, 'education.atRiskPupil', asOf);
  const step = (to: string, observedOn: string, more: object = {}) => advance({ to, observedOn, ...more }, `${to}${observedOn}`);

  test('since the child came to stand at risk: a talk before a return is about another time, and grows old', async () => {
    const owner = await app.storage.owner();
    await owner.query(
      `insert into adoption (document_code, area_code, valid_from, basis) values ('CITY-5', '1506', '2020-01-01', 'PROLONGATION')`,
    );
    await owner.end();
    const { household } = (await app.ask(`{ household(number: "F-1") { members { id name } } }`)) as {
      household: { members: { id: string; name: string }[] };
    };
    const bato = household.members.find(({ name }) => name === 'bato')?.id ?? '';
    await app.submit({
      feed: 'education.enrolment',
      rows: [listRow('bato', { status: '有辍学倾向' })],
      observedOn: '2024-09-01',
      area: TOWN,
    });
    id = (await open({ person: bato, state: 'DROPPED_OUT', observedOn: '2024-10-01' }, 'bato')).dropoutCase.id;
    expect(await early('2024-10-01')).toMatchObject({ bato: 'ELIGIBLE/FALSE' });
    await step('DROPPED_OUT', '2024-10-05', { note: '家访' });
    expect(await early('2024-10-05')).toMatchObject({ bato: 'ELIGIBLE/TRUE' });
    await step('RETURNED', '2024-10-10', { evidence: '到校证明' });
    expect(await early('2024-10-10')).toMatchObject({ bato: 'ELIGIBLE/UNKNOWN' });
    await step('AT_RISK', '2025-02-01');
    expect(await early('2025-02-01')).toMatchObject({ bato: 'ELIGIBLE/FALSE' });
    await step('AT_RISK', '2025-02-03', { note: '谈话' });
    expect(await early('2025-02-03')).toMatchObject({ bato: 'ELIGIBLE/TRUE' });
    expect(await early('2024-12-01')).toMatchObject({ bato: 'ELIGIBLE/UNKNOWN' });
  });
});
