import { Command } from 'commander';
import { recordAudit } from '../../plugins/audit/index.js';
import { hashSecret, newSecret } from '../../plugins/auth/index.js';
import { openStorage, projectRoot } from '../../plugins/storage/index.js';
import { run, say } from '../run.js';
import { readSettings } from '../settings.js';

/** `npm run access -- init --area <code>`: the first client, which registers all others through the graph. */
async function main(): Promise<void> {
  const command = new Command('access').description('Who gets in.');
  command
    .command('init')
    .description('register a first security administrator and print its secret, once')
    .requiredOption('--area <code>', 'the area that it administers, for example 150623')
    .option('--id <id>', 'its client id', 'security-admin')
    .action(init);
  await command.parseAsync();
}

async function init({ area, id }: { readonly area: string; readonly id: string }): Promise<void> {
  if (!/^[a-z0-9][a-z0-9-]{1,62}$/.test(id)) throw new Error(`--id=${id} is not valid: small letters, digits and hyphens, at most 63`);
  const { databaseUrl, dataDir, cipher } = readSettings(process.env, projectRoot);
  const storage = await openStorage({ databaseUrl, dataDir, cipher, say, beside: true });
  try {
    const secret = newSecret();
    const hash = await hashSecret(secret);
    await storage.db.system(async (tx) => {
      const [known] = await tx.sql('select 1 from area where code = $1', [area]);
      if (known === undefined)
        throw new Error(`--area=${area} is not valid: no such area is known here; run "npm run migrate" first, or give another code`);
      const made = await tx.sql(
        `insert into access_client (id, kind, title_zh, title_en, area_code, areas, scopes, departments, secret_hash)
         values ($1, 'ADMIN', '安全管理', 'Security administration', $2, array[$2], $3, '{}', $4) on conflict (id) do nothing returning id`,
        [id, area, ['core:read', 'access:administer'], hash],
      );
      if (made.length === 0) throw new Error(`--id=${id} is not valid: there is such a client already; choose another id`);
      await recordAudit(tx, {
        requestId: 'command',
        clientId: id,
        kind: 'SYSTEM',
        action: 'access init',
        subjectType: 'ApiClient',
        subjectIds: [id],
        areaCode: area,
      });
    });
    say(`client  ${id}\nsecret  ${secret}\nThe secret is not kept anywhere and is not shown again.`);
  } finally {
    await storage.close();
  }
}

run(main);
