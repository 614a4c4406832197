import { hebei, hljSys, nmAlzq, townA, type PolicyPlace, type Satisfied } from 'xianjie/schema';
import type { PostState } from './codes.js';
import type { postRefusals } from './refusals.js';

/** Why a step is refused, by its name. */
export type PostRefusal = Parameters<typeof postRefusals.code>[0];

/** What must hold for a step. UNKNOWN blocks like FALSE, and says that it is unknown. */
export interface Guard<Facts> {
  readonly refusal: PostRefusal;
  /** Said instead where it is not known. */
  readonly unknown?: PostRefusal;
  readonly holds: (facts: Facts) => Satisfied;
}

/** One step of a life: from where, to where, under which words of which document. */
export interface Step<State extends string, Facts> {
  readonly from: readonly State[];
  readonly to: State;
  readonly rule: PolicyPlace;
  readonly guards: readonly Guard<Facts>[];
}

/** What a post's own steps are decided by. Days are `YYYY-MM-DD`. */
export interface PostFacts {
  readonly duties: string | null;
  readonly fundSource: string | null;
  readonly noticeFrom: string | null;
  readonly noticeTo: string | null;
  /** Days that a notice must run, where a document in force states a number. */
  readonly noticeDays: number | null;
  /** People who hold a contract on it. */
  readonly held: number;
}

/** What the steps of one person on a post are decided by. */
export interface HolderFacts {
  readonly today: string;
  readonly postState: PostState;
  readonly noticeFrom: string | null;
  readonly noticeTo: string | null;
  readonly noticeDays: number | null;
  readonly places: number;
  /** People who hold a contract on it. */
  readonly held: number;
  /** Whether the person meets the conditions of the post (上岗身体条件); null: nobody has looked. */
  readonly conditionsMet: boolean | null;
  readonly signedOn: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** The last day of the term that is renewed. */
  readonly formerTo: string | null;
  readonly payBasis: string | null;
  readonly pay: number | null;
  readonly exitReason: string | null;
  readonly appliedOn: string;
  /** The day of the step. */
  readonly on: string;
}

const sure = (holds: boolean): Satisfied => (holds ? 'TRUE' : 'FALSE');
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;

const needed: PolicyPlace = { document: hljSys, place: 'L28', quote: '确保开发的岗位符合政策要求与本村实际' };
const duties: PolicyPlace = { document: hljSys, place: 'L28', quote: '指导乡村明确每一个公益性岗位的具体工作职责和工作任务' };
const procedure: PolicyPlace = { document: hljSys, place: 'L28', quote: '在公告公示、经费来源、薪资支付、合同模板、上岗身体条件等方面' };
const priority: PolicyPlace = { document: hljSys, place: 'L28', quote: '坚持优先安置符合条件脱贫人口和监测对象特别是其中的弱半劳动力' };
const agreement: PolicyPlace = {
  document: hebei,
  place: 'L21',
  quote: '规范人员聘用、公开公示、协议书签订、报酬确定、工资发放、管理制度及考勤考核等工作',
};
const forThePost: PolicyPlace = { document: hebei, place: 'L21', quote: '健全按需设岗、以岗聘任、在岗领补、有序退岗的管理机制' };
const renewal: PolicyPlace = { document: nmAlzq, place: 'L187', quote: '做好公益岗位评估续约' };
const adjusted: PolicyPlace = { document: hljSys, place: 'L28', quote: '动态调整安置对象' };
const lastResort: PolicyPlace = { document: townA, place: '§A L94', quote: '做好就地就业兜底保障' };

