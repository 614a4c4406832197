import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeSchema, installed } from '../../api/compose.js';
import { policyModule } from '../../modules/education/index.js';
import { ask } from '../reader/support.js';
import type { TestApp } from '../support/app.js';
import { ledgerRow, listRow, schoolTown, TOWN } from './support.js';

let app: TestApp;
/** Bato is of age and exempt; Chen is not of age. Nothing else tells them apart. */
beforeAll(async () => {
  app = await schoolTown();
  const rows = [ledgerRow('anna'), ledgerRow('bato', { exemptPhysical: '是' }), ledgerRow('chen', { compulsory: '否' })];
  await app.submit({ feed: 'education.ledger', rows, observedOn: '2024-09-01', area: TOWN, complete: true });
  await app.submit({ feed: 'education.enrolment', rows: [listRow('anna')], observedOn: '2024-09-20', area: TOWN, complete: true });
});
afterAll(() => app.close());

interface Told {
  readonly name: string;
}
const bySchool = async (query: string): Promise<Record<string, object>> => {
  const { household } = (await app.ask(query)) as { household: { members: Told[] } };
  return Object.fromEntries(household.members.map(({ name, ...told }) => [name, told]));
};

describe('that a child is exempt for physical reasons', () => {
  test('is told by no field of the ledger, of schooling or of a case that somebody up to PERSONAL may read', async () => {
    const told = await bySchool(`{ household(number: "F-1") { members { name
      schooling { stage } schoolAge { schoolYear obliged compulsory exemptPhysical schoolCode school { code } observedOn }
      homeTeaching { startedOn } educationAids { aid } dropoutCases { state } } } }`);
    expect(told['bato']).toEqual(told['chen']);
    expect(told['bato']).toMatchObject({ schoolAge: { obliged: false, compulsory: null, exemptPhysical: null } });
    expect(told['anna']).toMatchObject({ schoolAge: { obliged: true, compulsory: null } });
  });

  test('is told by no verdict and no condition in one', async () => {
    const { household } = (await app.ask(`{ household(number: "F-1") { eligibility(modules: ["education"], asOf: "2024-10-01") {
      check { code } outcome fulfilled rank subject { ... on Person { name } } conditions { part satisfied observedOn text { zh } } unknowns { kind code } } } }`)) as {
      household: { eligibility: { subject: { name?: string } }[] };
    };
    const of = (name: string) =>
      household.eligibility.filter((verdict) => verdict.subject.name === name).map((verdict) => ({ ...verdict, subject: null }));
    expect(of('bato').length).toBeGreaterThan(5);
    expect(of('bato')).toEqual(of('chen'));
  });

  test('is told by no filter: the obligation may be asked for, the age may not', async () => {
    const schema = composeSchema(installed([policyModule]));
    const counted = (filter: string, clearUpTo: 'PERSONAL' | 'SENSITIVE') =>
      ask(app.storage, schema, `{ schoolAgeLedger(filter: { ${filter} }) { totalCount } }`, { clearUpTo });
    expect((await counted('obliged: false', 'PERSONAL')).data).toEqual({ schoolAgeLedger: { totalCount: 2 } });
    expect((await counted('compulsory: true', 'PERSONAL')).codes).toEqual(['FORBIDDEN']);
  });

  test('is told by no evidence of a step', async () => {
    const { __type } = (await app.ask('{ __type(name: "DropoutEvent") { fields { name description } } }')) as {
      __type: { fields: { name: string; description: string }[] };
    };
    expect(__type.fields.find(({ name }) => name === 'evidence')?.description).toMatch(/SENSITIVE|敏感/);
  });
});
