import { Kind, visit, type DocumentNode } from 'graphql';
import { ApiError } from '../contract/errors.js';

// With the u flag a surrogate only matches when it stands alone.
const unstorable = /\u0000|[\uD800-\uDFFF]/u;

function assertCleanText(text: string): void {
  if (unstorable.test(text)) throw new ApiError('BAD_USER_INPUT', 'A text holds U+0000 or half of a surrogate pair');
}

/**
 * Refuses what no field can take, wherever it stands in the variables: U+0000, lone surrogates, numbers beyond the safe integers.
 * Called once for each operation, before anything is executed.
 */
export function assertCleanInput(value: unknown): void {
  if (typeof value === 'string') assertCleanText(value);
  else if (typeof value === 'number') {
    if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) {
      throw new ApiError('BAD_USER_INPUT', 'A number is beyond the integers that can be kept exactly');
    }
  } else if (Array.isArray(value)) for (const item of value) assertCleanInput(item);
  else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      assertCleanText(key);
      assertCleanInput(item);
    }
  }
}

/** The same for the values written into the document itself. */
export function assertCleanDocument(document: DocumentNode): void {
  visit(document, {
    [Kind.STRING]: (node) => assertCleanText(node.value),
    [Kind.INT]: (node) => assertCleanInput(Number(node.value)),
    [Kind.FLOAT]: (node) => assertCleanInput(Number(node.value)),
  });
}
