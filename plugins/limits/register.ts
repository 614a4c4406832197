import { GraphQLError, validate, type GraphQLSchema } from 'graphql';
import { ApiError, refuse, type Sql, type Written } from 'xianjie/schema';
import { checkDocument, parseWithin } from './static-limits.js';
import { hashOf } from './trusted.js';

/** A document to be registered. */
export interface NamedDocument {
  readonly name: string;
  readonly text: string;
}

/** What one client may have registered: the list is shown as a whole. */
const MOST_DOCUMENTS = 1_000;
const MOST_CHARACTERS = 2_000_000;
const NAME_LENGTH = 100;

interface Tx {
  readonly sql: Sql;
}

/** Registers documents for a client within the caller's areas; one that is registered already stays as it is. @throws Refused */
export async function register(tx: Tx, schema: GraphQLSchema, client: string, documents: readonly NamedDocument[]): Promise<Written> {
  documents.forEach((document, i) => mustBeValid(schema, document, ['input', 'documents', String(i)]));
  const areaCode = await areaOf(tx, client);
  const hashes = documents.map(({ text }) => hashOf(text));
  await tx.sql(
    `insert into trusted_document (client_id, area_code, sha256, name, text)
     select $1, $2, d.* from unnest($3::text[], $4::text[], $5::text[]) as d on conflict (client_id, sha256) do nothing`,
    [client, areaCode, hashes, documents.map(({ name }) => name), documents.map(({ text }) => text)],
  );
  const [all] = await tx.sql<{ documents: number; characters: number }>(
    'select count(*)::int as documents, coalesce(sum(length(text)), 0)::int as characters from trusted_document where client_id = $1',
    [client],
  );
  if ((all?.documents ?? 0) > MOST_DOCUMENTS || (all?.characters ?? 0) > MOST_CHARACTERS)
    refuse('TOO_MANY_DOCUMENTS', ['input', 'documents'], { max: MOST_DOCUMENTS });
  return { id: client, subjectType: 'TrustedDocument', subjectIds: hashes, areaCode };
}

/** Takes registered documents away; what is not there is not missed. @throws Refused */
export async function remove(tx: Tx, client: string, hashes: readonly string[]): Promise<Written> {
  const areaCode = await areaOf(tx, client);
  await tx.sql('delete from trusted_document where client_id = $1 and sha256 = any ($2::text[])', [client, hashes]);
  return { id: client, subjectType: 'TrustedDocument', subjectIds: hashes, areaCode };
}

/** A client that does not exist and one of another area are refused alike. */
async function areaOf(tx: Tx, client: string): Promise<string> {
  const [row] = await tx.sql<{ area_code: string }>('select area_code from access_client where id = $1', [client]);
  return row?.area_code ?? refuse('UNKNOWN_CLIENT', ['input', 'client']);
}

/** What is registered must be answered: it is measured and validated as a request would be. */
function mustBeValid(schema: GraphQLSchema, { name, text }: NamedDocument, path: readonly string[]): void {
  if (name.length > NAME_LENGTH) refuse('TOO_LONG', [...path, 'name'], { max: NAME_LENGTH });
  try {
    const document = parseWithin(text);
    checkDocument(document);
    const [mistake] = validate(schema, document, undefined, { maxErrors: 1 });
    if (mistake) throw mistake;
  } catch (error) {
    if (error instanceof ApiError) refuse('DOCUMENT_TOO_COMPLEX', [...path, 'text'], limitOf(error));
    if (!(error instanceof GraphQLError)) throw error;
    const { line = 1, column = 1 } = error.locations?.[0] ?? {};
    refuse('DOCUMENT_NOT_VALID', [...path, 'text'], { line, column });
  }
}

const limitOf = ({ details }: ApiError): { readonly limit: string; readonly allowed: number } => {
  const { name, allowed } = details['limit'] as { readonly name: string; readonly allowed: number };
  return { limit: name, allowed };
};
