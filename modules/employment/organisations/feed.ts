import { cell, defineFeed, mapRow, needed, optional, sheet, type ModuleTx, type ResolvedRow, type RowOf } from 'xianjie/schema';
import { whom } from '../work/feeds/whom.js';
import { organisationRefusals } from './refusals.js';
import type { OrganisationRow } from './store.js';
import { lastPay, observePay } from './writes/jobs.js';

const columns = {
  residentId: needed('证件号码', 'resident_id', cell.residentId, '110101190001011009'),
  creditCode: needed('统一社会信用代码', 'credit_code', cell.creditCode, '91150623MA0N4XKY3Q'),
  year: needed('年度', 'year', cell.year, '2025'),
  paidToDate: needed('年度累计支付劳动报酬', 'paid_to_date', cell.money('NOT_NEGATIVE'), '18600.00'),
  startedOn: optional('入职日期', 'started_on', cell.day, '2024-03-01'),
};
const file = sheet(columns);
type PayRow = Omit<RowOf<typeof columns>, 'residentId'> & { readonly residentId: string };

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
  resolves: 'EXISTING_PERSON',
  parse: (cells) => mapRow(file.read(cells), ({ residentId, ...row }) => ({ ...row, residentId: residentId.number })),
  personOf: (row) => ({ residentId: row.residentId }),
  write: async ({ tx }, batch, rows) => {
    const workshops = await workshopsOf(tx, rows);
    const before = await lastPay(
      tx,
      rows.map((row) => whom(row).personId),
      batch.observedOn,
    );
    const judged = rows.map((line) => {
      const { creditCode, year, paidToDate, startedOn } = line.row;
      const organisation = workshops.get(creditCode);
      const { personId, areaCode } = whom(line);
      if (!organisation) return { line, refusal: organisationRefusals.row('ORGANISATION_NOT_FOUND', 'creditCode') };
      if (organisation.kind !== 'WORKSHOP') return { line, refusal: organisationRefusals.row('NO_WORKSHOP', 'creditCode') };
      if (year > Number(batch.observedOn.slice(0, 4))) return { line, refusal: organisationRefusals.row('YEAR_NOT_BEGUN', 'year') };
      if ((before.get(`${personId} ${organisation.id} ${year}`) ?? 0) > paidToDate)
        return { line, refusal: organisationRefusals.row('PAY_FALLS', 'paidToDate') };
      return { line, said: { personId, areaCode, organisation, year, paidToDate, startedOn } };
    });
    const good = judged.flatMap(({ line, said }) => (said ? [{ line, said }] : []));
    const { effects } = await observePay(
      tx,
      batch,
      good.map(({ said }) => said),
    );
    return [
      ...judged.flatMap(({ line: { number }, refusal }) => (refusal ? [{ number, refusals: [refusal] }] : [])),
      ...good.map(({ line: { number } }, i) => ({ number, effect: effects[i] ?? ('UNCHANGED' as const) })),
    ];
  },
});
