import type { ModuleTx } from './db.js';
import type { PolicyPlace } from './document.js';
import type { Lifecycle, StepField, Transition } from './lifecycle.js';
import type { Written } from './written.js';
import type { LocalizedText } from './text.js';
import type { Satisfied, Unknown } from './verdict.js';

/** A guard that does not hold. FALSE and UNKNOWN both block. */
export interface UnmetGuard {
  /** The refusal's code. */
  readonly code: string;
  readonly message: LocalizedText;
  /** UNKNOWN too where the viewer may not read what the guard rests on: whether it failed is not told. */
  readonly satisfied: Satisfied;
  /** What keeps it unknown, and who can tell. */
  readonly unknowns: readonly Unknown[];
  /** Where the source asks for it; null: no source speaks of it. */
  readonly policy: PolicyPlace | null;
}

/** A step that leads on from where a record stands. */
export interface AvailableTransition {
  readonly lifecycle: Lifecycle;
  readonly transition: Transition;
  /** Where it leads. */
  readonly to: string;
  /** Whether nothing that is known now stands against it; what it asks for is still to be said. */
  readonly possible: Satisfied;
  readonly unmet: readonly UnmetGuard[];
  /** What must be said with it: asked for by a guard and not known. */
  readonly needed: readonly StepField[];
}

/** What every step says. */
export interface StepWords {
  /** The state that it leads to, or the step by its code. */
  readonly to?: string | null;
  readonly transition?: string | null;
  /** The day of the step. Default: today. */
  readonly on?: string | null | undefined;
  /** Who says it; undefined: the input has no such field. */
  readonly source?: string | null | undefined;
  readonly evidence?: string | null | undefined;
  readonly note?: string | null | undefined;
  /** Fields by name; what is left out stays as it is. */
  readonly said?: Readonly<Record<string, unknown>>;
  /** What the mutation's input calls them, where it is not `to` and `on`. */
  readonly called?: { readonly record?: string; readonly to?: string; readonly on?: string };
}

/** A step of a record, by its global id. */
export interface StepAsked extends StepWords {
  readonly record: string | number;
  readonly expectedVersion?: number | null | undefined;
}

/** A record that is opened. */
export interface OpeningAsked extends StepWords {
  /** Where it lies, and whom it is about; for a village or an area the code is all. */
  readonly about: { readonly areaCode: string; readonly id?: string };
  /** Further columns of the record. */
  readonly columns?: Readonly<Record<string, unknown>>;
  /** What guards read besides of fields without a column. */
  readonly known?: Readonly<Record<string, unknown>>;
  /** The refusal where such a record stands already. */
  readonly taken: { readonly code: string; readonly path: readonly string[] };
}

/** Lifecycles for one operation. Everything that is refused is thrown as `Refused`: the write is rolled back and gives `userErrors`. */
export interface LifecycleService {
  /** Opens a record: the opening's guards hold, and its first step is noted. */
  open(tx: ModuleTx, lifecycle: Lifecycle, asked: OpeningAsked): Promise<Written>;
  /** Takes a step, or records one that leaves the state as it is. */
  take(tx: ModuleTx, lifecycle: Lifecycle, asked: StepAsked): Promise<Written>;
  /** What may come next of each record, in the order of the declaration. */
  available(lifecycle: Lifecycle, ids: readonly string[]): Promise<ReadonlyMap<string, readonly AvailableTransition[]>>;
}
