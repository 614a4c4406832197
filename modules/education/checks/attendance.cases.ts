import {
  city5,
  countyC,
  defineCases,
  given,
  hebei,
  hnCounty,
  monitoringKind,
  registerStatus,
  townA,
  type CaseAdoption,
  type PolicyCase,
} from 'xianjie/schema';
import { atRisk, enrolled, exemptPhysical, intervened, obligedToAttend, taughtAtHome } from '../facts/facts.js';
import { atRiskPupil, homeTeaching, noDropout, noDropoutAll } from './attendance.js';

const area = '150623100201';
const provinceAdopts: CaseAdoption = { document: hebei, area: '15', from: '2021-03-29', basis: 'DEMO' };
const townAdopts: CaseAdoption = { document: townA, area: '150623100', from: '2022-08-29', basis: 'DEMO' };
const province = { check: noDropout, area, adopted: [provinceAdopts] };
const town = { check: noDropout, area, adopted: [townAdopts] };

const outOfPoverty = given(registerStatus, 'STABLE_OUT_OF_POVERTY');
const obliged = given(obligedToAttend, true);

const dropout: readonly PolicyCase[] = [
  {
    name: { zh: '省文件施行前一日，不作判断', en: 'the day before the province adopts: no answer' },
    ...province,
    day: '2021-03-28',
    facts: [outOfPoverty, obliged, given(enrolled, false)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'NOT_IN_FORCE', code: 'education.noDropout' }],
  },
  {
    name: {
      zh: '施行当日，脱贫户适龄儿童未在校：应在校而未在校',
      en: 'the day of adoption, a child of compulsory age out of school: a gap',
    },
    ...province,
    day: '2021-03-29',
    facts: [outOfPoverty, obliged, given(enrolled, false)],
    outcome: 'ELIGIBLE',
    fulfilled: 'FALSE',
  },
  {
    name: { zh: '施行次日，在校就读：已落实', en: 'the day after, enrolled: done' },
    ...province,
    day: '2021-03-30',
    facts: [outOfPoverty, obliged, given(enrolled, true)],
    outcome: 'ELIGIBLE',
    fulfilled: 'TRUE',
  },
  {
    name: { zh: '学校未报完整名单：是否在校不明', en: 'no complete list of the school: nobody knows whether enrolled' },
    ...province,
    day: '2024-10-01',
    facts: [outOfPoverty, obliged],
    outcome: 'ELIGIBLE',
    fulfilled: 'UNKNOWN',
  },
  {
    name: { zh: '镇文件施行前一日，省文件未采用', en: 'only the town’s document, the day before it is adopted' },
    ...town,
    day: '2022-08-28',
    facts: [outOfPoverty, obliged],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'NOT_IN_FORCE', code: 'education.noDropout' }],
  },
  {
    name: { zh: '只有镇文件，施行当日同样适用', en: 'the town’s document alone puts it in force' },
    ...town,
    day: '2022-08-29',
    facts: [outOfPoverty, obliged, given(enrolled, false)],
    outcome: 'ELIGIBLE',
    fulfilled: 'FALSE',
  },
  {
    name: { zh: '超龄、未到龄或经认定因身体原因：不在此列', en: 'not of age, or exempt: not concerned' },
    ...town,
    day: '2022-08-30',
    facts: [outOfPoverty, given(obligedToAttend, false)],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '一般农户的孩子不在此条之列', en: 'a child of a family that was never registered' },
    ...province,
    day: '2024-10-01',
    facts: [given(registerStatus, 'NEVER_REGISTERED'), obliged],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '台账未报，不知是否适龄', en: 'no ledger: nobody knows whether obliged' },
    ...province,
    day: '2024-10-01',
    facts: [outOfPoverty],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'education.obligedToAttend' }],
  },
  {
    name: { zh: '户的身份不明', en: 'the family’s status is not known' },
    ...province,
    day: '2024-10-01',
    facts: [obliged],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'household.registerStatus' }],
  },
];

/** Two counties speak of every child of that age; either document alone puts it in force. */
const countyWide = (document: CaseAdoption['document'], from: string) => ({
  check: noDropoutAll,
  area,
  adopted: [{ document, area: '150623', from, basis: 'DEMO' } as CaseAdoption],
});
const all = countyWide(countyC, '2022-01-01');
const never = given(registerStatus, 'NEVER_REGISTERED');

const everybody: readonly PolicyCase[] = [
  {
    name: { zh: '县文件施行前一日', en: 'the day before the county adopts' },
    ...all,
    day: '2021-12-31',
    facts: [never, obliged, given(enrolled, false)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'NOT_IN_FORCE', code: 'education.noDropoutAll' }],
  },
  {
    name: { zh: '施行当日，一般农户适龄儿童未在校', en: 'the first day: a child of a family that was never registered, out of school' },
    ...all,
    day: '2022-01-01',
    facts: [never, obliged, given(enrolled, false)],
    outcome: 'ELIGIBLE',
    fulfilled: 'FALSE',
  },
  {
    name: { zh: '施行次日，户的身份不明，在校就读', en: 'the day after: nobody knows the family’s status, enrolled' },
    ...all,
    day: '2022-01-02',
    facts: [obliged, given(enrolled, true)],
    outcome: 'ELIGIBLE',
    fulfilled: 'TRUE',
  },
  {
    name: { zh: '只有另一县文件，施行当日同样适用', en: 'the other county’s document alone puts it in force' },
    ...countyWide(hnCounty, '2021-01-01'),
    day: '2021-01-01',
    facts: [never, obliged],
    outcome: 'ELIGIBLE',
    fulfilled: 'UNKNOWN',
  },
  {
    name: { zh: '非适龄或经认定因身体原因：不在此列', en: 'not of age, or exempt: not concerned' },
    ...all,
    day: '2024-10-01',
    facts: [given(obligedToAttend, false)],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '台账未报，不知是否适龄', en: 'no ledger: nobody knows whether obliged' },
    ...all,
    day: '2024-10-01',
    facts: [never],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'education.obligedToAttend' }],
  },
];

