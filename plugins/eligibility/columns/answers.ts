import type { AnyValue, Fact } from 'xianjie/schema';
import type { CompleteList } from '../in-force/reference.js';
import { answerOf, type Observation, type SilentRow } from '../facts/observations.js';
import { unknown, type Answer } from '../facts/world.js';
import type { ListsRead } from './lists.js';
import type { SourceRows } from './rows.js';

/** What is known of one fact of each subject: few things are known of many subjects. */
export interface Answers {
  readonly all: readonly Answer[];
  /** Of each subject the place of its answer. */
  readonly of: Int32Array;
}

/** The answers of everybody, where they are all the same. */
export const sameOfAll = (answer: Answer, length: number): Answers => ({ all: [answer], of: new Int32Array(length) });

/**
 * One answer for each subject out of what its rows say. What answers it is `answerOf`, as for a single question; subjects with the same
 * rows, lists and authority have the same answer, so it is asked once for all of them.
 */
export function answersOf(
  fact: Fact,
  year: number | null,
  { facts, sayings, subjects, said }: SourceRows,
  ids: readonly string[],
  lists: ListsRead,
  day: string,
): Answers {
  const column = facts.indexOf(fact);
  const counts = sayings.map(({ period, values }) => {
    if (fact.period !== null && period !== year) return false;
    return values[column] !== null || fact.absent !== undefined;
  });
  // The one saying of a subject; of several the place in `several`, below zero.
  const one = new Int32Array(ids.length).fill(-1);
  const several: number[][] = [];
  for (let at = 0; at < said.length; at++) {
    const saying = said[at]!;
    if (!counts[saying]) continue;
    const subject = subjects[at]!;
    const known = one[subject]!;
    if (known === -1) one[subject] = saying;
    else if (known >= 0) one[subject] = -1 - several.push([known, saying]);
    else several[-2 - known]!.push(saying);
  }
  const all: Answer[] = [];
  const of = new Int32Array(ids.length);
  const bySayings = new Map<string | number, number>();
  for (let subject = 0; subject < ids.length; subject++) {
    const number = lists.of[subject]!;
    const known = one[subject]!;
    const authority = fact.suppliersFor?.(ids[subject]!).map(({ code }) => code);
    const key =
      known < -1 || authority !== undefined
        ? `${number}|${authority?.join() ?? ''}|${known < -1 ? several[-2 - known]!.join() : known}`
        : number * (sayings.length + 1) + known + 1;
    let answer = bySayings.get(key);
    if (answer === undefined) {
      const mine = known === -1 ? [] : known >= 0 ? [known] : several[-2 - known]!;
      answer =
        all.push(
          answered(
            fact,
            ids[subject]!,
            mine.map((saying) => sayings[saying]!),
            column,
            lists.all[number]!,
            day,
          ),
        ) - 1;
      bySayings.set(key, answer);
    }
    of[subject] = answer;
  }
  return { all, of };
}

function answered(
  fact: Fact,
  id: string,
  sayings: SourceRows['sayings'],
  column: number,
  lists: readonly CompleteList[],
  day: string,
): Answer {
  const observations: Observation[] = [];
  const silent: SilentRow[] = [];
  for (const { source, observedOn, values } of sayings) {
    const value: AnyValue | null | undefined = values[column];
    if (value === undefined) return unknown('CALCULATION_FAILED');
    if (value === null) silent.push({ source, observedOn });
    else observations.push({ source, observedOn, value });
  }
  return answerOf(fact, id, observations, silent, lists, day);
}
