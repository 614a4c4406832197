import type { Scope } from 'xianjie/schema';

/** The codes below an area are a range of text: from the code itself to the next code of the same length. The nation contains all. */
export function areaRange(code: string): readonly [string, string] {
  if (!/^[0-9]+$/.test(code)) throw new Error('not an area code');
  if (code === '0') return ['0', ':'];
  const last = code.charCodeAt(code.length - 1);
  return [code, code.slice(0, -1) + String.fromCharCode(last + 1)];
}

/** The statement that gives a transaction its scope. It ends with the transaction; without it row security shows nothing. */
export function scopeStatement(scope: Scope): string {
  if (scope.areas.length > 4) throw new Error('a scope has at most four areas');
  const parts = scope.areas.flatMap((code, i) => {
    const [lo, hi] = areaRange(code);
    return [`set_config('xj.lo${i + 1}', '${lo}', true)`, `set_config('xj.hi${i + 1}', '${hi}', true)`];
  });
  return parts.length === 0 ? '' : `select ${parts.join(', ')}`;
}
