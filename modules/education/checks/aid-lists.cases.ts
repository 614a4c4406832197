import { countyC, defineCases, given, hnCounty, monitoringKind, registerStatus, type CaseAdoption, type PolicyCase } from 'xianjie/schema';
import { aidKinds, type AidKind } from '../codes.js';
import { entitledTo, receivedAid } from '../facts/aid-facts.js';
import { enrolled, inAidDatabase } from '../facts/facts.js';
import { aidDatabase, aidPriority, threeExemptions, twoExemptions } from './aid.js';

const area = '150623100201';
const adopts = (document: CaseAdoption['document'], where: string, from: string, basis: CaseAdoption['basis'] = 'DEMO'): CaseAdoption[] => [
  { document, area: where, from, basis },
];
const TWO = 'TWO_EXEMPTIONS_ONE_SUBSIDY';
const THREE = 'THREE_EXEMPTIONS_ONE_AID';
const entitled = (kind: AidKind, yes = true) => given(entitledTo[kind], yes);
const received = (kind: AidKind, yes = true) => given(receivedAid[kind], yes);
/** The one-list grants this kind only. */
const only = (kind: AidKind) => (Object.keys(aidKinds) as AidKind[]).map((one) => entitled(one, one === kind));

const outOfPoverty = given(registerStatus, 'STABLE_OUT_OF_POVERTY');
const never = given(registerStatus, 'NEVER_REGISTERED');
const notMonitored = given(monitoringKind, 'NONE');
const unstable = given(monitoringKind, 'UNSTABLE_OUT_OF_POVERTY');
const pupil = given(enrolled, true);
const notInForce = (code: string) => [{ kind: 'NOT_IN_FORCE', code }] as const;

const town = { check: aidDatabase, area, adopted: [] };
const database: readonly PolicyCase[] = [
  {
    name: { zh: '文件印发前一日', en: 'the day before the document' },
    ...town,
    day: '2024-07-18',
    facts: [given(registerStatus, 'OUT_OF_POVERTY_WITH_POLICY'), pupil],
    outcome: 'UNDETERMINED',
    unknown: notInForce('education.aidDatabase'),
  },
  {
    name: { zh: '印发当日，脱贫享受政策家庭学生未纳入数据库', en: 'the day itself: still entitled to policy, not entered' },
    ...town,
    day: '2024-07-19',
    facts: [given(registerStatus, 'OUT_OF_POVERTY_WITH_POLICY'), pupil, given(inAidDatabase, false)],
    outcome: 'ELIGIBLE',
    fulfilled: 'FALSE',
  },
  {
    name: { zh: '印发次日，边缘易致贫家庭学生已纳入', en: 'the day after: a borderline family’s pupil is entered' },
    ...town,
    day: '2024-07-20',
    facts: [never, given(monitoringKind, 'BORDERLINE_AT_RISK'), pupil, given(inAidDatabase, true)],
    outcome: 'ELIGIBLE',
    fulfilled: 'TRUE',
  },
  {
    name: { zh: '稳定脱贫、非监测对象，不属四类家庭', en: 'stably out of poverty and not monitored: none of the four kinds' },
    ...town,
    day: '2024-10-01',
    facts: [outOfPoverty, notMonitored, pupil],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: {
      zh: '登记为脱贫，未注明是否享受政策：不明，不作否定',
      en: 'plainly out of poverty: whether policy is still enjoyed is not known',
    },
    ...town,
    day: '2024-10-01',
    facts: [given(registerStatus, 'OUT_OF_POVERTY'), notMonitored, pupil],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'education.policyEnjoyed' }],
  },
  {
    name: { zh: '不在学', en: 'in no school' },
    ...town,
    day: '2024-10-01',
    facts: [unstable, given(enrolled, false)],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '四类家庭，是否在学不明', en: 'one of the four kinds, schooling unknown' },
    ...town,
    day: '2024-10-01',
    facts: [unstable],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'education.enrolled' }],
  },
];

