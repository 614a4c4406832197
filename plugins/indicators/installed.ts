import {
  mayRead,
  nearest,
  readScope,
  ApiError,
  type AreaLevel,
  type Indicator,
  type IndicatorInfo,
  type PolicyModule,
  type PrivacyLevel,
  type Rights,
} from 'xianjie/schema';
import type { CountedCheck } from '../eligibility/index.js';

/** How far a viewer is told a number. EXACT: with whom it means; ROUGH: without small figures; null: not at all. */
export type Sight = 'EXACT' | 'ROUGH' | null;

/** An installed indicator, with who may see it. */
export interface Installed extends IndicatorInfo {
  /** Of an indicator that counts what a check says. */
  readonly check: CountedCheck | null;
  /** By which version it is counted now: of a check that of the check. */
  readonly version: string;
  sight(rights: Rights): Sight;
}

const everyLevel: readonly AreaLevel[] = ['NATIONAL', 'PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'];

/** Coverage of a check: of those it concerns how many have what it asks for. */
export const coverageCode = (check: string): string => `coverage.${check}`;

function coverageOf({ check, level, version }: CountedCheck, module: string): Indicator {
  return {
    declares: 'indicator',
    code: coverageCode(check.code),
    title: { zh: `落实率：${check.title.zh}`, en: `Coverage: ${check.title.en}` },
    formula: {
      zh: '已落实 ÷ 符合规则者；是否落实不明的，计入分母',
      en: 'fulfilled ÷ whom the rule concerns; those of whom it is not known count in the denominator',
    },
    levels: everyLevel,
    periods: ['DAY', 'MONTH', 'QUARTER', 'YEAR'],
    measure: 'SHARE',
    unit: 'PERCENT',
    subject: check.subject,
    privacy: { [module]: level },
    matches: true,
    ranked: true,
    targets: [],
    policies: check.policies as Indicator['policies'],
    from: { check, counts: 'COVERAGE' },
    version,
    note: null,
  };
}

/** Everything that is declared, and the coverage of each check. */
export function installIndicators(modules: readonly PolicyModule[], checks: readonly CountedCheck[]): ReadonlyMap<string, Installed> {
  const byCheck = new Map(checks.map((one) => [one.check.code, one]));
  const declared = modules.flatMap((module) =>
    (module.indicators ?? []).map((indicator) => ({ indicator, module: module.id, derived: false })),
  );
  const derived = checks
    .filter(({ covers }) => covers)
    .map((one) => ({ indicator: coverageOf(one, one.module), module: one.module, derived: true }));
  const all = [...declared, ...derived].map((one): Installed => {
    const { from, privacy, version } = one.indicator;
    const check = typeof from === 'function' ? null : (byCheck.get(from.check.code) ?? null);
    const own = new Map<string, PrivacyLevel>([[one.module, 'INTERNAL'], ...Object.entries(privacy)]);
    const needs = [...own].map(([module, level]) => ({ module, level }));
    return {
      ...one,
      check,
      version: check?.version ?? version,
      needs: check?.needs ?? needs.map(({ module, level }) => readScope(module, level)),
      sight(rights) {
        if (check !== null) {
          const why = check.whyWithheld(rights);
          return why === null ? 'EXACT' : why === 'LEVEL' ? 'ROUGH' : null;
        }
        if (!needs.every(({ module }) => rights.domains === 'ALL' || rights.domains.includes(module))) return null;
        return needs.every(({ module, level }) => mayRead(rights, module, level)) ? 'EXACT' : 'ROUGH';
      },
    };
  });
  return new Map(all.sort((a, b) => (a.indicator.code < b.indicator.code ? -1 : 1)).map((one) => [one.indicator.code, one]));
}

/** @throws ApiError UNKNOWN_CODE */
export function known(all: ReadonlyMap<string, Installed>, code: string): Installed {
  const found = all.get(code);
  if (found !== undefined) return found;
  const near = nearest(code, all.keys());
  throw new ApiError('UNKNOWN_CODE', `there is no indicator "${code}"; the nearest are ${near.join(', ')}`, { nearest: near });
}
