import type { GraphBuilder, PolicyModule } from 'xianjie/schema';
import { adoptionGraph } from './graph/adoption.js';
import { areaGaps, sweptState } from './graph/area-gaps.js';
import { askedFields } from './graph/asked.js';
import { entitlementGaps } from './graph/entitlement-gaps.js';
import { eligibilityEnums } from './graph/enums.js';
import { policyGaps } from './graph/gaps.js';
import { hypothetical, hypotheticalInputs } from './graph/hypothetical.js';
import { missingFacts } from './graph/missing-facts.js';
import { namedValues } from './graph/named-values.js';
import { policyTypes } from './graph/policy-types.js';
import { eligibilityQueries } from './graph/queries.js';
import { subjectFields } from './graph/subject-fields.js';
import { verdictList } from './graph/verdict-list.js';
import { verdictTypes } from './graph/verdict-types.js';

/** What the engine adds to the graph: checks, verdicts, policy values, and the fields that ask for them. */
export function eligibilityGraph(modules: readonly PolicyModule[]): (builder: GraphBuilder) => void {
  return (builder) => {
    const enums = eligibilityEnums(builder, modules);
    const policy = policyTypes(builder, enums);
    adoptionGraph(builder, enums, policy);
    subjectFields(builder, modules);
    const verdicts = verdictTypes(builder, enums, policy, modules);
    eligibilityQueries(builder, enums, policy, verdicts);
    const inputs = hypotheticalInputs(builder);
    hypothetical(builder, enums, verdicts, inputs);
    askedFields(builder, enums, verdicts, inputs, modules);
    namedValues(builder, { enums, policy, verdicts, fact: inputs }, modules);
    policyGaps(builder, enums, policy, verdicts);
    missingFacts(builder, enums, modules);
    const benefit = entitlementGaps(builder, enums, modules);
    const state = sweptState(builder);
    areaGaps(builder, enums, benefit, state);
    verdictList(builder, enums, state);
  };
}
