import type { AnyValue, Fact, LocalizedText, Outcome, PolicyCase, UnknownKind } from 'xianjie/schema';
import { factValue, valueOf } from '../figures/values.js';

const outcomes: Readonly<Record<Outcome, LocalizedText>> = {
  ELIGIBLE: { zh: '符合', en: 'the rule applies' },
  NOT_ELIGIBLE: { zh: '不符合', en: 'the rule does not apply' },
  UNDETERMINED: { zh: '无法判定', en: 'it cannot be decided' },
};
const fulfilments = {
  TRUE: { zh: '已落实', en: 'it is fulfilled' },
  FALSE: { zh: '未落实', en: 'it is not fulfilled' },
  UNKNOWN: { zh: '是否落实未知', en: 'whether it is fulfilled is not known' },
} as const;

/** A case in words that an official can read: when, where, what is in force and known, and what the check then says. */
export function caseSentence(one: PolicyCase, facts: ReadonlyMap<string, Fact>): LocalizedText {
  const adopted = one.adopted.map(({ document, area, from, to }) => ({
    zh: `${area}自${from}${to === undefined ? '起' : `至${to}`}施行${document.code}`,
    en: `${area} adopted ${document.code} from ${from}${to === undefined ? '' : ` to ${to}`}`,
  }));
  const known = one.facts.map(({ code, value, period, item }) => factSaid(facts.get(code), code, value, period ?? null, item ?? null));
  const then = [
    outcomes[one.outcome],
    ...(one.fulfilled === undefined ? [] : [fulfilments[one.fulfilled]]),
    ...(one.amounts ?? []).map(amountSaid),
    ...(one.unknown ?? []).map(({ kind, code }) => missingSaid(kind, typeof code === 'string' ? code : code.code, facts)),
  ];
  return {
    zh: `${one.day}，在${one.area}（${joined(adopted, 'zh', '；') || '未施行任何文件'}），${joined(known, 'zh', '；') || '没有任何已知事实'}：${joined(then, 'zh', '，')}。`,
    en: `On ${one.day} in ${one.area} (${joined(adopted, 'en', '; ') || 'no document adopted'}), ${joined(known, 'en', '; ') || 'nothing being known'}: ${joined(then, 'en', ', ')}.`,
  };
}

const joined = (texts: readonly LocalizedText[], language: 'zh' | 'en', by: string): string => texts.map((text) => text[language]).join(by);

function factSaid(fact: Fact | undefined, code: string, value: AnyValue, year: number | null, item: string | null): LocalizedText {
  const title = fact?.title ?? { zh: code, en: code };
  const text = fact === undefined ? { zh: String(value), en: String(value) } : factValue(fact, value).text;
  const which = { zh: item === null ? '' : `（${item}）`, en: item === null ? '' : ` (${item})` };
  return {
    zh: `${year === null ? '' : `${year}年度`}${title.zh}${which.zh}为${text.zh}`,
    en: `${title.en}${year === null ? '' : ` of ${year}`}${which.en} is ${text.en}`,
  };
}

function amountSaid(fen: number | null): LocalizedText {
  if (fen === null) return { zh: '金额原文未载明', en: 'the source does not state the amount' };
  return valueOf('MONEY', fen).text;
}

function missingSaid(kind: UnknownKind, code: string, facts: ReadonlyMap<string, Fact>): LocalizedText {
  const { zh, en } = facts.get(code)?.title ?? { zh: code, en: code };
  if (kind === 'NOT_IN_FORCE') return { zh: `${zh}未施行`, en: `${en} is not in force` };
  if (kind === 'BLANK_PARAMETER') return { zh: `${zh}原文未载明`, en: `the source leaves ${en} out` };
  return { zh: `${zh}未知`, en: `${en} is not known` };
}
