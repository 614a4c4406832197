import fc from 'fast-check';
import type { Condition, Span, Term } from 'xianjie/schema';
import { facts, farmOf, namedValue, parameters, text, workersOf, type Kind } from './world.js';

/** Any condition on farms and workers, and any amount. */
const parameter = (name: keyof typeof parameters): Term => ({ term: 'parameter', parameter: parameters[name] });
const fact = (kind: Kind, name: keyof (typeof facts)['FARM'], period: 'LAST_YEAR' | 'YEAR_BEFORE' | 'EACH' | null = null) =>
  ({ term: 'fact', fact: facts[kind][name], period }) as const;

export const range = parameter('range');
const span: Span = { declares: 'span', unit: 'YEAR', n: parameter('span'), upTo: 'LAST' };
const threeYears: Span = { declares: 'span', unit: 'YEAR', n: { term: 'constant', value: 3 }, upTo: 'THIS' };
/** What holds of a year. */
const ofYear = (kind: Kind): Condition => ({
  op: 'compare',
  comparison: 'gte',
  left: fact(kind, 'yearly', 'EACH'),
  right: parameter('money'),
});

/** Values that several conditions share. */
const shared = {
  FARM: namedValue('FARM', { term: 'arithmetic', title: null, operator: 'plus', of: [fact('FARM', 'money'), parameter('money')] }),
  WORKER: namedValue('WORKER', fact('WORKER', 'money')),
};

/** Whatever it is, under a name of its own. */
const underAName = (kind: Kind, term: fc.Arbitrary<Term>, rounds = false): fc.Arbitrary<Term> =>
  fc
    .record({ is: term, rounded: fc.boolean(), inForce: fc.integer({ min: 0, max: 5 }) })
    .map(({ is, rounded, inForce }) => namedValue(kind, is, { rounded: rounds && rounded, inForce: inForce > 0 }));

/** Any amount. */
function money(kind: Kind, depth: number): fc.Arbitrary<Term> {
  const leaf = fc.constantFrom<Term>(
    fact(kind, 'money'),
    fact(kind, 'yearly', 'LAST_YEAR'),
    fact(kind, 'yearly', 'YEAR_BEFORE'),
    parameter('money'),
    parameter('open'),
    shared[kind],
    { term: 'sumOfPeriods', title: null, span, of: fact(kind, 'yearly', 'EACH') },
  );
  if (depth === 0) return leaf;
  const part = money(kind, depth - 1);
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    fc.record({
      term: fc.constant('arithmetic' as const),
      title: fc.constant(null),
      operator: fc.constantFrom('plus' as const, 'minus' as const, 'min' as const, 'max' as const),
      of: fc.tuple(part, part),
    }),
    fc.record({
      term: fc.constant('arithmetic' as const),
      title: fc.constant(null),
      operator: fc.constant('perHead' as const),
      of: fc.tuple(part, number(kind, 0)),
    }),
    underAName(kind, part, true),
    fc
      .record({ when: condition(kind, depth - 1), value: part, otherwise: part })
      .map((row): Term => ({ term: 'choose', title: text('choice'), rows: [row], otherwise: row.otherwise })),
    ...(kind === 'FARM'
      ? [
          fc
            .option(condition('WORKER', 0))
            .map((where): Term => ({ term: 'sum', title: null, link: workersOf, where, of: fact('WORKER', 'money') })),
        ]
      : []),
  );
}

/** Any code: said of somebody, a class, or either under a name of its own. */
function code(kind: Kind): fc.Arbitrary<Term> {
  const said = fact(kind, 'code');
  const { codes } = facts[kind].code;
  const classes = fc
    .record({ when: ofSize(kind), value: fc.constantFrom<Term>({ term: 'constant', value: 'A' }, said) })
    .map((row): Term => ({
      term: 'choose',
      title: text('class'),
      codes: codes ?? {},
      rows: [row],
      otherwise: { term: 'constant', value: 'C' },
    }));
  return fc.oneof(fc.constant<Term>(said), classes, underAName(kind, fc.oneof(fc.constant<Term>(said), classes)));
}

/** What a class depends on. */
const ofSize = (kind: Kind): fc.Arbitrary<Condition> =>
  fc.constantFrom<Condition>(
    { op: 'compare', comparison: 'gte', left: fact(kind, 'number'), right: parameter('span') },
    { op: 'compare', comparison: 'lt', left: fact(kind, 'money'), right: parameter('open') },
    { op: 'compare', comparison: 'eq', left: fact(kind, 'yes'), right: { term: 'constant', value: true } },
  );

/** Any number. */
function number(kind: Kind, depth: number): fc.Arbitrary<Term> {
  const simple = fc.constantFrom<Term>(
    fact(kind, 'number'),
    parameter('span'),
    { term: 'age', title: null, date: fact(kind, 'day') },
    { term: 'lookup', title: null, table: parameters.table, by: fact(kind, 'set'), favourable: 'LOWEST' },
    { term: 'overPeriods', title: null, how: 'count', span: threeYears, of: ofYear(kind) },
    { term: 'overPeriods', title: null, how: 'streak', span: threeYears, of: ofYear(kind) },
  );
  const row = code(kind).map((by): Term => ({ term: 'lookup', title: null, table: parameters.table, by, favourable: 'HIGHEST' }));
  const leaf = fc.oneof({ weight: 6, arbitrary: simple }, row);
  if (depth === 0) return leaf;
  if (kind === 'WORKER') return fc.oneof(leaf, underAName(kind, leaf));
  return fc.oneof(
    leaf,
    underAName(kind, leaf),
    fc.option(condition('WORKER', depth - 1)).map((who): Term => ({ term: 'count', title: null, link: workersOf, of: who })),
  );
}

