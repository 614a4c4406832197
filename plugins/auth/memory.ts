/** What was looked up is believed for a short while, so that a busy client does not cost a look-up a request. */
export interface Memory<V> {
  get(key: string): Promise<V>;
  forget(): void;
}

/**
 * @param load asked at most once per key and `milliseconds`, also when many ask at the same time
 * @param most entries kept; above it the oldest goes first, so that invented names fill no memory
 */
export function shortMemory<V>(load: (key: string) => Promise<V>, milliseconds: number, now: () => number, most = 1_000): Memory<V> {
  const known = new Map<string, { readonly asked: number; readonly value: Promise<V> }>();
  return {
    async get(key) {
      const entry = known.get(key);
      if (entry && now() - entry.asked < milliseconds) return entry.value;
      const fresh = { asked: now(), value: load(key) };
      known.delete(key);
      known.set(key, fresh);
      const oldest = known.keys().next();
      if (known.size > most && !oldest.done) known.delete(oldest.value);
      try {
        return await fresh.value;
      } catch (error) {
        // A look-up that failed says nothing: the next one asks again.
        if (known.get(key) === fresh) known.delete(key);
        throw error;
      }
    },
    forget: () => known.clear(),
  };
}
