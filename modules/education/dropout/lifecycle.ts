import {
  city5,
  defineLifecycle,
  defineSubject,
  fieldsOf,
  education,
  hebei,
  hnCounty,
  leads,
  lifecycleState,
  nmAlzq,
  opens,
  person,
  stays,
  textField,
  township,
  type PolicyPlace,
} from 'xianjie/schema';
import { dropoutStates } from '../codes.js';
import { refusals } from '../refusals.js';

const listed: PolicyPlace = { document: hebei, place: 'L16', quote: '建立健全县、乡、村、校适龄儿童少年台账' };
const early: PolicyPlace = { document: city5, place: '§5a L391', quote: '提前介入,与学生及家长进行有效沟通和思想劝导' };
const urged: PolicyPlace = { document: hebei, place: 'L16', quote: '健全辍学学生行政督促复学、入学联控联保、控辍保学动态监测等机制' };
const helped: PolicyPlace = { document: hnCounty, place: '§B L154', quote: '健全“三帮一”劝返复学机制' };
const exempt: PolicyPlace = {
  document: hebei,
  place: 'L16',
  quote: '除身体原因不具备学习条件外脱贫家庭义务教育阶段适龄儿童少年不失学辍学',
};
const screened: PolicyPlace = { document: nmAlzq, place: 'L101', quote: '健全数据共享和比对机制,开展精准摸排,实施台账管理' };

const dropoutCase = defineSubject({ code: 'DROPOUT_CASE', title: { zh: '控辍保学档案', en: 'dropout case' } });
const exemptPhysical = fieldsOf(dropoutCase, 'education.dropout')(
  'exemptPhysical',
  'BOOLEAN',
  { zh: '因身体原因不具备学习条件', en: 'for physical reasons' },
  { level: 'SENSITIVE', column: 'exempt_physical', elsewhere: refusals.code('EXEMPTION_ONLY_AT_END') },
);
const reason = textField('reason', { zh: '原因', en: 'why' }, { level: 'PERSONAL', column: 'reason', max: 2_000 });

const opening = { asks: [reason], dayIn: 'opened_on' } as const;
const risk = { title: { zh: '发现辍学倾向', en: 'an inclination to leave is noticed' }, policy: early } as const;
const left = { title: { zh: '发现辍学', en: 'found to have left' }, policy: urged } as const;

/** A child's way out of school and back (W9, 控辍保学). */
export const dropout = defineLifecycle({
  code: 'education.dropout',
  title: { zh: '控辍保学档案', en: 'a dropout case' },
  subject: dropoutCase,
  record: { type: 'DropoutCase', table: 'education_dropout_case', about: 'PERSON', since: 'state_since', openedBy: 'opened_by' },
  level: 'PERSONAL',
  states: dropoutStates,
  scope: 'education:write',
  office: 'TOWNSHIP',
  fields: [reason, exemptPhysical],
  names: { state: 'DropoutState', step: 'DropoutEvent', steps: 'events', stays: 'intervention' },
  refusals: {
    notPossible: refusals.code('STEP_NOT_ALLOWED'),
    evidence: refusals.code('EVIDENCE_NEEDED'),
    beforeLastStep: refusals.code('DAY_BEFORE_LAST_STEP'),
  },
  transitions: [
    opens('CHECKED', { code: 'LIST', title: { zh: '列入台账摸排', en: 'put on the list' }, policy: listed, ...opening }),
    opens('AT_RISK', { code: 'OPEN_AT_RISK', ...risk, ...opening }),
    opens('DROPPED_OUT', { code: 'OPEN_DROPPED_OUT', ...left, ...opening }),
    leads(['CHECKED'], 'AT_RISK', { code: 'NOTICE_RISK', ...risk }),
    leads(['CHECKED'], 'DROPPED_OUT', { code: 'FIND_DROPPED_OUT', ...left }),
    stays(['AT_RISK'], { code: 'TALK', title: { zh: '谈话、家访', en: 'a talk or a visit' }, policy: early }),
    leads(['AT_RISK'], 'CHECKED', {
      code: 'SETTLE',
      title: { zh: '倾向消除', en: 'the inclination is gone' },
      policy: null,
      evidence: true,
    }),
    leads(['AT_RISK'], 'DROPPED_OUT', { code: 'LEAVE', title: { zh: '辍学', en: 'left' }, policy: urged }),
    stays(['DROPPED_OUT'], { code: 'URGE', title: { zh: '督促、劝返', en: 'urged to return' }, policy: urged }),
    leads(['DROPPED_OUT'], 'RETURNED', {
      code: 'RETURN',
      title: { zh: '劝返复学', en: 'returned to school' },
      policy: helped,
      evidence: true,
    }),
    stays(['RETURNED'], { code: 'FOLLOW', title: { zh: '复学后跟踪', en: 'followed after the return' }, policy: urged }),
    leads(['RETURNED'], 'AT_RISK', { code: 'RISK_AGAIN', title: { zh: '再现辍学倾向', en: 'inclined to leave again' }, policy: urged }),
    leads(['RETURNED'], 'DROPPED_OUT', { code: 'LEAVE_AGAIN', title: { zh: '再次辍学', en: 'left again' }, policy: urged }),
    leads(['RETURNED'], 'CHECKED', { code: 'BACK_ON_LIST', title: { zh: '回到台账摸排', en: 'back on the list' }, policy: screened }),
    leads(['CHECKED', 'AT_RISK', 'DROPPED_OUT', 'RETURNED'], 'NO_LONGER_OBLIGED', {
      code: 'END_OBLIGATION',
      title: { zh: '不再负有就学义务', en: 'no longer obliged' },
      policy: exempt,
      evidence: true,
      asks: [exemptPhysical],
      // Whoever may see cases reads notes: why a child need not attend may be an illness.
      noNote: refusals.code('GROUNDS_ARE_EVIDENCE'),
    }),
  ],
});

/** Where somebody's newest case stands. */
export const dropoutState = lifecycleState(dropout, person, [township, education]);
