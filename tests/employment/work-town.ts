import { residentIdCheck } from 'xianjie/schema';
import { policyModule } from '../../modules/employment/index.js';
import { testApp, type TestApp } from '../support/app.js';

export const TOWN = '150623100';
export const VILLAGE = '150623100201';
export const NEXT = '150623100202';

/** A made-up resident id: somebody of that birth, told apart by a serial. */
const idOf = (born: string, serial: number): string => {
  const body = `150623${born}${String(700 + serial)}`;
  return `${body}${residentIdCheck(body)}`;
};

export const people = {
  father: idOf('19800101', 1),
  mother: idOf('19820202', 2),
  daughter: idOf('20020303', 4),
  neighbour: idOf('19750404', 3),
};
export type Somebody = keyof typeof people;

/** A platform with the module, an out-of-poverty family and a neighbour who never was on the register; documents as in the demo. */
export async function workTown(): Promise<TestApp> {
  const app = await testApp({ modules: [policyModule] });
  const owner = await app.storage.owner();
  for (const [document, area, from] of [
    ['HLJ-SYS', '1506', '2023-05-08'],
    ['COUNTY-C', '150623', '2022-01-01'],
    ['TOWN-A', TOWN, '2022-08-29'],
  ])
    await owner.query(`insert into adoption (document_code, area_code, valid_from, basis) values ($1, $2, $3, 'DEMO')`, [
      document,
      area,
      from,
    ]);
  await owner.query(
    `insert into project (area_code, number, name, category, state, paid_amount, planned_amount, year)
     values ($1, 'P-1', '以工代赈道路', 'WORK_RELIEF', 'COMPLETED', 10000000, 20000000, 2025)`,
    [VILLAGE],
  );
  await owner.end();
  const core = { observedOn: '2025-01-05', area: TOWN };
  await app.submit({
    ...core,
    feed: 'core.households',
    rows: [
      { number: 'F-1', villageCode: VILLAGE, registerStatus: 'OUT_OF_POVERTY', monitoringKind: 'NONE', authorisedUntil: '2030-12-31' },
      { number: 'F-2', villageCode: NEXT, registerStatus: 'NEVER_REGISTERED', monitoringKind: 'NONE', authorisedUntil: '2030-12-31' },
    ],
  });
  await app.submit({
    ...core,
    feed: 'core.people',
    complete: true,
    rows: (Object.keys(people) as Somebody[]).map((name) => ({
      householdNumber: name === 'neighbour' ? 'F-2' : 'F-1',
      name,
      residentId: people[name],
      labourCapacity: 'FULL',
    })),
  });
  const register = await app.storage.owner();
  await register.query(`update household set relocated = true where register_number = 'F-1'`);
  await register.end();
  return app;
}

/** An answer, read by path. */
type Said = Awaited<ReturnType<TestApp['ask']>>;

/** The global id of somebody, and what is asked of them besides. */
export async function ask(app: TestApp, name: Somebody, fields: string): Promise<Said> {
  const { household } = await app.ask(
    `query ($number: String!) { household(number: $number) { members { id name birthDate ${fields} } } }`,
    { number: name === 'neighbour' ? 'F-2' : 'F-1' },
  );
  const born = people[name].slice(6, 14);
  return household.members.find((one: { birthDate: string }) => one.birthDate.replaceAll('-', '') === born);
}

export const idOfPerson = async (app: TestApp, name: Somebody): Promise<string> => String((await ask(app, name, ''))['id']);

let calls = 0;
/** Calls a mutation with a fresh key; gives its payload. */
export async function write(app: TestApp, name: string, input: object, fields = '', key = `test-${(calls += 1)}`): Promise<Said> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const data = await app.ask(
    `mutation ($input: ${type}, $key: String!) { ${name}(input: $input) @idempotent(key: $key) { userErrors { code path } ${fields} } }`,
    { input, key },
  );
  return data[name];
}

export const codes = (payload: Said): string[] => payload['userErrors'].map((e: { code: string }) => e.code);

/** What a check says of somebody. */
export async function verdict(app: TestApp, name: Somebody, check: string, asOf = '2025-06-30') {
  const { eligibility } = await ask(
    app,
    name,
    `eligibility(checks: ["${check}"], asOf: "${asOf}") { outcome fulfilled rank benefits { amount } unknowns { kind code } }`,
  );
  return eligibility[0];
}
