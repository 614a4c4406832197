import { refuse, sayingOf, type ModuleTx, type RowEffect, type Saying, type Written } from 'xianjie/schema';
import { within } from '../../input.js';
import { organisationRefusals } from '../refusals.js';
import { lockedOrganisation, payTarget, writtenJob } from '../store.js';
import type { Writing } from './organisations.js';

/** What a workshop says it has paid one worker in a year so far. */
export interface PaySaid {
  readonly personId: string;
  readonly areaCode: string;
  readonly organisation: { readonly id: string; readonly area_code: string };
  readonly year: number;
  /** In fen. */
  readonly paidToDate: number;
  readonly startedOn?: string | null | undefined;
}

/** Makes the jobs that are not known yet and notes the pay of each, many at once. */
export async function observePay(
  tx: ModuleTx,
  saying: Saying,
  said: readonly PaySaid[],
): Promise<{ readonly jobs: readonly string[]; readonly effects: readonly RowEffect[] }> {
  if (said.length === 0) return { jobs: [], effects: [] };
  const jobs = await tx.sql<{ id: string; person_id: string; organisation_id: string }>(
    `insert into employment_workshop_job (person_id, area_code, organisation_id, organisation_area, started_on, source, said_on)
     select distinct on (person_id, organisation_id) *, $6::text, $7::date
     from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::date[]) as s (person_id, area_code, organisation_id, organisation_area, started_on)
     order by person_id, organisation_id, started_on
     on conflict (person_id, organisation_id) do update set started_on = coalesce(employment_workshop_job.started_on, excluded.started_on),
       updated_at = now()
     returning id, person_id, organisation_id`,
    [
      said.map((one) => one.personId),
      said.map((one) => one.areaCode),
      said.map((one) => one.organisation.id),
      said.map((one) => one.organisation.area_code),
      said.map((one) => one.startedOn ?? null),
      saying.source,
      saying.observedOn,
    ],
  );
  const ids = new Map(jobs.map((job) => [`${job.person_id} ${job.organisation_id}`, job.id]));
  const ofEach = said.map((one) => ids.get(`${one.personId} ${one.organisation.id}`) ?? '');
  const effects = await tx.observe(
    payTarget,
    saying,
    said.map((one, i) => ({
      subjectId: one.personId,
      areaCode: one.areaCode,
      values: { job_id: ofEach[i], year: one.year, paid_to_date: one.paidToDate },
    })),
  );
  return { jobs: ofEach, effects };
}

/** The pay of a year only grows: for each job of these people what was last said of it. Key: person, organisation, year. */
export async function lastPay(tx: ModuleTx, people: readonly string[], on: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.sql<{ person_id: string; organisation_id: string; year: number; paid_to_date: number }>(
    `select distinct on (p.job_id, p.year) p.person_id, j.organisation_id, p.year, p.paid_to_date
     from employment_workshop_pay p join employment_workshop_job j on j.id = p.job_id
     where p.person_id = any($1::uuid[]) and p.withdrawn_at is null and p.observed_on < $2
     order by p.job_id, p.year, p.observed_on desc, p.recorded_at desc`,
    [people, on],
  );
  return new Map(rows.map((row) => [`${row.person_id} ${row.organisation_id} ${row.year}`, row.paid_to_date]));
}

export interface RecordPay {
  readonly person: string | number;
  readonly creditCode: string;
  readonly year: number;
  readonly paidToDate: number;
  readonly startedOn?: string | null | undefined;
  readonly observedOn?: string | null;
  readonly source?: string | null;
}

/** One worker's pay of a year so far, as the workshop states it. */
export async function recordPay(tx: ModuleTx, input: RecordPay, { today }: Writing): Promise<Written> {
  const person = await tx.person(input.person);
  if (!person) return refuse('PERSON_NOT_FOUND', ['input', 'person']);
  const organisation = await lockedOrganisation(tx, input.creditCode);
  if (organisation.kind !== 'WORKSHOP') organisationRefusals.refuse('NO_WORKSHOP', ['input', 'creditCode']);
  const saying = await sayingOf(tx, input, { today, source: 'HRSS' });
  within(input.year, 'year', [1990, Number(saying.observedOn.slice(0, 4))]);
  within(input.paidToDate, 'paidToDate', [0, 9_000_000_000_000_000]);
  const before = (await lastPay(tx, [person.id], saying.observedOn)).get(`${person.id} ${organisation.id} ${input.year}`);
  if (before !== undefined && before > input.paidToDate) organisationRefusals.refuse('PAY_FALLS', ['input', 'paidToDate']);
  const { jobs } = await observePay(tx, saying, [{ ...input, personId: person.id, areaCode: person.areaCode, organisation }]);
  return writtenJob({ id: jobs[0] ?? '', area_code: person.areaCode });
}
