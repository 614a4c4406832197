import { defineFact, humanResources, township, villageCommittee, type PrivacyLevel } from 'xianjie/schema';
import { operatingEntityKinds, rewardStates } from './codes.js';
import { organisation, workshopJob } from './subjects.js';

const suppliers = [humanResources, township, villageCommittee];

const yesOrNo = (code: string, zh: string, en: string) =>
  defineFact({
    code: `employment.${code}`,
    title: { zh, en },
    subject: organisation,
    type: 'BOOLEAN',
    level: 'PUBLIC',
    suppliers,
    source: 'RECORDED',
  });

const ofYear = (code: string, zh: string, en: string, level: PrivacyLevel = 'INTERNAL') =>
  defineFact({
    code: `employment.${code}`,
    title: { zh, en },
    subject: organisation,
    type: 'NUMBER',
    period: 'YEAR',
    level,
    suppliers,
    source: 'RECORDED',
  });

export const organisationKind = defineFact({
  code: 'employment.organisationKind',
  title: { zh: '经营主体类型', en: 'kind of organisation' },
  subject: organisation,
  type: 'CODE',
  codes: operatingEntityKinds,
  level: 'PUBLIC',
  suppliers,
  source: 'RECORDED',
});

export const smallFirm = yesOrNo('smallFirm', '小微企业', 'is a small or micro firm');
export const ruralFirm = yesOrNo('ruralFirm', '农村牧区企业', 'is a rural firm');
export const staff = ofYear('staff', '职工人数', 'staff');
/** Personal although it is a number: who qualifies is a matter of registers, and of a firm's one or two hires it says who is on them. */
export const qualifyingHires = ofYear('qualifyingHires', '当年新招用符合条件人数', 'qualifying people newly hired in the year', 'PERSONAL');
export const layoffs = ofYear('layoffs', '裁员人数', 'people laid off');

/** What the workshop has paid this worker in the year so far (年度累计): a later statement counts. */
export const workshopPay = defineFact({
  code: 'employment.workshopPay',
  title: { zh: '累计支付劳动报酬', en: 'pay of the worker' },
  subject: workshopJob,
  type: 'MONEY',
  period: 'YEAR',
  level: 'INTERNAL',
  suppliers,
  source: 'RECORDED',
});

/** Whether another workshop claimed the reward for this worker. Rewards are claimed here, so this is always known of what was claimed here. */
export const countedElsewhere = defineFact({
  code: 'employment.countedElsewhere',
  title: { zh: '该劳动者已由其他车间申领', en: 'another workshop has claimed for this worker' },
  subject: workshopJob,
  type: 'BOOLEAN',
  level: 'PERSONAL',
  suppliers: [humanResources],
  source: 'DERIVED',
});

export const rewardState = defineFact({
  code: 'employment.workshopRewardState',
  title: { zh: '车间奖补办理状态', en: 'where the reward stands' },
  subject: workshopJob,
  type: 'CODE',
  codes: rewardStates,
  level: 'PERSONAL',
  suppliers: [humanResources],
  source: 'DERIVED',
});
