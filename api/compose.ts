import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import {
  ApiError,
  buildGraph,
  contribute,
  coreModule,
  createBuilder,
  idempotentDirective,
  type PolicyModule,
  type Viewer,
} from 'xianjie/schema';
import { checkModules } from '../plugins/contract/index.js';
import { createEligibility, eligibilityGraph } from '../plugins/eligibility/index.js';
import { createFeeds } from '../plugins/feeds/index.js';
import { createRegistry } from '../plugins/registry/index.js';
import type { Storage } from '../plugins/storage/index.js';
import { trace } from './http/errors.js';
import { administratorOf } from './local-viewer.js';
import type { Parts } from './operation.js';

/** The core is a module like any other, and always there. */
export function installed(modules: readonly PolicyModule[]): PolicyModule[] {
  const all = [coreModule, ...modules];
  checkModules(all);
  return all;
}

/** The schema of a set of modules: nothing of a running system is needed. */
export function composeSchema(modules: readonly PolicyModule[]): GraphQLSchema {
  const builder = createBuilder({ modules });
  for (const { id, graphql } of modules) contribute(builder, id, graphql);
  contribute(builder, 'eligibility', eligibilityGraph(modules), 'core');
  return buildGraph(builder, [idempotentDirective]);
}

export interface Composition {
  readonly modules: readonly PolicyModule[];
  readonly schema: GraphQLSchema;
  readonly parts: Parts;
}

/** A batch runs with the rights its sender has when it runs; a client that is gone has none. */
const clientOf =
  (administrator: Viewer) =>
  (clientId: string): Viewer => {
    if (clientId !== administrator.clientId) throw new ApiError('FORBIDDEN', 'The client that handed this batch in is not known any more.');
    return administrator;
  };

/** Where all parts meet. @param modules as `installed` gives them */
export function compose(
  storage: Storage,
  modules: readonly PolicyModule[],
  options: { readonly dataDir: string; readonly today: () => string; readonly log: Logger },
): Composition {
  const { db, keys } = storage;
  const registry = createRegistry(keys.protect);
  return {
    modules,
    schema: composeSchema(modules),
    parts: {
      db,
      protect: keys.protect,
      registry,
      eligibility: createEligibility(modules, ({ facts, error }) =>
        options.log.error({ facts, ...trace(error, options.log) }, 'a fact source failed'),
      ),
      feeds: createFeeds({
        db,
        protect: keys.protect,
        feeds: modules.flatMap((m) => (m.feeds ?? []).map((feed) => ({ module: m.id, feed }))),
        errors: modules.flatMap((m) => m.errors ?? []),
        registry,
        uploadsDir: join(options.dataDir, 'uploads'),
        resolveClient: clientOf(administratorOf(modules)),
        today: options.today,
        log: options.log,
        trace: (error) => trace(error, options.log),
      }),
      today: options.today,
    },
  };
}
