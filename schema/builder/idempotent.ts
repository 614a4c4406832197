import { DirectiveLocation, GraphQLDirective, GraphQLNonNull, GraphQLString, getDirectiveValues, type GraphQLResolveInfo } from 'graphql';
import { ApiError } from '../contract/errors.js';

/** `@idempotent(key: …)` on a mutation: the same key and input is the same call, however often it arrives. */
export const idempotentDirective = new GraphQLDirective({
  name: 'idempotent',
  description:
    'The same key with the same input is carried out once, and answered with the same record each time; with another input it is IDEMPOTENCY_KEY_REUSED (幂等键).',
  locations: [DirectiveLocation.FIELD],
  args: {
    key: {
      type: new GraphQLNonNull(GraphQLString),
      description: 'Chosen by the client, 1 to 200 visible ASCII characters, new for each intention (幂等键值).',
    },
  },
});

/** The key that a mutation field was called with. */
export function idempotencyKey(info: GraphQLResolveInfo): string | null {
  const keys = new Set(
    info.fieldNodes.map((node) => getDirectiveValues(idempotentDirective, node, info.variableValues)?.['key'] as string | undefined),
  );
  if (keys.size > 1) throw new ApiError('BAD_USER_INPUT', `${info.fieldName} stands twice under one name with different @idempotent keys`);
  return [...keys][0] ?? null;
}

/** The same where money or many records are concerned: there the key is not optional. */
export function neededIdempotencyKey(info: GraphQLResolveInfo): string {
  const key = idempotencyKey(info);
  if (key === null) {
    throw new ApiError(
      'BAD_USER_INPUT',
      `${info.fieldName} needs @idempotent(key: "…"): a call repeated after a lost answer must not count twice`,
    );
  }
  return key;
}
