import { createHash } from 'node:crypto';
import { getOperationAST, Kind, print, visit, type DocumentNode } from 'graphql';

/** An operation as its sender wrote it. */
export interface AskedOperation {
  /** Null: it bears none that may be kept. */
  readonly name: string | null;
  /** SHA-256 of its document without the values that stand in it, in hexadecimal: the same question about somebody else has the same. */
  readonly hash: string;
}

const hashes = new WeakMap<DocumentNode, string>();

/**
 * A name that serves to recognise an operation; a longer one is no name but a message, and one with so many digits in a row may hold a
 * person's number.
 */
const NAME = /^(?!.*[0-9]{8})[_A-Za-z][_0-9A-Za-z]{0,99}$/;

/** What a record says of an operation. Values in the text are left out of the hash: one could be found by trying. */
export function askedOperation(document: DocumentNode, operationName?: string | null): AskedOperation {
  const name = getOperationAST(document, operationName)?.name?.value;
  return { name: name !== undefined && NAME.test(name) ? name : null, hash: hashOf(document) };
}

function hashOf(document: DocumentNode): string {
  const known = hashes.get(document);
  if (known !== undefined) return known;
  const bare = visit(document, {
    [Kind.STRING]: (node) => ({ ...node, value: '', block: false }),
    [Kind.INT]: (node) => ({ ...node, value: '0' }),
    [Kind.FLOAT]: (node) => ({ ...node, value: '0' }),
  });
  const hash = createHash('sha256').update(print(bare)).digest('hex');
  hashes.set(document, hash);
  return hash;
}
