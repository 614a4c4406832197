import type { Check, LocalizedText, PolicyModule, Relation } from 'xianjie/schema';

/** What a source says of a check's benefits together with others. */
export interface ExplainedRelation {
  readonly relation: Relation;
  /** Seen from the check: which others, and how they stand to what it gives. */
  readonly text: LocalizedText;
}

/** The relations that a check's benefits stand in, by code. */
export function relationsOf(check: Check, modules: readonly PolicyModule[]): readonly ExplainedRelation[] {
  const titles = new Map(modules.flatMap((m) => (m.benefits ?? []).map(({ code, title }) => [code, title] as const)));
  const own = new Set(check.gives.map(({ benefit }) => benefit.code));
  return modules
    .flatMap((m) => m.relations ?? [])
    .filter(({ benefits }) => benefits.some((code) => own.has(code)))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map((relation) => ({ relation, text: wordsOf(relation, own, titles) }));
}

const whom = { PERSON: { zh: '同一人', en: 'of one person' }, HOUSEHOLD: { zh: '同一户', en: 'of one household' } } as const;

function wordsOf(relation: Relation, own: ReadonlySet<string>, titles: ReadonlyMap<string, LocalizedText>): LocalizedText {
  const { kind, benefits, per, cap } = relation;
  const listed = (codes: readonly string[]): LocalizedText => {
    const all = codes.map((code) => titles.get(code) ?? { zh: `${code}（模块未安装）`, en: `${code} (its module is not installed)` });
    return { zh: all.map(({ zh }) => `“${zh}”`).join(''), en: all.map(({ en }) => `“${en}”`).join(', ') };
  };
  const others = listed(benefits.filter((code) => !own.has(code)));
  switch (kind) {
    case 'EXCLUSIVE':
      return { zh: `${whom[per].zh}不得与${others.zh}同时享受`, en: `not together with ${others.en} ${whom[per].en}` };
    case 'CAPPED_TOGETHER':
      return {
        zh: `${whom[per].zh}与${others.zh}合计不超过“${cap?.amount.title.zh ?? ''}”`,
        en: `with ${others.en} at most “${cap?.amount.title.en ?? ''}” ${whom[per].en}`,
      };
    case 'ORDERED': {
      const all = listed(benefits);
      return { zh: `${whom[per].zh}依次享受${all.zh}`, en: `${whom[per].en}, in this order: ${all.en}` };
    }
    case 'STACKING_UNKNOWN':
      return { zh: `与${others.zh}能否叠加，原文未载明`, en: `the source does not say whether it adds up with ${others.en}` };
  }
}
