import {
  countyC,
  defineCases,
  given,
  hebei,
  jiangsu,
  registerStatus,
  leftPovertyOn,
  type CaseAdoption,
  type PolicyCase,
} from 'xianjie/schema';
import { receivedAid } from '../facts/aid-facts.js';
import { enrolled, ruralSchool, stage, twoAfter } from '../facts/facts.js';
import { nutrition, rainDew, tuitionAfterExit, vocational } from './aid.js';

const area = '150623100201';
const adopts = (document: CaseAdoption['document'], where: string, from: string, basis: CaseAdoption['basis'] = 'DEMO'): CaseAdoption[] => [
  { document, area: where, from, basis },
];

const outOfPoverty = given(registerStatus, 'STABLE_OUT_OF_POVERTY');
const never = given(registerStatus, 'NEVER_REGISTERED');
const pupil = given(enrolled, true);
const notInForce = (code: string) => [{ kind: 'NOT_IN_FORCE', code }] as const;

const dew = { check: rainDew, area, adopted: adopts(countyC, '150623', '2022-01-01') };
const inVocational = given(stage, 'SECONDARY_VOCATIONAL');
const rainDewCases: readonly PolicyCase[] = [
  {
    name: { zh: '县文件施行前一日', en: 'the day before the county adopts' },
    ...dew,
    day: '2021-12-31',
    facts: [outOfPoverty, pupil, inVocational],
    outcome: 'UNDETERMINED',
    unknown: notInForce('education.rainDew'),
  },
  {
    name: { zh: '施行当日，脱贫户中职学生，未享受', en: 'the first day: a vocational student, not received' },
    ...dew,
    day: '2022-01-01',
    facts: [outOfPoverty, pupil, inVocational, given(receivedAid.RAIN_DEW, false)],
    outcome: 'ELIGIBLE',
    fulfilled: 'FALSE',
    amounts: [null],
  },
  {
    name: { zh: '施行次日，高职学生，已享受', en: 'the day after: higher vocational, received' },
    ...dew,
    day: '2022-01-02',
    facts: [outOfPoverty, pupil, given(stage, 'HIGHER_VOCATIONAL'), given(receivedAid.RAIN_DEW, true)],
    outcome: 'ELIGIBLE',
    fulfilled: 'TRUE',
  },
  {
    name: { zh: '普通高中学生', en: 'a senior high pupil' },
    ...dew,
    day: '2024-10-01',
    facts: [outOfPoverty, pupil, given(stage, 'SENIOR_HIGH')],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '一般农户', en: 'a family that was never registered' },
    ...dew,
    day: '2024-10-01',
    facts: [never, pupil, inVocational],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '学段不明', en: 'the stage is not known' },
    ...dew,
    day: '2024-10-01',
    facts: [outOfPoverty, pupil],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'education.stage' }],
  },
];

const province = (check: PolicyCase['check']) => ({ check, area, adopted: adopts(hebei, '15', '2021-03-29') });
const after = province(vocational);
const vocationalCases: readonly PolicyCase[] = [
  {
    name: { zh: '省文件施行前一日', en: 'the day before the province adopts' },
    ...after,
    day: '2021-03-28',
    facts: [outOfPoverty, given(twoAfter, true), pupil, inVocational],
    outcome: 'UNDETERMINED',
    unknown: notInForce('education.vocational'),
  },
  {
    name: { zh: '施行当日，“两后生”就读中职，未获资助', en: 'the first day: in vocational education, not aided' },
    ...after,
    day: '2021-03-29',
    facts: [outOfPoverty, given(twoAfter, true), pupil, inVocational, given(receivedAid.VOCATIONAL_AID, false)],
    outcome: 'ELIGIBLE',
    fulfilled: 'FALSE',
    amounts: [null],
  },
  {
    name: { zh: '施行次日，已获资助', en: 'the day after, aided' },
    ...after,
    day: '2021-03-30',
    facts: [outOfPoverty, given(twoAfter, true), pupil, inVocational, given(receivedAid.VOCATIONAL_AID, true)],
    outcome: 'ELIGIBLE',
    fulfilled: 'TRUE',
  },
  {
    name: { zh: '“两后生”未接受职业教育：支持而非强制', en: 'not in vocational education: support is no compulsion' },
    ...after,
    day: '2024-10-01',
    facts: [outOfPoverty, given(twoAfter, true), given(enrolled, false)],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '是否“两后生”不明', en: 'nobody said whether' },
    ...after,
    day: '2024-10-01',
    facts: [outOfPoverty, pupil, inVocational],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'education.twoAfter' }],
  },
];

