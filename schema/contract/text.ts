/** A text in both languages of the platform. Chinese is the language of the documents; English is ours. */
export interface LocalizedText {
  readonly zh: string;
  readonly en: string;
}
