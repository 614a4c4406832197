import type { Feed } from '../../contract/feed.js';
import { csvLine } from '../csv-line.js';

/** A CSV file to fill: the headers and one example row, with the mark that spreadsheets need to see UTF-8. */
export function feedTemplate({ columns }: Feed): string {
  return `\uFEFF${csvLine(columns.map((column) => column.names[0] ?? column.key))}${csvLine(columns.map((column) => column.example))}`;
}
