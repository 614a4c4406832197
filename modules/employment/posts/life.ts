import {
  all,
  equals,
  gt,
  gte,
  hebei,
  hljSys,
  later,
  leads,
  lt,
  lte,
  mustBeGiven,
  mustHold,
  nmAlzq,
  nonPolicy,
  defineLifecycle,
  opens,
  theDay,
  townA,
  lifecycleState,
  humanResources,
  person,
  villageCommittee,
  type FactOf,
  type Measure,
  type PolicyPlace,
  type StepField,
} from 'xianjie/schema';
import { postStates } from './codes.js';
import { ofAContract, ofAPost, postContract, welfarePost } from './life-fields.js';
import { postNoticeDays } from './parameters.js';
import { postRefusals } from './refusals.js';
import { contractFollows, postOfContracts } from './store.js';

const at = (document: PolicyPlace['document'], place: string, quote: string): PolicyPlace => ({ document, place, quote });
const needed = at(hljSys, 'L28', '确保开发的岗位符合政策要求与本村实际');
const duties = at(hljSys, 'L28', '指导乡村明确每一个公益性岗位的具体工作职责和工作任务');
const procedure = at(hljSys, 'L28', '在公告公示、经费来源、薪资支付、合同模板、上岗身体条件等方面');
const priority = at(hljSys, 'L28', '坚持优先安置符合条件脱贫人口和监测对象特别是其中的弱半劳动力');
const agreement = at(hebei, 'L21', '规范人员聘用、公开公示、协议书签订、报酬确定、工资发放、管理制度及考勤考核等工作');
const forThePost = at(hebei, 'L21', '健全按需设岗、以岗聘任、在岗领补、有序退岗的管理机制');
const renewal = at(nmAlzq, 'L187', '做好公益岗位评估续约');
const adjusted = at(hljSys, 'L28', '动态调整安置对象');
const lastResort = at(townA, '§A L94', '做好就地就业兜底保障');

const { code } = postRefusals;
const nobody = nonPolicy(0, 'nobody is no policy value');
const nextDay = nonPolicy(1, 'both days of a notice count');
const { NEED_ASSESSED, POST_APPROVED, HIRING_NOTICE, EXITED, ...ofPeople } = postStates;

type DateField<S extends string> = FactOf<S, Measure<'DATE', null, never>>;
/** A notice with its days, as long as a document says; none names a number: without one, any notice is long enough. */
const noticeGiven = <S extends string>(from: DateField<S> & StepField, to: DateField<S> & StepField) => [
  mustBeGiven<S>(code('POST_WITHOUT_NOTICE'), [from, to]),
  mustHold(code('POST_WITHOUT_NOTICE'), lte(from, to)),
  mustHold(
    code('POST_NOTICE_TOO_SHORT'),
    lte(
      later({ title: { zh: '公告期满', en: 'the notice has run' }, date: from, by: postNoticeDays, unit: 'DAYS' }),
      later({ title: { zh: '公告截止次日', en: 'the day after the notice' }, date: to, by: nextDay, unit: 'DAYS' }),
    ),
    { unstated: 'HOLDS', says: { days: postNoticeDays } },
  ),
];

const said = [ofAPost.duties, ofAPost.fundSource, ofAPost.places];
const placesEnough = mustHold(code('POST_STILL_HELD'), gte(ofAPost.places, ofAPost.held));

/** 按需设岗: from the need to the notice, and its end when nobody is on it. */
export const postLife = defineLifecycle({
  code: 'employment.post',
  title: { zh: '公益性岗位', en: 'a public welfare post' },
  subject: welfarePost,
  record: { type: 'WelfarePost', table: 'employment_post', about: 'VILLAGE' },
  level: 'PUBLIC',
  states: { NEED_ASSESSED, POST_APPROVED, HIRING_NOTICE, EXITED },
  scope: 'employment:write',
  office: 'VILLAGE',
  names: { state: 'PostState' },
  refusals: { notFound: code('POST_NOT_FOUND'), notPossible: code('POST_STEP_NOT_POSSIBLE') },
  fields: Object.values(ofAPost),
  transitions: [
    opens('NEED_ASSESSED', {
      code: 'PROPOSE',
      title: { zh: '提出需求', en: 'propose it' },
      policy: needed,
      asks: [ofAPost.need, ...said],
    }),
    leads(['NEED_ASSESSED'], 'POST_APPROVED', {
      code: 'APPROVE',
      title: { zh: '批准设岗', en: 'approve it' },
      policy: duties,
      asks: said,
      dayIn: 'approved_on',
      guards: [mustBeGiven(code('POST_WITHOUT_DUTIES'), [ofAPost.duties]), placesEnough],
    }),
    leads(['POST_APPROVED', 'HIRING_NOTICE'], 'HIRING_NOTICE', {
      code: 'ANNOUNCE',
      title: { zh: '发布招聘公告', en: 'announce it' },
      policy: procedure,
      asks: [...said, ofAPost.noticeFrom, ofAPost.noticeTo],
      // A new notice begins anew: the old one's days are no part of it.
      anew: [ofAPost.noticeFrom, ofAPost.noticeTo],
      guards: [
        mustBeGiven(code('POST_WITHOUT_MONEY'), [ofAPost.fundSource]),
        ...noticeGiven(ofAPost.noticeFrom, ofAPost.noticeTo),
        placesEnough,
      ],
    }),
    leads(['NEED_ASSESSED', 'POST_APPROVED', 'HIRING_NOTICE'], 'EXITED', {
      code: 'END',
      title: { zh: '撤销岗位', en: 'end it' },
      policy: needed,
      asks: said,
      dayIn: 'exited_on',
      guards: [mustHold(code('POST_STILL_HELD'), equals(ofAPost.held, nobody))],
    }),
  ],
});