/** The city that wrote it is not named, and its plan ended with 2020: in force only where a decision prolongs it. */
const prolonged = {
  check: atRiskPupil,
  area,
  adopted: [{ document: city5, area: '1506', from: '2020-01-01', basis: 'PROLONGATION' } as CaseAdoption],
};
const inclined = given(atRisk, true);

const risk: readonly PolicyCase[] = [
  {
    name: { zh: '无人延用的历史文件，不作判断', en: 'history that nobody prolonged: no answer' },
    check: atRiskPupil,
    area,
    adopted: [],
    day: '2024-10-01',
    facts: [outOfPoverty, inclined],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'NOT_IN_FORCE', code: 'education.atRiskPupil' }],
  },
  {
    name: { zh: '延用前一日', en: 'the day before it is in force' },
    ...prolonged,
    day: '2019-12-31',
    facts: [outOfPoverty, inclined],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'NOT_IN_FORCE', code: 'education.atRiskPupil' }],
  },
  {
    name: { zh: '施行当日，有辍学倾向，已谈话家访', en: 'the first day: inclined to leave, and somebody talked with the family' },
    ...prolonged,
    day: '2020-01-01',
    facts: [outOfPoverty, inclined, given(intervened, true)],
    outcome: 'ELIGIBLE',
    fulfilled: 'TRUE',
  },
  {
    name: { zh: '施行次日，有辍学倾向，建档而未介入', en: 'the day after: a case was opened, nobody intervened' },
    ...prolonged,
    day: '2020-01-02',
    facts: [outOfPoverty, inclined, given(intervened, false)],
    outcome: 'ELIGIBLE',
    fulfilled: 'FALSE',
  },
  {
    name: { zh: '有辍学倾向而未建档：是否介入不明', en: 'inclined to leave, no case: nobody knows whether anybody intervened' },
    ...prolonged,
    day: '2024-10-01',
    facts: [outOfPoverty, inclined],
    outcome: 'ELIGIBLE',
    fulfilled: 'UNKNOWN',
  },
  {
    name: { zh: '正常在学', en: 'enrolled as usual' },
    ...prolonged,
    day: '2024-10-01',
    facts: [outOfPoverty, given(atRisk, false)],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '学校未报名单，情况不明', en: 'no school said anything' },
    ...prolonged,
    day: '2024-10-01',
    facts: [outOfPoverty],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'education.atRiskOfDroppingOut' }],
  },
];

/** Aolezhaoqi town adopts its own document by itself. */
const home = { check: homeTeaching, area, adopted: [] };
const withPolicy = given(registerStatus, 'OUT_OF_POVERTY_WITH_POLICY');

const teaching: readonly PolicyCase[] = [
  {
    name: { zh: '文件印发前一日', en: 'the day before the document' },
    ...home,
    day: '2024-07-18',
    facts: [withPolicy, given(exemptPhysical, true)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'NOT_IN_FORCE', code: 'education.homeTeaching' }],
  },
  {
    name: { zh: '印发当日，因身体原因不能到校，未安排送教', en: 'the day itself: unable to attend, nothing arranged' },
    ...home,
    day: '2024-07-19',
    facts: [withPolicy, given(exemptPhysical, true), given(taughtAtHome, false)],
    outcome: 'ELIGIBLE',
    fulfilled: 'FALSE',
  },
  {
    name: { zh: '印发次日，已安排送教上门', en: 'the day after: taught at home' },
    ...home,
    day: '2024-07-20',
    facts: [withPolicy, given(exemptPhysical, true), given(taughtAtHome, true)],
    outcome: 'ELIGIBLE',
    fulfilled: 'TRUE',
  },
  {
    name: { zh: '能够到校', en: 'able to attend' },
    ...home,
    day: '2024-10-01',
    facts: [withPolicy, given(exemptPhysical, false)],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '不属四类困难家庭', en: 'of none of the four kinds of family' },
    ...home,
    day: '2024-10-01',
    facts: [never, given(monitoringKind, 'NONE'), given(exemptPhysical, true)],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '因身体原因不能到校，是否送教无人报告', en: 'unable to attend, and nobody said whether taught at home' },
    ...home,
    day: '2024-10-01',
    facts: [withPolicy, given(exemptPhysical, true)],
    outcome: 'ELIGIBLE',
    fulfilled: 'UNKNOWN',
  },
  {
    name: { zh: '台账未报', en: 'no ledger' },
    ...home,
    day: '2024-10-01',
    facts: [withPolicy],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'education.exemptPhysical' }],
  },
];

export const cases = defineCases([...dropout, ...everybody, ...risk, ...teaching]);
