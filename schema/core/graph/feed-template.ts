import type { Feed } from '../../contract/feed.js';

/** A CSV file to fill: the headers and one example row, with the mark that spreadsheets need to see UTF-8. */
export function feedTemplate(feed: Feed): string {
  const line = (cells: readonly string[]): string => cells.map(csvCell).join(',');
  return `\uFEFF${line(feed.columns.map((column) => column.names[0] ?? column.key))}\r\n${line(feed.columns.map((column) => column.example))}\r\n`;
}

/** Quoted where needed; a leading formula sign is disarmed. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
