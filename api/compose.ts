import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import {
  buildGraph,
  contribute,
  coreModule,
  createBuilder,
  idempotentDirective,
  feedScope,
  scopesOf,
  type PolicyModule,
  type Viewer,
} from 'xianjie/schema';
import { auditGraph, createNotes } from '../plugins/audit/index.js';
import { checkModules } from '../plugins/contract/index.js';
import {
  accessGraph,
  createAuth,
  createPeopleAuth,
  type Auth,
  type Authorization,
  type PortalOrigins,
  type TrustedIssuer,
} from '../plugins/auth/index.js';
import { createDecisions, decisionsGraph } from '../plugins/decisions/index.js';
import { createEligibility, eligibilityGraph } from '../plugins/eligibility/index.js';
import { createFeeds } from '../plugins/feeds/index.js';
import { createIndicators, indicatorsGraph } from '../plugins/indicators/index.js';
import { createLifecycles, lifecycleGraph, lifecycleTypes } from '../plugins/lifecycle/index.js';
import { createLimits, limitsGraph } from '../plugins/limits/index.js';
import { policyGraph } from '../plugins/policy/index.js';
import { createPersonalData, privacyGraph, type PersonalLimits } from '../plugins/privacy/index.js';
import { createRegistry } from '../plugins/registry/index.js';
import { createRehearsals, rehearsalGraph } from '../plugins/rehearsal/index.js';
import { createStacking, stackingGraph } from '../plugins/stacking/index.js';
import { createSweeps, sweepsGraph } from '../plugins/sweeps/index.js';
import type { Storage } from '../plugins/storage/index.js';
import { DEMO_SECRET } from './demo-clients.js';
import { trace } from './http/errors.js';
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
  contribute(builder, 'lifecycle', lifecycleTypes, 'core');
  for (const module of modules) contribute(builder, module.id, lifecycleGraph(module));
  contribute(builder, 'eligibility', eligibilityGraph(modules), 'core');
  contribute(builder, 'policy', policyGraph(modules), 'core');
  contribute(builder, 'sweeps', sweepsGraph(modules), 'core');
  contribute(builder, 'decisions', decisionsGraph, 'core');
  contribute(builder, 'rehearsal', rehearsalGraph(modules), 'core');
  contribute(builder, 'stacking', stackingGraph, 'core');
  contribute(builder, 'indicators', indicatorsGraph, 'core');
  contribute(builder, 'limits', limitsGraph, 'access');
  contribute(builder, 'audit', auditGraph);
  contribute(builder, 'privacy', privacyGraph(modules), 'core');
  contribute(builder, 'access', accessGraph(modules));
  return buildGraph(builder, [idempotentDirective]);
}

export interface Composition {
  readonly modules: readonly PolicyModule[];
  readonly schema: GraphQLSchema;
  readonly parts: Parts;
  readonly auth: Auth;
  readonly signIn: Authorization;
  readonly origins: PortalOrigins;
}

/** What a running system is told. */
export interface ComposeOptions {
  readonly dataDir: string;
  readonly today: () => string;
  readonly log: Logger;
  /** Under which address clients reach it, asked when it listens. Default: that of a fresh clone. */
  readonly url?: () => string;
  /** Other issuers whose tokens are believed. */
  readonly issuers?: readonly TrustedIssuer[];
  /** Whether the demo's clients get in, whose secret is known. Default: no. */
  readonly demo?: boolean;
  /** A viewer who is not registered and whose batches run all the same: that of the testing kit. */
  readonly unregistered?: Viewer;
  /** How long a job stays with a process that is not heard of any more, in seconds. Default: 30. */
  readonly leaseSeconds?: number;
  /** How much personal data whoever asks may be shown. Default: that of a fresh clone. */
  readonly personalLimits?: Partial<PersonalLimits>;
}

/** Where all parts meet. @param modules as `installed` gives them */
export function compose(storage: Storage, modules: readonly PolicyModule[], options: ComposeOptions): Composition {
  const { db, keys } = storage;
  const registry = createRegistry(keys.protect, options.demo === true);
  const schema = composeSchema(modules);
  const url = options.url ?? (() => 'http://127.0.0.1:4000');
  const known = options.demo === true ? [] : [DEMO_SECRET];
  const people = createPeopleAuth({ db, protect: keys.protect, url, knownPasswords: known });
  const auth = createAuth({
    db,
    protect: keys.protect,
    url,
    person: people.person,
    personById: people.personById,
    grants: people.grants,
    trusted: options.issuers ?? [],
    knownSecrets: known,
    scopes: [...new Set([...scopesOf(schema).keys(), ...modules.filter((m) => (m.feeds ?? []).length > 0).map((m) => feedScope(m.id))])],
  });
  const eligibility = createEligibility(modules, ({ facts, check, value, error }) =>
    options.log.error(
      { facts, check, value, ...trace(error, options.log) },
      check === undefined && value === undefined ? 'a fact source failed' : 'a check or a named value could not be reckoned',
    ),
  );
  // A job runs with the rights that whoever asked for it has when it runs.
  const resolveClient = (id: string, userId: string | null) =>
    id === options.unregistered?.clientId ? options.unregistered : auth.resolveClient(id, userId);
  const { today, log, leaseSeconds } = options;
  const lease = leaseSeconds === undefined ? {} : { leaseSeconds };
  const rehearsals = createRehearsals({ db, eligibility, resolveClient, ...lease });
  const jobs = { db, resolveClient, today, log, trace: (error: unknown) => trace(error, log) };
  return {
    modules,
    schema,
    auth,
    signIn: people.signIn({ byId: auth.client }),
    origins: people.origins,
    parts: {
      db,
      protect: keys.protect,
      registry,
      limits: createLimits(db),
      lifecycles: createLifecycles(modules),
      personal: createPersonalData({ protect: keys.protect, modules, schema, limits: options.personalLimits ?? {} }),
      eligibility,
      sweeps: createSweeps({ ...jobs, ...lease, eligibility, modules, beside: [rehearsals.work] }),
      rehearsals,
      indicators: createIndicators(modules, eligibility),
      stacking: createStacking(modules, eligibility),
      decisions: createDecisions({ protect: keys.protect }),
      feeds: createFeeds({
        ...jobs,
        protect: keys.protect,
        feeds: modules.flatMap((m) => (m.feeds ?? []).map((feed) => ({ module: m.id, feed }))),
        errors: modules.flatMap((m) => m.errors ?? []),
        registry,
        uploadsDir: join(options.dataDir, 'uploads'),
      }),
      audit: createNotes({ db, log: options.log }),
      today: options.today,
    },
  };
}
