import { GraphQLError } from 'graphql';
import { errorTexts, type ApiError } from 'xianjie/schema';

/** An error that ends a request before it is carried out, with the status of its code. @param http what the answer says besides */
export function failure(
  error: ApiError,
  http: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): GraphQLError {
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { http: { status: errorTexts[error.code].status, ...http } },
  });
}
