import type { GraphBuilder } from '../builder/builder.js';
import type { Benefit } from './benefit.js';
import type { Check } from './check.js';
import type { Covered, NotModelled } from './covers.js';
import type { ModuleDemo } from './demo.js';
import type { Department } from './department.js';
import type { PolicyDocument } from './document.js';
import type { DeclaredRefusal } from './errors.js';
import type { NamedValue } from './expression.js';
import type { FactSource } from './fact.js';
import type { Feed } from './feed.js';
import type { Indicator } from './indicator.js';
import type { Lifecycle } from './lifecycle.js';
import type { Parameter } from './parameter.js';
import type { Relation } from './relation.js';
import type { ModuleStorage } from './storage.js';
import type { Subject } from './subject.js';
import type { LocalizedText } from './text.js';

/** The version of this contract. A module that was written for another one is refused at boot. */
export const CONTRACT_VERSION = 1;

/**
 * A policy domain as one value: what it adds, and nothing of how. The core is the first user of this contract.
 * A key enters here together with the machinery that runs it.
 */
export interface PolicyModule {
  /** kebab-case; prefix of the module's scopes and refusal codes. */
  readonly id: string;
  readonly contract: typeof CONTRACT_VERSION;
  /** What the domain is called. */
  readonly title: LocalizedText;
  /** The department that answers for the domain. */
  readonly owner: { readonly code: string; readonly title: LocalizedText };
  /** Departments that supply facts or feeds. */
  readonly departments?: readonly Department[];
  /** The published documents; every check and every parameter value belongs to one. */
  readonly policies?: readonly PolicyDocument[];
  /** Typed policy values, each with place and verbatim quote. */
  readonly parameters?: readonly Parameter[];
  /** Kinds that checks speak of. */
  readonly subjects?: readonly Subject[];
  /** Where declared facts come from: each loads one or more facts for many subjects at once. */
  readonly facts?: readonly FactSource[];
  /** What checks give and grants record. */
  readonly benefits?: readonly Benefit[];
  /** Named values that checks share (assessed income, a settlement layer): each with its place and quote. */
  readonly values?: readonly NamedValue[];
  /** Eligibility checks: each a rule with its place and quote. */
  readonly checks?: readonly Check[];
  /** Lives of its records: states, steps, who may take them and what must hold for them. */
  readonly lifecycles?: readonly Lifecycle[];
  /** How benefits stand to each other, as the sources say it; partners of other modules by their codes, installed or not. */
  readonly relations?: readonly Relation[];
  /** Numbers per area and period. The coverage of each check is one without being declared. */
  readonly indicators?: readonly Indicator[];
  /** Department data that it takes in. */
  readonly feeds?: readonly Feed[];
  /** Refusal codes of its mutations and feeds, `<id>.<CODE>`. */
  readonly errors?: readonly DeclaredRefusal[];
  /** Its own tables. */
  readonly storage?: ModuleStorage;
  /** Its own types, its fields on core types, its mutations. */
  readonly graphql?: (builder: GraphBuilder) => void;
  /** Its part of the invented data that a first start shows. */
  readonly demo?: ModuleDemo;
  /** Which systems, workflows and indicators of the catalogue it serves, and by what. Rules are covered by the checks that list them. */
  readonly covers?: readonly Covered[];
  /** What of the catalogue it leaves out, and why. */
  readonly notModelled?: readonly NotModelled[];
}

/** Declares a policy module. Freezes it: a declaration is a value. */
export function definePolicyModule(module: PolicyModule): PolicyModule {
  return Object.freeze(module);
}
