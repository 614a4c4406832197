import { defineCases, given, type CaseAdoption, type PolicyCase } from '../contract/case.js';
import { yuan } from '../contract/measure.js';
import type { HypotheticalFact } from '../contract/eligibility.js';
import { guaranteeKinds, type GuaranteeKind } from '../facts/codes.js';
import { guaranteeState } from '../facts/guarantee.js';
import {
  expectedPerCapitaNetIncome,
  monitoringKind,
  perCapitaNetIncome,
  perCapitaYearlyIncome,
  registerStatus,
} from '../facts/household.js';
import { incomeDeclined, incomeWatch, monitoringByGuarantee, monitoringByIncome } from './checks.js';
import { hljSys, nmAlzq, townA } from './policies.js';

const village = '150623100201';
const townAdopts: CaseAdoption = { document: townA, area: '150623100', from: '2022-08-29', basis: 'DEMO' };
const cityAdopts: CaseAdoption = { document: hljSys, area: '1506', from: '2023-05-08', basis: 'DEMO' };
const town = { area: village, adopted: [townAdopts] };
const city = { area: village, adopted: [cityAdopts] };

const yearly = (amount: number, year = 2023) => given(perCapitaYearlyIncome, yuan(amount), { year });
const net = (amount: number, year: number) => given(perCapitaNetIncome, yuan(amount), { year });
const expected = (amount: number, year: number) => given(expectedPerCapitaNetIncome, yuan(amount), { year });
const outOfPoverty = given(registerStatus, 'STABLE_OUT_OF_POVERTY');
const neverRegistered = given(registerStatus, 'NEVER_REGISTERED');
const notMonitored = given(monitoringKind, 'NONE');

/** The six guarantees, all met except as said. */
function guarantees(except: Partial<Record<GuaranteeKind, 'AT_RISK' | 'NOT_MET' | 'UNKNOWN'>> = {}): HypotheticalFact[] {
  return (Object.keys(guaranteeKinds) as GuaranteeKind[]).map((kind) => given(guaranteeState, except[kind] ?? 'MET', { item: kind }));
}

const byIncome: readonly PolicyCase[] = [
  {
    name: { zh: '文件施行前一日，不作判断', en: 'the day before the document is adopted: no answer' },
    check: monitoringByIncome,
    day: '2022-08-28',
    ...town,
    facts: [yearly(5000, 2021)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'NOT_IN_FORCE', code: 'monitoring.incomeLine' }],
  },
  {
    name: { zh: '施行当日，上年人均收入低于6000元，应纳入', en: 'the day of adoption, last year below the line: to be enrolled' },
    check: monitoringByIncome,
    day: '2022-08-29',
    ...town,
    facts: [yearly(5999.99, 2021), notMonitored],
    outcome: 'ELIGIBLE',
    fulfilled: 'FALSE',
    amounts: [null],
  },
  {
    name: { zh: '施行次日，恰为6000元，不低于标准', en: 'the day after, exactly at the line: not below it' },
    check: monitoringByIncome,
    day: '2022-08-30',
    ...town,
    facts: [yearly(6000, 2021)],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '高于6000元一分', en: 'one fen above the line' },
    check: monitoringByIncome,
    day: '2024-03-01',
    ...town,
    facts: [yearly(6000.01)],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '只有纯收入，没有年人均收入：口径不同，无法判定', en: 'only net income is known: another concept, undetermined' },
    check: monitoringByIncome,
    day: '2024-03-01',
    ...town,
    facts: [net(3000, 2023)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'household.perCapitaYearlyIncome' }],
  },
  {
    name: { zh: '只有前年的收入，没有上年的', en: 'only the year before last is known' },
    check: monitoringByIncome,
    day: '2024-03-01',
    ...town,
    facts: [yearly(3000, 2022)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'household.perCapitaYearlyIncome' }],
  },
  {
    name: { zh: '已是监测对象：应纳已纳', en: 'already monitored: fulfilled' },
    check: monitoringByIncome,
    day: '2024-03-01',
    ...town,
    facts: [yearly(4000), given(monitoringKind, 'BORDERLINE_AT_RISK')],
    outcome: 'ELIGIBLE',
    fulfilled: 'TRUE',
  },
  {
    name: {
      zh: '同镇后来采用敖勒召其镇方案，该方案未规定收入标准，原标准仍然施行',
      en: 'a later document of the same town without a line leaves the line in force',
    },
    check: monitoringByIncome,
    day: '2025-06-30',
    area: village,
    adopted: [townAdopts, { document: nmAlzq, area: '150623100', from: '2024-07-19', basis: 'DEMO' }],
    facts: [yearly(5999.99, 2024)],
    outcome: 'ELIGIBLE',
    fulfilled: 'UNKNOWN',
  },
  {
    name: { zh: '未采用该文件的邻镇，不作判断', en: 'a neighbouring town that has not adopted it: no answer' },
    check: monitoringByIncome,
    day: '2025-06-30',
    area: '150623101201',
    adopted: [townAdopts],
    facts: [yearly(1000, 2024)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'NOT_IN_FORCE', code: 'monitoring.incomeLine' }],
  },
];

