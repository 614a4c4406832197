import { residentIdCheck } from 'xianjie/schema';
import { policyModule } from '../../modules/education/index.js';
import { testApp, type TestApp } from '../support/app.js';

export const TOWN = '150623100';
export const VILLAGE = '150623100201';
/** A village of the same town. */
export const NEXT = '150623100202';

/** A made-up resident id: somebody of that birth, told apart by a serial. */
export const idOf = (born: string, serial: number): string => {
  const body = `150623${born}${String(700 + serial)}`;
  return `${body}${residentIdCheck(body)}`;
};

/** Children and an adult of one out-of-poverty family, and a child of the next village. */
export const pupils = {
  anna: idOf('20130105', 2),
  bato: idOf('20140316', 3),
  chen: idOf('20150427', 4),
  mother: idOf('19850608', 6),
  elsewhere: idOf('20140719', 8),
};
export type Pupil = keyof typeof pupils;

export const SCHOOLS = { central: 'S-1', south: 'S-2' };

/** A platform with the module, two families and two schools; the county has adopted nothing yet. */
export async function schoolTown(): Promise<TestApp> {
  const app = await testApp({ modules: [policyModule] });
  const owner = await app.storage.owner();
  for (const [document, area, from] of [
    ['HEBEI', '15', '2021-03-29'],
    ['COUNTY-C', '150623', '2022-01-01'],
    ['HN-COUNTY', '150623', '2021-01-01'],
  ])
    await owner.query(`insert into adoption (document_code, area_code, valid_from, basis) values ($1, $2, $3, 'DEMO')`, [
      document,
      area,
      from,
    ]);
  await owner.end();
  const core = { observedOn: '2024-08-01', area: TOWN };
  await app.submit({
    ...core,
    feed: 'core.households',
    rows: [
      {
        number: 'F-1',
        villageCode: VILLAGE,
        registerStatus: 'STABLE_OUT_OF_POVERTY',
        monitoringKind: 'NONE',
        authorisedUntil: '2030-12-31',
      },
      { number: 'F-2', villageCode: NEXT, registerStatus: 'OUT_OF_POVERTY', monitoringKind: 'NONE', authorisedUntil: '2030-12-31' },
    ],
  });
  const people = (Object.keys(pupils) as Pupil[]).map((name) => ({
    householdNumber: name === 'elsewhere' ? 'F-2' : 'F-1',
    name,
    residentId: pupils[name],
  }));
  await app.submit({ ...core, feed: 'core.people', rows: people });
  await app.submit({
    feed: 'education.schools',
    observedOn: '2024-08-01',
    area: TOWN,
    rows: [
      { code: SCHOOLS.central, name: '中心小学', area: VILLAGE, stages: '小学', rural: '是', boarding: '是' },
      { code: SCHOOLS.south, name: '南校', area: NEXT, stages: '小学;初中', rural: '否' },
    ],
  });
  return app;
}

export const ledgerRow = (name: Pupil, more: Readonly<Record<string, string>> = {}) => ({
  residentId: pupils[name],
  schoolYear: '2024',
  compulsory: '是',
  exemptPhysical: '否',
  schoolCode: SCHOOLS.central,
  ...more,
});

export const listRow = (name: Pupil, more: Readonly<Record<string, string>> = {}) => ({
  residentId: pupils[name],
  schoolYear: '2024-2025',
  schoolCode: SCHOOLS.central,
  stage: '小学',
  grade: '4',
  status: '在学',
  ...more,
});

const VERDICTS = `query ($number: String!, $checks: [String!], $asOf: Date) {
  household(number: $number) { eligibility(checks: $checks, asOf: $asOf) {
    check { code } outcome fulfilled rank subject { ... on Person { name } } unknowns { kind code } } } }`;

/** What a check says of each member, by name: outcome/fulfilled. */
export async function verdicts(app: TestApp, check: string, asOf: string, number = 'F-1'): Promise<Record<string, string>> {
  const { household } = (await app.ask(VERDICTS, { number, checks: [check], asOf })) as {
    household: { eligibility: { outcome: string; fulfilled: string; subject: { name?: string } }[] };
  };
  return Object.fromEntries(household.eligibility.map((v) => [v.subject.name ?? '', `${v.outcome}/${v.fulfilled}`]));
}
