import type { ModuleTx, Written } from 'xianjie/schema';
import { areaOf, text, within } from '../../input.js';
import { organisationRefusals } from '../refusals.js';

export interface RecordAgreement {
  readonly area: string;
  readonly number: string;
  readonly partner: string;
  readonly place?: string | null | undefined;
  readonly places?: number | null | undefined;
  readonly startsOn: string;
  readonly endsOn?: string | null | undefined;
}

/** 劳务协作: an agreement with a place or a firm that takes workers. */
export async function recordAgreement(tx: ModuleTx, input: RecordAgreement): Promise<Written> {
  text(input.number, 'number', 40);
  text(input.partner, 'partner', 100);
  within(input.places, 'places', [0, 1_000_000]);
  if (input.endsOn != null && input.endsOn < input.startsOn) organisationRefusals.refuse('TERM_ORDER', ['input', 'endsOn']);
  const area = await areaOf(tx, input.area);
  const [made] = await tx.sql<{ id: string }>(
    `insert into employment_agreement (area_code, number, partner, place, places, starts_on, ends_on) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (area_code, number) do nothing returning id`,
    [area, input.number, input.partner, input.place, input.places, input.startsOn, input.endsOn],
  );
  if (!made) return organisationRefusals.refuse('AGREEMENT_NUMBER_TAKEN', ['input', 'number']);
  return { id: made.id, subjectType: 'LabourAgreement', areaCode: area };
}
