import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The SQL that takes a database from one datamodel to another; empty when they are the same. */
export type Difference = (from: string, to: string) => Promise<string>;

const HEAD = 'datasource db {\n  provider = "postgresql"\n}\n';

const answer = <T>(value: T): Promise<{ readonly ok: true; readonly value: T }> => Promise.resolve({ ok: true, value });

/**
 * Prisma's schema engine as WebAssembly, which compares two datamodels without a database. It asks for a connection all the same, at
 * its start, and asks it one thing: which PostgreSQL this is.
 */
export const openEngine = (): Promise<Difference> => (opened ??= open());

// The package's glue knows one instance of the program; a second would answer in the first one's memory.
let opened: Promise<Difference> | undefined;

async function open(): Promise<Difference> {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports,
  });
  const internals = glue as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void };
  internals.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();

  // A panic inside would leave us waiting for ever: it is told through this global, and nothing else.
  const panicked = new Promise<never>((_, reject) => {
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => reject(new Error(message)) } });
  });
  panicked.catch(() => undefined);

  const errorRegistry = { consumeError: () => undefined };
  const kind = { provider: 'postgres', adapterName: 'none', errorRegistry } as const;
  const connect = () =>
    answer({
      ...kind,
      getConnectionInfo: () => ({ ok: true, value: { schemaName: 'public', supportsRelationJoins: false } }),
      queryRaw: () =>
        answer({
          columnNames: ['exists', 'version', 'numeric_version'],
          columnTypes: [5, 7, 0],
          rows: [[true, 'PostgreSQL 15.0', 150000]],
        }),
      executeRaw: () => answer(0),
      executeScript: () => answer(undefined),
      dispose: () => answer(undefined),
    });
  const started = glue.SchemaEngine.new({ datamodels: [['schema.prisma', HEAD]] }, () => undefined, {
    ...kind,
    connect,
    connectToShadowDb: connect,
  });
  const engine = await Promise.race([started, panicked]);

  const target = (models: string) => ({ tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content: `${HEAD}${models}` }] });
  return async (from, to) => {
    const asked = engine.diff({
      from: target(from),
      to: target(to),
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const { stdout } = await Promise.race([asked, panicked]);
    const sql = (stdout ?? '').trim();
    return sql.includes('-- This is an empty migration') ? '' : sql;
  };
}
