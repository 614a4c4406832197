import type { LocalizedText } from './text.js';

/** Every code that `errors[].extensions.code` may carry; `errorTexts` says what each means. Closed: a new code is a change of the contract. */
export const errorCodes = [
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'INVALID_CURSOR',
  'PAGE_TOO_LARGE',
  'NOT_FOUND',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'QUERY_TOO_COMPLEX',
  'RATE_LIMITED',
  'DOCUMENT_NOT_FOUND',
  'UNKNOWN_CODE',
  'IDEMPOTENCY_KEY_REUSED',
  'UPLOAD_TOO_LARGE',
  'PAYLOAD_TOO_LARGE',
  'UNAVAILABLE',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** An expected failure of a whole operation or field. Its message is safe to show: it never holds a personal value. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    /** What the error says besides, in its `extensions`: numbers and names of ours, never a value that was sent. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** A refusal as data: `userErrors` of a mutation's payload. `path` names the input field. */
export interface UserError {
  readonly code: string;
  readonly message: LocalizedText;
  readonly path: readonly string[];
  /** Of a step that is refused: the guard that does not hold (`UnmetGuard` of lifecycles, which stand on this file). */
  readonly unmet?: { readonly code: string };
}

/** What fills `{name}` in a refusal's text. Never the refused value. */
export type RefusalParams = Readonly<Record<string, string | number>>;

/** A refusal code that a module declares, with its text; `{name}` in the text is filled from the refusal's parameters. */
export interface DeclaredRefusal {
  readonly code: string;
  readonly text: LocalizedText;
}

/**
 * A module does what its declaration or the contract does not allow. Its message tells the author, names codes, tables and columns, and
 * holds no value: it goes into the log as it is.
 */
export class ModuleMistake extends Error {
  override readonly name = 'ModuleMistake';
}

/** Thrown inside a write to refuse it: the transaction is rolled back and the refusals become `userErrors`. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly userErrors: readonly UserError[]) {
    super(userErrors.map((e) => e.code).join(', '));
  }
}
