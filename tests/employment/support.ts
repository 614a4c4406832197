import { residentIdCheck } from 'xianjie/schema';
import { policyModule } from '../../modules/employment/index.js';
import { testApp, type Answer, type TestApp } from '../support/app.js';

export const TOWN = '150623100';
export const VILLAGE = '150623100201';
export const NEXT = '150623100202';

const idOf = (born: string, serial: number): string => {
  const body = `150623${born}${String(500 + serial)}`;
  return `${body}${residentIdCheck(body)}`;
};

/** Two workers of an out-of-poverty family, one of a family that was never registered. */
export const workers = { weak: idOf('19680305', 2), strong: idOf('19850608', 3), other: idOf('19900811', 4) };
export type Worker = keyof typeof workers;

export interface Ids {
  readonly village: string;
  readonly people: Readonly<Record<Worker, string>>;
}

/** A platform with the module, two families in one village, and the documents adopted level by level. */
export async function workTown(): Promise<TestApp & { readonly ids: Ids }> {
  const app = await testApp({ modules: [policyModule] });
  const owner = await app.storage.owner();
  for (const [document, area, from] of [
    ['HEBEI', '15', '2021-03-29'],
    ['HLJ-SYS', '1506', '2023-05-08'],
    ['TOWN-A', TOWN, '2022-08-29'],
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
      { number: 'F-2', villageCode: VILLAGE, registerStatus: 'NEVER_REGISTERED', monitoringKind: 'NONE', authorisedUntil: '2030-12-31' },
    ],
  });
  await app.submit({
    ...core,
    feed: 'core.people',
    rows: (Object.keys(workers) as Worker[]).map((name) => ({
      householdNumber: name === 'other' ? 'F-2' : 'F-1',
      name,
      residentId: workers[name],
      labourCapacity: name === 'weak' ? 'WEAK_OR_HALF' : 'FULL',
    })),
  });
  const asked = (await app.ask(
    `{ village(code: "${VILLAGE}") { id } f1: household(number: "F-1") { members { id name } } f2: household(number: "F-2") { members { id name } } }`,
  )) as { village: { id: string }; f1: { members: Member[] }; f2: { members: Member[] } };
  const people = Object.fromEntries([...asked.f1.members, ...asked.f2.members].map((member) => [member.name, member.id])) as Record<
    Worker,
    string
  >;
  return { ...app, ids: { village: asked.village.id, people } };
}
interface Member {
  readonly id: string;
  readonly name: string;
}

let keys = 0;

/** Runs a mutation: its record, or the codes of its refusals. `key`: the idempotency key; left out, a new one. */
export async function mutate(app: TestApp, name: string, input: object, select: string, key?: string): Promise<Answer['data']> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!, $key: String!) { done: ${name}(input: $input) @idempotent(key: $key) { ${select} userErrors { code path } } }`;
  const { done } = (await app.ask(query, { input, key: key ?? `key-${(keys += 1)}` })) as {
    done: { userErrors: { code: string }[] } & Record<string, unknown>;
  };
  return done.userErrors.length > 0 ? done.userErrors.map((e) => e.code.replace('employment.', '')) : Object.values(done)[0];
}
