import { expectVersion, type ModuleTx, type Observation, type ObservationTarget, type Written } from 'xianjie/schema';
import { organisationRefusals } from './refusals.js';

export interface OrganisationRow {
  readonly id: string;
  readonly area_code: string;
  readonly kind: string | null;
  readonly version: number;
}

/** Locks an organisation by the code that names it. No such one, or out of scope: refused. */
export async function lockedOrganisation(tx: ModuleTx, creditCode: string): Promise<OrganisationRow> {
  const [row] = await tx.sql<OrganisationRow>(
    'select id, area_code, kind, version from employment_organisation where credit_code = $1 for update',
    [creditCode.toUpperCase()],
  );
  return row ?? organisationRefusals.refuse('ORGANISATION_NOT_FOUND', ['input', 'creditCode']);
}

export interface JobRow {
  readonly id: string;
  readonly person_id: string;
  readonly area_code: string;
  readonly version: number;
}

export async function lockedJob(tx: ModuleTx, id: string | null, expected?: number | null): Promise<JobRow> {
  const [row] = await tx.sql<JobRow>('select id, person_id, area_code, version from employment_workshop_job where id = $1 for update', [
    id,
  ]);
  if (!row) return organisationRefusals.refuse('WORKSHOP_JOB_NOT_FOUND', ['input', 'job']);
  expectVersion(row, expected);
  return row;
}

export const yearTarget: ObservationTarget = {
  table: 'employment_organisation_year',
  subject: 'organisation_id',
  columns: { year: 'int', staff: 'int', hires: 'int', qualifying_hires: 'int', layoffs: 'int' },
  key: ['year'],
};

export const inspectionTarget: ObservationTarget = {
  table: 'employment_inspection',
  subject: 'organisation_id',
  columns: { finding: 'text', problem: 'text' },
};

export const payTarget: ObservationTarget = {
  table: 'employment_workshop_pay',
  subject: 'person_id',
  columns: { job_id: 'uuid', year: 'int', paid_to_date: 'bigint' },
  key: ['job_id', 'year'],
};

export const ofOrganisation = (row: OrganisationRow, values: Observation['values']): Observation => ({
  subjectId: row.id,
  areaCode: row.area_code,
  values,
});

export const writtenOrganisation = (row: { readonly id: string; readonly area_code: string }): Written => ({
  id: row.id,
  subjectType: 'Organisation',
  areaCode: row.area_code,
});

export const writtenJob = (row: { readonly id: string; readonly area_code: string }): Written => ({
  id: row.id,
  subjectType: 'WorkshopJob',
  areaCode: row.area_code,
});