/** Any condition on a farm or a worker. */
export function condition(kind: Kind, depth: number): fc.Arbitrary<Condition> {
  const comparison = fc.constantFrom('lt' as const, 'lte' as const, 'gt' as const, 'gte' as const, 'eq' as const);
  const compared = (left: fc.Arbitrary<Term>, right: fc.Arbitrary<Term>): fc.Arbitrary<Condition> =>
    fc.record({ op: fc.constant('compare' as const), comparison, left, right });
  const day = fc.constantFrom<Term>(
    fact(kind, 'day'),
    { term: 'theDay' },
    { term: 'later', title: text('later'), date: fact(kind, 'day'), by: parameter('span'), unit: 'YEARS' },
    { term: 'later', title: text('later'), date: fact(kind, 'day'), by: fact(kind, 'number'), unit: 'MONTHS' },
  );
  const ratio = fc.record({
    term: fc.constant('ratio' as const),
    title: fc.constant(text('part')),
    part: money(kind, 0),
    whole: money(kind, 0),
  });
  const named = fc.oneof(underAName(kind, ratio), ratio);
  const set = fact(kind, 'set');
  const constants = fc.constantFrom<Condition>(
    { op: 'compare', comparison: 'eq', left: fact(kind, 'yes'), right: { term: 'constant', value: true } },
    { op: 'anyOf', left: set, right: parameter('set') },
    { op: 'includes', left: set, code: 'C', title: text('c') },
    { op: 'within', left: fact(kind, 'number'), right: parameter('range') },
    { op: 'inPeriods', how: 'every', span, of: ofYear(kind) },
    { op: 'inPeriods', how: 'exists', span: threeYears, of: ofYear(kind) },
  );
  const ofCode = code(kind).chain((left) =>
    fc.constantFrom<Condition>(
      { op: 'compare', comparison: 'eq', left, right: { term: 'constant', value: 'A' } },
      { op: 'oneOf', left, right: parameter('set') },
      { op: 'oneOf', left, right: { term: 'constant', value: ['C'] } },
    ),
  );
  const sizes = Math.max(depth - 1, 0);
  const leaf = fc.oneof(
    constants,
    ofCode,
    compared(money(kind, sizes), money(kind, sizes)),
    compared(number(kind, depth), number(kind, sizes)),
    compared(fc.oneof(day, underAName(kind, day)), day),
    compared(named, named),
    compared(ratio, fc.constant<Term>({ term: 'constant', value: 50 })),
  );
  if (depth === 0) return leaf;
  const part = condition(kind, depth - 1);
  const parts = fc.array(part, { maxLength: 3 });
  return fc.oneof(
    leaf,
    fc.record({ op: fc.constantFrom('all' as const, 'any' as const), of: parts }),
    fc.record({ op: fc.constant('atLeast' as const), needed: number(kind, 0), of: parts }),
    part.map((one): Condition => ({ op: 'not', of: one })),
    part.map((one): Condition => ({ op: 'named', title: text('named'), of: one })),
    ...(kind === 'WORKER'
      ? [condition('FARM', 0).map((one): Condition => ({ op: 'through', link: farmOf, of: one }))]
      : [
          condition('WORKER', depth - 1).map((one): Condition => ({ op: 'exists', link: workersOf, of: one })),
          fc.record({
            op: fc.constant('every' as const),
            link: fc.constant(workersOf),
            where: fc.option(condition('WORKER', 0)),
            of: condition('WORKER', depth - 1),
          }),
        ]),
  );
}

export const amount: fc.Arbitrary<Term> = money('FARM', 1);

/** What holds over several years: of how many of them, up to which. */
export const overYears: fc.Arbitrary<Condition> = fc
  .record({
    n: fc.integer({ min: 0, max: 5 }),
    upTo: fc.constantFrom('LAST' as const, 'THIS' as const),
    limit: fc.integer({ min: 0, max: 5 }),
  })
  .chain(({ n, upTo, limit }) => {
    const over: Span = { declares: 'span', unit: 'YEAR', n: { term: 'constant', value: n }, upTo };
    const compared = (left: Term, right: number): Condition => ({ op: 'compare', comparison: 'gte', left, right: { term: 'constant', value: right } }); // prettier-ignore
    const of = ofYear('FARM');
    const yearly = fact('FARM', 'yearly', 'EACH');
    return fc.constantFrom<Condition>(
      { op: 'inPeriods', how: 'every', span: over, of },
      { op: 'inPeriods', how: 'exists', span: over, of },
      compared({ term: 'overPeriods', title: null, how: 'count', span: over, of }, limit),
      compared({ term: 'overPeriods', title: null, how: 'streak', span: over, of }, limit),
      compared({ term: 'sumOfPeriods', title: null, span: over, of: yearly }, limit * 300),
    );
  });
