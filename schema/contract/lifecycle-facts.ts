import type { Department } from './department.js';
import { defineFact, source, type FactOf, type FactSource } from './fact.js';
import { factQuery } from './fact-query.js';
import type { Lifecycle } from './lifecycle.js';
import type { Measure } from './measure.js';
import type { SubjectOf } from './subject.js';

/** The table of the steps of all lifecycles. */
const STEPS = 'lifecycle_step';

/** That a step counts as of the day $2, as it was known at $3. @param row how the table of steps is called there */
export const steppedThen = (row: string): string =>
  `${row}.observed_on <= $2::date and ${row}.recorded_at <= coalesce($3::timestamptz, 'infinity')`;

/**
 * Where each record of a person or a household stood on the day $2, as it was known at $3: a select of `subject_id`, `record_id`, `state`,
 * `source`, `observed_on`. $1: the people or the households.
 */
export function stateIn({ code, record }: Pick<Lifecycle, 'code' | 'record'>): string {
  const subject = record.about === 'HOUSEHOLD' ? 'household_id' : 'person_id';
  return `select distinct on (s.record_id) s.${subject} as subject_id, s.record_id, s.to_state as state, s.source, s.observed_on
     from ${STEPS} s where s.lifecycle = '${code}' and s.${subject} = any($1::uuid[]) and ${steppedThen('s')}
     order by s.record_id, s.observed_on desc, s.nth desc`;
}

/** The code of the fact that tells where somebody's newest record stands. */
export const stateFactOf = ({ code }: Pick<Lifecycle, 'code'>): string => `${code}State`;

/**
 * Where somebody's newest record stands, as a fact with its source: of any day, and as it was known at any moment. Of several records the
 * one counts in which a step was taken last.
 */
export function lifecycleState<const S extends string, const K extends string>(
  lifecycle: Lifecycle & { readonly states: Readonly<Record<K, unknown>> },
  subject: SubjectOf<S>,
  suppliers: readonly Department[],
): { readonly fact: FactOf<S, Measure<'CODE', null, K>>; readonly source: FactSource } {
  const fact = defineFact({
    code: stateFactOf(lifecycle),
    title: lifecycle.title,
    subject,
    type: 'CODE',
    codes: lifecycle.states,
    level: lifecycle.level,
    suppliers,
    source: 'RECORDED',
  }) as FactOf<S, Measure<'CODE', null, K>>;
  return {
    fact,
    source: source({
      subject,
      columns: { state: fact },
      load: factQuery(
        `select distinct on (subject_id) subject_id, source, observed_on, state from (${stateIn(lifecycle)}) newest
         where source is not null order by subject_id, observed_on desc, record_id`,
      ),
    }),
  };
}
