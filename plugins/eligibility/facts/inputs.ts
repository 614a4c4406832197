import {
  ApiError,
  refuseUnknown,
  type AnyValue,
  type EvaluateRequest,
  type Fact,
  type HypotheticalFact,
  type Subject,
} from 'xianjie/schema';
import type { Catalogue } from '../catalogue/catalogue.js';
import { checkGiven } from './hypothetical-world.js';
import type { StoredWorld } from './stored-world.js';
import { stated } from './world.js';

/** The inputs that a question states. @throws ApiError UNKNOWN_CODE, BAD_USER_INPUT */
export function inputsOf({ code, asks }: Subject, given: readonly HypotheticalFact[]): ReadonlyMap<Fact, AnyValue> {
  const inputs = new Map((asks?.() ?? []).map((input) => [input.code, input as Fact]));
  const said = new Map<Fact, AnyValue>();
  for (const one of given) {
    const input = inputs.get(one.code);
    if (input === undefined)
      return refuseUnknown(
        `a question about a ${code} has no input "${one.code}"; known are ${[...inputs.keys()].join(', ')}; everything else is read from the records`,
        one.code,
        inputs.keys(),
      );
    checkGiven([], input, one, code);
    if (said.has(input)) throw new ApiError('BAD_USER_INPUT', `the input "${one.code}" is given twice`);
    said.set(input, one.value);
  }
  return said;
}

/** The kind that a question with inputs is about. @throws ApiError BAD_USER_INPUT nothing is asked about it */
export function mustAsk({ checks }: Catalogue, { subjects }: Pick<EvaluateRequest, 'subjects'>): Subject {
  const kind = subjects[0]?.kind;
  const found = [...checks.values()].find(({ check }) => check.subject.code === kind)?.check.subject;
  if (found?.asks === undefined)
    throw new ApiError('BAD_USER_INPUT', `no installed check is asked about a ${kind ?? 'subject'} with inputs`);
  return found;
}

/** The records, and what the question states. Nobody but the asker said an input: it is no department's word. */
export const withInputs =
  (said: ReadonlyMap<Fact, AnyValue>) =>
  (world: StoredWorld): StoredWorld => ({
    ...world,
    fact: (id, fact, year) => (fact.source === 'QUESTION' ? stated(fact, said.get(fact)) : world.fact(id, fact, year)),
    speakers: (id, fact, year) => (fact.source === 'QUESTION' ? [] : world.speakers(id, fact, year)),
  });
