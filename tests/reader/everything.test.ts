import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policyModule as education } from '../../modules/education/index.js';
import { policyModule as employment } from '../../modules/employment/index.js';
import { testApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true, modules: [education, employment] });
});
afterAll(() => app.close());

const CORE = `number registryStatus monitored riskKinds safetyNet memberCount
  village { code name { zh } profile { villageClass naturalVillages } collectiveIncomes { year operating } }
  head { name }
  incomeStatements { year wage operating perCapitaNetIncome source { code } }
  expenditures { year kind amount }
  guarantees { kind state }
  assistanceHeld { kind startedOn }
  benefits { benefit amount }
  authorisation { inForce }`;
const EDUCATION = `schooling { stage status school { name } } schoolings { schoolYear schoolName } schoolAge { compulsory school { name } }
  educationAids { aid term entitled receivedOn source { code } } dropoutCases { state events { toState } helpers { office } }
  homeTeaching { startedOn }`;
const EMPLOYMENT = `employment { place form stable monthlyPay } employments { place observedOn } employmentFile { skills }
  employmentCases { kind plan } trainings { course { title } } trainingNeeds { kind trade } transportClaims { year state amount }
  postContracts { state post { number kind } attendance { month days } payments { month amount } }
  workshopJobs { startedOn organisation { name } pay { year paidToDate } reward { paidOn } }`;

const household = (number: string, core: string, members: string): string =>
  `{ household(number: "${number}") { ${core} members { name benefits { benefit } ${members} } } }`;
const HERE = '1506231002040001';

/** What the operation says of itself in the log, after it gave data without errors. */
async function statements(query: string): Promise<number> {
  await app.ask(query);
  return (JSON.parse(app.logged.at(-1) ?? '{}') as { statements: number }).statements;
}

describe('a household with everything of the core, of education and of employment', () => {
  test('is one statement, whoever declared the fields', async () => {
    expect(await statements(household(HERE, CORE, ''))).toBe(1);
    expect(await statements(household(HERE, '', EDUCATION))).toBe(1);
    expect(await statements(household(HERE, '', EMPLOYMENT))).toBe(1);
    expect(await statements(household(HERE, CORE, `${EDUCATION} ${EMPLOYMENT}`))).toBe(1);
  });

  test('is one statement more for the people and one for the openings where work is matched, however many members there are', async () => {
    expect(await statements(household(HERE, CORE, `${EDUCATION} ${EMPLOYMENT} jobMatches { rank met }`))).toBe(3);
  });

  const VERDICTS = 'eligibility { check { code } outcome fulfilled conditions { actual { text { zh } } citation { quote } } }';
  // Row by row: the data itself; adoptions with complete lists; the links from household to members and back; whom a list could have named;
  // whether the household authorised that its data be put together; then one for each source of facts that a check in force reads.
  test.each([
    ['core', 7],
    ['education', 11],
    ['employment', 18],
    ['core", "education", "employment', 23],
  ])('its verdicts of "%s" read each source of facts once', async (modules, expected) => {
    const asked = VERDICTS.replace('eligibility', `eligibility(modules: ["${modules}"])`);
    expect(await statements(household(HERE, asked, ''))).toBe(expected);
  });

  test('its data and all its verdicts together cost what the verdicts alone cost, and as much for any other household', async () => {
    for (const number of [HERE, '1506231002040002', '1506231002040009'])
      expect(await statements(household(number, `${CORE} ${VERDICTS}`, `${EDUCATION} ${EMPLOYMENT}`))).toBe(23);
  });
});
