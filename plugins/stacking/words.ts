import type { LocalizedText, RelatedBenefit, Relation } from 'xianjie/schema';
import { valueOf } from '../eligibility/index.js';
import type { Found } from './find.js';

type Called = (code: string) => RelatedBenefit;

const money = (fen: number): LocalizedText => valueOf('MONEY', fen).text;

const called = (codes: readonly string[], name: Called): LocalizedText => {
  const titles = codes.map((code) => name(code).title ?? { zh: code, en: code });
  return { zh: titles.map(({ zh }) => `“${zh}”`).join(''), en: joined(titles.map(({ en }) => `“${en}”`)) };
};

const joined = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

const whom = { PERSON: { zh: '同一人', en: 'one person' }, HOUSEHOLD: { zh: '同一户', en: 'one household' } } as const;
const over = {
  YEAR: { zh: '每年', en: 'a year' },
  MONTH: { zh: '每月', en: 'a month' },
  ONCE: { zh: '累计', en: 'in all' },
} as const;

/** A finding under a relation in one sentence. @param cap fen, of a cap that is stated */
export function sentenceOf(relation: Relation, { kind, items, sum, excess }: Found, name: Called, cap: number | null): LocalizedText {
  const of = (which: readonly { readonly benefit: string }[]) => called([...new Set(which.map(({ benefit }) => benefit))], name);
  const all = of(items);
  const held = of(items.filter((one) => one.held === 'TRUE'));
  const others = of(items.filter((one) => one.held !== 'TRUE'));
  const per = whom[relation.per];
  switch (kind) {
    case 'CONFLICT':
      return {
        zh: `${per.zh}不得同时享受${all.zh}，现已同时享受`,
        en: `${per.en} may hold only one of ${all.en}, and holds them together`,
      };
    case 'CHOICE':
      return { zh: `${per.zh}在${all.zh}中只能享受一项`, en: `${per.en} may be given only one of ${all.en}` };
    case 'OVER_CAP': {
      const [counted, line, much] = [money(sum ?? 0), money(cap ?? 0), money(excess ?? 0)];
      const time = timeOf(relation);
      return {
        zh: `${per.zh}${all.zh}合计${counted.zh}，超出${time.zh}限额${line.zh}，多${much.zh}`,
        en: `${all.en} come to ${counted.en} for ${per.en}: ${much.en} above the cap of ${line.en} ${time.en}`,
      };
    }
    case 'OUT_OF_ORDER':
      return {
        zh: `应先享受${others.zh}，现已享受${held.zh}而未享受前者`,
        en: `${others.en} comes before ${held.en}, which is held without it`,
      };
    case 'NOT_STATED':
      return notStated(relation, all);
    case 'UNDETERMINED':
      return undetermined(relation, { all, held, others });
    case 'DUPLICATE':
      return { zh: `${all.zh}重复享受`, en: `${all.en} is held twice` };
  }
}

const timeOf = ({ cap }: Relation): LocalizedText =>
  cap === null || cap.every === 'BLANK_IN_SOURCE' ? { zh: '', en: '' } : over[cap.every];

function notStated({ kind }: Relation, all: LocalizedText): LocalizedText {
  if (kind === 'CAPPED_TOGETHER')
    return {
      zh: `${all.zh}合计有限额，原文未载明其数额或周期`,
      en: `${all.en} are capped together; the source does not state the cap or its period`,
    };
  return { zh: `${all.zh}能否叠加享受，原文未载明`, en: `the source does not say whether ${all.en} add up` };
}

function undetermined(
  { kind, per }: Relation,
  { all, held, others }: { readonly all: LocalizedText; readonly held: LocalizedText; readonly others: LocalizedText },
): LocalizedText {
  if (kind === 'CAPPED_TOGETHER')
    return {
      zh: `${all.zh}合计是否超出限额，金额不全，无法判断`,
      en: `whether ${all.en} come to more than their cap is open: not every amount is known`,
    };
  if (kind === 'ORDERED')
    return {
      zh: `应先享受${others.zh}；已享受${held.zh}，是否享受前者尚不清楚`,
      en: `${others.en} comes before ${held.en}, which is held; whether it was passed over is not known`,
    };
  return {
    zh: `${whom[per].zh}不得同时享受；已享受${held.zh}，是否享受${others.zh}尚不清楚`,
    en: `they exclude each other; ${held.en} is held, and whether ${others.en} is held is not known`,
  };
}

/** A benefit that is given once for a household, held by several. */
export function onceForHousehold(benefit: string, holders: number, name: Called): LocalizedText {
  const one = called([benefit], name);
  return {
    zh: `${one.zh}按户享受一份，本户有${holders}人享受`,
    en: `${one.en} is given once for a household, and ${holders} of its members hold it`,
  };
}

/** A benefit that two departments record at the same time. */
export function twiceRecorded(benefit: string, departments: number, name: Called): LocalizedText {
  const one = called([benefit], name);
  return {
    zh: `${one.zh}由${departments}个部门分别登记，时间重叠：可能重复享受，也可能重复登记`,
    en: `${one.en} is recorded by ${departments} departments over the same time: given twice, or recorded twice`,
  };
}

/** A benefit that one department recorded twice for the same days. */
export function twiceByOne(benefit: string, { from, to }: { readonly from: string; readonly to: string }, name: Called): LocalizedText {
  const one = called([benefit], name);
  return {
    zh: `${one.zh}由同一部门就${from}至${to}登记了两次：可能重复发放，也可能重复登记`,
    en: `${one.en} is recorded twice by one department for ${from} to ${to}: given twice, or recorded twice`,
  };
}
