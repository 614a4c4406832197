const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is a uuid as we write one: lower case, with its dashes. */
export const isUuid = (text: string): boolean => uuid.test(text);

/** The opaque id of a node: its type and its key, never a serial and never a personal number. */
export function encodeGlobalId(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`, 'utf8').toString('base64url');
}

/** Type and key of a global id; null for anything that we did not print ourselves. */
export function decodeGlobalId(id: string): { readonly type: string; readonly key: string } | null {
  if (id.length > 200 || !/^[A-Za-z0-9_-]+$/.test(id)) return null;
  const text = Buffer.from(id, 'base64url').toString('utf8');
  const parts = /^([A-Za-z][A-Za-z0-9]*):([A-Za-z0-9_.-]+)$/.exec(text);
  if (!parts || encodeGlobalId(parts[1] ?? '', parts[2] ?? '') !== id) return null;
  return { type: parts[1] ?? '', key: parts[2] ?? '' };
}

/** The key of a global id that must be of the given type and hold a uuid; null otherwise (garbage and wrong type answer alike). */
export function keyOfGlobalId(type: string, id: string): string | null {
  const decoded = decodeGlobalId(id);
  return decoded && decoded.type === type && isUuid(decoded.key) ? decoded.key : null;
}