const noticeClosed = [
  ...noticeGiven(ofAContract.noticeFrom, ofAContract.noticeTo),
  mustHold(code('POST_NOTICE_STILL_OPEN'), lt(ofAContract.noticeTo, theDay)),
];
// One refusal for "no" and for "not known": two would tell whoever hires what the examination found.
const conditionsMet = mustHold(code('POST_CONDITIONS_NOT_CONFIRMED'), equals(ofAContract.meets, true));
const placeFree = mustHold(code('POST_FULL'), lt(ofAContract.held, ofAContract.places));
const payAgreed = mustBeGiven(code('POST_NO_PAY_TERMS'), [ofAContract.payBasis, ofAContract.pay]);
const termAgreed = mustBeGiven(code('POST_NO_CONTRACT_TERM'), [ofAContract.signedOn, ofAContract.from, ofAContract.to]);
const termInOrder = mustHold(code('POST_TERM_ORDER'), all(lte(ofAContract.from, ofAContract.to), lte(ofAContract.signedOn, theDay)));
const agreed = [ofAContract.signedOn, ofAContract.to, ofAContract.payBasis, ofAContract.pay, ofAContract.meets];

/** 以岗聘任, 在岗领补, 有序退岗: one person on a post, from the application to the exit. */
export const contractLife = defineLifecycle({
  code: 'employment.postContract',
  title: { zh: '公益性岗位聘用', en: 'a contract on a public post' },
  subject: postContract,
  record: { type: 'PostContract', table: 'employment_post_contract', about: 'PERSON' },
  level: 'INTERNAL',
  states: { ...ofPeople, EXITED },
  scope: 'employment:write',
  office: 'VILLAGE',
  names: { state: 'PostState' },
  refusals: { notFound: code('POST_CONTRACT_NOT_FOUND'), notPossible: code('POST_STEP_NOT_POSSIBLE') },
  fields: Object.values(ofAContract),
  reads: postOfContracts,
  rulesIn: 'postArea',
  after: contractFollows,
  transitions: [
    opens('APPLIED', {
      code: 'APPLY',
      title: { zh: '报名', en: 'apply' },
      policy: lastResort,
      dayIn: 'applied_on',
      guards: [
        mustHold(code('POST_WITHOUT_NOTICE'), equals(ofAContract.postState, 'HIRING_NOTICE')),
        mustHold(code('POST_NOTICE_NOT_OUT'), all(lte(ofAContract.noticeFrom, theDay), gte(ofAContract.noticeTo, theDay))),
      ],
    }),
    leads(['APPLIED'], 'SELECTED', {
      code: 'SELECT',
      title: { zh: '确定拟聘用', en: 'select the person' },
      policy: priority,
      asks: [ofAContract.meets],
      guards: [...noticeClosed, conditionsMet, placeFree],
    }),
    leads(['SELECTED'], 'CONTRACTED', {
      code: 'SIGN',
      title: { zh: '签订协议', en: 'sign the contract' },
      policy: agreement,
      asks: [...agreed, ofAContract.from],
      guards: [
        ...noticeClosed,
        mustHold(code('POST_NOTICE_STILL_OPEN'), lt(ofAContract.noticeTo, ofAContract.signedOn)),
        conditionsMet,
        placeFree,
        payAgreed,
        termAgreed,
        termInOrder,
      ],
    }),
    leads(['CONTRACTED'], 'ON_DUTY', {
      code: 'BEGIN',
      title: { zh: '上岗', en: 'go on duty' },
      policy: forThePost,
      asks: [ofAContract.meets],
      guards: [mustHold(code('POST_NOT_BEGUN'), lte(ofAContract.from, theDay))],
    }),
    leads(['ON_DUTY'], 'RENEWAL_REVIEW', {
      code: 'REVIEW',
      title: { zh: '评估续约', en: 'review the renewal' },
      policy: renewal,
      asks: [ofAContract.meets],
    }),
    leads(['RENEWAL_REVIEW'], 'CONTRACTED', {
      code: 'RENEW',
      title: { zh: '续签协议', en: 'renew the contract' },
      policy: renewal,
      // A renewal goes on: the months of the first term stay payable.
      asks: agreed,
      guards: [
        conditionsMet,
        payAgreed,
        termAgreed,
        termInOrder,
        mustHold(code('POST_TERM_ORDER'), gt(ofAContract.to, ofAContract.formerTo)),
      ],
    }),
    leads(['APPLIED', 'SELECTED', 'CONTRACTED', 'ON_DUTY', 'RENEWAL_REVIEW'], 'EXITED', {
      code: 'EXIT',
      title: { zh: '退岗', en: 'leave the post' },
      policy: adjusted,
      asks: [ofAContract.exitReason],
      dayIn: 'exited_on',
      guards: [
        mustBeGiven(code('POST_EXIT_WITHOUT_REASON'), [ofAContract.exitReason]),
        mustHold(code('POST_EXIT_BEFORE_START'), lte(ofAContract.appliedOn, theDay)),
      ],
    }),
  ],
});

/** Where somebody's newest contract on a public post stands. */
export const contractState = lifecycleState(contractLife, person, [villageCommittee, humanResources]);
