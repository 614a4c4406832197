import type { GraphQLResolveInfo } from 'graphql';

/** A field's place in the response, list positions as `*`: what `extensions` says of something that was left out. */
export function responsePath(info: GraphQLResolveInfo): string[] {
  const path: string[] = [];
  for (let step: GraphQLResolveInfo['path'] | undefined = info.path; step; step = step.prev)
    path.unshift(typeof step.key === 'number' ? '*' : step.key);
  return path;
}
