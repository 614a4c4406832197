import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Protects identifiers at rest. An interface, so that a certified device can take its place. */
export interface Protect {
  /** AES-256-GCM; two encryptions of one text differ. */
  encrypt(text: string): Buffer;
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

/** One secret per installation, kept in the data folder; everything else is derived from it. */
export interface InstallationKeys {
  readonly protect: Protect;
  /** The password of a database role. */
  rolePassword(role: string): string;
  readonly scopes: ScopeSigner;
}

/** Reads the key file of a data folder, or makes one for a new folder. Losing it means losing every encrypted identifier. */
export function loadKeys(dataDir: string): InstallationKeys {
  const path = join(dataDir, 'installation.key');
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true });
    const partial = `${path}.${process.pid}`;
    writeFileSync(partial, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
    renameSync(partial, path);
  }
  const master = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (master.length !== 32) throw new Error(`the key file ${path} is damaged: it must hold 32 bytes in base64; restore it from a backup`);
  return keysOf(master);
}

/** The keys that follow from a secret of 32 bytes. */
function keysOf(master: Buffer): InstallationKeys {
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', master, 'xianjie', purpose, 32));
  const encryption = derive('encryption/1');
  const index = derive('blind-index/1');
  const digests = derive('digest/1');
  const roles = derive('database-roles/1');
  return {
    scopes: signer(derive('scope/1')),
    rolePassword: (role) => createHmac('sha256', roles).update(role).digest('base64url'),
    protect: {
      encrypt(text) {
        const nonce = randomBytes(12);
        const cipher = createCipheriv('aes-256-gcm', encryption, nonce);
        const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
        return Buffer.concat([Buffer.from([1]), nonce, cipher.getAuthTag(), body]);
      },
      decrypt(sealed) {
        if (sealed[0] !== 1) throw new Error('sealed by an unknown key version');
        const decipher = createDecipheriv('aes-256-gcm', encryption, sealed.subarray(1, 13));
        decipher.setAuthTag(sealed.subarray(13, 29));
        return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8');
      },
      blindIndex: (kind, text) => createHmac('sha256', index).update(`${kind}\0${text}`).digest(),
      digest: (values) =>
        createHmac('sha256', digests)
          .update(JSON.stringify(values.map((v) => v ?? null)))
          .digest()
          .subarray(0, 16),
    },
  };
}

function signer(key: Buffer): ScopeSigner {
  const pad = (byte: number): Buffer => Buffer.alloc(64, byte).map((b, i) => b ^ (key[i] ?? 0)) as Buffer;
  return {
    sign: (text) => createHmac('sha256', key).update(text).digest('hex'),
    pads: { inner: pad(0x36), outer: pad(0x5c) },
  };
}
