const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** The number of PostgreSQL's type uuid, the same in every database. */
const UUID_TYPE = 2950;
const HEAD = 20;
const EACH = 20;

const known = new WeakMap<readonly unknown[], Buffer>();

/**
 * A list of ids as PostgreSQL sends and receives arrays of uuid itself: thousands of them are then not written as text, and not read as such,
 * once more for every statement. What is no list of ids is left as it is.
 */
export function asUuids(value: unknown): unknown {
  if (!Array.isArray(value) || value.length === 0) return value;
  const list: readonly unknown[] = value;
  let written = known.get(list);
  // Lists grow while links are followed.
  if (written === undefined || written.length !== HEAD + list.length * EACH) {
    if (!list.every((id) => typeof id === 'string' && UUID.test(id))) return value;
    written = write(list as readonly string[]);
    known.set(list, written);
  }
  return written;
}

function write(ids: readonly string[]): Buffer {
  const buffer = Buffer.allocUnsafe(HEAD + ids.length * EACH);
  // One dimension, nothing null in it, from 1 on.
  [1, 0, UUID_TYPE, ids.length, 1].forEach((number, i) => buffer.writeInt32BE(number, i * 4));
  let at = HEAD;
  for (const id of ids) {
    buffer.writeInt32BE(16, at);
    buffer.write(id.slice(0, 8) + id.slice(9, 13) + id.slice(14, 18) + id.slice(19, 23) + id.slice(24), at + 4, 'hex');
    at += EACH;
  }
  return buffer;
}
