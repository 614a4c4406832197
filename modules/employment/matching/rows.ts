import type { Sql } from 'xianjie/schema';
import { atWork } from '../at-work.js';
import type { Opening, Seeker } from './match.js';

export interface SeekerRow extends Seeker {
  readonly id: string;
}
export interface OpeningRow extends Opening {
  readonly id: string;
}

/** Of every wish the newest word, whoever said it; of the work the newest record, and work that is over, or has not begun, is none. $1: people, or null for all who want work. $2 to $3: the area. $4: today. */
const seekersSql = `
  with said as (
    select person_id, wants_work, willing_away, to_jsonb(skills) as skills, observed_on, recorded_at from employment_file
    where withdrawn_at is null and ($1::uuid[] is null or person_id = any($1::uuid[]))),
  wishes as (
    select person_id,
      (array_agg(wants_work order by observed_on desc, recorded_at desc) filter (where wants_work is not null))[1] as wants_work,
      (array_agg(willing_away order by observed_on desc, recorded_at desc) filter (where willing_away is not null))[1] as willing_away,
      (array_agg(skills order by observed_on desc, recorded_at desc) filter (where skills is not null))[1] as skills
    from said group by person_id)
  select p.id, w.wants_work as "wantsWork", w.willing_away as "willingAway", r.employed, r.monthly_pay as "presentPay", w.skills,
    p.labour_capacity as "labourCapacity"
  from person p
  left join wishes w on w.person_id = p.id
  left join lateral (
    select ${atWork('$4')} as employed, monthly_pay from employment_record e
    where e.person_id = p.id and e.withdrawn_at is null order by observed_on desc, recorded_at desc limit 1) r on true
  where p.left_on is null and case when $1::uuid[] is null then w.wants_work and p.area_code >= $2 and p.area_code < $3 else p.id = any($1::uuid[]) end
  order by p.area_code, p.id limit 5000`;

/** These people, as seekers of work. */
export async function seekersById(sql: Sql, ids: readonly string[], today: string): Promise<ReadonlyMap<string, SeekerRow>> {
  const rows = await sql<SeekerRow>(seekersSql, [ids, '', '', today]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whoever wants work within an area that is seen. */
export const seekersInside = (
  sql: Sql,
  { low, high }: { readonly low: string; readonly high: string },
  today: string,
): Promise<SeekerRow[]> => sql<SeekerRow>(seekersSql, [null, low, high, today]);

const openingColumns = 'id, place, pay_from as "payFrom", pay_to as "payTo", skills, full_labour as "fullLabour"';

/** What is on offer on a day, the newest first. */
export const openings = (sql: Sql, today: string): Promise<OpeningRow[]> =>
  sql<OpeningRow>(
    `select ${openingColumns} from employment_posting where published_on <= $1 and (closed_on is null or closed_on > $1)
     order by published_on desc, id limit 1000`,
    [today],
  );

export const openingsById = (sql: Sql, ids: readonly string[]): Promise<OpeningRow[]> =>
  sql<OpeningRow>(`select ${openingColumns} from employment_posting where id = any($1::uuid[])`, [ids]);
