import DataLoader from 'dataloader';
import type { AdoptionEffect, ProposedAdoption, Sql } from 'xianjie/schema';
import { withIssuers, type Adoption, type Policy } from '../in-force/adoptions.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { regimeOf } from '../in-force/regime.js';

/** What stands in the area on the first day with and without the adoption: the difference is what it does. */
export function effectOf(catalogue: Catalogue, { adoptions, documents, values }: Policy, proposed: ProposedAdoption): AdoptionEffect {
  const document = documents.get(proposed.document);
  if (document === undefined) return { checks: [], parameters: [], namedValues: [], replaced: [] };
  const { area, from } = proposed;
  const others = adoptions.filter((a) => a.basis !== 'ISSUER' && !(a.document === document && a.area === area && a.from === from));
  const regime = (recorded: readonly Adoption[]) => regimeOf(catalogue, withIssuers(recorded, documents, values), area, from);
  const before = regime(others);
  const after = regime([...others, { ...proposed, document }]);
  const mine = (citation: { readonly document: unknown; readonly adoptedBy: string } | null): boolean =>
    citation?.document === document && citation.adoptedBy === area;

  const checks = [...catalogue.checks.values()]
    .map(({ check }) => check)
    .filter((check) => mine(after.citationOf(check)) && !mine(before.citationOf(check)));
  const families = new Set(checks.map((check) => check.family));
  const replacedChecks = [...catalogue.checks.values()].flatMap(({ check }) => {
    const citation = families.has(check.family) ? before.citationOf(check) : null;
    return citation === null ? [] : [{ code: check.code, title: check.title, citation }];
  });
  const parameters = [...catalogue.parameters.values()].filter(
    (parameter) => mine(after.parameter(parameter)?.shown.citation ?? null) && !mine(before.parameter(parameter)?.shown.citation ?? null),
  );
  const replacedParameters = parameters.flatMap((parameter) => {
    const shown = before.parameter(parameter)?.shown;
    return shown?.citation == null ? [] : [{ code: parameter.code, title: shown.title, citation: shown.citation }];
  });
  const namedValues = [...catalogue.values.values()]
    .map(({ value }) => value)
    .filter((value) => mine(after.citationOf(value)) && !mine(before.citationOf(value)));
  const replacedValues = namedValues.flatMap((value) => {
    const citation = before.citationOf(value);
    return citation === null ? [] : [{ code: value.code, title: value.title, citation }];
  });
  const codes = (list: readonly { readonly code: string }[]): string[] => list.map((one) => one.code).sort();
  return {
    checks: codes(checks),
    parameters: codes(parameters),
    namedValues: codes(namedValues),
    replaced: [...replacedChecks, ...replacedParameters, ...replacedValues],
  };
}

/** The recorded adoptions of many documents in one statement. Nothing is kept: a mutation's payload must see what was written. */
export const adoptionIdsOf = (sql: Sql): DataLoader<string, readonly string[]> =>
  new DataLoader<string, readonly string[]>(
    async (documents) => {
      const rows = await sql<{ id: string; document_code: string }>(
        'select id, document_code from adoption where document_code = any($1) order by valid_from, area_code, id',
        [[...documents]],
      );
      return documents.map((code) => rows.filter((row) => row.document_code === code).map((row) => row.id));
    },
    { cache: false },
  );
