import { createCipheriv, createDecipheriv, createHmac, getCiphers, getHashes, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Cipher } from './cipher.js';

const IV = 16;
const MAC = 32;

/** Whether this Node's OpenSSL knows SM4 and SM3. The GCM mode came with OpenSSL 3.1 only, so it is not asked for. */
export const sm4Available = (): boolean => getCiphers().includes('sm4-cbc') && getHashes().includes('sm3');

const part = (secret: Buffer, purpose: string, length: number): Buffer => Buffer.from(hkdfSync('sm3', secret, 'xianjie', purpose, length));

const macOf = (secret: Buffer, bound: Buffer, iv: Buffer, body: Buffer): Buffer =>
  createHmac('sm3', part(secret, 'sm4-mac', 32))
    .update(bound)
    .update(iv)
    .update(body)
    .digest();

/** SM4-CBC, then HMAC-SM3 over what is stored (encrypt, then authenticate): iv, mac, text. */
export const sm4: Cipher = {
  code: 'sm4',
  seal(secret, text, bound) {
    const iv = randomBytes(IV);
    const cipher = createCipheriv('sm4-cbc', part(secret, 'sm4-cbc', 16), iv);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, macOf(secret, bound, iv, body), body]);
  },
  open(secret, sealed, bound) {
    const [iv, mac, body] = [sealed.subarray(0, IV), sealed.subarray(IV, IV + MAC), sealed.subarray(IV + MAC)];
    // Compared before anything is decrypted: a forged value says nothing of its padding.
    if (mac.length !== MAC || !timingSafeEqual(mac, macOf(secret, bound, iv, body))) throw new Error('a sealed value was changed');
    const decipher = createDecipheriv('sm4-cbc', part(secret, 'sm4-cbc', 16), iv);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  },
};
