import {
  csvLine,
  isUuid,
  refusalTexts,
  scopeOf,
  seesReceipts,
  type DeclaredRefusal,
  type RefusalParams,
  type Viewer,
} from 'xianjie/schema';
import type { Db } from '../storage/index.js';

const PAGE = 5000;

interface Row {
  readonly row_number: number;
  readonly position: number;
  readonly column_name: string | null;
  readonly code: string;
  readonly params: RefusalParams;
}

/**
 * The refused rows of a receipt for a spreadsheet: UTF-8 with its mark, read page by page. Row 1 is the header of the file that was
 * handed in, row 0 the batch as a whole. Absent, out of scope and somebody else's are alike.
 */
export async function refusedCsv(
  db: Db,
  errors: readonly DeclaredRefusal[],
  viewer: Viewer,
  receiptId: string,
): Promise<AsyncIterable<string> | undefined> {
  const scope = scopeOf(viewer);
  const found = isUuid(receiptId)
    ? await db.read(scope, 'MASKED', (tx) =>
        tx.sql('select 1 from feed_batch where id = $1 and (client_id = $2 and user_id is not distinct from $3 or $4)', [
          receiptId,
          viewer.clientId,
          viewer.user?.id ?? null,
          seesReceipts(viewer) === 'ALL',
        ]),
      )
    : [];
  if (found.length === 0) return undefined;
  const textOf = refusalTexts(errors);

  async function* pieces(): AsyncGenerator<string> {
    yield `\ufeff${csvLine(['row', 'column', 'code', 'zh', 'en'])}`;
    let after = { row_number: -1, position: -1 };
    for (;;) {
      const rows = await db.read(scope, 'MASKED', (tx) =>
        tx.sql<Row>(
          `select row_number, position, column_name, code, params from feed_refusal
           where batch_id = $1 and (row_number, position) > ($2, $3) order by row_number, position limit ${PAGE}`,
          [receiptId, after.row_number, after.position],
        ),
      );
      if (rows.length > 0) {
        yield rows
          .map(({ row_number, column_name, code, params }) => {
            const text = textOf(code, params);
            return csvLine([row_number, column_name, code, text.zh, text.en]);
          })
          .join('');
      }
      if (rows.length < PAGE) return;
      after = rows.at(-1) ?? after;
    }
  }
  return pieces();
}
