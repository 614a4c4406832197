import { household, knownThen, person, type Gap, type Sql } from 'xianjie/schema';

const of = (key: string, kind: string): string =>
  `select w.kind, w.subject_id, w.benefit, b.source, b.amount, b.period_from, b.period_to, b.observed_on, b.recorded_at
     from wanted w join benefit_grant b on b.${key} = w.subject_id and b.benefit = w.benefit
     where w.kind = '${kind}' ${key === 'household_id' ? 'and b.person_id is null' : ''} and ${knownThen('b')}`;

/**
 * Beside `wanted (kind, subject_id, benefit)`: the fen that were recorded as given by grants that run on the day, for their periods. Several
 * departments may have told of the same: the one that told of most counts, so that no sum says more than is held. Whoever recorded a grant
 * without its amount has not said how much. $2 the day, $3 what was known when.
 */
export const heldAmounts = `amounts as (
    select kind, subject_id, benefit, max(amount) as amount from (
      select kind, subject_id, benefit, source, case when bool_and(amount is not null) then sum(amount) end as amount from (
        select distinct on (kind, subject_id, benefit, source, period_from) * from (
          ${of('person_id', person.code)} union all ${of('household_id', household.code)}) every_word
        order by kind, subject_id, benefit, source, period_from, observed_on desc, recorded_at desc) newest
      where period_from <= $2::date and coalesce(period_to, 'infinity') >= $2::date
      group by kind, subject_id, benefit, source) by_source
    group by kind, subject_id, benefit)`;

const text = `with wanted as (select * from unnest($4::text[], $5::uuid[], $6::text[]) as w (kind, subject_id, benefit)), ${heldAmounts}
  select subject_id, benefit, amount::bigint as amount from amounts where $1::text is null and amount is not null`;

/** What is held without ground, with its money: one statement for all of it. */
export async function withHeldAmounts(sql: Sql, gaps: readonly Gap[], asOf: string): Promise<readonly Gap[]> {
  const wanted = gaps.flatMap(({ kind, subject, benefit }) => (kind === 'SURPLUS' && benefit !== null ? [{ subject, benefit }] : []));
  if (wanted.length === 0) return gaps;
  const rows = await sql<{ subject_id: string; benefit: string; amount: string | number }>(text, [
    ...[null, asOf, null],
    wanted.map(({ subject }) => subject.kind),
    wanted.map(({ subject }) => subject.id),
    wanted.map(({ benefit }) => benefit.code),
  ]);
  const amounts = new Map(rows.map((row) => [`${row.subject_id}|${row.benefit}`, Number(row.amount)]));
  return gaps.map((gap) =>
    gap.kind === 'SURPLUS' ? { ...gap, amount: amounts.get(`${gap.subject.id}|${gap.benefit?.code ?? ''}`) ?? null } : gap,
  );
}
