import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/**
 * Modules from outside the tree: each folder here is a package in plain JavaScript. It is copied out of the repository and has the platform
 * installed beside it, as a stranger's folder would; nothing of it is built.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const packages = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());

const node = (args: readonly string[], cwd: string) => {
  const { NODE_OPTIONS: _left, ...env } = process.env;
  const done = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env: { ...env, NODE_ENV: 'test' } });
  return { code: done.status, said: `${done.stdout}${done.stderr}` };
};

let outside: string;
beforeAll(() => {
  // The module runs the compiled platform.
  expect(node(['api/commands/build.mjs', '--if-stale'], root)).toMatchObject({ code: 0 });
  outside = mkdtempSync(join(tmpdir(), 'xianjie-outside-'));
  // The account that PostgreSQL runs under must be able to enter it.
  chmodSync(outside, 0o755);
  for (const { name } of packages) {
    const folder = join(outside, name);
    cpSync(join(here, name), folder, { recursive: true });
    mkdirSync(join(folder, 'node_modules', '@types'), { recursive: true });
    symlinkSync(root, join(folder, 'node_modules', 'xianjie'), 'dir');
    symlinkSync(join(root, 'node_modules', '@types', 'node'), join(folder, 'node_modules', '@types', 'node'), 'dir');
  }
}, 180_000);
afterAll(() => rmSync(outside, { recursive: true, force: true }));

/** A server in a process of its own, as `npm start` starts it; gives its address. */
async function serve(modules: string): Promise<{ readonly url: string; readonly server: ChildProcess; readonly said: () => string }> {
  const server = spawn(process.execPath, ['api/commands/build.mjs', '--if-stale', '--run', 'dist/api/main.js'], {
    cwd: root,
    env: { ...process.env, PORT: '0', XIANJIE_MODULES: modules, XIANJIE_DATA_DIR: join(outside, 'data'), XIANJIE_DEMO: 'off' },
  });
  let said = '';
  return new Promise((found, fail) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+\/graphql/.exec(said)?.[0];
      if (url !== undefined) found({ url, server, said: () => said });
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.once('exit', (code) => fail(new Error(`the server ended with ${code}: ${said}`)));
  });
}

/** A token of the first client, made beside the running server as an installation without the demo makes it. */
async function firstToken(url: string, id: string): Promise<string> {
  const command = ['api/commands/build.mjs', '--if-stale', '--run', 'dist/api/commands/access.js', 'init', '--area', '150623', '--id', id];
  const env = { ...process.env, XIANJIE_DATA_DIR: join(outside, 'data'), XIANJIE_DEMO: 'off' };
  const { stdout } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8', env });
  const answer = await fetch(new URL('/oauth/token', url), {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: /secret +(\S+)/.exec(stdout)?.[1] ?? '' }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

describe.each(packages.map(({ name }) => name))('the module %s, outside the tree', (name) => {
  test('passes its own tests with the kit', { timeout: 120_000 }, () => {
    const { code, said } = node(['--test'], join(outside, name));
    expect(said).toMatch(/# pass [1-9]/);
    expect(said).toContain('# fail 0');
    expect(code).toBe(0);
  });

  test('has its types checked by the compiler, without one line of TypeScript', { timeout: 120_000 }, () => {
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    expect(node([tsc, '-p', 'jsconfig.json'], join(outside, name))).toEqual({ code: 0, said: '' });
  });

  test('has models as its newest migration left them', () => {
    const plan = ['api/commands/build.mjs', '--if-stale', '--run', 'dist/api/commands/migrate-new.js', join(outside, name), 'nothing'];
    expect(node(plan, root)).toMatchObject({ code: 0, said: expect.stringContaining('nothing to do') });
  });

  test('is loaded by its path when the server starts, with its tables', { timeout: 120_000 }, async () => {
    const { url, server, said } = await serve(join(outside, name, 'index.js'));
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await firstToken(url, name)}` },
        body: JSON.stringify({ query: '{ installedModules { id } feeds { code } }' }),
      });
      const { data } = (await response.json()) as { data: { installedModules: { id: string }[]; feeds: { code: string }[] } };
      const discovery = await fetch(new URL('/.well-known/oauth-authorization-server', url));
      const { scopes_supported: scopes } = (await discovery.json()) as { scopes_supported: string[] };
      expect(data.installedModules.map(({ id }) => id).sort()).toEqual(['core', name].sort());
      expect(scopes.filter((scope) => scope.startsWith(`${name}:`))).not.toEqual([]);
      expect(data.feeds.filter(({ code }) => code.startsWith(`${name}.`))).not.toEqual([]);
    } finally {
      const ended = new Promise((done) => server.once('exit', done));
      server.kill('SIGTERM');
      await ended;
    }
    expect(said()).not.toContain('rror');
  });
});
