import type { GraphBuilder, SweepFigure } from 'xianjie/schema';

/** How many subjects, of one check in one area. */
export function figureType(builder: GraphBuilder) {
  const counts = [
    ['eligible', 'To how many it applies (符合数).'],
    ['notEligible', 'To how many it does not (不符合数).'],
    ['undetermined', 'Of how many it cannot be decided (无法判定数).'],
    ['newlyEligible', 'To how many it applies and did not before (新增符合数).'],
    ['newlyNotEligible', 'To how many it no longer applies, or is known not to (新增不符合数).'],
    ['newlyUndetermined', 'Of how many it can no longer be decided (新增无法判定数).'],
    ['newlyFulfilled', 'How many have it, or for whom it is done, and was not before (新增落实数).'],
    ['noLongerFulfilled', 'How many no longer have it (不再落实数).'],
  ] as const;
  return builder.objectRef<SweepFigure>('SweepFigure').implement({
    description:
      'What a sweep found of one check in one area, in subjects; without those whose household has not authorised the matching of its data (普查统计).',
    fields: (t) => ({
      area: t.field({
        type: 'Area',
        nullable: true,
        description: 'Where (区划).',
        resolve: (figure, _args, { services }, info) => services.reader.load(info, 'Area', figure.area),
      }),
      check: t.exposeString('check', { nullable: false, description: 'The code of the check (规则代码).' }),
      ...Object.fromEntries(counts.map(([name, description]) => [name, t.exposeInt(name, { nullable: false, description })])),
    }),
  });
}

/** Adds figures up: to one for each check, or to one for each check in each area that is `length` digits long. */
export function summed(figures: readonly SweepFigure[], length: number): SweepFigure[] {
  const sums = new Map<string, SweepFigure>();
  for (const figure of figures) {
    const area = figure.area.slice(0, length);
    const sum = sums.get(`${area} ${figure.check}`);
    sums.set(`${area} ${figure.check}`, sum === undefined ? { ...figure, area } : plus(sum, figure));
  }
  return [...sums.values()];
}

const plus = (a: SweepFigure, b: SweepFigure): SweepFigure => ({
  area: a.area,
  check: a.check,
  eligible: a.eligible + b.eligible,
  notEligible: a.notEligible + b.notEligible,
  undetermined: a.undetermined + b.undetermined,
  newlyEligible: a.newlyEligible + b.newlyEligible,
  newlyNotEligible: a.newlyNotEligible + b.newlyNotEligible,
  newlyUndetermined: a.newlyUndetermined + b.newlyUndetermined,
  newlyFulfilled: a.newlyFulfilled + b.newlyFulfilled,
  noLongerFulfilled: a.noLongerFulfilled + b.noLongerFulfilled,
});
