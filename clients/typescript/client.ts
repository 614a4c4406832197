import type { TypedDocumentString } from './generated/graphql.js';

export interface ClientOptions {
  /** Where Xianjie answers, without a path: `http://127.0.0.1:4000`. */
  readonly url: string;
  /** The access token. A function is asked before the first request, and again when a token is not believed any more. */
  readonly token?: string | (() => Promise<string>);
  /** Sent with every request, for example `xianjie-purpose`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An entry of a response's `errors`: `code` is one of the closed list in docs/errors.md. */
export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly requestId?: string; readonly retryable?: boolean };
}

/** Thrown when an operation failed; refusals that are data stand in a payload's `userErrors` and are not thrown. */
export class OperationFailed extends Error {
  override readonly name = 'OperationFailed';
  constructor(readonly errors: readonly GraphError[]) {
    super(errors.map((error) => `${error.extensions?.code ?? 'ERROR'}: ${error.message}`).join('; '));
  }
}

export interface Client {
  /** Runs a generated document; the result and the variables are typed by it. */
  run<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    ...[variables]: Variables extends Record<string, never> ? [] : [Variables]
  ): Promise<Result>;
  /** Hands in a file for `submitFeed`; answers the upload's id. */
  upload(content: Uint8Array<ArrayBuffer> | string, fileName: string): Promise<string>;
}

export function createClient({ url, token, headers = {} }: ClientOptions): Client {
  let held: Promise<string> | undefined;
  const authorization = async (): Promise<Record<string, string>> => {
    if (token === undefined) return {};
    held ??= typeof token === 'string' ? Promise.resolve(token) : token();
    try {
      return { authorization: `Bearer ${await held}` };
    } catch (error) {
      held = undefined;
      throw error;
    }
  };
  /** Once more with a new token where the old one has expired: a request that was refused for its token did nothing. */
  const send = async (path: string, body: string | Uint8Array<ArrayBuffer>, more: Record<string, string>): Promise<Response> => {
    const once = async () => {
      const proof = await authorization();
      const used = held;
      return { used, response: await fetch(new URL(path, url), { method: 'POST', body, headers: { ...headers, ...proof, ...more } }) };
    };
    const { used, response } = await once();
    if (response.status !== 401 || typeof token !== 'function') return response;
    await response.body?.cancel();
    // Of many requests that are refused together, the first one asks for a new token.
    if (held === used) held = undefined;
    return (await once()).response;
  };
  const post = async <T>(
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    more: Record<string, string>,
  ): Promise<T & { errors?: readonly GraphError[] }> => {
    const response = await send(path, body, more);
    const answer = (await response.json()) as T & { errors?: readonly GraphError[] };
    if (answer.errors) throw new OperationFailed(answer.errors);
    return answer;
  };
  return {
    async run(document, ...[variables]) {
      const body = JSON.stringify({ query: document.toString(), variables });
      const { data } = await post<{ data: never }>('/graphql', body, { 'content-type': 'application/json', accept: 'application/json' });
      return data;
    },
    async upload(content, fileName) {
      const { id } = await post<{ id: string }>(`/uploads?name=${encodeURIComponent(fileName)}`, content, { 'content-type': 'text/csv' });
      return id;
    },
  };
}
