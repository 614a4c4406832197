import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PolicyCase } from 'xianjie/schema';

/** The cases that a module keeps beside its checks: what every `*.cases` file of its folder exports as `cases`. */
export async function loadCases(folder: string): Promise<readonly PolicyCase[]> {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.cases\.(ts|js|mjs)$/.test(name) && !name.endsWith('.d.ts') && !name.includes('node_modules'))
    .sort();
  const loaded = await Promise.all(
    files.map(async (name) => {
      const { cases } = (await import(pathToFileURL(join(folder, name)).href)) as { readonly cases?: readonly PolicyCase[] };
      if (cases === undefined) throw new Error(`${join(folder, name)} exports no "cases": export const cases = defineCases([ … ])`);
      return cases;
    }),
  );
  return loaded.flat();
}
