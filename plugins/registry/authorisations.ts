import { refuse, type AuthorisationInput, type Saying } from 'xianjie/schema';
import type { Protect } from '../storage/index.js';
import { touchHouseholds, type Tx } from './rows.js';

/**
 * What a household said of the matching of its data. It is appended whatever was said before: of two words of one day the later one counts,
 * also where it repeats what stood before the other.
 */
export async function writeAuthorisation(
  { sql }: Tx,
  protect: Protect,
  { observedOn, source }: Saying,
  household: { readonly id: string; readonly area_code: string },
  { validFrom, validTo, withdrawn }: AuthorisationInput,
): Promise<void> {
  const from = validFrom ?? observedOn;
  // The newest word counts: one that begins later would leave the days until then without any.
  if (from > observedOn) refuse('DATE_AFTER_DATA', ['input', 'validFrom']);
  if (validTo != null && validTo < from) refuse('SAME_PERIOD_ORDER', ['input', 'validTo']);
  // What is withdrawn ended the day before.
  const ended = dayBefore(observedOn);
  const [first, last] = withdrawn === true ? [ended, ended] : [from, validTo ?? null];
  await sql(
    `insert into household_authorisation (household_id, area_code, valid_from, valid_to, observed_on, source, digest)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    // The digest as the feed has it: its last day says whether a list repeats this.
    [household.id, household.area_code, first, last, observedOn, source, protect.digest([last])],
  );
  await touchHouseholds(sql, [household.id]);
}

function dayBefore(day: string): string {
  const before = new Date(`${day}T00:00:00Z`);
  before.setUTCDate(before.getUTCDate() - 1);
  return before.toISOString().slice(0, 10);
}