const county = { check: aidPriority, area, adopted: adopts(hnCounty, '150623', '2021-01-01') };
const priority: readonly PolicyCase[] = [
  {
    name: { zh: '县文件施行前一日', en: 'the day before the county adopts' },
    ...county,
    day: '2020-12-31',
    facts: [outOfPoverty, unstable, pupil],
    outcome: 'UNDETERMINED',
    unknown: notInForce('education.aidPriority'),
  },
  {
    name: { zh: '施行当日，应享受的资助未发放：排在最前', en: 'the first day, aid still to come: first in line' },
    ...county,
    day: '2021-01-01',
    facts: [outOfPoverty, unstable, pupil, entitled(TWO), received(TWO, false)],
    outcome: 'ELIGIBLE',
    fulfilled: 'FALSE',
    rank: 1,
  },
  {
    name: { zh: '施行次日，资助已发放：排在其后', en: 'the day after, aid received: behind them' },
    ...county,
    day: '2021-01-02',
    facts: [outOfPoverty, unstable, pupil, ...only(TWO), received(TWO)],
    outcome: 'ELIGIBLE',
    fulfilled: 'TRUE',
    rank: 2,
  },
  {
    name: { zh: '一单式未报：适用，次序不明', en: 'no one-list: concerned, the place in line unknown' },
    ...county,
    day: '2024-10-01',
    facts: [outOfPoverty, unstable, pupil],
    outcome: 'ELIGIBLE',
    fulfilled: 'UNKNOWN',
    rank: null,
  },
  {
    name: { zh: '脱贫户，非监测对象', en: 'out of poverty, not monitored' },
    ...county,
    day: '2024-10-01',
    facts: [outOfPoverty, notMonitored, pupil],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '监测状况不明', en: 'nobody knows whether monitored' },
    ...county,
    day: '2024-10-01',
    facts: [outOfPoverty, pupil],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'household.monitoringKind' }],
  },
];

const yearly = { check: twoExemptions, area, adopted: adopts(countyC, '150623', '2022-01-01') };
const packages: readonly PolicyCase[] = [
  {
    name: { zh: '县文件施行前一日', en: 'the day before the county adopts' },
    ...yearly,
    day: '2021-12-31',
    facts: [entitled(TWO)],
    outcome: 'UNDETERMINED',
    unknown: notInForce('education.twoExemptions'),
  },
  {
    name: { zh: '施行当日，一单式列为应享受“两免一补”，未发放', en: 'the first day: entitled by the one-list, not received' },
    ...yearly,
    day: '2022-01-01',
    facts: [entitled(TWO), received(TWO, false)],
    outcome: 'ELIGIBLE',
    fulfilled: 'FALSE',
    amounts: [null],
  },
  {
    name: { zh: '施行次日，应享已享；另一项尚未发放与此无关', en: 'the day after: received; what else is to come does not matter' },
    ...yearly,
    day: '2022-01-02',
    facts: [entitled(TWO), received(TWO), entitled(THREE), received(THREE, false)],
    outcome: 'ELIGIBLE',
    fulfilled: 'TRUE',
  },
  {
    name: { zh: '应享受的是别的资助', en: 'entitled to other aid' },
    ...yearly,
    day: '2024-10-01',
    facts: [entitled(THREE), entitled(TWO, false)],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '一单式未报', en: 'no one-list' },
    ...yearly,
    day: '2024-10-01',
    facts: [],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'education.twoExemptionsOneSubsidy.entitled' }],
  },
];

const three = { ...yearly, check: threeExemptions };
const secondPackage: readonly PolicyCase[] = [
  {
    name: { zh: '县文件施行前一日', en: 'the day before the county adopts' },
    ...three,
    day: '2021-12-31',
    facts: [entitled(THREE)],
    outcome: 'UNDETERMINED',
    unknown: notInForce('education.threeExemptions'),
  },
  {
    name: { zh: '施行当日，应享受，未发放', en: 'the first day: entitled, not received' },
    ...three,
    day: '2022-01-01',
    facts: [entitled(THREE), received(THREE, false), received(TWO)],
    outcome: 'ELIGIBLE',
    fulfilled: 'FALSE',
    amounts: [null],
  },
  {
    name: { zh: '施行次日，已发放', en: 'the day after: received' },
    ...three,
    day: '2022-01-02',
    facts: [entitled(THREE), received(THREE)],
    outcome: 'ELIGIBLE',
    fulfilled: 'TRUE',
  },
  {
    name: { zh: '应享受的是两免一补', en: 'entitled to the other package' },
    ...three,
    day: '2024-10-01',
    facts: [entitled(TWO), entitled(THREE, false)],
    outcome: 'NOT_ELIGIBLE',
  },
];

export const cases = defineCases([...secondPackage, ...database, ...priority, ...packages]);
