import type { GraphBuilder, PolicyModule } from 'xianjie/schema';
import { documentFields } from './graph/document-fields.js';
import { documentQueries } from './graph/document-queries.js';
import { expiryQuery } from './graph/expiries.js';
import { historyQueries } from './graph/history.js';
import { recordDocument, textInput } from './graph/record-document.js';
import { proposalTypes } from './graph/proposal-types.js';
import { proposalMutations } from './graph/proposals.js';

/** Policy as it is administered: documents with their text, values that are proposed and approved, what was in force when, what ends. */
export function policyGraph(modules: readonly PolicyModule[]): (builder: GraphBuilder) => void {
  const known = {
    documents: new Map(modules.flatMap((m) => (m.policies ?? []).map((document) => [document.code, document] as const))),
    parameters: new Map(modules.flatMap((m) => (m.parameters ?? []).map((parameter) => [parameter.code, parameter] as const))),
  };
  return (builder) => {
    documentFields(builder, modules);
    documentQueries(builder, modules);
    const text = textInput(builder);
    recordDocument(builder, known.documents, text);
    proposalMutations(builder, known, proposalTypes(builder, known.parameters), text);
    historyQueries(builder, known.parameters);
    expiryQuery(builder);
  };
}
