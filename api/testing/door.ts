import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Logger } from 'pino';
import type { Viewer } from 'xianjie/schema';
import type { Composition } from '../compose.js';
import { createGraphServer } from '../http/yoga.js';
import { kitViewer } from './kit-viewer.js';

/** An answer of the graph as it goes over the wire. */
export interface Answer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are read by path in tests; their types are the typed client's own test
  readonly data: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string; readonly requestId: string };
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A batch to hand in: the text of a CSV file, or rows of cells by column key or header. */
export interface Batch {
  readonly feed: string;
  readonly file?: string | Uint8Array;
  readonly rows?: readonly Readonly<Record<string, string>>[];
  readonly observedOn: string;
  readonly area: string;
  /** Whether it lists everybody there (全量). Default: no. */
  readonly complete?: boolean;
}

/** What became of a batch. */
export interface Receipt {
  readonly id: string;
  readonly state: string;
  /** Why the batch as a whole failed; null when it did not. */
  readonly failure: { readonly code: string } | null;
  /** Whether its list counts as complete: not when a row was refused. */
  readonly completeRecorded: boolean;
  readonly totalRows: number;
  readonly createdRows: number;
  readonly changedRows: number;
  readonly unchangedRows: number;
  readonly refusedRows: number;
  /** The first hundred refusals: row and column as in the file, the code. */
  readonly refused: readonly { readonly row: number; readonly column: string | null; readonly code: string }[];
}

/** The real door without a port: the same server, asked in the same process. */
export interface Door {
  /** Sends a request; a text goes as it is. */
  post(body: unknown): Promise<{ readonly status: number; readonly body: Answer }>;
  /** Asks and expects an answer without errors. @throws Error with codes and messages */
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer['data']>;
  /** Hands in a batch and waits until it is worked off. @throws Error when the batch as such is refused */
  submit(batch: Batch): Promise<Receipt>;
}

const SUBMIT = `mutation ($input: SubmitFeedInput!, $key: String!) {
  submitFeed(input: $input) @idempotent(key: $key) { receipt { id } userErrors { code path message { zh en } } }
}`;
const RECEIPT = `query ($id: ID!) {
  feedReceipt(id: $id) {
    id state failure { code } completeRecorded totalRows createdRows changedRows unchangedRows refusedRows
    refused(first: 100) { nodes { row column code } }
  }
}`;

/** Opens the door of a composed platform. @param viewer who asks; default: an administrator of everything */
export function openDoor({ schema, parts, modules }: Composition, log: Logger, viewer: Viewer = kitViewer(modules)): Door {
  const yoga = createGraphServer(schema, parts, log);
  const post: Door['post'] = async (body) => {
    const response = await yoga.fetch(
      'http://127.0.0.1/graphql',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      },
      { requestId: 'test-request', viewer },
    );
    return { status: response.status, body: (await response.json()) as Answer };
  };
  const ask: Door['ask'] = async (query, variables) => {
    const { body } = await post({ query, variables });
    if (body.errors) throw new Error(body.errors.map((e) => `${e.extensions.code}: ${e.message}`).join('; '));
    return body.data as unknown;
  };
  const upload = async (file: string | Uint8Array): Promise<string> => {
    const bytes = typeof file === 'string' ? Buffer.from(file) : file;
    const stored = await parts.feeds.storeUpload(Readable.from([bytes]), {
      viewer,
      fileName: 'test.csv',
      requestId: 'test-request',
    });
    return stored.id;
  };
  return {
    post,
    ask,
    submit: async ({ feed, file, rows, observedOn, area, complete = false }) => {
      const input = {
        feed,
        observedOn,
        coverage: { area, complete },
        ...(file !== undefined && { upload: await upload(file) }),
        ...(rows && { rows: rows.map((cells) => ({ cells: Object.entries(cells).map(([column, value]) => ({ column, value })) })) }),
      };
      const { submitFeed } = (await ask(SUBMIT, { input, key: randomUUID() })) as {
        submitFeed: { receipt: { id: string } | null; userErrors: readonly { code: string; message: { en: string } }[] };
      };
      if (submitFeed.receipt === null) throw new Error(submitFeed.userErrors.map((e) => `${e.code}: ${e.message.en}`).join('; '));
      await parts.feeds.runPending();
      const { feedReceipt } = (await ask(RECEIPT, { id: submitFeed.receipt.id })) as {
        feedReceipt: Omit<Receipt, 'refused'> & { refused: { nodes: Receipt['refused'] } };
      };
      return { ...feedReceipt, refused: feedReceipt.refused.nodes };
    },
  };
}
