import { aes } from './aes.js';
import type { Cipher, CipherCode, DataKey, DataKeys } from './cipher.js';
import { readKeyFile, stampOf } from './key-file.js';
import { sm4, sm4Available } from './sm4.js';

/** How long a running server may go on sealing with the former key after a new one was added, in milliseconds. */
export const RING_REFRESH_MS = 1000;

const ciphers: Readonly<Record<CipherCode, Cipher>> = { aes, sm4 };

/** @throws Error if this Node cannot use the cipher */
export function assertCipher(code: CipherCode): void {
  if (code === 'sm4' && !sm4Available())
    throw new Error('this Node was built without SM4 or SM3: use one whose OpenSSL has them, or set XIANJIE_CIPHER=aes');
}

/** Key 1 is as old as the platform: what it seals is bound to nothing else. */
function dataKey(version: number, cipher: Cipher, secret: Buffer): DataKey {
  const bound = version === 1 ? Buffer.alloc(0) : Buffer.from([version]);
  return {
    version,
    cipher: cipher.code,
    seal: (text) => Buffer.concat([Buffer.from([version]), cipher.seal(secret, text, bound)]),
    open: (sealed) => cipher.open(secret, sealed.subarray(1), bound),
  };
}

/**
 * The keys of a key file, read again when it has changed: a key that was added beside a running server is used by it a moment later, and
 * a value sealed with it is read at once.
 * @param first the secret of key 1, which has no line of its own
 */
export function keyRing(path: string, first: Buffer): DataKeys {
  let keys: readonly DataKey[] = [];
  let stamp: string | undefined;
  let looked = 0;
  const read = (): void => {
    looked = Date.now();
    const now = stampOf(path);
    // Nothing new; or the file is gone, and what was read of it still serves.
    if (now === stamp || (now === undefined && stamp !== undefined)) return;
    const file = readKeyFile(path);
    for (const { cipher } of file.lines) assertCipher(cipher);
    keys = [dataKey(1, aes, first), ...file.lines.map((line) => dataKey(line.version, ciphers[line.cipher], line.secret))];
    stamp = now;
  };
  read();
  const find = (version: number): DataKey | undefined => keys[version - 1];
  return {
    active: () => {
      if (Date.now() - looked >= RING_REFRESH_MS) read();
      return keys.at(-1) as DataKey;
    },
    version: (number) => {
      if (find(number) === undefined) read();
      return find(number);
    },
    all: () => keys,
  };
}
