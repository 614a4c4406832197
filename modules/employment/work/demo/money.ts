import type { DemoHousehold, DemoPlace, DemoRows } from 'xianjie/schema';
import { chanceOf, dayAfter, numberOf } from './chance.js';
import { registered, type DemoJob } from './jobs.js';
import type { Worker } from './people.js';

type Rows = Record<string, DemoRows[string][number][]>;
const add = (rows: Rows, table: string, row: DemoRows[string][number]): void => void (rows[table] ??= []).push(row);
const draws = ({ person }: Worker, what: string, share: number): boolean => chanceOf(person.id, what) < share;

/** Fen for the two places; what town A pays. */
const AMOUNTS = { OUT_OF_PROVINCE: 50_000, IN_PROVINCE_OUT_OF_COUNTY: 30_000 } as const;

const outOfPoverty = ({ registerStatus }: DemoHousehold): boolean => registerStatus !== null && registerStatus !== 'NEVER_REGISTERED';

/** Where somebody works away from the county. */
export const awayOf = (job: DemoJob | null): keyof typeof AMOUNTS | null =>
  job?.employed === true && job.place !== null && job.place !== 'IN_COUNTY' ? job.place : null;

/**
 * The transport subsidy paid by the end of June: most of those who work away have theirs, some wait for it; one in a hundred of those who
 * do not work away was paid all the same, and a few were paid the other place's amount. Finding them is part of the work.
 */
export function paymentOf({ household, person, job }: Pick<Worker, 'household' | 'person' | 'job'>): Payment | null {
  const away = awayOf(job);
  const share = away !== null && outOfPoverty(household) ? 0.76 : job?.employed === true ? 0.012 : 0;
  if (!registered(household) || chanceOf(person.id, 'subsidy') >= share) return null;
  const due = AMOUNTS[away ?? 'IN_PROVINCE_OUT_OF_COUNTY'];
  const wrong = chanceOf(person.id, 'wrong amount') < 0.02;
  return {
    on: dayAfter('2025-03-05', numberOf(0, 100, person.id, 'paid')),
    amount: wrong ? AMOUNTS.OUT_OF_PROVINCE + AMOUNTS.IN_PROVINCE_OUT_OF_COUNTY - due : due,
  };
}

interface Payment {
  readonly on: string;
  /** In fen. */
  readonly amount: number;
}

/** What was paid to or for a worker, and the claims behind it. */
export function subsidyRows(worker: Worker, rows: Rows): void {
  const { household, person, area, job } = worker;
  if (!registered(household)) return;
  const away = awayOf(job);
  const paid = paymentOf(worker);
  const on = paid?.on ?? dayAfter('2025-03-05', numberOf(0, 100, person.id, 'paid'));
  const grant = (benefit: string, form: string, fen: number | null): void =>
    add(rows, 'benefit_grant', {
      household_id: household.id,
      person_id: person.id,
      area_code: area,
      benefit,
      form,
      amount: fen,
      period_from: '2025-01-01',
      period_to: '2025-12-31',
      paid_on: on,
      payer: 'HRSS',
      observed_on: on,
      source: 'HRSS',
    });
  if (paid) grant('employment.transportSubsidy', 'CASH', paid.amount);
  if (away !== null && draws(worker, 'insured', 0.31)) grant('employment.accidentInsurance', 'PREMIUM', 3_000);
  // Of those who wish to found a business (the file draws by the same name) more than half were helped.
  if (draws(worker, 'business', 0.07) && draws(worker, 'founding', 0.6)) grant('employment.startupTraining', 'SERVICE', null);
  if (away !== null && outOfPoverty(household)) claimRows(worker, away, paid, rows);
}

/** Claims: of a third of what was paid, and of most of what waits. */
function claimRows(worker: Worker, place: keyof typeof AMOUNTS, paid: Payment | null, rows: Rows): void {
  if (!draws(worker, 'claimed', paid ? 0.35 : 0.6)) return;
  const claimed_on = paid ? dayAfter(paid.on, -15) : dayAfter('2025-05-06', numberOf(0, 40, worker.person.id, 'claimed'));
  const checked = paid !== null || draws(worker, 'checked', 0.4);
  add(rows, 'employment_transport_claim', {
    person_id: worker.person.id,
    area_code: worker.area,
    year: 2025,
    place,
    work_area: worker.job?.workArea ?? null,
    state: paid ? 'PAID' : checked ? 'CHECKED' : 'CLAIMED',
    claimed_on,
    checked_on: checked ? dayAfter(claimed_on, 7) : null,
    checked_place: checked ? place : null,
    paid_on: paid?.on ?? null,
    amount: paid?.amount ?? null,
  });
}

/** What work-relief projects paid for labour: most report it, one in five of those stays below the tenth. */
export function labourRows(place: DemoPlace): DemoRows {
  const reported = place.projects.filter(
    ({ id, category, paidAmount }) => category === 'WORK_RELIEF' && paidAmount > 0 && chanceOf(id, 'reported') < 0.85,
  );
  return {
    employment_project_labour: reported.map(({ id, areaCode, paidAmount }) => {
      const share = chanceOf(id, 'low') < 0.2 ? 0.05 + 0.045 * chanceOf(id, 'share') : 0.1 + 0.16 * chanceOf(id, 'share');
      const workers = numberOf(8, 60, id, 'workers');
      return {
        project_id: id,
        area_code: areaCode,
        labour_pay: Math.round((paidAmount * share) / 100) * 100,
        workers,
        registered_workers: Math.round(workers * (0.2 + 0.6 * chanceOf(id, 'registered'))),
        observed_on: '2025-06-10',
        source: 'RRB',
      };
    }),
  };
}
