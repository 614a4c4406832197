import { city5, hebei, hnCounty, nmAlzq, type LocalizedText, type PolicyPlace } from 'xianjie/schema';
import { dropoutStates, type DropoutState } from '../codes.js';

/** One way from a state to another (W9), or a talk or visit that leaves the state as it is. */
export interface Step {
  /** Null: a case is opened in this state. */
  readonly from: DropoutState | null;
  readonly to: DropoutState;
  readonly title: LocalizedText;
  /** What must be handed in with it: a school's confirmation, a certificate. */
  readonly evidence: boolean;
  /** Somebody talked with pupil and parents. */
  readonly intervention: boolean;
  /** Where the source says so; null: added to make the machine complete, no source speaks of it. */
  readonly policy: PolicyPlace | null;
}

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

type Extra = Partial<Pick<Step, 'evidence' | 'intervention'>>;
const step = (
  from: DropoutState | null,
  to: DropoutState,
  policy: PolicyPlace | null,
  zh: string,
  en: string,
  { evidence = false, intervention = false }: Extra = {},
): Step => ({ from, to, title: { zh, en }, evidence, intervention, policy });

const talk = { intervention: true } as const;
const proven = { evidence: true } as const;

/** Every step there is. What is not listed here is refused. */
export const steps: readonly Step[] = [
  step(null, 'CHECKED', listed, '列入台账摸排', 'put on the list'),
  step(null, 'AT_RISK', early, '发现辍学倾向', 'an inclination to leave is noticed'),
  step(null, 'DROPPED_OUT', urged, '发现辍学', 'found to have left'),
  step('CHECKED', 'AT_RISK', early, '发现辍学倾向', 'an inclination to leave is noticed'),
  step('CHECKED', 'DROPPED_OUT', urged, '发现辍学', 'found to have left'),
  step('CHECKED', 'NO_LONGER_OBLIGED', exempt, '不再负有就学义务', 'no longer obliged', proven),
  step('AT_RISK', 'AT_RISK', early, '谈话、家访', 'a talk or a visit', talk),
  step('AT_RISK', 'CHECKED', null, '倾向消除', 'the inclination is gone', proven),
  step('AT_RISK', 'DROPPED_OUT', urged, '辍学', 'left'),
  step('AT_RISK', 'NO_LONGER_OBLIGED', exempt, '不再负有就学义务', 'no longer obliged', proven),
  step('DROPPED_OUT', 'DROPPED_OUT', urged, '督促、劝返', 'urged to return', talk),
  step('DROPPED_OUT', 'RETURNED', helped, '劝返复学', 'returned to school', proven),
  step('DROPPED_OUT', 'NO_LONGER_OBLIGED', exempt, '不再负有就学义务', 'no longer obliged', proven),
  step('RETURNED', 'RETURNED', urged, '复学后跟踪', 'followed after the return', talk),
  step('RETURNED', 'AT_RISK', urged, '再现辍学倾向', 'inclined to leave again'),
  step('RETURNED', 'DROPPED_OUT', urged, '再次辍学', 'left again'),
  step('RETURNED', 'CHECKED', screened, '回到台账摸排', 'back on the list'),
  step('RETURNED', 'NO_LONGER_OBLIGED', exempt, '不再负有就学义务', 'no longer obliged', proven),
];

/** Where a case stands. */
export interface Standing {
  readonly state: DropoutState;
  /** `YYYY-MM-DD` of the last step. */
  readonly since: string;
}

/** What somebody wants to record. */
export interface Asked {
  readonly to: DropoutState;
  readonly on: string;
  readonly evidence?: string | null;
  readonly note?: string | null;
  /** For NO_LONGER_OBLIGED: whether it is for physical reasons. */
  readonly exemptPhysical?: boolean | null;
}

/** Why a step is refused: the refusal's name, the input field, and what fills its text. */
export interface Refusal {
  readonly name: 'STEP_NOT_ALLOWED' | 'EVIDENCE_NEEDED' | 'DAY_BEFORE_LAST_STEP' | 'EXEMPTION_ONLY_AT_END' | 'GROUNDS_ARE_EVIDENCE';
  readonly field: 'to' | 'evidence' | 'on' | 'exemptPhysical' | 'note';
  readonly params: Readonly<Record<string, string>>;
}
export type Outcome = { readonly ok: true; readonly step: Step } | { readonly ok: false; readonly refusal: Refusal };

const refuse = (name: Refusal['name'], field: Refusal['field'], params: Refusal['params'] = {}): Outcome => ({
  ok: false,
  refusal: { name, field, params },
});

/** Where the source says so, in words: document, place and quote. */
export const cited = ({ document, place, quote }: PolicyPlace): string => `${document.code} ${place}「${quote}」`;

/** Whether a step may be taken. Pure: the table above and the guards, nothing else. Null: a new case. */
export function advance(from: Standing | null, asked: Asked): Outcome {
  const found = steps.find((one) => one.from === (from?.state ?? null) && one.to === asked.to);
  if (found === undefined) {
    const open = steps.filter((one) => one.from === (from?.state ?? null));
    const rule = open.find((one) => one.policy !== null)?.policy ?? exempt;
    const words = (language: 'zh' | 'en') => {
      const called = (state: DropoutState): string => dropoutStates[state][language];
      const next = [...new Set(open.map((one) => called(one.to)))];
      return {
        from: from === null ? '—' : called(from.state),
        to: called(asked.to),
        allowed: next.join(language === 'zh' ? '、' : ', ') || '—',
      };
    };
    const [zh, en] = [words('zh'), words('en')];
    return refuse('STEP_NOT_ALLOWED', 'to', {
      ...zh,
      ...{ fromEn: en.from, toEn: en.to, allowedEn: en.allowed },
      clause: cited(rule),
    });
  }
  if (from !== null && asked.on < from.since) return refuse('DAY_BEFORE_LAST_STEP', 'on', { since: from.since });
  if (asked.exemptPhysical != null && asked.to !== 'NO_LONGER_OBLIGED') return refuse('EXEMPTION_ONLY_AT_END', 'exemptPhysical');
  // Whoever may see cases reads notes: why a child need not attend may be an illness.
  if (asked.to === 'NO_LONGER_OBLIGED' && asked.note?.trim()) return refuse('GROUNDS_ARE_EVIDENCE', 'note');
  if (found.evidence && !asked.evidence?.trim())
    return refuse('EVIDENCE_NEEDED', 'evidence', { clause: found.policy === null ? '—' : cited(found.policy) });
  return { ok: true, step: found };
}
