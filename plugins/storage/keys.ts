import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import { join } from 'node:path';
import type { CipherCode, DataKeys } from './crypto/cipher.js';
import { addKey, ensureKeyFile, readKeyFile } from './crypto/key-file.js';
import { assertCipher, keyRing } from './crypto/ring.js';

/**
 * Protects identifiers at rest. An interface, so that a certified device can take its place: sealing goes through the keys of
 * `DataKeys`, one by one replaceable; the two keyed hashes need a key that never changes (docs/personal-data.md).
 */
export interface Protect {
  /** With the newest key; two encryptions of one text differ. The first byte names the key. */
  encrypt(text: string): Buffer;
  /** With the key that the value names. @throws if there is none, or if the value was changed */
  decrypt(sealed: Buffer): string;
  /** Keyed hash for exact match of an identifier without storing it. */
  blindIndex(kind: 'resident-id' | 'phone', text: string): Buffer;
  /** Keyed hash of a record's values: tells "unchanged" without reading them. */
  digest(values: readonly unknown[]): Buffer;
}

/** Signs scopes, so that the database believes only those that this server opened. */
export interface ScopeSigner {
  /** HMAC-SHA256, in hexadecimal. */
  sign(text: string): string;
  /** What the database needs to check a signature: the HMAC key with its two pads applied. */
  readonly pads: { readonly inner: Buffer; readonly outer: Buffer };
}

/** One secret per installation, kept in the data folder; everything else is derived from it, but for the keys that were added since. */
export interface InstallationKeys {
  readonly protect: Protect;
  /** The password of a database role. */
  rolePassword(role: string): string;
  readonly scopes: ScopeSigner;
  /** Binds a text to the hash before it, for the audit trail: whoever rules the database alone cannot forge it. It never changes. */
  chain(previous: Buffer, text: string): Buffer;
  /** The keys of sealed values. */
  readonly data: DataKeys;
  /** Adds a key, which new values are sealed with from now on. @returns its version */
  addDataKey(cipher: CipherCode): number;
}

/**
 * Reads the key file of a data folder, or makes one for a new folder. Losing it means losing every encrypted identifier.
 * @param cipher what a new folder begins with; an existing one keeps its keys until one is added
 */
export function loadKeys(dataDir: string, cipher: CipherCode = 'aes'): InstallationKeys {
  assertCipher(cipher);
  const path = join(dataDir, 'installation.key');
  ensureKeyFile(path, cipher);
  const { master } = readKeyFile(path);
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', master, 'xianjie', purpose, 32));
  const roles = derive('database-roles/1');
  const chain = createSecretKey(derive('audit-chain/1'));
  const data = keyRing(path, derive('encryption/1'));
  return {
    scopes: signer(derive('scope/1')),
    chain: (previous, text) => createHmac('sha256', chain).update(previous).update(text).digest(),
    rolePassword: (role) => createHmac('sha256', roles).update(role).digest('base64url'),
    data,
    addDataKey: (code) => {
      assertCipher(code);
      return addKey(path, code);
    },
    protect: protectWith(data, derive('blind-index/1'), derive('digest/1')),
  };
}

function protectWith(data: DataKeys, index: Buffer, digests: Buffer): Protect {
  return {
    encrypt: (text) => data.active().seal(text),
    decrypt(sealed) {
      const key = data.version(sealed[0] ?? 0);
      if (key === undefined) throw new Error('sealed by an unknown key version: the key file is older than the data');
      return key.open(sealed);
    },
    blindIndex: (kind, text) => createHmac('sha256', index).update(`${kind}\0${text}`).digest(),
    digest: (values) =>
      createHmac('sha256', digests)
        .update(JSON.stringify(values.map((v) => v ?? null)))
        .digest()
        .subarray(0, 16),
  };
}

function signer(key: Buffer): ScopeSigner {
  const pad = (byte: number): Buffer => Buffer.alloc(64, byte).map((b, i) => b ^ (key[i] ?? 0)) as Buffer;
  return {
    sign: (text) => createHmac('sha256', key).update(text).digest('hex'),
    pads: { inner: pad(0x36), outer: pad(0x5c) },
  };
}
