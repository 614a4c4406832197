import type { ModuleTx, Observation, ObservationTarget, RowEffect, Saying } from 'xianjie/schema';

/** What is said of somebody's work, by column. */
export interface EmploymentValues {
  readonly [column: string]: unknown;
  readonly employed: boolean;
  readonly place: string | null | undefined;
  readonly form: string | null | undefined;
  readonly stable: boolean | null | undefined;
  readonly work_area: string | null | undefined;
  readonly employer: string | null | undefined;
  readonly employer_code: string | null | undefined;
  readonly monthly_pay: number | null | undefined;
  readonly started_on: string | null | undefined;
  readonly ended_on: string | null | undefined;
  readonly returned: boolean | null | undefined;
  readonly returned_on: string | null | undefined;
}

/** The columns stand in the order of the declaration: what repeats itself is known by their digest. */
export const recordTarget: ObservationTarget = {
  table: 'employment_record',
  subject: 'person_id',
  columns: {
    employed: 'boolean',
    place: 'text',
    form: 'text',
    stable: 'boolean',
    work_area: 'text',
    employer: 'text',
    employer_code: 'text',
    monthly_pay: 'bigint',
    started_on: 'date',
    ended_on: 'date',
    returned: 'boolean',
    returned_on: 'date',
  },
};

export const fileTarget: ObservationTarget = {
  table: 'employment_file',
  subject: 'person_id',
  columns: {
    skills: 'text[]',
    certificates: 'text[]',
    wants_work: 'boolean',
    willing_away: 'boolean',
    wants_business: 'boolean',
    wants_training: 'boolean',
    graduate: 'boolean',
    graduated_on: 'date',
    fit_for_work: 'boolean',
  },
};

const attendanceTarget: ObservationTarget = {
  table: 'employment_attendance',
  subject: 'person_id',
  columns: { course_id: 'uuid', course_area: 'text', completed: 'boolean', certificate: 'text' },
  key: ['course_id'],
};

export const labourTarget: ObservationTarget = {
  table: 'employment_project_labour',
  subject: 'project_id',
  columns: { labour_pay: 'bigint', workers: 'int', registered_workers: 'int' },
};

/** Who attended a course. Whoever did has met an open need of its kind. */
export async function observeAttendance(
  tx: ModuleTx,
  saying: Saying,
  said: readonly (Observation & { readonly kind: string; readonly endsOn: string })[],
): Promise<readonly RowEffect[]> {
  if (said.length === 0) return [];
  const effects = await tx.observe(attendanceTarget, saying, said);
  await tx.sql(
    `update employment_training_need n set closed_on = a.ends_on, met = true, version = n.version + 1, updated_at = now()
     from unnest($1::uuid[], $2::text[], $3::date[]) as a (person_id, kind, ends_on)
     where n.person_id = a.person_id and n.kind = a.kind and n.closed_on is null and n.wanted_on <= a.ends_on`,
    [said.map((one) => one.subjectId), said.map((one) => one.kind), said.map((one) => one.endsOn)],
  );
  return effects;
}
