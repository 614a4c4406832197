/**
 * Reproduces schema/core/texts/ from the five published source files. After a build:
 *   node dist/api/commands/document-texts.js <folder of the source files>
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../plugins/storage/index.js';

interface Part {
  readonly code: string;
  readonly file: string;
  readonly section: string | null;
  readonly from: number;
  readonly to: number;
  /** The only lines that are kept, where others tell of families by name: nobody is shown as poor for having been in a magazine. */
  readonly only?: readonly number[];
}

/** Which lines of which file are a document, and how a place in it is cited: `§A L36`, or `L36` where the file holds one document. */
const parts: readonly Part[] = [
  { code: 'TOWN-A', file: '000_968f56f2ef69ddd3.txt', section: '§A', from: 10, to: 126 },
  { code: 'HN-COUNTY', file: '000_968f56f2ef69ddd3.txt', section: '§B', from: 128, to: 250 },
  { code: 'COUNTY-C', file: '000_968f56f2ef69ddd3.txt', section: '§C', from: 252, to: 310 },
  { code: 'HLJ-AIMIN', file: '000_968f56f2ef69ddd3.txt', section: '§G', from: 402, to: 476 },
  { code: 'NATIONAL-ESSAY', file: '000_968f56f2ef69ddd3.txt', section: '§H', from: 478, to: 512 },
  { code: 'NM-ALZQ', file: '001_22257a9988ea3be4.txt', section: null, from: 1, to: 227 },
  { code: 'HEBEI', file: '002_e47795a6040477d1.txt', section: null, from: 1, to: 43 },
  { code: 'HLJ-SYS', file: '004_1246db57e7d48ee9.txt', section: null, from: 1, to: 42 },
  // Its last line tells of a family by name and is left out.
  { code: 'AH-HUOQIU', file: '003_f25b4d77f22fc531.txt', section: '§1', from: 7, to: 62 },
  { code: 'NATIONAL-2015', file: '003_f25b4d77f22fc531.txt', section: '§2', from: 65, to: 229 },
  { code: 'YN-WEISHAN', file: '003_f25b4d77f22fc531.txt', section: '§3', from: 231, to: 293, only: [233, 253] },
  { code: 'JIANGSU', file: '003_f25b4d77f22fc531.txt', section: '§4', from: 295, to: 377 },
  { code: 'CITY-5', file: '003_f25b4d77f22fc531.txt', section: '§5a', from: 379, to: 423 },
  { code: 'COMMISSION-5B', file: '003_f25b4d77f22fc531.txt', section: '§5b', from: 425, to: 449 },
];

const LONGEST_TITLE = 45;
/** A chapter, and below it a heading: 第三章, 一、; (一), 1. */
const chapter = /^(第[一二三四五六七八九十]+章|[一二三四五六七八九十]+、)/;
const heading = /^(\.?[0-9]+[.、]|[(（]+[一二三四五六七八九十]+[)）]+)/;

/** What stands behind the first characters of a line that are no gap. */
function after(line: string, characters: number): string {
  let at = 0;
  for (let seen = 0; seen < characters; at += 1) if (/\S/.test(line[at] ?? '-')) seen += 1;
  return line.slice(at).trim();
}

/** What a line that begins a section calls it: up to the first stop or gap, or its number alone where the sentence runs on. */
function titleOf(line: string, marker: string): string {
  const rest = after(line, marker.length);
  // A source that sets a gap after every character has none to go by.
  const spaced = rest.replace(/\s+/g, '').length < rest.length * 0.75;
  const said = (rest.split(spaced ? /[。((（]/ : /[\s。:：((（]/)[0] ?? '').replace(/\s+/g, '');
  const number = marker
    .replace(/^\./, '')
    .replace(/^[(（]+/, '(')
    .replace(/[)）]+$/, ')');
  return said.length > 0 && said.length <= LONGEST_TITLE ? `${number}${said.replace(/[,，]$/, '')}` : number;
}

/** The document as passages: place, section and text, parted by tabs; white space inside is removed, as in every quote. */
function passagesOf({ section, from, to, only }: Part, lines: readonly string[]): string[] {
  let above = '';
  let below = '';
  return lines.slice(from - 1, to).flatMap((line, i) => {
    const text = line.replace(/\s+/g, '');
    if (text === '' || only?.includes(from + i) === false) return [];
    const top = chapter.exec(text);
    const sub = heading.exec(text);
    if (top) [above, below] = [titleOf(line, top[0]), ''];
    else if (sub) below = titleOf(line, sub[0]);
    const place = [section, `L${from + i}`].filter(Boolean).join(' ');
    return [[place, [above, below].filter(Boolean).join(' · '), text].join('\t')];
  });
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('say where the source files lie: node dist/api/commands/document-texts.js <folder>');
for (const part of parts) {
  const lines = readFileSync(join(folder, part.file), 'utf8').split('\n');
  const head = `# ${part.code}: ${part.file}, lines ${part.only?.join(', ') ?? `${part.from} to ${part.to}`}. A passage a line: place, section, text; white space removed.`;
  writeFileSync(join(projectRoot, 'schema', 'core', 'texts', `${part.code}.txt`), `${[head, ...passagesOf(part, lines)].join('\n')}\n`);
}
console.log(`${parts.length} texts written to schema/core/texts`);
