import { createHash } from 'node:crypto';

/** The key of a document's global id: the same wherever the document is known, and nothing that could be guessed into a row. */
export function documentKey(code: string): string {
  const hash = createHash('sha256').update(`PolicyDocument ${code}`).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `a${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-');
}