const noticeGiven = {
  refusal: 'POST_WITHOUT_NOTICE',
  holds: (f) => sure(f.noticeFrom !== null && f.noticeTo !== null && f.noticeFrom <= f.noticeTo),
} satisfies Guard<Pick<PostFacts, 'noticeFrom' | 'noticeTo'>>;
/** The documents name no number of days: without one, any notice is long enough. */
const noticeLongEnough = {
  refusal: 'POST_NOTICE_TOO_SHORT',
  holds: (f) =>
    sure(f.noticeDays === null || f.noticeFrom === null || f.noticeTo === null || daysBetween(f.noticeFrom, f.noticeTo) >= f.noticeDays),
} satisfies Guard<Pick<PostFacts, 'noticeFrom' | 'noticeTo' | 'noticeDays'>>;
const noticeClosed: Guard<HolderFacts> = {
  refusal: 'POST_NOTICE_STILL_OPEN',
  holds: (f) => sure(f.noticeTo !== null && f.noticeTo < f.today && (f.signedOn === null || f.noticeTo < f.signedOn)),
};
// One refusal for "no" and for "not known": two would tell whoever hires what the examination found.
const conditionsMet: Guard<HolderFacts> = {
  refusal: 'POST_CONDITIONS_NOT_CONFIRMED',
  unknown: 'POST_CONDITIONS_NOT_CONFIRMED',
  holds: (f) => (f.conditionsMet === null ? 'UNKNOWN' : sure(f.conditionsMet)),
};
const placeFree: Guard<HolderFacts> = { refusal: 'POST_FULL', holds: (f) => sure(f.held < f.places) };
const payAgreed: Guard<HolderFacts> = { refusal: 'POST_NO_PAY_TERMS', holds: (f) => sure(f.payBasis !== null && f.pay !== null) };
const termAgreed: Guard<HolderFacts> = {
  refusal: 'POST_NO_CONTRACT_TERM',
  holds: (f) => sure(f.signedOn !== null && f.from !== null && f.to !== null),
};
const termInOrder: Guard<HolderFacts> = {
  refusal: 'POST_TERM_ORDER',
  holds: (f) =>
    sure(
      f.from !== null &&
        f.to !== null &&
        f.signedOn !== null &&
        f.from <= f.to &&
        f.signedOn <= f.today &&
        (f.formerTo === null || f.to > f.formerTo),
    ),
};
const reasonGiven: Guard<HolderFacts> = { refusal: 'POST_EXIT_WITHOUT_REASON', holds: (f) => sure(f.exitReason !== null) };

const exitInOrder: Guard<HolderFacts> = { refusal: 'POST_EXIT_BEFORE_START', holds: (f) => sure(f.on >= f.appliedOn) };

/** 按需设岗: from the need to the notice. */
export const postSteps: readonly Step<PostState, PostFacts>[] = [
  {
    from: ['NEED_ASSESSED'],
    to: 'POST_APPROVED',
    rule: duties,
    guards: [{ refusal: 'POST_WITHOUT_DUTIES', holds: (f) => sure(f.duties !== null) }],
  },
  {
    from: ['POST_APPROVED', 'HIRING_NOTICE'],
    to: 'HIRING_NOTICE',
    rule: procedure,
    guards: [{ refusal: 'POST_WITHOUT_MONEY', holds: (f) => sure(f.fundSource !== null) }, noticeGiven, noticeLongEnough],
  },
  {
    from: ['NEED_ASSESSED', 'POST_APPROVED', 'HIRING_NOTICE'],
    to: 'EXITED',
    rule: needed,
    guards: [{ refusal: 'POST_STILL_HELD', holds: (f) => sure(f.held === 0) }],
  },
];

/** 以岗聘任, 在岗领补, 有序退岗: one person on a post, from the application to the exit. */
export const holderSteps: readonly Step<PostState, HolderFacts>[] = [
  {
    from: ['HIRING_NOTICE'],
    to: 'APPLIED',
    rule: lastResort,
    guards: [
      { refusal: 'POST_WITHOUT_NOTICE', holds: (f) => sure(f.postState === 'HIRING_NOTICE') },
      {
        refusal: 'POST_NOTICE_NOT_OUT',
        holds: (f) => sure(f.noticeFrom !== null && f.noticeTo !== null && f.noticeFrom <= f.on && f.on <= f.noticeTo),
      },
    ],
  },
  { from: ['APPLIED'], to: 'SELECTED', rule: priority, guards: [noticeGiven, noticeLongEnough, noticeClosed, conditionsMet, placeFree] },
  {
    from: ['SELECTED'],
    to: 'CONTRACTED',
    rule: agreement,
    guards: [noticeGiven, noticeLongEnough, noticeClosed, conditionsMet, placeFree, payAgreed, termAgreed, termInOrder],
  },
  {
    from: ['CONTRACTED'],
    to: 'ON_DUTY',
    rule: forThePost,
    guards: [{ refusal: 'POST_NOT_BEGUN', holds: (f) => sure(f.from !== null && f.from <= f.today) }],
  },
  { from: ['ON_DUTY'], to: 'RENEWAL_REVIEW', rule: renewal, guards: [] },
  { from: ['RENEWAL_REVIEW'], to: 'CONTRACTED', rule: renewal, guards: [conditionsMet, payAgreed, termAgreed, termInOrder] },
  {
    from: ['APPLIED', 'SELECTED', 'CONTRACTED', 'ON_DUTY', 'RENEWAL_REVIEW'],
    to: 'EXITED',
    rule: adjusted,
    guards: [reasonGiven, exitInOrder],
  },
];

/** Contracts in these states take one of the post's places. */
export const holdingStates: readonly PostState[] = ['CONTRACTED', 'ON_DUTY', 'RENEWAL_REVIEW'];