const meals = province(nutrition);
const rural = given(ruralSchool, true);
const nutritionCases: readonly PolicyCase[] = [
  {
    name: { zh: '省文件施行前一日', en: 'the day before the province adopts' },
    ...meals,
    day: '2021-03-28',
    facts: [pupil, given(stage, 'PRIMARY'), rural],
    outcome: 'UNDETERMINED',
    unknown: notInForce('education.nutrition'),
  },
  {
    name: { zh: '施行当日，农村小学生，未享受', en: 'the first day: a rural primary pupil, not received' },
    ...meals,
    day: '2021-03-29',
    facts: [pupil, given(stage, 'PRIMARY'), rural, given(receivedAid.NUTRITION, false)],
    outcome: 'ELIGIBLE',
    fulfilled: 'FALSE',
    amounts: [null],
  },
  {
    name: { zh: '施行次日，农村初中生，已享受；与是否脱贫户无关', en: 'the day after: junior high, received, whatever the family' },
    ...meals,
    day: '2021-03-30',
    facts: [never, pupil, given(stage, 'JUNIOR_HIGH'), rural, given(receivedAid.NUTRITION, true)],
    outcome: 'ELIGIBLE',
    fulfilled: 'TRUE',
  },
  {
    name: { zh: '高中不属义务教育阶段', en: 'senior high is not compulsory education' },
    ...meals,
    day: '2024-10-01',
    facts: [pupil, given(stage, 'SENIOR_HIGH'), rural],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '城镇学校', en: 'a school in town' },
    ...meals,
    day: '2024-10-01',
    facts: [pupil, given(stage, 'PRIMARY'), given(ruralSchool, false)],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '学校是否农村学校不明', en: 'nobody said whether the school is rural' },
    ...meals,
    day: '2024-10-01',
    facts: [pupil, given(stage, 'PRIMARY')],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'education.ruralSchool' }],
  },
];

/** The report is of 2020 and ended with it: in force where a decision prolongs it. */
const waiver = { check: tuitionAfterExit, area, adopted: adopts(jiangsu, '15', '2020-02-01', 'PROLONGATION') };
const student = [outOfPoverty, pupil, given(stage, 'UNDERGRADUATE')];
const exitOn = (day: string) => given(leftPovertyOn, day);
const tuition: readonly PolicyCase[] = [
  {
    name: { zh: '无人延用的历史文件，不作判断', en: 'history that nobody prolonged: no answer' },
    check: tuitionAfterExit,
    area,
    adopted: [],
    day: '2025-06-30',
    facts: [...student, exitOn('2024-12-31')],
    outcome: 'UNDETERMINED',
    unknown: notInForce('education.tuitionAfterExit'),
  },
  {
    name: { zh: '施行前一日', en: 'the day before it is in force' },
    ...waiver,
    day: '2020-01-31',
    facts: [...student, exitOn('2019-12-31')],
    outcome: 'UNDETERMINED',
    unknown: notInForce('education.tuitionAfterExit'),
  },
  {
    name: { zh: '施行当日，脱贫未满两年，学校未免学费', en: 'the first day, less than two years after exit, not waived' },
    ...waiver,
    day: '2020-02-01',
    facts: [...student, exitOn('2019-12-31'), given(receivedAid.TUITION_WAIVER, false)],
    outcome: 'ELIGIBLE',
    fulfilled: 'FALSE',
    amounts: [null],
  },
  {
    name: { zh: '满两年前一日，仍在期内', en: 'the day before the two years are over' },
    ...waiver,
    day: '2022-12-30',
    facts: [...student, exitOn('2020-12-31'), given(receivedAid.TUITION_WAIVER, true)],
    outcome: 'ELIGIBLE',
    fulfilled: 'TRUE',
  },
  {
    name: { zh: '满两年当日，仍在期内', en: 'the day on which they are over: still within' },
    ...waiver,
    day: '2022-12-31',
    facts: [...student, exitOn('2020-12-31')],
    outcome: 'ELIGIBLE',
    fulfilled: 'UNKNOWN',
  },
  {
    name: { zh: '满两年次日，不再适用', en: 'the day after: over' },
    ...waiver,
    day: '2023-01-01',
    facts: [...student, exitOn('2020-12-31')],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '二月二十九日脱贫，两年后二月二十八日期满', en: 'exit on 29 February: over on 28 February two years later' },
    ...waiver,
    day: '2026-03-01',
    facts: [...student, exitOn('2024-02-29')],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '高中生不在此列', en: 'a senior high pupil is not concerned' },
    ...waiver,
    day: '2022-12-31',
    facts: [outOfPoverty, pupil, given(stage, 'SENIOR_HIGH'), exitOn('2020-12-31')],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '脱贫日期不明', en: 'the day of the exit is not known' },
    ...waiver,
    day: '2022-12-31',
    facts: [...student],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'household.leftPovertyOn' }],
  },
];

export const cases = defineCases([...rainDewCases, ...vocationalCases, ...nutritionCases, ...tuition]);