const byGuarantee: readonly PolicyCase[] = [
  {
    name: { zh: '一项未保障即应纳入，其余不清楚亦然', en: 'one guarantee not met is enough, whatever the others' },
    check: monitoringByGuarantee,
    day: '2022-08-29',
    ...town,
    facts: [given(guaranteeState, 'NOT_MET', { item: 'SAFE_HOUSING' }), notMonitored],
    outcome: 'ELIGIBLE',
    fulfilled: 'FALSE',
  },
  {
    name: { zh: '施行前一日', en: 'the day before adoption' },
    check: monitoringByGuarantee,
    day: '2022-08-28',
    ...town,
    facts: guarantees({ FOOD: 'NOT_MET' }),
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'NOT_IN_FORCE', code: 'monitoring.guaranteeGap' }],
  },
  {
    name: { zh: '六项均有保障', en: 'all six are met' },
    check: monitoringByGuarantee,
    day: '2022-08-30',
    ...town,
    facts: guarantees(),
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '存在风险不等于未保障', en: 'at risk is not a gap' },
    check: monitoringByGuarantee,
    day: '2024-03-01',
    ...town,
    facts: guarantees({ SAFE_DRINKING_WATER: 'AT_RISK' }),
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '一项登记为不清楚，其余有保障：无法判定', en: 'one is recorded as not known, the others are met: undetermined' },
    check: monitoringByGuarantee,
    day: '2024-03-01',
    ...town,
    facts: guarantees({ BASIC_MEDICAL: 'UNKNOWN' }),
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'guarantee.state' }],
  },
];

const watch: readonly PolicyCase[] = [
  {
    name: { zh: '施行前一日', en: 'the day before adoption' },
    check: incomeWatch,
    day: '2023-05-07',
    ...city,
    facts: [outOfPoverty, net(8000, 2022)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'NOT_IN_FORCE', code: 'income.watchLine' }],
  },
  {
    name: { zh: '脱贫户人均纯收入差一分到一万元', en: 'an out-of-poverty household one fen below 10,000 yuan' },
    check: incomeWatch,
    day: '2023-05-08',
    ...city,
    facts: [outOfPoverty, net(9999.99, 2022)],
    outcome: 'ELIGIBLE',
    fulfilled: 'UNKNOWN',
    amounts: [],
  },
  {
    name: { zh: '恰为一万元', en: 'exactly 10,000 yuan' },
    check: incomeWatch,
    day: '2023-05-09',
    ...city,
    facts: [outOfPoverty, net(10000, 2022)],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '高于一万元，身份不明也不列入', en: 'above the line: not listed, whatever the register says' },
    check: incomeWatch,
    day: '2024-06-01',
    ...city,
    facts: [net(10000.01, 2023)],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '低于一万元但身份不明', en: 'below the line, register status unknown' },
    check: incomeWatch,
    day: '2024-06-01',
    ...city,
    facts: [net(9000, 2023)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'household.registerStatus' }],
  },
  {
    name: { zh: '一般农户不列入', en: 'a household that was never registered is not on this list' },
    check: incomeWatch,
    day: '2024-06-01',
    ...city,
    facts: [neverRegistered, net(3000, 2023)],
    outcome: 'NOT_ELIGIBLE',
  },
];

const declined: readonly PolicyCase[] = [
  {
    name: { zh: '上年低于前年一分', en: 'last year one fen below the year before' },
    check: incomeDeclined,
    day: '2023-05-08',
    ...city,
    facts: [outOfPoverty, net(11999.99, 2022), net(12000, 2021)],
    outcome: 'ELIGIBLE',
  },
  {
    name: { zh: '施行前一日', en: 'the day before adoption' },
    check: incomeDeclined,
    day: '2023-05-07',
    ...city,
    facts: [outOfPoverty, net(1, 2022), net(12000, 2021)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'NOT_IN_FORCE', code: 'income.declined' }],
  },
  {
    name: { zh: '上年持平、本年预计持平', en: 'last year equal, this year expected equal' },
    check: incomeDeclined,
    day: '2023-05-09',
    ...city,
    facts: [outOfPoverty, net(12000, 2022), net(12000, 2021), expected(12000, 2023)],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '上年增收，本年预计减收', en: 'up last year, expected to fall this year' },
    check: incomeDeclined,
    day: '2024-06-01',
    ...city,
    facts: [outOfPoverty, net(13000, 2023), net(12000, 2022), expected(12999.99, 2024)],
    outcome: 'ELIGIBLE',
  },
  {
    name: { zh: '上年增收，本年尚无预计', en: 'up last year, nothing expected yet' },
    check: incomeDeclined,
    day: '2024-06-01',
    ...city,
    facts: [outOfPoverty, net(13000, 2023), net(12000, 2022)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'household.expectedPerCapitaNetIncome' }],
  },
  {
    name: { zh: '未建档立卡的监测对象同样排查', en: 'a monitored household that was never registered' },
    check: incomeDeclined,
    day: '2024-06-01',
    ...city,
    facts: [neverRegistered, given(monitoringKind, 'SUDDEN_SEVERE_DIFFICULTY'), net(9000, 2023), net(12000, 2022)],
    outcome: 'ELIGIBLE',
  },
  {
    name: { zh: '一般农户减收不在此列', en: 'neither registered nor monitored' },
    check: incomeDeclined,
    day: '2024-06-01',
    ...city,
    facts: [neverRegistered, notMonitored, net(9000, 2023), net(12000, 2022)],
    outcome: 'NOT_ELIGIBLE',
  },
];

export const cases = defineCases([...byIncome, ...byGuarantee, ...watch, ...declined]);
