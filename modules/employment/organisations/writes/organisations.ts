import { cell, expectVersion, sayingOf, type ModuleTx, type Written } from 'xianjie/schema';
import { areaOf, text, within } from '../../input.js';
import { organisationRefusals } from '../refusals.js';
import { inspectionTarget, lockedOrganisation, ofOrganisation, writtenOrganisation, yearTarget } from '../store.js';

/** What a write knows beside its input: the day. */
export interface Writing {
  readonly today: string;
}

interface Said {
  readonly observedOn?: string | null;
  readonly source?: string | null;
}

/** The code as it is stored. @throws Refused CREDIT_CODE_INVALID */
export function creditCodeOf(code: string): string {
  const read = cell.creditCode.read(code.trim());
  return 'value' in read ? read.value : organisationRefusals.refuse('CREDIT_CODE_INVALID', ['input', 'creditCode']);
}

export interface RegisterOrganisation extends Said {
  readonly creditCode: string;
  readonly area: string;
  readonly name: string;
  readonly kind?: string | null | undefined;
  readonly workshopForm?: string | null | undefined;
  readonly smallFirm?: boolean | null | undefined;
  readonly rural?: boolean | null | undefined;
  readonly closedOn?: string | null | undefined;
  readonly expectedVersion?: number | null | undefined;
}

/** Registers an organisation; one that is known is changed, if the version that was read is given. What is left out stays. */
export async function registerOrganisation(tx: ModuleTx, input: RegisterOrganisation, { today }: Writing): Promise<Written> {
  const code = creditCodeOf(input.creditCode);
  text(input.name, 'name', 100);
  const area = await areaOf(tx, input.area);
  const { source, observedOn } = await sayingOf(tx, input, { today, source: 'HRSS' });
  const { kind, workshopForm, smallFirm, rural, closedOn } = input;
  const values = [input.name, kind, workshopForm, smallFirm, rural, closedOn, source, observedOn];
  if (input.expectedVersion != null) {
    const row = await lockedOrganisation(tx, code);
    expectVersion(row, input.expectedVersion);
    await tx.sql(
      `update employment_organisation set name = $2, kind = coalesce($3, kind), workshop_form = coalesce($4, workshop_form),
         small_firm = coalesce($5, small_firm), rural = coalesce($6, rural), closed_on = coalesce($7, closed_on), source = $8, said_on = $9,
         version = version + 1, updated_at = now() where id = $1`,
      [row.id, ...values],
    );
    return writtenOrganisation(row);
  }
  const [made] = await tx.sql<{ id: string; area_code: string }>(
    `insert into employment_organisation (credit_code, area_code, name, kind, workshop_form, small_firm, rural, closed_on, source, said_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (credit_code) do nothing returning id, area_code`,
    [code, area, ...values],
  );
  return made ? writtenOrganisation(made) : organisationRefusals.refuse('CREDIT_CODE_TAKEN', ['input', 'creditCode']);
}

export interface RecordYear extends Said {
  readonly creditCode: string;
  readonly year: number;
  readonly staff?: number | null | undefined;
  readonly hires?: number | null | undefined;
  readonly qualifyingHires?: number | null | undefined;
  readonly layoffs?: number | null | undefined;
}

/** A year of an organisation as one department says it; what it leaves out, an earlier word may say. */
export async function recordYear(tx: ModuleTx, input: RecordYear, { today }: Writing): Promise<Written> {
  const { year, staff, hires, qualifyingHires, layoffs } = input;
  within(year, 'year', [1990, Number(today.slice(0, 4))]);
  for (const [field, value] of Object.entries({ staff, hires, qualifyingHires, layoffs })) within(value, field, [0, 10_000_000]);
  if ([staff, hires, qualifyingHires, layoffs].every((figure) => figure == null))
    organisationRefusals.refuse('YEAR_SAYS_NOTHING', ['input']);
  if (hires != null && qualifyingHires != null && qualifyingHires > hires)
    organisationRefusals.refuse('HIRES_DO_NOT_FIT', ['input', 'qualifyingHires']);
  const row = await lockedOrganisation(tx, input.creditCode);
  const saying = await sayingOf(tx, input, { today, source: 'HRSS' });
  const values = { year, staff: staff ?? null, hires: hires ?? null, qualifying_hires: qualifyingHires ?? null, layoffs: layoffs ?? null };
  await tx.observe(yearTarget, saying, [ofOrganisation(row, values)]);
  return writtenOrganisation(row);
}

export interface RecordInspection extends Said {
  readonly creditCode: string;
  readonly finding: string;
  readonly problem?: string | null | undefined;
}

/** 定期开展就业帮扶车间运行情况调查监管,不规范的及时整改: a visit, what it found, and that it was put right. */
export async function recordInspection(tx: ModuleTx, input: RecordInspection, { today }: Writing): Promise<Written> {
  text(input.problem, 'problem', 500);
  const row = await lockedOrganisation(tx, input.creditCode);
  if (row.kind !== 'WORKSHOP') organisationRefusals.refuse('NO_WORKSHOP', ['input', 'creditCode']);
  if (input.finding === 'IRREGULAR' && input.problem == null) organisationRefusals.refuse('PROBLEM_NEEDED', ['input', 'problem']);
  const [last] = await tx.sql<{ finding: string }>(
    'select finding from employment_inspection where organisation_id = $1 and withdrawn_at is null order by observed_on desc, recorded_at desc limit 1',
    [row.id],
  );
  if (input.finding === 'RECTIFIED' && last?.finding !== 'IRREGULAR')
    organisationRefusals.refuse('NOTHING_TO_RECTIFY', ['input', 'finding']);
  const saying = await sayingOf(tx, input, { today, source: 'HRSS' });
  await tx.observe(inspectionTarget, saying, [ofOrganisation(row, { finding: input.finding, problem: input.problem ?? null })]);
  return writtenOrganisation(row);
}
