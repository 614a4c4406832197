import { cell, defineFeed, needed, ofPeople, optional, personOfRow, sheet, type Benefit, type ModuleTx } from 'xianjie/schema';
import { subsidyKinds, type SubsidyKind } from '../../codes.js';
import {
  accidentInsurance,
  migrantService,
  startupLoan,
  startupPremises,
  startupSubsidy,
  startupTaxRelief,
  startupTraining,
  transportSubsidy,
} from '../benefits.js';

const benefits: Readonly<Record<SubsidyKind, Benefit>> = {
  TRANSPORT: transportSubsidy,
  ACCIDENT_INSURANCE: accidentInsurance,
  MIGRANT_SERVICE: migrantService,
  STARTUP: startupSubsidy,
  STARTUP_TAX_RELIEF: startupTaxRelief,
  STARTUP_PREMISES: startupPremises,
  STARTUP_LOAN: startupLoan,
  STARTUP_TRAINING: startupTraining,
};

const file = sheet({
  residentId: needed('证件号码', 'resident_id', cell.residentId, '110101190001011009'),
  year: needed('年度', 'year', cell.year, '2025'),
  kind: needed('补贴项目', 'kind', cell.oneOf(subsidyKinds), '交通补贴'),
  amount: optional('金额', 'amount', cell.money('NOT_NEGATIVE'), '500.00'),
  paidOn: needed('发放日期', 'paid_on', cell.day, '2025-04-18'),
});

interface Paid {
  readonly person: string;
  readonly year: number;
  readonly amount: number | null;
  readonly paidOn: string;
}

/** A claim whose place of work was checked is paid when the list says so; one that was not checked stays for somebody to look at. */
async function closeClaims(tx: ModuleTx, paid: readonly Paid[]): Promise<void> {
  if (paid.length === 0) return;
  await tx.sql(
    `update employment_transport_claim c set state = 'PAID', paid_on = p.paid_on, amount = p.amount, version = c.version + 1, updated_at = now()
     from unnest($1::uuid[], $2::int[], $3::bigint[], $4::date[]) as p (person_id, year, amount, paid_on)
     where c.person_id = p.person_id and c.year = p.year and c.state = 'CHECKED' and c.checked_on <= p.paid_on and p.amount is not null`,
    [paid.map((one) => one.person), paid.map((one) => one.year), paid.map((one) => one.amount), paid.map((one) => one.paidOn)],
  );
}

export const subsidiesFeed = defineFeed({
  code: 'employment.subsidies',
  title: { zh: '就业补贴和扶持', en: 'Subsidies and help given to workers' },
  description: {
    zh: '每人每年每项一行。全量名单须列全本区划该年度已发放、已落实的各项补贴和扶持：未列入者视为当年未享受',
    en: 'One row per person, year and kind. A complete list holds all that was paid or given in the area for the year: whoever it leaves out received nothing',
  },
  source: 'HRSS',
  columns: file.columns,
  naturalKey: ['residentId', 'year', 'kind'],
  canBeComplete: true,
  ...ofPeople,
  parse: file.read,
  periodOf: (row) => String(row.year),
  write: async ({ tx, registry }, batch, rows) => {
    const written = await registry.importGrants(
      batch,
      rows.map((line) => {
        const { year, kind, amount, paidOn } = line.row;
        const { code, form } = benefits[kind];
        const period = { periodFrom: `${year}-01-01`, periodTo: `${year}-12-31` };
        return {
          number: line.number,
          person: personOfRow(line),
          row: { benefit: code, form, amount, paidOn, payer: batch.source, ...period },
        };
      }),
      { benefit: 'kind', form: 'kind', periodFrom: 'year', periodTo: 'year', payer: 'kind' },
    );
    const done = new Set(written.flatMap((row) => ('effect' in row && row.effect !== 'UNCHANGED' ? [row.number] : [])));
    await closeClaims(
      tx,
      rows.flatMap((line) => {
        const { kind, year, amount, paidOn } = line.row;
        return kind === 'TRANSPORT' && done.has(line.number)
          ? [{ person: personOfRow(line).personId, year, amount: amount ?? null, paidOn }]
          : [];
      }),
    );
    return written;
  },
});
