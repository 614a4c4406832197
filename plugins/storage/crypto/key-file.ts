import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { cipherCodes, type CipherCode } from './cipher.js';

/** One more key of sealed values, as a line of the key file: `data <version> <cipher> <32 bytes in base64>`. */
export interface KeyLine {
  readonly version: number;
  readonly cipher: CipherCode;
  readonly secret: Buffer;
}

/** What the key file holds. Its first line is the installation's secret; key 1 of sealed values is derived from it. */
export interface KeyFile {
  readonly master: Buffer;
  readonly lines: readonly KeyLine[];
}

const secretOf = (text: string | undefined): Buffer | undefined => {
  const bytes = Buffer.from(text ?? '', 'base64');
  return bytes.length === 32 ? bytes : undefined;
};

/** @throws Error that names the file and the cure, never what it holds */
export function readKeyFile(path: string): KeyFile {
  const damaged = (what: string): never => {
    throw new Error(`the key file ${path} is damaged: ${what}; restore it from a backup`);
  };
  const [first, ...rest] = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const master = secretOf(first) ?? damaged('its first line must hold 32 bytes in base64');
  const lines = rest.map((line, i): KeyLine => {
    const [word, version, cipher, text] = line.split(/\s+/);
    const secret = secretOf(text);
    const code = cipherCodes.find((known) => known === cipher);
    if (word !== 'data' || Number(version) !== i + 2 || code === undefined || secret === undefined)
      return damaged(`line ${i + 2} must read "data ${i + 2} ${cipherCodes.join('|')} <32 bytes in base64>"`);
    return { version: i + 2, cipher: code, secret };
  });
  return { master, lines };
}

/** Written beside its place and renamed: whoever reads it sees the old file or the new one. */
export function writeKeyFile(path: string, { master, lines }: KeyFile): void {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.${process.pid}`;
  const text = [
    master.toString('base64'),
    ...lines.map(({ version, cipher, secret }) => `data ${version} ${cipher} ${secret.toString('base64')}`),
  ];
  writeFileSync(partial, `${text.join('\n')}\n`, { mode: 0o600 });
  renameSync(partial, path);
}

/** Makes the file of a new folder. A cipher other than AES begins with a key of its own. */
export function ensureKeyFile(path: string, cipher: CipherCode): void {
  if (existsSync(path)) return;
  const lines = cipher === 'aes' ? [] : [{ version: 2, cipher, secret: randomBytes(32) }];
  writeKeyFile(path, { master: randomBytes(32), lines });
}

/** Adds the next key. @returns its version */
export function addKey(path: string, cipher: CipherCode): number {
  const file = readKeyFile(path);
  const version = file.lines.length + 2;
  if (version > 255) throw new Error(`the key file ${path} holds 255 keys already, which is all that a sealed value can name`);
  writeKeyFile(path, { ...file, lines: [...file.lines, { version, cipher, secret: randomBytes(32) }] });
  return version;
}

/** Tells one state of the file from another without reading it; undefined: it is not there. */
export function stampOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && `${found.mtimeMs} ${found.size} ${found.ino}`;
}
