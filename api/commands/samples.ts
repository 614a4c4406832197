import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../plugins/storage/index.js';
import { sampleFiles } from '../../prisma/demo/samples.js';
import { installed } from '../compose.js';
import { demoModules } from '../reference-data.js';
import { run, say } from '../run.js';
import { readSettings } from '../settings.js';
import { modulesOf } from '../start.js';

/** `npm run samples`: writes the sample files of the core and of the installed modules into clients/samples. */
async function main(): Promise<void> {
  const modules = demoModules(installed(await modulesOf(readSettings(process.env, projectRoot))));
  for (const [name, bytes] of sampleFiles(modules)) {
    writeFileSync(join(projectRoot, 'clients', 'samples', name), bytes);
    say(`clients/samples/${name}`);
  }
}

run(main);
