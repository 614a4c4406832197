import type { ModuleTx } from './db.js';
import type { BatchContext, ResolvedRow, RowRefusal, WrittenRow } from './feed-rows.js';
import type { RegistryWriter } from './registry.js';
import type { LocalizedText } from './text.js';

/** A row that holds together, or everything that is wrong with it. */
export type ParsedRow<Row> = { readonly ok: true; readonly row: Row } | { readonly ok: false; readonly refusals: readonly RowRefusal[] };

/** One column of a feed's file. `names` are the accepted headers, the first one is printed in the template. */
export interface FeedColumn {
  /** Its key in rows that are handed in directly, and in what `parse` gets. */
  readonly key: string;
  readonly names: readonly string[];
  readonly title: LocalizedText;
  /** Whether a file must have it and each row must fill it. */
  readonly required: boolean;
  /** A cell as it may stand in a file; invented, never a real person's. */
  readonly example: string;
  /** What the column accepts, in words for the template and the docs. */
  readonly hint: LocalizedText;
}

/** How a row names the household it speaks of: the runner resolves it within scope, before anything is written. */
export interface HouseholdKey {
  /** The register number (户编号). */
  readonly householdNumber: string;
  /** The key of the column that says so, for a refusal. Default: `householdNumber`. */
  readonly column?: string;
}

/** How a row names the person it speaks of. */
export interface PersonKey {
  /** The resident id (公民身份号码), as `cell.residentId` reads it. */
  readonly residentId: string;
  /** The key of the column that says so, for a refusal. Default: `residentId`. */
  readonly column?: string;
}

/** What a feed's `write` works with: the batch's transaction and the registry's writer on the same transaction. */
export interface FeedWriteContext {
  /** The batch's transaction, under the batch's own area: a row about another area finds nothing and can write nothing. */
  readonly tx: ModuleTx;
  /** Keeps what it has seen of this batch, so a batch uses one and the same. */
  readonly registry: RegistryWriter;
}

/**
 * A department's data coming in. `parse` is pure and says why it refuses; `write` gets many rows inside the batch's transaction
 * and must be idempotent by the natural key: running a file twice changes nothing.
 */
export interface Feed<Row = unknown> {
  /** Of its own among all modules: `<module id>.<what>`, such as `core.incomes`. */
  readonly code: string;
  readonly title: LocalizedText;
  readonly description: LocalizedText;
  /** The department that speaks through it (a code of the declared departments). */
  readonly source: string;
  readonly columns: readonly FeedColumn[];
  /** Fields of the parsed row that tell rows apart; each is a column's key too. A second row with the same key is refused. */
  readonly naturalKey: readonly (keyof Row & string)[];
  /** Whether a batch may declare itself complete (全量) for an area and a day. */
  readonly canBeComplete: boolean;
  /**
   * EXISTING: the household or the person must exist within the batch's area; absent and foreign are refused alike. NONE: the feed
   * creates them or finds by itself what its rows speak of.
   */
  readonly resolves: 'EXISTING_HOUSEHOLD' | 'EXISTING_PERSON' | 'NONE';
  /** Reads one row: cells by column key, an empty or missing one says nothing. Pure; names every refusal, never a value. */
  readonly parse: ((cells: Readonly<Record<string, string>>) => ParsedRow<Row>) & {
    /** The codes of its rules, where it knows them: `sheet` does. A start looks whether they are declared. */
    readonly refusals?: readonly string[];
  };
  /** Which household a row speaks of; needed with EXISTING_HOUSEHOLD. */
  readonly householdOf?: (row: Row) => HouseholdKey;
  /** Which person a row speaks of; needed with EXISTING_PERSON. */
  readonly personOf?: (row: Row) => PersonKey;
  /** The period a row speaks of (`2024`): a complete batch is complete for the periods it holds. Left out: the list as of its day. */
  readonly periodOf?: (row: Row) => string;
  /** Writes rows that passed and found whom they speak of. Answers for every row it was given; a row that says what was known is UNCHANGED. */
  readonly write: (context: FeedWriteContext, batch: BatchContext, rows: readonly ResolvedRow<Row>[]) => Promise<readonly WrittenRow[]>;
}

/** Declares a feed; the row's type is erased once it is in the declaration's list. */
export function defineFeed<Row>(feed: Feed<Row>): Feed {
  return feed as unknown as Feed;
}
