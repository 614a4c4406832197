/** The ways in which values can be sealed: AES-256-GCM, or SM4 with SM3 (GB/T 32907, GB/T 32905). */
export const cipherCodes = ['aes', 'sm4'] as const;
export type CipherCode = (typeof cipherCodes)[number];

/** Authenticated encryption with a secret of 32 bytes. Two seals of one text differ; a changed byte opens nothing. */
export interface Cipher {
  readonly code: CipherCode;
  /** @param bound is authenticated with the text and not stored: opening needs the same */
  seal(secret: Buffer, text: string, bound: Buffer): Buffer;
  /** @throws if the text was sealed with another secret or was changed since */
  open(secret: Buffer, sealed: Buffer, bound: Buffer): string;
}

/**
 * One key of sealed values. A device that keeps its keys to itself (HSM) implements this: `seal` and `open` call it, and the secret never
 * reaches this process.
 */
export interface DataKey {
  /** 1 to 255: the first byte of every value sealed with it. */
  readonly version: number;
  readonly cipher: CipherCode;
  seal(text: string): Buffer;
  /** @throws if the value was not sealed with this key, or was changed since */
  open(sealed: Buffer): string;
}

/** The keys of an installation's sealed values: several, so that an old value stays readable while it is sealed anew. */
export interface DataKeys {
  /** The one that new values are sealed with. */
  active(): DataKey;
  /** The key of a version; undefined: there is none. */
  version(number: number): DataKey | undefined;
  /** All of them, the oldest first. */
  all(): readonly DataKey[];
}
