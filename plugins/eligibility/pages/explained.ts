import {
  blank,
  refuseUnknown,
  type Check,
  type CheckInfo,
  type Fact,
  type Gives,
  type LocalizedText,
  type NamedValueInfo,
  type Parameter,
  type ParameterValue,
  type PolicyModule,
} from 'xianjie/schema';
import { catalogueOf } from '../catalogue/catalogue.js';
import { describeChecks } from '../telling/describe.js';
import { describeValues } from '../named/describe.js';
import { isReference } from '../catalogue/reads.js';
import { parameterValue } from '../figures/values.js';
import { versionOf } from '../catalogue/version.js';
import { termInFull } from '../words/words.js';
import { outlineOf, type Outline } from './outline.js';
import { relationsOf, type ExplainedRelation } from './relations.js';

/** A policy value of a check, with what every document says of it. */
export interface ExplainedParameter {
  readonly parameter: Parameter;
  readonly values: readonly { readonly stated: ParameterValue; readonly text: LocalizedText }[];
}

/** Everything that can be said of a check before it is asked of anybody. */
export interface ExplainedCheck {
  readonly info: CheckInfo;
  readonly check: Check;
  /** The fingerprint of the rule. */
  readonly version: string;
  readonly when: Outline | null;
  readonly fulfilled: Outline | null;
  readonly gives: readonly { readonly gives: Gives; readonly amount: LocalizedText | null }[];
  readonly parameters: readonly ExplainedParameter[];
  /** What the sources say of its benefits together with others. */
  readonly relations: readonly ExplainedRelation[];
}

/** Everything that can be said of a named value before it is asked of anybody. */
export interface ExplainedValue {
  readonly info: NamedValueInfo;
  readonly parameters: readonly ExplainedParameter[];
}

/** The checks and named values of a set of modules, by code, and the facts that their cases speak of. */
export interface ExplainedChecks {
  readonly checks: readonly ExplainedCheck[];
  readonly values: readonly ExplainedValue[];
  readonly facts: ReadonlyMap<string, Fact>;
  /** A check or a named value. @throws ApiError UNKNOWN_CODE naming the nearest */
  find(code: string): ExplainedCheck | ExplainedValue;
}

const notStated: LocalizedText = { zh: '原文未载明', en: 'left out by the source' };

/** What there is to print of every check. @throws Error where the modules do not fit together */
export function explainChecks(modules: readonly PolicyModule[]): ExplainedChecks {
  const catalogue = catalogueOf(modules);
  const checks = describeChecks(catalogue, {}).flatMap((info) => {
    const one = catalogue.checks.get(info.code);
    if (one === undefined) return [];
    const { check, reads } = one;
    const explained: ExplainedCheck = {
      info,
      check,
      version: versionOf(check),
      when: check.when === null ? null : outlineOf(check.when),
      fulfilled: check.fulfilled === null ? null : outlineOf(check.fulfilled),
      gives: check.gives.map((gives) => ({ gives, amount: amountOf(gives) })),
      parameters: explainedParameters(reads.parameters),
      relations: relationsOf(check, modules),
    };
    return [explained];
  });
  const values = describeValues(catalogue, {}).map((info) => ({
    info,
    parameters: explainedParameters(catalogue.values.get(info.code)?.reads.parameters ?? []),
  }));
  const byCode = new Map([...checks, ...values].map((one) => [one.info.code, one]));
  const find: ExplainedChecks['find'] = (code) =>
    byCode.get(code) ?? refuseUnknown(`there is no check and no named value "${code}"`, code, byCode.keys());
  return { checks, values, facts: catalogue.facts, find };
}

const explainedParameters = (parameters: Iterable<Parameter>): ExplainedParameter[] =>
  [...parameters].map((parameter) => ({
    parameter,
    values: parameter.values.map((stated) => ({ stated, text: saidOf(parameter, stated) })),
  }));

function amountOf({ amount }: Gives): LocalizedText | null {
  if (amount === null) return null;
  return amount === blank ? notStated : termInFull(amount, null);
}

function saidOf(parameter: Parameter, { value }: ParameterValue): LocalizedText {
  if (value === blank) return notStated;
  if (isReference(value)) return { zh: `同${value.parameter.title.zh}`, en: `that of ${value.parameter.title.en}` };
  return parameterValue(parameter, value).text;
}
