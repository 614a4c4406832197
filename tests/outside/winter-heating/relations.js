// @ts-check
import { exclusive } from 'xianjie/schema';
import { subsidy } from './checks.js';
import { notice } from './policy.js';

/** Coal in kind is another module's; without it there is nothing to find, and nothing breaks. */
export const moneyOrCoal = exclusive([subsidy, 'coalInKind.delivery'], {
  code: 'winterHeating.moneyOrCoal',
  title: { zh: '取暖补贴与实物供煤', en: 'heating subsidy and coal in kind' },
  per: 'HOUSEHOLD',
  policy: { document: notice, place: 'L5', quote: '已享受实物供煤的户，不再发放取暖补贴' },
});
