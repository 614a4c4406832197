import { OperationOver } from '../../storage/index.js';

/** Told of what failed inside: the facts that could not be loaded, or the check or the named value that could not be reckoned. Never gets a value of a row. */
export type OnFailure = (failure: {
  readonly facts: readonly string[];
  readonly check?: string;
  readonly value?: string;
  readonly error: unknown;
}) => void;

/**
 * Tells that facts could not be loaded, which are CALCULATION_FAILED then.
 * @throws OperationOver: nothing has failed, but the operation has its answer; whoever still reads for it stops here
 */
export function tellFailure(onFailure: OnFailure, facts: readonly string[], error: unknown): void {
  if (error instanceof OperationOver) throw error;
  onFailure({ facts, error });
}
