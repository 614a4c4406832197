import { createReadStream } from 'node:fs';

export type FileEncoding = 'UTF-8' | 'GB18030';

/** What the bytes of a file turn out to be. */
export interface Inspected {
  readonly encoding: FileEncoding;
  /** An estimate of the rows with the header, for progress: a quoted cell may hold line ends. */
  readonly lines: number;
}

const startsWith = (bytes: Uint8Array, ...prefix: number[]): boolean => prefix.every((byte, i) => bytes[i] === byte);

/** A spreadsheet saved as such (zip, OLE), or UTF-16: GB18030 would read some of them as nonsense. */
const foreign = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) ||
  startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0) ||
  startsWith(bytes, 0xff, 0xfe) ||
  startsWith(bytes, 0xfe, 0xff);

function strict(encoding: FileEncoding): { take(chunk?: Uint8Array): void; readonly fits: boolean } {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let fits = true;
  return {
    take(chunk) {
      if (!fits) return;
      try {
        decoder.decode(chunk ?? new Uint8Array(), { stream: chunk !== undefined });
      } catch {
        fits = false;
      }
    },
    get fits() {
      return fits;
    },
  };
}

/** Reads the whole file once and says what it is; undefined: neither. UTF-8 is tried first, since GB18030 accepts almost anything. */
export async function inspect(path: string): Promise<Inspected | undefined> {
  const utf8 = strict('UTF-8');
  const gb18030 = strict('GB18030');
  let lines = 0;
  let first = true;
  let marked = false;
  let last = 0x0a;
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
    if (first && foreign(chunk)) return undefined;
    if (first) marked = startsWith(chunk, 0xef, 0xbb, 0xbf);
    first = false;
    utf8.take(chunk);
    gb18030.take(chunk);
    for (const byte of chunk) if (byte === 0x0a) lines++;
    last = chunk.at(-1) ?? last;
    if (!utf8.fits && (marked || !gb18030.fits)) return undefined;
  }
  utf8.take();
  gb18030.take();
  if (last !== 0x0a) lines++;
  if (utf8.fits) return { encoding: 'UTF-8', lines };
  return !marked && gb18030.fits ? { encoding: 'GB18030', lines } : undefined;
}
