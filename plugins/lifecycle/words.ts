import type { Lifecycle, PolicyPlace, RefusalParams, StepWords, Transition } from 'xianjie/schema';

/** The steps that are asked for from a state: by their code, or by where they lead. */
export function chooseStep(
  { transitions }: Pick<Lifecycle, 'transitions'>,
  from: string | null,
  asked: Pick<StepWords, 'to' | 'transition'>,
): Transition[] {
  return transitions.filter(
    (one) => one.from.includes(from) && (asked.transition == null ? (one.to ?? from) === asked.to : one.code === asked.transition),
  );
}

/** Where the source says so, in words: document, place and quote. */
const cited = (policy: PolicyPlace | null): string =>
  policy === null ? '—' : `${policy.document.code} ${policy.place}「${policy.quote}」`;

const titles = (lifecycle: Lifecycle, state: string | null, language: 'zh' | 'en'): string =>
  state === null ? '—' : (lifecycle.states[state]?.[language] ?? state);

/** What fills the texts of a step's refusals. */
export function wordsOf(lifecycle: Lifecycle, from: string | null, { to, policy }: Transition): RefusalParams {
  const next = to ?? from;
  return {
    from: titles(lifecycle, from, 'zh'),
    fromEn: titles(lifecycle, from, 'en'),
    to: titles(lifecycle, next, 'zh'),
    toEn: titles(lifecycle, next, 'en'),
    clause: cited(policy),
  };
}

/** What is said of a step that does not lead on from here: what does, and by which clause. */
export function notPossible(lifecycle: Lifecycle, from: string | null, asked: Pick<StepWords, 'to' | 'transition'>): RefusalParams {
  // Which variants hold here is told by `availableTransitions`: a text names what holds everywhere.
  const open = lifecycle.transitions.filter((one) => one.from.includes(from) && !one.variant);
  const wanted = lifecycle.transitions.find((one) => one.code === asked.transition);
  const clause = [...open, ...lifecycle.transitions.filter((one) => one.to === from)].find((one) => one.policy !== null)?.policy ?? null;
  const words = (language: 'zh' | 'en') => {
    const next = [...new Set(open.map((one) => titles(lifecycle, one.to ?? from, language)))];
    return {
      from: titles(lifecycle, from, language),
      to: asked.to == null ? (wanted?.title[language] ?? '—') : titles(lifecycle, asked.to, language),
      allowed: next.join(language === 'zh' ? '、' : ', ') || '—',
    };
  };
  const [zh, en] = [words('zh'), words('en')];
  return { ...zh, fromEn: en.from, toEn: en.to, allowedEn: en.allowed, clause: cited(clause) };
}
