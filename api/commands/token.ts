import { Command } from 'commander';
import { projectRoot } from '../../plugins/storage/index.js';
import { DEMO_SECRET } from '../demo-clients.js';
import { run, say } from '../run.js';
import { addressOf, readSettings } from '../settings.js';

/** `npm run --silent token -- <client>`: prints an access token of the running server, and nothing else. */
async function main(): Promise<void> {
  const command = new Command('token')
    .description('Print an access token of the running server, good for ten minutes.')
    .argument('<client>', 'the id of a registered client, for example county-admin')
    .option(
      '--secret <secret>',
      'its secret; better in XIANJIE_CLIENT_SECRET, where no list of processes shows it. Default: that of the demo',
    )
    .option('--url <url>', 'where the server is; default: as HOST and PORT say')
    .option('--scope <scopes>', 'only these scopes, separated by spaces');
  command.parse();
  const { secret, url, scope } = command.opts<{ secret?: string; url?: string; scope?: string }>();
  const settings = readSettings(process.env, projectRoot);
  const server = url ?? addressOf(settings.host, settings.port);
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: command.args[0] ?? '',
    client_secret: secret ?? process.env['XIANJIE_CLIENT_SECRET'] ?? DEMO_SECRET,
    ...(scope !== undefined && { scope }),
  });
  const response = await ask(server, form);
  const answer = (await response.json().catch(() => ({}))) as { access_token?: string; error?: string; error_description?: string };
  if (answer.access_token === undefined)
    throw new Error(`${server} gave no token: ${answer.error_description ?? answer.error ?? `HTTP ${response.status}`}`);
  say(answer.access_token);
}

async function ask(server: string, body: URLSearchParams): Promise<Response> {
  if (!URL.canParse('/oauth/token', server)) throw new Error(`--url=${server} is not valid: give an address such as http://127.0.0.1:4000`);
  try {
    return await fetch(new URL('/oauth/token', server), { method: 'POST', body, signal: AbortSignal.timeout(10_000) });
  } catch (error) {
    throw new Error(`no server answers at ${server}: start it with "npm start", or name another by --url`, { cause: error });
  }
}

run(main);
