import type { AnyValue, Fact, FactChange, LocalizedText, ParameterType, Satisfied, Value } from 'xianjie/schema';
import { daysBetween } from '../figures/calendar.js';
import { saidOf } from '../rules/result.js';
import { factValue, labelled, list, valueOf } from '../figures/values.js';
import { sentence } from '../words/words.js';
import { ofPeriod } from '../words/periods.js';
import type { FactMove, Move } from './changed-world.js';
import type { Watch } from '../rules/watch.js';
import type { Node } from '../catalogue/nodes.js';
import { codeTitle } from './parts.js';
import { isQuantity } from './scale.js';
import type { Way } from './way.js';

/** Says one way in which something would be otherwise. */
export function changeOf(way: Way, seen: Watch, nodes: readonly Node[]): FactChange {
  const { move, answer } = way;
  const common = { subjectId: move.subjectId, actual: null, value: null, from: null, to: null, codes: [], distance: null } as const;
  if (!('fact' in move)) {
    const { link } = move;
    const title = saidOf(seen.item(move.subjectId), link.title);
    return { ...common, kind: move.kind, code: link.code, title, year: null, text: ofList(move, title, seen) };
  }
  const { fact, year } = move;
  const title = saidOf(seen.item(move.subjectId), ofPeriod(fact, year));
  const actual = answer?.known === true ? factValue(fact, answer.value) : null;
  const kind = move.kind === 'WHOLE_SET' ? 'WHOLE' : move.kind;
  const fields = { ...common, kind, code: fact.code, title, year, actual } as const;
  if (move.kind !== 'VALUE') {
    const codes = move.kind === 'WHOLE_SET' ? [] : [{ code: move.code, title: codeTitle(nodes, fact, move.code) }];
    return { ...fields, codes, text: ofSet(move, title, codes[0]?.title) };
  }
  const value = factValue(fact, move.value);
  if (isQuantity(fact.type)) return { ...fields, value, ...quantity(fact, move.value, way, title) };
  const codes = (way.codes ?? []).map((code) => ({ code, title: codeTitle(nodes, fact, code) }));
  return { ...fields, value, codes, text: codes.length > 1 ? isOneOf(title, list(codes.map((one) => one.title))) : is(title, value.text) };
}

/** The changes as one sentence with what they lead to. */
export function sentenceOf(changes: readonly FactChange[], satisfied: Satisfied): LocalizedText {
  const zh = changes.map(({ text }) => text.zh).join('，且');
  const en = changes.map(({ text }) => text.en).join(' and ');
  const applies = satisfied === 'TRUE';
  return { zh: `若${zh}，则${applies ? '适用' : '不适用'}`, en: `if ${en}, the rule ${applies ? 'applies' : 'does not apply'}` };
}

const is = (title: LocalizedText, value: LocalizedText): LocalizedText => ({
  zh: `${title.zh}为${value.zh}`,
  en: `${title.en} is ${value.en}`,
});
const isOneOf = (title: LocalizedText, codes: LocalizedText): LocalizedText => ({
  zh: `${title.zh}为${codes.zh}之一`,
  en: `${title.en} is one of: ${codes.en}`,
});

function ofList(move: Exclude<Move, FactMove>, { zh, en }: LocalizedText, { regime }: Watch): LocalizedText {
  if (move.kind === 'WHOLE') return { zh: `${zh}名单完整，再无其他`, en: `the list of ${en} is complete as known` };
  const more = { zh: `${zh}多一个`, en: `one more of ${en}` };
  if (move.asked === null) return more;
  return labelled(more, sentence(move.meets === false ? { op: 'not', of: move.asked } : move.asked, regime));
}

function ofSet(move: FactMove, { zh, en }: LocalizedText, code: LocalizedText | undefined): LocalizedText {
  if (move.kind === 'WHOLE_SET') return { zh: `${zh}除已知外再无其他`, en: `${en} holds nothing beyond what is known` };
  return move.kind === 'HOLDS'
    ? { zh: `${zh}包括${code?.zh}`, en: `${en} includes ${code?.en}` }
    : { zh: `${zh}不包括${code?.zh}`, en: `${en} does not include ${code?.en}` };
}

function quantity(
  fact: Fact,
  value: AnyValue,
  { within, answer }: Way,
  title: LocalizedText,
): Pick<FactChange, 'from' | 'to' | 'distance' | 'text'> {
  const shown = (end: AnyValue | null | undefined): Value | null => (end == null ? null : factValue(fact, end));
  const [from, to] = [shown(within?.from), shown(within?.to)];
  const distance = answer?.known === true ? difference(fact.type, value, answer.value) : null;
  const { zh, en } = bounds(fact.type, title, from, to);
  const text = distance === null ? { zh, en } : { zh: `${zh}（${distance.text.zh}）`, en: `${en} (${distance.text.en})` };
  return { from, to, distance, text };
}

function bounds(type: ParameterType, { zh, en }: LocalizedText, from: Value | null, to: Value | null): LocalizedText {
  const days = type === 'DATE';
  if (from === null && to === null) return { zh: `${zh}已知`, en: `${en} is known` };
  if (from === null)
    return { zh: `${zh}${days ? '不晚于' : '不高于'}${to?.text.zh}`, en: `${en} is ${days ? 'not after' : 'at most'} ${to?.text.en}` };
  if (to === null)
    return { zh: `${zh}${days ? '不早于' : '不低于'}${from.text.zh}`, en: `${en} is ${days ? 'not before' : 'at least'} ${from.text.en}` };
  if (from.text.en === to.text.en) return is({ zh, en }, from.text);
  return { zh: `${zh}在${from.text.zh}至${to.text.zh}之间`, en: `${en} is from ${from.text.en} to ${to.text.en}` };
}

/** "少320.01元 / 320.01 yuan less", "晚30天 / 30 days later". */
function difference(type: ParameterType, value: AnyValue, actual: AnyValue): Value {
  if (type === 'DATE') {
    const days = daysBetween(value as string, actual as string);
    const size = Math.abs(days);
    const en = `${size} ${size === 1 ? 'day' : 'days'} ${days < 0 ? 'earlier' : 'later'}`;
    return { ...valueOf('NUMBER', days), text: { zh: `${days < 0 ? '早' : '晚'}${size}天`, en } };
  }
  const by = Number(((value as number) - (actual as number)).toFixed(4));
  const size = valueOf(type, Math.abs(by)).text;
  const points = type === 'PERCENT' ? { zh: `${Math.abs(by)}个百分点`, en: `${Math.abs(by)} percentage points` } : size;
  return { ...valueOf(type, by), text: { zh: `${by < 0 ? '少' : '多'}${points.zh}`, en: `${points.en} ${by < 0 ? 'less' : 'more'}` } };
}
