import { defineRefusals } from '../contract/refusals.js';
import { cellTexts } from '../feeds/refusals.js';

const refusals = defineRefusals('core', cellTexts);

// As in the cells of a feed, but a text that somebody types may have several lines.
const ILLEGAL =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ufffd]|\p{Surrogate}/u;
/** As for a cell: no text of any mutation needs more. */
const TEXT_LIMIT = 2000;

/** Refuses texts of an input that nobody could read or file: invisible or broken characters, and pages where a line is asked. */
export function readableTexts(value: unknown, path: readonly string[] = ['input']): void {
  if (typeof value === 'string') {
    if (value.length > TEXT_LIMIT) refusals.refuse('TOO_LONG', path, { max: TEXT_LIMIT });
    if (ILLEGAL.test(value)) refusals.refuse('ILLEGAL_CHARACTER', path);
  } else if (Array.isArray(value)) value.forEach((item, n) => readableTexts(item, [...path, String(n)]));
  else if (value !== null && typeof value === 'object')
    for (const [name, item] of Object.entries(value)) readableTexts(item, [...path, name]);
}
