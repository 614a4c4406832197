import {
  cell,
  defineFeed,
  judged,
  needed,
  ofPeople,
  optional,
  personOfRow,
  sheet,
  type Judgement,
  type ModuleTx,
  type ResolvedRow,
  type RowOf,
} from 'xianjie/schema';
import { organisationRefusals } from './refusals.js';
import type { OrganisationRow } from './store.js';
import { lastPay, observePay, type PaySaid } from './writes/jobs.js';

const columns = {
  residentId: needed('证件号码', 'resident_id', cell.residentId, '110101190001011009'),
  creditCode: needed('统一社会信用代码', 'credit_code', cell.creditCode, '91150623MA0N4XKY3Q'),
  year: needed('年度', 'year', cell.year, '2025'),
  paidToDate: needed('年度累计支付劳动报酬', 'paid_to_date', cell.money('NOT_NEGATIVE'), '18600.00'),
  startedOn: optional('入职日期', 'started_on', cell.day, '2024-03-01'),
};
const file = sheet(columns);
type PayRow = RowOf<typeof columns>;

async function workshopsOf(tx: ModuleTx, rows: readonly ResolvedRow<PayRow>[]): Promise<ReadonlyMap<string, OrganisationRow>> {
  const found = await tx.sql<OrganisationRow & { credit_code: string }>(
    'select id, area_code, kind, version, credit_code from employment_organisation where credit_code = any($1::text[])',
    [rows.map(({ row }) => row.creditCode)],
  );
  return new Map(found.map((row) => [row.credit_code, row]));
}

export const workshopPayFeed = defineFeed<PayRow>({
  code: 'employment.workshopPay',
  title: { zh: '帮扶车间劳动报酬', en: 'Pay of workers at assistance workshops' },
  description: {
    zh: '每人每车间每年一行：年初至数据日期累计支付的劳动报酬；后报的累计数代替先报的',
    en: 'One row per worker, workshop and year: what was paid from the beginning of the year to the day of the data; a later figure replaces an earlier one',
  },
  source: 'HRSS',
  columns: file.columns,
  naturalKey: ['residentId', 'creditCode', 'year'],
  canBeComplete: false,
  ...ofPeople,
  parse: file.read,
  write: async ({ tx }, batch, rows) => {
    const workshops = await workshopsOf(tx, rows);
    const before = await lastPay(
      tx,
      rows.map((row) => personOfRow(row).personId),
      batch.observedOn,
    );
    const judge = (line: ResolvedRow<PayRow>): Judgement<PaySaid> => {
      const { creditCode, year, paidToDate, startedOn } = line.row;
      const organisation = workshops.get(creditCode);
      const { personId, areaCode } = personOfRow(line);
      if (!organisation) return { refusals: [organisationRefusals.row('ORGANISATION_NOT_FOUND', 'creditCode')] };
      if (organisation.kind !== 'WORKSHOP') return { refusals: [organisationRefusals.row('NO_WORKSHOP', 'creditCode')] };
      if (year > Number(batch.observedOn.slice(0, 4))) return { refusals: [organisationRefusals.row('YEAR_NOT_BEGUN', 'year')] };
      if ((before.get(`${personId} ${organisation.id} ${year}`) ?? 0) > paidToDate)
        return { refusals: [organisationRefusals.row('PAY_FALLS', 'paidToDate')] };
      return { said: { personId, areaCode, organisation, year, paidToDate, startedOn } };
    };
    return judged(rows, judge, async (said) => (await observePay(tx, batch, said)).effects);
  },
});
