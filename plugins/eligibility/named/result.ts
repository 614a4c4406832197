import type { NamedValue, NamedValueResult } from 'xianjie/schema';
import { evaluate } from '../rules/evaluate.js';
import { causesOf, failure, plainCause, type Cause, type Place, type Result, type Setting } from '../rules/result.js';
import { figureOf } from '../rules/terms.js';
import { step } from '../rules/terms/figure.js';
import { merge } from '../rules/unknowns.js';
import { dated, distinct, flatten, parametersOf } from '../telling/verdict.js';
import type { About } from '../facts/links.js';

/** One named value of one subject. */
export function resultOf(value: NamedValue, about: About, setting: Setting): NamedValueResult {
  const citation = setting.regime.citationOf(value);
  const whole = { code: value.code, ...about, asOf: setting.regime.day, citation };
  const open = (cause: Cause): NamedValueResult =>
    dated({ ...whole, known: false, value: null, steps: [], parameters: [], unknowns: ofTheValue([cause]) }, setting);
  if (citation === null) return open(plainCause(value, 'NOT_IN_FORCE'));
  try {
    const place: Place = { subjectId: about.subject.id, setting, item: null };
    const figure = figureOf(value, place, evaluate);
    const steps: Result | null = step(value, figure, place);
    return dated(
      {
        ...whole,
        known: figure.value !== undefined,
        value: figure.shown,
        steps: flatten(steps, 'VALUE', 'value', citation),
        parameters: distinct(parametersOf(steps)),
        unknowns: ofTheValue(steps === null ? figure.causes : causesOf(steps)),
      },
      setting,
    );
  } catch (error) {
    setting.onFailure?.({ facts: [], value: value.code, error });
    return open(failure(value));
  }
}

const ofTheValue = (causes: readonly Cause[]) => merge(causes.map((cause) => ({ cause, part: 'VALUE' as const })));
