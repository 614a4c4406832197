import {
  defineFact,
  defineParameter,
  household,
  membersOf,
  person,
  townA,
  type AnyValue,
  type Condition,
  type Counterfactuals,
  type Fact,
  type FactOf,
  type FactChange,
  type Link,
  type Measure,
  type Parameter,
  type Satisfied,
  type Value,
} from 'xianjie/schema';
import { counterfactualsOf } from '../../plugins/eligibility/counterfactual/search.js';
import { evaluate } from '../../plugins/eligibility/rules/evaluate.js';
import type { Regime, ValueInForce } from '../../plugins/eligibility/in-force/regime.js';
import { missing, type World } from '../../plugins/eligibility/facts/world.js';
import { revitalisationBureau } from '../../schema/facts/departments.js';

/** A household of facts in memory, a rule about it, and what would have to be different. */
const common = { level: 'INTERNAL', suppliers: [revitalisationBureau], source: 'RECORDED' } as const;
const text = (en: string) => ({ zh: en, en });
const classes = { A: text('class A'), B: text('class B'), C: text('class C'), D: text('class D') };
const aids = { COAL: text('coal'), RICE: text('rice') };

export const income = defineFact({ ...common, code: 't.income', title: text('income'), subject: household, type: 'MONEY' });
export const cost = defineFact({ ...common, code: 't.cost', title: text('spending'), subject: household, type: 'MONEY' });
export const size = defineFact({ ...common, code: 't.size', title: text('size'), subject: household, type: 'NUMBER' });
export const rate = defineFact({ ...common, code: 't.rate', title: text('rate'), subject: household, type: 'PERCENT' });
export const left = defineFact({ ...common, code: 't.left', title: text('the day of exit'), subject: household, type: 'DATE' });
export const poor = defineFact({ ...common, code: 't.poor', title: text('poor'), subject: household, type: 'BOOLEAN' });
export const ill = defineFact({ ...common, code: 't.ill', title: text('ill'), subject: household, type: 'BOOLEAN' });
export const grade = defineFact({ ...common, code: 't.grade', title: text('grade'), subject: household, type: 'CODE', codes: classes });
const aidOf = defineFact({ ...common, code: 't.aid', title: text('aid'), subject: household, type: 'CODES', codes: aids });
/** A set as a condition asks for it: by any code. */
export const aid = aidOf as unknown as FactOf<'HOUSEHOLD', Measure<'CODES', null, string>>;
export const works = defineFact({ ...common, code: 't.works', title: text('works'), subject: person, type: 'BOOLEAN' });
export const age = defineFact({ ...common, code: 't.age', title: text('age'), subject: person, type: 'NUMBER' });

const parameter = <T extends 'MONEY' | 'NUMBER' | 'PERCENT' | 'RANGE'>(code: string, type: T, value: AnyValue) =>
  defineParameter({
    code: `t.${code}`,
    title: text(code),
    type,
    unit: type === 'MONEY' ? 'yuan' : type === 'PERCENT' ? 'percent' : 'year',
    use: 'LINE',
    values: [{ document: townA, place: 'L1', quote: 'x', operator: 'eq', value: value as never }],
  });
export const line = parameter('line', 'MONEY', 600_000);
export const low = parameter('low', 'MONEY', 150_000);
export const years = parameter('years', 'NUMBER', 2);
export const share = parameter('share', 'PERCENT', 10);

export const span = parameter('span', 'RANGE', { from: 3, to: 5 });

export const DAY = '2025-06-30';
const values = new Map<string, AnyValue>([
  ['t.line', 600_000],
  ['t.low', 150_000],
  ['t.years', 2],
  ['t.share', 10],
  ['t.span', { from: 3, to: 5 }],
]);
export const regime: Regime = {
  day: DAY,
  citationOf: () => null,
  inForce: () => null,
  parameter: (asked: Parameter) => {
    const value = values.get(asked.code);
    return value === undefined ? null : ({ value, unstated: null, shown: { value: null } } as unknown as ValueInForce);
  },
};

/** What is known: of the household under its fact's code, of its members in turn. */
export interface Known {
  readonly facts: Readonly<Record<string, AnyValue | null>>;
  readonly members: readonly Readonly<Record<string, AnyValue | null>>[];
  /** Nobody else is a member. */
  readonly whole: boolean;
  /** The set holds nothing else. */
  readonly wholeSet: boolean;
}
export const SUBJECT = 'h';

export function worldOf({ facts, members, whole, wholeSet }: Known): World {
  return {
    fact(id, fact) {
      const value = id === SUBJECT ? facts[fact.code] : members[Number(id.slice(1))]?.[fact.code];
      if (value == null) return missing(fact);
      return {
        known: true,
        value,
        whole: fact.type !== 'CODES' || wholeSet,
        providedBy: 'RURAL',
        observedOn: DAY,
        contradictedBy: [],
      };
    },
    linked: (id: string, link: Link) =>
      link === membersOf ? { ids: members.map((_, i) => `m${i}`), whole } : { ids: id === SUBJECT ? [] : [SUBJECT], whole: true },
  };
}

export const answerOf = (condition: Condition, known: Known): Satisfied =>
  evaluate(condition, { subjectId: SUBJECT, setting: { world: worldOf(known), regime }, item: null }).satisfied;

export const ask = (condition: Condition, known: Known, most?: number): Promise<Counterfactuals> =>
  counterfactualsOf(
    condition,
    SUBJECT,
    { world: worldOf(known), regime },
    (pieces, each) => Promise.resolve(pieces.map((piece) => each(piece))),
    most,
  );

const plain = (fact: Fact | undefined, value: Value): AnyValue =>
  fact?.type === 'BOOLEAN' ? value.text.en === 'yes' : (value.money ?? value.number ?? value.date ?? value.codes?.[0] ?? '');

const declared = [income, cost, size, rate, left, poor, ill, grade, aid, works, age] as unknown as readonly Fact[];

/** The same household with the stated change, made of what the answer says alone. @param value another one that it says would do */
export function changed(known: Known, change: FactChange, value: Value | null = change.value, code = change.codes[0]?.code): Known {
  const fact = declared.find((one) => one.code === change.code);
  const put = (next: AnyValue): Known =>
    change.subjectId === SUBJECT
      ? { ...known, facts: { ...known.facts, [change.code]: next } }
      : {
          ...known,
          members: known.members.map((m, i) => (`m${i}` === change.subjectId ? { ...m, [change.code]: next } : m)),
        };
  const held = (known.facts[change.code] ?? []) as readonly string[];
  switch (change.kind) {
    case 'VALUE':
      return put(fact?.type === 'CODE' && code !== undefined ? code : value === null ? '' : plain(fact, value));
    case 'HOLDS':
      return { ...put([...held, code ?? '']), wholeSet: known.facts[change.code] != null && known.wholeSet };
    case 'HOLDS_NOT':
      return put(held.filter((one) => one !== code));
    case 'WHOLE':
      return change.code === aid.code ? { ...put(held), wholeSet: true } : { ...known, whole: true };
    case 'MORE':
      throw new Error('who it is about says the sentence alone');
  }
}
