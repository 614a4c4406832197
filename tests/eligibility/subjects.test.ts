import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ascending,
  defineCheck,
  defineFact,
  definePolicyModule,
  defineSubject,
  equals,
  finance,
  gte,
  linkToMany,
  nonPolicy,
  project,
  projectCategory,
  ratio,
  projectPaidAmount,
  projectPlannedAmount,
  source,
  townA,
  type FactRow,
  type Link,
  type LinkRow,
} from 'xianjie/schema';
import { composeSchema, installed } from '../../api/compose.js';
import { testApp, type TestApp } from '../support/app.js';

/** A module with a kind of subject of its own: works, which for the test are the projects under another name. */
const works = defineSubject({
  code: 'WORKS',
  title: { zh: '工程', en: 'works' },
  nodeType: 'FixtureWorks',
  verdictsOf: (): readonly Link[] => [projectOf],
});
const projectOf = linkToMany({
  code: 'WORKS.projects',
  title: { zh: '项目', en: 'its projects' },
  from: works,
  to: project,
  complete: 'ALWAYS',
  load: (_sql, ids) => Promise.resolve(ids.map((id): LinkRow => ({ from: id, to: id }))),
  itemTitle: (_id, position) => ({ zh: `项目${position}`, en: `project ${position}` }),
});
const planned = defineFact({
  code: 'fixture.planned',
  title: { zh: '已列入计划', en: 'in the plan' },
  subject: works,
  type: 'BOOLEAN',
  level: 'PUBLIC',
  suppliers: [finance],
  source: 'RECORDED',
});
const rule = {
  kind: 'DUTY',
  force: 'MUST',
  title: { zh: '规则', en: 'rule' },
  policy: { document: townA, place: '§A L36', quote: '确保符合条件对象应纳尽纳' },
} as const;
const half = nonPolicy(50, 'a number of the test');
const fixture = definePolicyModule({
  id: 'fixture',
  contract: 1,
  title: { zh: '样例', en: 'Fixture' },
  owner: { code: 'FIN', title: { zh: '财政局', en: 'Finance bureau' } },
  subjects: [works],
  facts: [
    source({
      subject: works,
      columns: { planned },
      load: (sql, ids, at) =>
        sql<FactRow>(
          `select id as subject_id, $2::date as observed_on, 'FIN' as source, planned_amount is not null as planned
           from project where id = any($1::uuid[])`,
          [ids, at.asOf],
        ),
    }),
  ],
  checks: [
    defineCheck({ ...rule, code: 'fixture.planned', subject: works, when: equals(planned, true) }),
    defineCheck({ ...rule, code: 'fixture.category', subject: project, when: equals(projectCategory, 'WORK_RELIEF') }),
    defineCheck({
      ...rule,
      code: 'fixture.paid',
      subject: project,
      when: gte(ratio({ title: { zh: '拨付比例', en: 'share paid' }, part: projectPaidAmount, whole: projectPlannedAmount }), half),
    }),
  ],
  graphql: (builder) => {
    builder.tableType('FixtureWorks' as 'Project', {
      table: 'project',
      description: 'Works, for the test (工程).',
      fields: (t) => ({
        number: t.column('number', { type: 'String', level: 'PUBLIC', nullable: false, description: 'Number (编号).' }),
        newest: t.field({
          type: 'Verdict',
          nullable: true,
          description: 'A field of a module that shows a verdict (结论).',
          extensions: { level: 'PUBLIC' },
          resolve: () => null,
        }),
        rules: t.field({
          type: ['EligibilityCheck'],
          nullable: false,
          description: 'A field of a module that shows its checks (规则).',
          extensions: { level: 'PUBLIC' },
          resolve: (_row, _args, context) => [...context.services.eligibility.checks({ module: 'fixture' })],
        }),
      }),
    });
    builder.queryField('fixtureWorks', (t) =>
      t.connection({
        type: 'FixtureWorks' as 'Project',
        level: 'PUBLIC',
        scope: 'fixture:read',
        description: 'Works (工程).',
        orderBy: () => [ascending('number')],
      }),
    );
  },
});

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true, modules: [fixture] });
});
afterAll(() => app.close());

describe('a kind of subject', () => {
  test('of the core answers for itself: a project’s share and category', async () => {
    const { projects } = await app.ask(`{ projects(first: 5) { nodes { id category plannedAmount paidAmount
      eligibility { check { code } outcome subject { __typename id } conditions { actual { number } } } } } }`);
    expect(projects.nodes.length).toBeGreaterThan(0);
    for (const one of projects.nodes) {
      const byCode = new Map(one.eligibility.map((v: { check: { code: string } }) => [v.check.code, v]));
      expect([...byCode.keys()]).toEqual(['fixture.category', 'fixture.paid']);
      expect(byCode.get('fixture.category')).toMatchObject({
        outcome: one.category === 'WORK_RELIEF' ? 'ELIGIBLE' : 'NOT_ELIGIBLE',
        subject: { __typename: 'Project', id: one.id },
      });
      const share = one.plannedAmount === null || one.paidAmount === null ? null : (100 * one.paidAmount) / one.plannedAmount;
      const expected = share === null ? 'UNDETERMINED' : share >= 50 ? 'ELIGIBLE' : 'NOT_ELIGIBLE';
      expect(byCode.get('fixture.paid')).toMatchObject({ outcome: expected });
    }
  });

  test('of a module gets the same field, with the verdicts that it says are shown with it', async () => {
    const { fixtureWorks } = await app.ask(`{ fixtureWorks(first: 2) { nodes { id rules { code }
      eligibility { check { code } outcome subject { __typename id } } } } }`);
    expect(fixtureWorks.nodes).toHaveLength(2);
    for (const one of fixtureWorks.nodes) {
      expect(
        one.eligibility.map((v: { check: { code: string }; subject: { __typename: string } }) => [v.check.code, v.subject.__typename]),
      ).toEqual([
        ['fixture.planned', 'FixtureWorks'],
        ['fixture.category', 'Project'],
        ['fixture.paid', 'Project'],
      ]);
      expect(one.eligibility[0].subject.id).toBe(one.id);
      expect(one.rules).toHaveLength(3);
    }
  });

  test('of a module can be asked hypothetically, and its checks listed', async () => {
    const { evaluateEligibility, eligibilityChecks } = await app.ask(`{
      evaluateEligibility(input: { subject: WORKS, area: "150623100204", facts: [{ code: "fixture.planned", boolean: true }] }) { outcome subject { id } }
      eligibilityChecks(subject: WORKS) { code places { document { code } quote } } }`);
    expect(evaluateEligibility).toEqual([{ outcome: 'ELIGIBLE', subject: null }]);
    expect(eligibilityChecks).toEqual([
      { code: 'fixture.planned', places: [{ document: { code: 'TOWN-A' }, quote: '确保符合条件对象应纳尽纳' }] },
    ]);
  });

  test('without a type in the graph is refused at boot, with the cure', () => {
    const nowhere = defineSubject({ code: 'NOWHERE', title: { zh: '无', en: 'nowhere' }, nodeType: 'Nowhere' });
    expect(() => composeSchema(installed([definePolicyModule({ ...fixture, subjects: [works, nowhere] })]))).toThrow(
      /kind of subject "NOWHERE" is shown as the graph type "Nowhere", which no module adds: add it with builder.tableType/,
    );
  });
});
