import type { Satisfied } from 'xianjie/schema';

/** Kleene's strong three-valued logic. An unknown part leaves the whole unknown unless the known parts already decide it. */

/** FALSE if any is FALSE, else UNKNOWN if any is, else TRUE. All of none is TRUE. */
export function all(values: readonly Satisfied[]): Satisfied {
  if (values.includes('FALSE')) return 'FALSE';
  return values.includes('UNKNOWN') ? 'UNKNOWN' : 'TRUE';
}

/** TRUE if any is TRUE, else UNKNOWN if any is, else FALSE. Any of none is FALSE. */
export function any(values: readonly Satisfied[]): Satisfied {
  if (values.includes('TRUE')) return 'TRUE';
  return values.includes('UNKNOWN') ? 'UNKNOWN' : 'FALSE';
}

export function not(value: Satisfied): Satisfied {
  if (value === 'UNKNOWN') return 'UNKNOWN';
  return value === 'TRUE' ? 'FALSE' : 'TRUE';
}
