import type { Feed, FeedColumn, ParsedRow } from '../contract/feed.js';
import type { RefusalParams } from '../contract/errors.js';
import type { RowRefusal } from '../contract/feed-rows.js';
import type { LocalizedText } from '../contract/text.js';
import { openCell, type CellReader } from './cells.js';
import { cellCode } from './refusals.js';

/** One column of a sheet: its headers (Chinese, English), how its cells are read, and whether a row may leave it empty. */
export interface SheetColumn<T = unknown, Required extends boolean = boolean> {
  readonly zh: string;
  readonly en: string;
  readonly reader: CellReader<T>;
  readonly example: string;
  readonly required: Required;
}

/** A column that a file must have and each row must fill. */
export function needed<T>(zh: string, en: string, reader: CellReader<T>, example: string): SheetColumn<T, true> {
  return { zh, en, reader, example, required: true };
}

/** A column that may be missing or empty: then nothing is said. */
export function optional<T>(zh: string, en: string, reader: CellReader<T>, example: string): SheetColumn<T, false> {
  return { zh, en, reader, example, required: false };
}

type Columns = Readonly<Record<string, SheetColumn>>;

/** What a row says once every cell is read; an empty cell says nothing and stays undefined. */
export type RowOf<C extends Columns> = {
  readonly [K in keyof C]: C[K] extends SheetColumn<infer T, infer R> ? (R extends true ? T : T | undefined) : never;
};

/** Something that two cells of a row say together and that cannot be. */
export interface RowRule<Row> {
  readonly column: keyof Row & string;
  /** A code that the core or the feed's module declares. */
  readonly refusal: string;
  readonly params?: RefusalParams;
  readonly broken: (row: Row) => boolean;
}

/** What `sheet` gives: a feed's `columns`, and its `parse`. */
export interface Sheet<Row> {
  readonly columns: readonly FeedColumn[];
  /** Reads every cell and names every refusal, not only the first. The refused value itself is never repeated. */
  readonly read: Feed<Row>['parse'];
}

/** A file's columns as one declaration: the header, the template, the hints and the parser all come from it. */
export function sheet<C extends Columns>(columns: C, rules: readonly RowRule<RowOf<C>>[] = []): Sheet<RowOf<C>> {
  const list = Object.entries(columns);
  return {
    columns: list.map(([key, c]) => ({
      key,
      names: [c.zh, c.en],
      title: title(c),
      required: c.required,
      example: c.example,
      hint: c.reader.hint,
    })),
    read: Object.assign(
      (cells: Readonly<Record<string, string>>): ParsedRow<RowOf<C>> => {
        const refusals: RowRefusal[] = [];
        const row: Record<string, unknown> = {};
        for (const [key, column] of list) {
          const opened = openCell(cells[key] ?? '');
          const cell = opened === undefined || 'refusal' in opened ? opened : column.reader.read(opened.value);
          if (cell === undefined) {
            if (column.required) refusals.push({ column: key, code: cellCode('REQUIRED') });
          } else if ('refusal' in cell) {
            refusals.push({ column: key, code: cell.refusal, ...(cell.params && { params: cell.params }) });
          } else row[key] = cell.value;
        }
        if (refusals.length > 0) return { ok: false, refusals };
        const whole = row as RowOf<C>;
        const broken = rules.filter((rule) => rule.broken(whole));
        if (broken.length > 0)
          return {
            ok: false,
            refusals: broken.map(({ column, refusal, params }) => ({ column, code: refusal, ...(params && { params }) })),
          };
        return { ok: true, row: whole };
      },
      { refusals: rules.map(({ refusal }) => refusal) },
    ),
  };
}

function title(column: SheetColumn): LocalizedText {
  return { zh: column.zh, en: column.en.replaceAll('_', ' ') };
}

/** The same row in another shape: for a feed whose rows are not its cells one by one. */
export function mapRow<A, B>(parsed: ParsedRow<A>, to: (row: A) => B): ParsedRow<B> {
  return parsed.ok ? { ok: true, row: to(parsed.row) } : parsed;
}
