import {
  liesIn,
  type ChangedValue,
  type Check,
  type NamedValue,
  type Parameter,
  type ParameterValue,
  type ProposedValue,
  type ValueEffect,
} from 'xianjie/schema';
import { withIssuers, type Policy } from '../in-force/adoptions.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { isReference, referredBy, type Reads } from '../catalogue/reads.js';
import { regimeOf, type Regime } from '../in-force/regime.js';

const nothing: ValueEffect = { changes: [], keeps: [], checks: [], parameters: [], namedValues: [] };

/** What holds with and without the value, in every area that adopted its document and from the first day on which it counts there. */
export function valueEffect(catalogue: Catalogue, policy: Policy, proposed: ProposedValue): ValueEffect {
  const parameter = catalogue.parameters.get(proposed.parameter);
  const document = policy.documents.get(proposed.document);
  if (parameter === undefined || document === undefined) return nothing;
  const without = policyWith(policy, proposed, null);
  const withIt = policyWith(policy, proposed, {
    ...proposed,
    document,
    precision: 'DAY',
    recorded: { id: proposed.id ?? '', approvedAt: '9999-12-31' },
  });
  const regime = (of: Policy, area: string, day: string): Regime => regimeOf(catalogue, of.adoptions, area, day);

  const first = new Map<string, string>();
  for (const { document: of, area, from, to } of policy.adoptions) {
    if (of.code !== document.code || (to !== null && to < proposed.validFrom)) continue;
    const day = from > proposed.validFrom ? from : proposed.validFrom;
    if (day < (first.get(area) ?? '9999')) first.set(area, day);
  }
  const all = [...first].sort(([a], [b]) => (a < b ? -1 : 1));
  const mine = ({ after }: ChangedValue): boolean =>
    after?.citation.document.code === document.code && after.citation.place === proposed.place;
  const changes = all
    .map(([area, from]): ChangedValue => {
      const before = regime(without, area, from).parameter(parameter)?.shown ?? null;
      const after = regime(withIt, area, from).parameter(parameter)?.shown ?? null;
      return { area, from, before, after };
    })
    .filter((change) => mine(change) && change.after?.validFrom === change.from);
  const under = new Set(policy.adoptions.map((one) => one.area).filter((area) => changes.some((change) => liesIn(area, change.area))));
  const keeps = [...under].filter((area) => {
    const from = changes.find((change) => liesIn(area, change.area))?.from ?? proposed.validFrom;
    const shown = regime(withIt, area, from).parameter(parameter)?.shown;
    return shown?.citation.document.code !== document.code || shown.citation.place !== proposed.place;
  });
  const resting = restingOn(catalogue, withIt, parameter.code);
  const restOn = ({ parameters }: Reads, rule: Check | NamedValue): boolean =>
    [...parameters].some(({ code }) => code === parameter.code || resting.has(code)) &&
    changes.some(({ area, from }) => regime(withIt, area, from).citationOf(rule) !== null);
  const checks = [...catalogue.checks.values()].filter(({ check, reads }) => restOn(reads, check)).map(({ check }) => check.code);
  const namedValues = [...catalogue.values.values()].filter(({ value, reads }) => restOn(reads, value)).map(({ value }) => value.code);
  return { changes, keeps: keeps.sort(), checks: checks.sort(), parameters: [...resting].sort(), namedValues: namedValues.sort() };
}

/** The policy without the proposal, or with it as if it had been approved last. */
function policyWith(policy: Policy, proposed: ProposedValue, value: ParameterValue | null): Policy {
  const ofDocument = new Map(policy.values.get(proposed.document));
  const others = (ofDocument.get(proposed.parameter) ?? []).filter(({ recorded }) => recorded?.id !== proposed.id);
  ofDocument.set(proposed.parameter, value === null ? others : [...others, value]);
  const values = new Map([...policy.values, [proposed.document, ofDocument]]);
  const recorded = policy.adoptions.filter(({ basis }) => basis !== 'ISSUER');
  return { documents: policy.documents, values, adoptions: withIssuers(recorded, policy.documents, values) };
}

/** The parameters that are this one, straight or through others. */
function restingOn(catalogue: Catalogue, { values }: Policy, code: string): Set<string> {
  const found = new Set<string>();
  const refersTo = (parameter: Parameter, other: string): boolean =>
    referredBy(parameter).some((one) => one.code === other) ||
    [...values.values()].some((said) =>
      (said.get(parameter.code) ?? []).some(({ value }) => isReference(value) && value.parameter.code === other),
    );
  for (const waiting = [code]; waiting.length > 0;) {
    const next = waiting.pop() ?? '';
    for (const parameter of catalogue.parameters.values()) {
      if (found.has(parameter.code) || parameter.code === code || !refersTo(parameter, next)) continue;
      found.add(parameter.code);
      waiting.push(parameter.code);
    }
  }
  return found;
}
