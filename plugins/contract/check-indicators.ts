import type { Indicator, IndicatorMeasure, IndicatorTarget, ParameterType, PolicyModule } from 'xianjie/schema';

/** Indicators that no area may be ranked by, whoever declares them: 防止盲目追求风险消除率. */
const NEVER_RANKED: ReadonlySet<string> = new Set(['ind.removalShare']);
/** What the coverage of a check is called, which nobody declares. */
const DERIVED = 'coverage.';

/** What does not fit of declared indicators: against each other, the checks that they count, and what they are held against. */
export function indicatorProblems(modules: readonly PolicyModule[]): string[] {
  const documents = new Set(modules.flatMap((m) => (m.policies ?? []).map(({ code }) => code)));
  const parameters = new Set(modules.flatMap((m) => m.parameters ?? []));
  const checks = new Set(modules.flatMap((m) => m.checks ?? []));
  const ids = new Set(modules.map(({ id }) => id));
  return modules.flatMap((module) =>
    (module.indicators ?? []).flatMap((one) => {
      const say = (problem: string): string => `module "${module.id}": indicator "${one.code}" ${problem}`;
      const cited = [...one.policies, ...one.targets.flatMap(({ place }) => place ?? [])].map(({ document }) => document.code);
      const { from, privacy } = one;
      return [
        ...(one.code.startsWith(DERIVED) ? [say(`begins with "${DERIVED}", which is kept for the coverage of checks: rename it`)] : []),
        ...(one.levels.length === 0 ? [say('is told at no level of area: add one to "levels"')] : []),
        ...(one.periods.length === 0 ? [say('is told of no period: add one to "periods"')] : []),
        ...cited
          .filter((code) => !documents.has(code))
          .map((code) => say(`cites document "${code}", which no module declares: add it to "policies"`)),
        ...Object.keys(privacy)
          .filter((id) => !ids.has(id))
          .map((id) => say(`reads data of module "${id}", which is not installed: only its own module and the core can be counted on`)),
        ...(typeof from === 'function' || checks.has(from.check)
          ? []
          : [say(`counts the check "${from.check.code}", which no module declares: add it to "checks"`)]),
        ...(typeof from !== 'function' && (from.counts === 'COVERAGE') !== (one.measure === 'SHARE')
          ? [say(`counts ${from.counts} of a check as ${one.measure}: a coverage is a SHARE, the others are a COUNT`)]
          : []),
        ...ranking(one).map(say),
        ...one.targets.flatMap((target) => ofTarget(target, one.measure, parameters)).map(say),
      ];
    }),
  );
}

function ranking({ code, ranked, targets }: Indicator): string[] {
  if (NEVER_RANKED.has(code) && ranked) return ['is never ranked by: say `ranked: false`'];
  return !ranked && targets.length > 0 ? ['is never ranked by, and has a target: leave the target out, or it is chased'] : [];
}

const TYPES: Readonly<Record<IndicatorMeasure, readonly ParameterType[]>> = {
  COUNT: ['NUMBER'],
  SHARE: ['PERCENT'],
  AMOUNT_SHARE: ['PERCENT'],
  GROWTH: ['PERCENT'],
  SUM: ['MONEY'],
  MEAN: ['MONEY'],
  RATIO: ['NUMBER'],
};

function ofTarget(
  { parameter, value, place, words }: IndicatorTarget,
  measure: IndicatorMeasure,
  parameters: ReadonlySet<unknown>,
): string[] {
  const stated = [parameter, value, words].filter((one) => one !== undefined).length;
  return [
    ...(stated === 1 ? [] : ['has a target that is not one thing: a policy value, a number, or words']),
    ...(parameter === undefined && place === undefined ? ['has a target without a place: it is cited like every rule'] : []),
    ...(parameter !== undefined && !parameters.has(parameter)
      ? [`is held against the policy value "${parameter.code}", which no module declares: add it to "parameters"`]
      : []),
    ...(parameter !== undefined && !TYPES[measure].includes(parameter.type)
      ? [
          `is a ${measure} and held against a ${parameter.type} ("${parameter.code}"): only a ${TYPES[measure].join(' or ')} compares with it`,
        ]
      : []),
  ];
}
