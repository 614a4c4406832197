import { Presets, SingleBar } from 'cli-progress';
import { Command, Option } from 'commander';
import { migrationSources, openStorage, projectRoot } from '../../plugins/storage/index.js';
import type { DemoScale } from '../../prisma/demo/generate.js';
import { loadDemo } from '../../prisma/demo/load.js';
import { installed } from '../compose.js';
import { demoModules, departmentRows, syncReferenceData } from '../reference-data.js';
import { run, say } from '../run.js';
import { readSettings } from '../settings.js';
import { modulesOf } from '../start.js';

/** `npm run demo -- --scale county`: adds invented data to the database that the settings name. */
async function main(): Promise<void> {
  const command = new Command('demo')
    .description('Load invented demo data. Loading it again changes nothing.')
    .addOption(
      new Option('--scale <scale>', 'the demo town, or a synthetic county with reserved area codes')
        .choices(['town', 'county'])
        .default('town'),
    );
  const { scale } = command.parse().opts<{ scale: DemoScale }>();
  const settings = readSettings(process.env, projectRoot);
  const storage = await openStorage({
    databaseUrl: settings.databaseUrl,
    dataDir: settings.dataDir,
    cipher: settings.cipher,
    say,
  });
  try {
    const modules = installed(await modulesOf(settings));
    await storage.migrate(migrationSources(modules));
    const owner = await storage.owner();
    const bar = new SingleBar(
      { format: '{bar} {percentage}% | {value}/{total} households | {eta_formatted} left', noTTYOutput: false },
      Presets.shades_classic,
    );
    try {
      await syncReferenceData(owner, modules);
      const start = performance.now();
      let started = false;
      const loaded = await loadDemo({
        client: owner,
        scale,
        protect: storage.keys.protect,
        departments: departmentRows(modules),
        modules: demoModules(modules),
        onProgress: (done, total) => {
          if (!started) bar.start(total, 0);
          started = true;
          bar.update(done);
        },
      });
      if (started) bar.stop();
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      say(
        loaded.loaded
          ? `loaded ${loaded.households} households, ${loaded.people} people in ${seconds} s`
          : 'the demo data were there already; nothing was changed',
      );
    } finally {
      await owner.end();
    }
  } finally {
    await storage.close();
  }
}

run(main);
