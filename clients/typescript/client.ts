import type { TypedDocumentString } from './generated/graphql.js';

export interface ClientOptions {
  /** Where Xianjie answers, without a path: `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Sent with every request, for example a bearer token. */
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

export function createClient({ url, headers = {} }: ClientOptions): Client {
  const post = async <T>(
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    more: Record<string, string>,
  ): Promise<T & { errors?: readonly GraphError[] }> => {
    const response = await fetch(new URL(path, url), { method: 'POST', body, headers: { ...headers, ...more } });
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
