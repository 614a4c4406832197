import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { PolicyModule } from 'xianjie/schema';
import { compose, installed, type Composition } from '../../api/compose.js';
import { createGraphServer } from '../../api/http/yoga.js';
import { fill } from '../../api/start.js';
import { migrationSources, type Storage } from '../../plugins/storage/index.js';
import { templateDatabase, testDatabase } from './database.js';

export const TODAY = '2025-06-30';

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

export interface TestApp extends Composition {
  readonly storage: Storage;
  /** Log lines written so far, as JSON texts. */
  readonly logged: readonly string[];
  /** Sends a request through the real door, without a port. */
  post(body: unknown): Promise<{ readonly status: number; readonly body: Answer }>;
  /** Asks and expects an answer without errors. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer['data']>;
  close(): Promise<void>;
}

/** Modules that fill a database alike share one template. */
function fingerprint(modules: readonly PolicyModule[]): string {
  const parts = modules.map(({ id, storage, departments, demo }) => [id, storage, departments, Object.values(demo ?? {}).map(String)]);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

/** A whole platform on a database of its own: empty but for the reference data, or with the demo town. */
export async function testApp(options: { readonly demo?: boolean; readonly modules?: readonly PolicyModule[] } = {}): Promise<TestApp> {
  const modules = installed(options.modules ?? []);
  const template = await templateDatabase(`xianjie_${options.demo ? 'demo' : 'reference'}_${fingerprint(modules)}`, async (storage) => {
    await storage.migrate(migrationSources(modules));
    await fill(storage, modules, options.demo ?? false, () => undefined);
  });
  const storage = await testDatabase(template);
  const dataDir = mkdtempSync(join(tmpdir(), 'xianjie-app-'));
  const logged: string[] = [];
  const log = pino({ level: 'debug', base: null }, { write: (line) => void logged.push(line) });
  const composition = compose(storage, modules, { dataDir, today: () => TODAY, log });
  const yoga = createGraphServer(composition.schema, composition.parts, log);
  const post: TestApp['post'] = async (body) => {
    const response = await yoga.fetch(
      'http://127.0.0.1/graphql',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      },
      { requestId: 'test-request' },
    );
    return { status: response.status, body: (await response.json()) as Answer };
  };
  return {
    ...composition,
    storage,
    logged,
    post,
    ask: async (query, variables) => {
      const { body } = await post({ query, variables });
      if (body.errors) throw new Error(body.errors.map((e) => `${e.extensions.code}: ${e.message}`).join('; '));
      return body.data as unknown;
    },
    close: async () => {
      await storage.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
