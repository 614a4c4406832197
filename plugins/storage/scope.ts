import { areaRange, type Scope } from 'xianjie/schema';

/** The statement that gives a transaction its scope. It ends with the transaction; without it row security shows nothing. */
export function scopeStatement(scope: Scope): string {
  if (scope.areas.length > 4) throw new Error('a scope has at most four areas');
  const parts = scope.areas.flatMap((code, i) => {
    // The codes become part of the statement's text: digits only.
    if (!/^[0-9]+$/.test(code)) throw new Error('not an area code');
    const { low, high } = areaRange(code);
    return [`set_config('xj.lo${i + 1}', '${low}', true)`, `set_config('xj.hi${i + 1}', '${high}', true)`];
  });
  return parts.length === 0 ? '' : `select ${parts.join(', ')}`;
}
