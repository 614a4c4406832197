import {
  countyC,
  given,
  hljSys,
  monitoringKind,
  nmAlzq,
  registerStatus,
  townA,
  type CaseAdoption,
  type Check,
  type HypotheticalFact,
  type PolicyCase,
} from 'xianjie/schema';

const village = '150623100201';
const place = (adoption: CaseAdoption) => ({ area: village, adopted: [adoption] });

/** Where a document is adopted, and from when. */
export const inTown = { ...place({ document: townA, area: '150623100', from: '2022-08-29', basis: 'DEMO' }), from: '2022-08-29' };
export const inCity = { ...place({ document: hljSys, area: '1506', from: '2023-05-08', basis: 'DEMO' }), from: '2023-05-08' };
export const inCounty = { ...place({ document: countyC, area: '150623', from: '2022-01-01', basis: 'DEMO' }), from: '2022-01-01' };
/** The issuer's own town: nobody need decide. */
export const inIssuersTown = { area: village, adopted: [], from: nmAlzq.issuedOn };

export const outOfPoverty = given(registerStatus, 'OUT_OF_POVERTY');
export const neverRegistered = given(registerStatus, 'NEVER_REGISTERED');
export const monitored = given(monitoringKind, 'BORDERLINE_AT_RISK');
export const notMonitored = given(monitoringKind, 'NONE');

type Answer = Partial<Pick<PolicyCase, 'fulfilled' | 'amounts' | 'rank' | 'completeLists'>>;
type Where = Pick<PolicyCase, 'area' | 'adopted'> & { readonly from: string };

const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** Cases of one check in one place: each is a sentence with its facts and its answer. */
export function casesOf(check: Check, { area, adopted, from }: Where, day: string) {
  const at = { check, area, adopted, day };
  return {
    applies: (zh: string, en: string, facts: readonly HypotheticalFact[], answer: Answer = {}): PolicyCase => ({
      name: { zh, en },
      ...at,
      facts,
      outcome: 'ELIGIBLE',
      ...answer,
    }),
    appliesNot: (zh: string, en: string, facts: readonly HypotheticalFact[]): PolicyCase => ({
      name: { zh, en },
      ...at,
      facts,
      outcome: 'NOT_ELIGIBLE',
    }),
    isOpen: (zh: string, en: string, facts: readonly HypotheticalFact[], ...missing: readonly string[]): PolicyCase => ({
      name: { zh, en },
      ...at,
      facts,
      outcome: 'UNDETERMINED',
      unknown: missing.map((code) => ({ kind: 'MISSING_FACT', code })),
    }),
    /** The day before the document counts, its first day, and the day after, with facts to which the rule applies. */
    aroundTheFirstDay: (facts: readonly HypotheticalFact[]): PolicyCase[] => [
      {
        name: { zh: '文件施行前一日，不作判断', en: 'the day before the document is in force: no answer' },
        ...at,
        day: dayAfter(from, -1),
        facts,
        outcome: 'UNDETERMINED',
        unknown: [{ kind: 'NOT_IN_FORCE', code: check.code }],
      },
      { name: { zh: '施行当日', en: 'its first day' }, ...at, day: from, facts, outcome: 'ELIGIBLE' },
      { name: { zh: '施行次日', en: 'the day after' }, ...at, day: dayAfter(from, 1), facts, outcome: 'ELIGIBLE' },
    ],
    /** Another county, which adopted nothing. */
    notAdopted: (facts: readonly HypotheticalFact[]): PolicyCase => ({
      name: { zh: '别的县未采用该文件，不作判断', en: 'another county, which did not adopt the document: no answer' },
      ...at,
      area: '130102001001',
      facts,
      outcome: 'UNDETERMINED',
      unknown: [{ kind: 'NOT_IN_FORCE', code: check.code }],
    }),
  };
}
