import type { DocumentNode } from 'graphql';

/** What the server asks of a cache of parsed documents. */
export interface DocumentCache {
  get(text: string): DocumentNode | undefined;
  set(text: string, document: DocumentNode): void;
}

/**
 * Parsed documents by their text, the least lately used forgotten first. Bounded by what the texts hold and not by their number only:
 * whoever sends a new long document each time must not fill the memory.
 */
export function documentCache({ documents = 500, characters = 1_000_000 } = {}): DocumentCache & { readonly size: () => number } {
  const kept = new Map<string, DocumentNode>();
  let held = 0;
  return {
    size: () => kept.size,
    get(text) {
      const known = kept.get(text);
      if (known === undefined) return undefined;
      kept.delete(text);
      kept.set(text, known);
      return known;
    },
    set(text, document) {
      if (!kept.has(text)) held += text.length;
      kept.set(text, document);
      for (const oldest of kept.keys()) {
        if (kept.size <= documents && held <= characters) break;
        kept.delete(oldest);
        held -= oldest.length;
      }
    },
  };
}
