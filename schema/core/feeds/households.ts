import { defineFeed } from '../../contract/feed.js';
import type { HouseholdFeedRow } from '../../contract/registry.js';
import { coreCode } from '../errors.js';
import { contradicts } from '../inputs.js';
import { day, oneOf, registerNumber, someOf, villageCode, words } from '../../feeds/cells.js';
import { monitoringKindLabels, povertyCauseLabels, registerStatusLabels, riskKindLabels, safetyNetLabels } from './labels.js';
import { needed, optional, sheet } from '../../feeds/sheet.js';

const file = sheet(
  {
    number: needed('户编号', 'register_number', registerNumber, 'ALZQ-000123'),
    villageCode: needed('区划代码', 'area_code', villageCode, '150623100201'),
    groupName: optional('组', 'group', words(50), '第三社'),
    registerStatus: optional('登记状态', 'register_status', oneOf(registerStatusLabels), '稳定脱贫'),
    registerStatusOn: optional('登记日期', 'register_status_on', day, '2019-12-31'),
    formerCause: optional('致贫原因', 'former_cause', oneOf(povertyCauseLabels), '因病'),
    monitoringKind: optional('监测类型', 'monitoring_kind', oneOf(monitoringKindLabels), '脱贫不稳定户'),
    riskKinds: optional('风险类型', 'risk_kinds', someOf(riskKindLabels), '因病；收入骤减'),
    safetyNet: optional('低保特困', 'safety_net', oneOf(safetyNetLabels), '低保'),
    authorisedUntil: optional('授权截止', 'authorised_until', day, '2025-12-31'),
  },
  [
    {
      column: 'registerStatus',
      refusal: coreCode('REQUIRED'),
      broken: (row) => row.registerStatus === undefined && (row.registerStatusOn ?? row.formerCause) !== undefined,
    },
    {
      column: 'monitoringKind',
      refusal: coreCode('REQUIRED'),
      broken: (row) => row.monitoringKind === undefined && row.riskKinds !== undefined,
    },
    { column: 'monitoringKind', refusal: coreCode('CONTRADICTION'), broken: (row) => contradicts(row.registerStatus, row.monitoringKind) },
  ],
);

export const householdsFeed = defineFeed<HouseholdFeedRow>({
  code: 'core.households',
  title: { zh: '农户名册', en: 'Households' },
  description: {
    zh: '户编号与所在村，登记状态、监测类型、低保特困与授权；空格表示未提供，不改动已有数据。全量名册须填写监测类型（无或类别），否则不视为“非监测对象”',
    en: 'Register number and village, register status, monitoring kind, safety net and authorisation; an empty cell says nothing. A complete list must fill in the monitoring kind (none, or which): otherwise it does not say that anybody is not monitored',
  },
  source: 'RRB',
  columns: file.columns,
  naturalKey: ['number'],
  canBeComplete: true,
  resolves: 'NONE',
  parse: file.read,
  write: ({ registry }, batch, rows) => registry.importHouseholds(batch, rows),
});
