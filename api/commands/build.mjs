// The one file that runs uncompiled: it brings the compiled copy (dist/) and the generated database client up to date.
//
//   node api/commands/build.mjs                        build
//   node api/commands/build.mjs --if-stale             build only what the sources no longer match
//   node api/commands/build.mjs --if-stale --only generate
//   node api/commands/build.mjs --if-stale --run dist/api/main.js [arguments]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);

/** Everything below a folder that may not be there. */
const under = (folder) => (existsSync(folder) ? readdirSync(folder, { recursive: true }) : []);

/** The steps, each with what it is made from and where it leaves the fingerprint of that. */
const steps = [
  {
    name: 'generate',
    from: { folders: ['prisma'], files: ['package-lock.json'], ends: '.prisma' },
    stamp: join('prisma', 'generated', '.stamp'),
    // The Prisma CLI first looks for an engine that `generate` does not use, and would try to download it.
    // Any existing file satisfies it; /bin/false makes a command that does need the engine fail loudly.
    run: () => {
      const cli = join(dirname(require.resolve('prisma/package.json')), 'build', 'index.js');
      const stand = existsSync('/bin/false') ? '/bin/false' : process.execPath;
      return node([cli, 'generate', '--schema', 'prisma', '--no-hints'], {
        PRISMA_SCHEMA_ENGINE_BINARY: process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ?? stand,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
        NO_UPDATE_NOTIFIER: '1',
      });
    },
  },
  {
    name: 'compile',
    from: {
      folders: ['api', 'schema', 'plugins', 'modules', 'prisma', 'bench'],
      files: ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'],
      ends: '.ts',
    },
    stamp: join('dist', '.stamp'),
    run: () => node([require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json']),
  },
  {
    // A document finds its text beside the declaration, compiled or not.
    name: 'texts of documents',
    from: { folders: ['schema', 'modules'], files: [], ends: '.txt' },
    stamp: join('dist', '.stamp-texts'),
    run: () => {
      for (const room of ['schema', 'modules'])
        for (const path of under(join(root, room)))
          if (path.endsWith('.txt')) cpSync(join(root, room, path), join(root, 'dist', room, path));
      return true;
    },
  },
  {
    // A module finds its tables beside itself, compiled or not.
    name: 'tables of modules',
    from: { folders: ['modules'], files: [], ends: ['.prisma', '.sql'] },
    stamp: join('dist', '.stamp-tables'),
    run: () => {
      const [here, there] = [join(root, 'modules'), join(root, 'dist', 'modules')];
      // What was taken away here must not live on there: a migration in dist/ would be applied.
      for (const path of under(there))
        if (/(\.prisma|[/\\]migrations)$/.test(path)) rmSync(join(there, path), { recursive: true, force: true });
      for (const path of under(here)) if (/\.(prisma|sql)$/.test(path)) cpSync(join(here, path), join(there, path));
      return true;
    },
  },
];

/** Runs one of our tools quietly; what it printed is shown only when it failed. */
function node(args, env = {}) {
  const done = spawnSync(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, encoding: 'utf8' });
  if (done.status === 0) return true;
  process.stderr.write(done.error ? `${done.error.message}\n` : `${done.stdout}${done.stderr}`);
  return false;
}

/** A fingerprint of contents, not of times: a copied or freshly cloned tree is not stale for that. */
function fingerprint({ folders, files, ends }) {
  const hash = createHash('sha256').update(process.version.split('.')[0] ?? '');
  const add = (path) => {
    if (existsSync(join(root, path))) hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  };
  const walk = (folder) => {
    if (!existsSync(join(root, folder))) return;
    const entries = readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== 'generated' && entry.name !== 'node_modules') walk(path);
      } else if ([ends].flat().some((end) => entry.name.endsWith(end))) add(path);
    }
  };
  for (const file of files) add(file);
  for (const folder of folders) walk(folder);
  return hash.digest('hex');
}

const stampOf = (step) => {
  const path = join(root, step.stamp);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

function build({ ifStale, only }) {
  for (const step of steps) {
    if (only && step.name !== only) continue;
    const now = fingerprint(step.from);
    if (ifStale && stampOf(step) === now) continue;
    const started = Date.now();
    // A step that fails may leave half a result: without its stamp nobody takes that for whole.
    rmSync(join(root, step.stamp), { force: true });
    if (!step.run()) {
      process.stderr.write(`xianjie: the step "${step.name}" of the build failed\n`);
      process.exit(1);
    }
    mkdirSync(dirname(join(root, step.stamp)), { recursive: true });
    writeFileSync(join(root, step.stamp), now);
    process.stderr.write(`xianjie: ${step.name} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  }
}

const args = process.argv.slice(2);
const after = (flag) => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
build({ ifStale: args.includes('--if-stale'), only: after('--only') });

const run = after('--run');
if (run) {
  // The same process goes on, so that a signal sent to `npm start` reaches the server and nothing stands between them.
  const path = join(root, run);
  process.argv = [process.execPath, path, ...args.slice(args.indexOf('--run') + 2)];
  await import(pathToFileURL(path).href);
}
