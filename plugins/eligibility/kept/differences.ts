import type { LocalizedText, ReplayDifference, Value } from 'xianjie/schema';
import type { Kept, KeptFact, KeptList, KeptParameter } from './keep.js';

/** What an evaluation rested on then and rests on now, where it is not the same. */
export function differences(was: Kept, is: Kept): ReplayDifference[] {
  return [
    ...(was.version === is.version ? [] : [ofRule(was, is)]),
    ...paired(was.facts, is.facts, (one) => `${one.code}|${one.subjectId}|${one.year ?? ''}`).flatMap(([a, b]) => ofFact(a, b)),
    ...paired(was.lists, is.lists, (one) => `${one.code}|${one.subjectId}`).flatMap(([a, b]) => ofList(a, b)),
    ...paired(was.parameters, is.parameters, (one) => one.code).flatMap(([a, b]) => ofParameter(a, b)),
    ...paired(standing(was), standing(is), (one) => one.code).flatMap(([a, b]) => ofAdoption(a, b)),
  ];
}

type Pair<One> = readonly [One | undefined, One | undefined];

function paired<One>(was: readonly One[], is: readonly One[], place: (one: One) => string): Pair<One>[] {
  const now = new Map(is.map((one) => [place(one), one]));
  const then = new Set(was.map(place));
  return [
    ...was.map((one): Pair<One> => [one, now.get(place(one))]),
    ...is.filter((one) => !then.has(place(one))).map((one): Pair<One> => [undefined, one]),
  ];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const notRead: LocalizedText = { zh: '未读取', en: 'not read' };
const notKnown: LocalizedText = { zh: '未知', en: 'not known' };
const plain = { was: null, is: null, wasSaidBy: null, isSaidBy: null, wasObservedOn: null, isObservedOn: null } as const;

function told(title: LocalizedText, was: LocalizedText, is: LocalizedText): LocalizedText {
  return { zh: `${title.zh}：当时为${was.zh}，现为${is.zh}`, en: `${title.en}: was ${was.en}, is ${is.en}` };
}

function ofRule({ verdict: { check }, version }: Kept, is: Kept): ReplayDifference {
  const text = { zh: `规则已修改（${version} → ${is.version}）`, en: `the rule has been changed (${version} → ${is.version})` };
  return { ...plain, kind: 'RULE', code: check, title: { zh: '规则', en: 'the rule' }, text };
}

function ofFact(was: KeptFact | undefined, is: KeptFact | undefined): ReplayDifference[] {
  const one = was ?? is;
  if (one === undefined || same(was?.answer, is?.answer)) return [];
  const words = (fact: KeptFact | undefined): LocalizedText => (fact === undefined ? notRead : (fact.shown?.text ?? notKnown));
  return [
    {
      kind: 'FACT',
      code: one.code,
      title: one.title,
      was: was?.shown ?? null,
      is: is?.shown ?? null,
      wasSaidBy: was?.answer.providedBy ?? null,
      isSaidBy: is?.answer.providedBy ?? null,
      wasObservedOn: was?.answer.observedOn ?? null,
      isObservedOn: is?.answer.observedOn ?? null,
      text: told(one.title, words(was), words(is)),
    },
  ];
}

/** How many it leads to, and whether these are all. Who they are stands nowhere here. */
function ofList(was: KeptList | undefined, is: KeptList | undefined): ReplayDifference[] {
  const one = was ?? is;
  const content = (list: KeptList | undefined) => list && [[...list.found.ids].sort(), list.found.whole];
  if (one === undefined || same(content(was), content(is))) return [];
  const words = (list: KeptList | undefined): LocalizedText => {
    if (list === undefined) return notRead;
    const n = list.found.ids.length;
    return list.found.whole ? { zh: `${n}个（名单完整）`, en: `${n} (complete)` } : { zh: `${n}个`, en: `${n}` };
  };
  return [{ ...plain, kind: 'LIST', code: one.code, title: one.title, text: told(one.title, words(was), words(is)) }];
}

function ofParameter(was: KeptParameter | undefined, is: KeptParameter | undefined): ReplayDifference[] {
  const one = was ?? is;
  const content = (parameter: KeptParameter | undefined) => parameter && [parameter.value ?? null, parameter.shown?.citation.document.code];
  if (one === undefined || same(content(was), content(is))) return [];
  const shown = (parameter: KeptParameter | undefined): Value | null => parameter?.shown?.value ?? null;
  const words = (parameter: KeptParameter | undefined): LocalizedText =>
    parameter === undefined ? notRead : (shown(parameter)?.text ?? { zh: '未施行或未载明', en: 'not in force or not stated' });
  const text = told(one.title, words(was), words(is));
  return [{ ...plain, kind: 'PARAMETER', code: one.code, title: one.title, was: shown(was), is: shown(is), text }];
}

type Standing = NonNullable<Kept['values']>[number];

/** Where the rule stands, and the named values that it reads. */
function standing({ verdict: { check, citation }, values = [] }: Kept): readonly Standing[] {
  const of = ({ zh, en }: LocalizedText): LocalizedText => ({ zh: `${zh}所在文件`, en: `the document of ${en}` });
  return [
    { code: check, title: of({ zh: '规则', en: 'the rule' }), citation },
    ...values.map((value) => ({ ...value, title: of({ zh: `“${value.title.zh}”`, en: `"${value.title.en}"` }) })),
  ];
}

/** A named value that only one of them read is a change of the rule, which is told. */
function ofAdoption(was: Standing | undefined, is: Standing | undefined): ReplayDifference[] {
  const content = ({ citation }: Standing) => citation && [citation.document.code, citation.place, citation.adoptedBy];
  if (was === undefined || is === undefined || same(content(was), content(is))) return [];
  const words = ({ citation }: Standing): LocalizedText => citation?.document.title ?? { zh: '未施行', en: 'not in force' };
  return [{ ...plain, kind: 'ADOPTION', code: was.code, title: was.title, text: told(was.title, words(was), words(is)) }];
}
