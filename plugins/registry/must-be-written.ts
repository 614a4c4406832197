import { Refused, refusalText, type WrittenRow } from 'xianjie/schema';

/** What the bulk writer refuses becomes a mutation's refusal. */
export function mustBeWritten(rows: readonly WrittenRow[]): void {
  const errors = rows.flatMap((row) =>
    'refusals' in row
      ? row.refusals.map((r) => ({
          code: r.code,
          message: refusalText(r.code, r.params),
          path: ['input', ...(r.column === undefined ? [] : [r.column])],
        }))
      : [],
  );
  if (errors.length > 0) throw new Refused(errors);
}
