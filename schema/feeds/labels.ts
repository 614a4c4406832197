import type { LocalizedText } from '../contract/text.js';

/** A list of codes with what they are called: declared once, it serves facts, enumerations of the graph and columns of feeds. */
export type Codes<V extends string = string> = Readonly<Record<V, LocalizedText>>;

/**
 * The words that officials write for each code; the first one is printed in templates. A list of codes will do: then its two texts are
 * the words. The code itself is always understood.
 */
export type Labels<V extends string = string> = Readonly<Record<V, LocalizedText | readonly [string, ...string[]]>>;

type Label = Labels[string];

const wordsFor = (label: Label): readonly [string, ...string[]] => ('zh' in label ? [label.zh, label.en] : label);

/** A list of codes, with further words for some of them: `alsoCalled(stages, { JUNIOR: ['初级中学'] })`. */
export function alsoCalled<V extends string>(codes: Codes<V>, more: { readonly [K in NoInfer<V>]?: readonly string[] }): Labels<V> {
  const entries = Object.entries<LocalizedText>(codes) as [V, LocalizedText][];
  return Object.fromEntries(entries.map(([code, { zh, en }]) => [code, [zh, en, ...(more[code] ?? [])]])) as unknown as Labels<V>;
}

/** What a column accepts, for its hint and its refusal. */
export function allowedWords(labels: Labels): string {
  return Object.values(labels)
    .map((label) => wordsFor(label)[0])
    .join('、');
}

/** The code that a word stands for. */
export function readWord<V extends string>(labels: Labels<V>, text: string): V | undefined {
  const word = text.toLowerCase();
  const codes = Object.keys(labels) as V[];
  return codes.find((code) => code === text.toUpperCase() || wordsFor(labels[code]).some((known) => known.toLowerCase() === word));
}
