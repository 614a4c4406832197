/** Told of what failed inside: the facts that could not be loaded, or the check or the named value that could not be reckoned. Never gets a value of a row. */
export type OnFailure = (failure: {
  readonly facts: readonly string[];
  readonly check?: string;
  readonly value?: string;
  readonly error: unknown;
}) => void;
