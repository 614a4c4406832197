import {
  expectVersion,
  refuse,
  versionField,
  writeMutation,
  type FoundRecord,
  type GraphBuilder,
  type ModuleTx,
  type Services,
} from 'xianjie/schema';
import type { EmploymentPlace } from '../../codes.js';
import { transportSubsidy } from '../benefits.js';
import { refusals } from '../errors.js';
import type { WorkEnums } from '../graph/common.js';
import { advance, type ClaimState, type ClaimStep } from '../transport-steps.js';
import { transportDue, type AskTransport } from '../transport-due.js';
import { about, personField, personOf, SPEAKER, WRITE } from './common.js';

/** W18: claimed, place of work checked, paid. */
export function addClaimMutations(builder: GraphBuilder, enums: WorkEnums): void {
  writeMutation(builder, {
    name: 'claimTransportSubsidy',
    description: 'Claims the transport subsidy for a person whose record shows work outside the county (申请交通补贴).',
    scope: WRITE,
    returns: 'TransportClaim',
    key: 'NEEDED',
    input: (t) => ({
      ...personField(t),
      year: t.int({ required: true, description: 'The year it is for (年度).' }),
      workArea: t.string({ description: 'Province, city or county of work (务工地区).' }),
      claimedOn: t.field({ type: 'Date', description: 'When; default: today (申请日期).' }),
    }),
    write: async ({ workArea, year, ...input }, tx, { today, services }) => {
      const person = await personOf(tx, input.person);
      const claimedOn = notAfter(input.claimedOn ?? today, today, 'claimedOn');
      if (year > Number(claimedOn.slice(0, 4)) || year < 1990) refusals.refuse('CLAIM_YEAR', ['input', 'year']);
      if (workArea != null && (workArea.trim() === '' || [...workArea].length > 100))
        refusals.refuse('TEXT_LENGTH', ['input', 'workArea'], { max: 100 });
      const place = await placeOf(tx, person.id, claimedOn);
      const to = take('CLAIM', { state: 'WORKING_AWAY', place }, ['input', 'person']);
      if (place !== null) await transportDue(asking(services), { person, place, year, claimedOn }, ['input', 'person']);
      const [claim] = await tx.sql<{ id: string }>(
        `insert into employment_transport_claim (person_id, area_code, year, place, work_area, state, claimed_on) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (person_id) where state <> 'PAID' do nothing returning id`,
        [person.id, person.areaCode, year, place, workArea, to, claimedOn],
      );
      return about((claim ?? refusals.refuse('CLAIM_OPEN', ['input', 'person'])).id, 'TransportClaim', person);
    },
  });

  writeMutation(builder, {
    name: 'advanceTransportClaim',
    description: 'Takes the next step of a claim: the place of work is checked, then it is paid (办理交通补贴).',
    scope: WRITE,
    returns: 'TransportClaim',
    key: 'NEEDED',
    input: (t) => ({
      claim: t.id({ required: true, description: 'The claim, by global id (申请).' }),
      step: t.field({ type: enums.claimStep, required: true, description: 'Which step (步骤).' }),
      foundPlace: t.field({ type: enums.place, description: 'For CHECK: the place of work that was found (核实的务工地点).' }),
      amount: t.field({ type: 'Money', description: 'For PAY: what was paid, no more than is due; default: what is due (发放金额).' }),
      on: t.field({ type: 'Date', description: 'When; default: today (办理日期).' }),
      ...versionField(t),
    }),
    write: async ({ step, foundPlace, ...input }, tx, { today, services }) => {
      const claim =
        (await tx.record<Claim>(
          {
            type: 'TransportClaim',
            table: 'employment_transport_claim',
            columns: ['person_id', 'year', 'place', 'state', 'claimed_on', 'checked_on'],
          },
          input.claim,
        )) ?? refusals.refuse('NO_SUCH_CLAIM', ['input', 'claim']);
      expectVersion(claim, input.expectedVersion);
      const on = notAfter(input.on ?? today, today, 'on');
      if (on < (claim.checked_on ?? claim.claimed_on)) refusals.refuse('ENDS_BEFORE_START', ['input', 'on']);
      if ((input.amount ?? 0) < 0) refusals.refuse('NEGATIVE', ['input', 'amount']);
      const due =
        step === 'PAY' && claim.state === 'CHECKED' ? await transportDue(asking(services), claimed(claim), ['input', 'claim']) : null;
      const amount = input.amount ?? due;
      const to = take(step, { state: claim.state, place: claim.place, found: foundPlace, amount }, ['input', 'step']);
      if (due !== null && amount !== null && amount > due)
        refusals.refuse('MORE_THAN_DUE', ['input', 'amount'], { due: (due / 100).toFixed(2) });
      await tx.sql(
        to === 'CHECKED'
          ? `update employment_transport_claim set state = $2, checked_on = $3, checked_place = $4, version = version + 1, updated_at = now() where id = $1`
          : `update employment_transport_claim set state = $2, paid_on = $3, amount = $4, version = version + 1, updated_at = now() where id = $1`,
        [claim.id, to, on, to === 'CHECKED' ? foundPlace : amount],
      );
      if (to === 'PAID') await grantPaid(tx, claim, on, amount);
      return about(claim.id, 'TransportClaim', claim);
    },
  });
}

/** The two transport checks, as the caller may ask them. */
const asking =
  ({ eligibility }: Services): AskTransport =>
  async (person, checks, asOf) => {
    const { verdicts, withheld } = await eligibility.evaluate({ subjects: [person], checks, asOf });
    if (withheld.length > 0) refuse('NOT_AUTHORISED', ['input']);
    return verdicts;
  };

const claimed = (claim: FoundRecord & Claim) => ({
  person: { id: claim.person_id, areaCode: claim.areaCode },
  place: claim.place,
  year: claim.year,
  claimedOn: claim.claimed_on,
});

/** What was paid stands among what the person received, as the bureau's list would have it. */
async function grantPaid(tx: ModuleTx, { person_id: personId, year }: Claim, paidOn: string, amount: number | null): Promise<void> {
  const { code: benefit, form } = transportSubsidy;
  const period = { periodFrom: `${year}-01-01`, periodTo: `${year}-12-31` };
  await tx.grant({ personId }, { source: SPEAKER, observedOn: paidOn }, { benefit, form, amount, paidOn, payer: SPEAKER, ...period });
}

interface Claim {
  readonly person_id: string;
  readonly year: number;
  readonly place: EmploymentPlace;
  readonly state: ClaimState;
  readonly claimed_on: string;
  readonly checked_on: string | null;
}

/** The step's new state. @throws Refused */
function take(step: ClaimStep, facts: Parameters<typeof advance>[1], path: readonly string[]): ClaimState {
  const next = advance(step, facts);
  return 'to' in next ? next.to : refusals.refuse(next.refusal, path);
}

function notAfter(day: string, today: string, field: string): string {
  return day > today ? refuse('DATE_IN_FUTURE', ['input', field]) : day;
}

/** Where the newest record as of the day shows the person at work; null: at home, at no work, or nobody said. */
async function placeOf(tx: ModuleTx, person: string, day: string): Promise<EmploymentPlace | null> {
  const [newest] = await tx.sql<{ place: EmploymentPlace | null }>(
    `select place from (select place, ended_on from employment_record
       where person_id = $1 and observed_on <= $2 and withdrawn_at is null order by observed_on desc, recorded_at desc limit 1) o
     where ended_on is null or ended_on >= $2`,
    [person, day],
  );
  return newest?.place ?? null;
}
