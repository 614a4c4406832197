import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import { ApiError, type DeclaredFieldExtensions, type ErrorCode, type GraphContext } from 'xianjie/schema';
import { askedBy, askedOperation, fieldPath, rootFields, type AuditRecord } from '../../plugins/audit/index.js';
import type { Operation } from '../operation.js';

/** An operation as it was executed. */
export interface Executed {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
}

/** One operation may touch a forbidden field in every row of a list: so many refusals are told apart. */
const MOST_DENIALS = 20;

/** A refusal names the missing right in quotation marks. */
const SCOPE = /"([a-z][a-z0-9-]*:[a-z]+(?::[a-z]+)?)"/;

/** Refusals that were noted with their operation. */
const executed = new WeakSet<GraphQLError>();

const codeOf = (error: GraphQLError): ErrorCode | undefined =>
  error.originalError instanceof ApiError ? error.originalError.code : undefined;

/** What the audit trail notes of an operation beside what it wrote: refused accesses, and whose personal data it showed in clear. */
export function toNote(operation: Operation, asked: Executed, errors: readonly GraphQLError[] = []): AuditRecord[] {
  const denied = errors.filter((error) => codeOf(error) === 'FORBIDDEN');
  for (const error of denied) executed.add(error);
  const shown = [...operation.shown()];
  const { document, operationName } = asked;
  const fields = rootFields(document, operationName);
  const looked = fields.some((name) => scopeOfRoot(asked.schema, name)?.startsWith('audit:'));
  if (denied.length === 0 && shown.length === 0 && !looked) return [];
  const { viewer, requestId } = operation.context;
  const base = { ...askedBy(viewer), requestId, operation: askedOperation(document, operationName) };
  return [
    ...denials(denied, asked).map((denial) => ({
      ...base,
      ...denial,
      kind: 'DENIED' as const,
      outcome: 'DENIED' as const,
      action: 'read',
    })),
    ...shown.map(([subjectType, ids]) => ({
      ...base,
      kind: 'BULK_READ' as const,
      action: 'read',
      fields,
      subjectType,
      subjectIds: [...ids],
    })),
    ...(looked && denied.length === 0 ? [{ ...base, kind: 'BULK_READ' as const, action: 'readAuditLog', fields }] : []),
  ];
}

/** A refusal before anything was executed: of a document that the client may not send. */
export function toNoteUnexecuted(
  { viewer, requestId }: Pick<GraphContext, 'viewer' | 'requestId'>,
  errors: readonly GraphQLError[] = [],
): AuditRecord[] {
  const denied = errors.find((error) => codeOf(error) === 'FORBIDDEN' && !executed.has(error));
  if (denied === undefined) return [];
  return [
    { ...askedBy(viewer), requestId, kind: 'DENIED', outcome: 'DENIED', action: 'ask', missingScope: SCOPE.exec(denied.message)?.[1] },
  ];
}

/** One for each field and right. */
function denials(errors: readonly GraphQLError[], { document, operationName }: Executed) {
  const found = new Map<string, { readonly path: string; readonly missingScope: string | undefined }>();
  for (const { path = [], message } of errors) {
    if (found.size === MOST_DENIALS) break;
    const denial = { path: fieldPath(document, operationName, path), missingScope: SCOPE.exec(message)?.[1] };
    found.set(JSON.stringify(denial), denial);
  }
  return [...found.values()];
}

function scopeOfRoot(schema: GraphQLSchema, name: string): string | undefined {
  const field = schema.getQueryType()?.getFields()[name];
  return (field?.extensions as DeclaredFieldExtensions | undefined)?.scope;
}
