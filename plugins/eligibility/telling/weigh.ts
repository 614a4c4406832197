import type { Condition, Rights, SubjectRef, Weighed, WeighedCondition, Weighing } from 'xianjie/schema';
import { holdersOf, matchesDepartments } from '../facts/authorisation.js';
import { withInputs } from '../facts/inputs.js';
import { loadWorld, type StoredWorld } from '../facts/stored-world.js';
import { needOfCondition, needsTogether, reached, type Need } from '../catalogue/reads.js';
import { sightOf, whyWithheld, type Owners } from '../catalogue/visibility.js';
import { evaluate } from '../rules/evaluate.js';
import { causesOf, type Setting } from '../rules/result.js';
import { merge } from '../rules/unknowns.js';
import { sentence } from '../words/words.js';
import type { Telling } from './told.js';

/** A condition of a weighing, with what it needs. */
interface Part {
  readonly condition: Condition;
  readonly need: Need;
}

/**
 * What conditions say that belong to no check: the guards of a lifecycle. They are asked by whoever may take the step, so they are reckoned
 * with facts that the viewer may not read, and say so; what several departments said of a household that has not authorised their matching
 * is put together for nobody.
 */
export async function weighAll(asked: readonly Weighing[], telling: Telling, owners: Owners): Promise<Weighed[]> {
  const { catalogue, sql, at, links, coverage, onFailure, regime, rights } = telling;
  const parts = asked.map(({ conditions }) => conditions.map((condition): Part => ({ condition, need: needOfCondition(condition) })));
  const needs = needsTogether(asked.flatMap(({ subject }, i) => (parts[i] ?? []).map(({ need }) => [subject.kind, need] as const)));
  const stored = await loadWorld({ catalogue, sql, at, links, coverage, onFailure }, distinct(asked.map(({ subject }) => subject)), needs);
  const holders = asked.flatMap(({ subject }, i) => (parts[i] ?? []).flatMap(({ need }) => holdersOf(stored, need, subject)));
  const lacking = await telling.authorisations.lacking(distinct(holders), at);
  return asked.map((one, i) => {
    const here = regime(one.subject.areaCode);
    const setting = { world: withInputs(one.inputs)(stored), regime: here, onFailure };
    return {
      conditions: (parts[i] ?? []).map((part) => weighed(one, part, setting, { rights, owners, lacking })),
      adopted: one.places.map((place) => here.adopted?.(place) ?? false),
    };
  });
}

interface Sight {
  readonly rights: Rights;
  readonly owners: Owners;
  readonly lacking: ReadonlySet<string>;
}

function weighed(
  { subject, module }: Weighing,
  { condition, need }: Part,
  setting: Setting & { readonly world: StoredWorld },
  { rights, owners, lacking }: Sight,
): WeighedCondition {
  const { facts, links } = reached(need);
  const recorded = new Set([...facts].filter((fact) => fact.source !== 'QUESTION'));
  const seen = recorded.size === 0 || whyWithheld(sightOf(module, { facts: recorded, links }, owners), rights) === null;
  const unauthorised = holdersOf(setting.world, need, subject).some(({ id }) => lacking.has(id));
  if (unauthorised && matchesDepartments(setting.world, need, subject.id, setting.regime))
    return { satisfied: 'UNKNOWN', text: sentence(condition, setting.regime), unknowns: [], seen: false };
  const result = evaluate(condition, { subjectId: subject.id, setting, item: null });
  const unknowns = result.satisfied === 'UNKNOWN' ? merge(causesOf(result).map((cause) => ({ cause, part: 'OUTCOME' }))) : [];
  return { satisfied: result.satisfied, text: result.text, unknowns, seen };
}

const distinct = (subjects: readonly SubjectRef[]): SubjectRef[] => [
  ...new Map(subjects.map((one) => [`${one.kind} ${one.id}`, one])).values(),
];
