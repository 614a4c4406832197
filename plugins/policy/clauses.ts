import { readFile } from 'node:fs/promises';
import type { PolicyClause, PolicyDocument, Sql } from 'xianjie/schema';

/** Where words stand: the passage that holds them, and its neighbours. */
export interface Passage {
  readonly clause: PolicyClause;
  readonly before: PolicyClause | null;
  readonly after: PolicyClause | null;
}

const files = new Map<string, Promise<readonly PolicyClause[]>>();

/** The text of a document that a module declares: a file that never changes while the server runs. */
function ofFile(text: URL): Promise<readonly PolicyClause[]> {
  const known = files.get(text.href) ?? readFile(text, 'utf8').then(parse);
  files.set(text.href, known);
  return known;
}

/** A passage a line: place, section and words, parted by tabs; lines that begin with # are remarks. */
function parse(text: string): PolicyClause[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [place = '', section = '', words = ''] = line.split('\t');
      return { place, section: section === '' ? null : section, text: words };
    });
}

/** The passages of a document in the order of its text; of a recorded one those of the version that it is. None: only quotes are known. */
export async function clausesOf({ code, text, recorded }: PolicyDocument, sql: Sql): Promise<readonly PolicyClause[]> {
  if (text !== undefined) return ofFile(text);
  if (recorded === undefined) return [];
  const [row] = await sql<{ clauses: readonly PolicyClause[] }>('select clauses from policy_document where code = $1 and version = $2', [
    code,
    recorded.version,
  ]);
  return row?.clauses ?? [];
}

/** Words as they are compared: sources set gaps and line breaks inside sentences, quotes have none. */
export const tight = (words: string): string => words.replace(/\s+/g, '');

/** A place as the text knows it: 「§A 四.2 L92」 is 「§A L92」. */
export function placeKey(place: string): string {
  const line = /\bL\d+$/.exec(place.trim());
  if (line === null) return tight(place);
  return [/^§\S+/.exec(place.trim())?.[0], line[0]].filter((part) => part !== undefined).join(' ');
}

/** The passage at a place. */
export function passageAt(clauses: readonly PolicyClause[], place: string): Passage | null {
  const wanted = placeKey(place);
  const at = clauses.findIndex((clause) => placeKey(clause.place) === wanted);
  const clause = clauses[at];
  return clause === undefined ? null : { clause, before: clauses[at - 1] ?? null, after: clauses[at + 1] ?? null };
}

/** Whether a passage holds these words. */
export const says = (clause: PolicyClause, quote: string): boolean => tight(clause.text).includes(tight(quote));
