import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const areaLevels = ['NATIONAL', 'PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'] as const;
export type AreaLevel = (typeof areaLevels)[number];

/** One line of an area file. `parent` is empty for the nation only. */
export interface AreaLine {
  readonly code: string;
  readonly level: AreaLevel;
  readonly name_zh: string;
  /** What the place is called in its own region: 旗, 嘎查, 社区 … */
  readonly local_term: string;
  readonly parent: string;
}

const header = 'code,level,name_zh,local_term,parent';

/** The longer term first: 自治区 before 区, 经济开发区 before 区. */
const terms = ['自治区', '经济开发区', '社区', '苏木', '嘎查', '街道', '镇', '乡', '村', '旗', '县', '市', '省', '区'];

export function localTermOf(name: string): string {
  return terms.find((term) => name.endsWith(term)) ?? '';
}

export function toCsv(lines: readonly AreaLine[]): string {
  return [header, ...lines.map((l) => [l.code, l.level, l.name_zh, l.local_term, l.parent].join(',')), ''].join('\n');
}

export function parseCsv(text: string): AreaLine[] {
  const [first, ...rest] = text.trimEnd().split('\n');
  if (first !== header) throw new Error(`An area file begins with "${header}", this one with "${first ?? ''}".`);
  return rest.map((line, i) => {
    const [code, level, name, term, parent] = line.split(',');
    const known = areaLevels.find((l) => l === level);
    if (code === undefined || name === undefined || term === undefined || parent === undefined || known === undefined)
      throw new Error(`Line ${i + 2} of the area file is not "${header}".`);
    return { code, level: known, name_zh: name, local_term: term, parent };
  });
}

/** The county of 敖勒召其镇 with everything above and below it. The data file lies in the source tree, beside or above the compiled code. */
export function readOtogFrontBanner(): AreaLine[] {
  const places = ['./otog-front-banner.csv', '../../../prisma/areas/otog-front-banner.csv'].map((p) =>
    fileURLToPath(new URL(p, import.meta.url)),
  );
  const file = places.find((p) => existsSync(p));
  if (file === undefined) throw new Error(`The area file is missing: ${places.join(' or ')}.`);
  return parseCsv(readFileSync(file, 'utf8'));
}
