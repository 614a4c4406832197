import { refuse, userError, type UserError } from 'xianjie/schema';

export const REASON = { min: 5, max: 500 } as const;

/** Characters that may stand between the digits of a number that somebody writes out. */
const BETWEEN = /[\s\-_.·,，、/()（）]/g;
/** A resident id of 18 or 15 characters, a mobile number: inside a longer run of digits too, where somebody hides it. */
const NUMBER = /[1-9]\d{16}[\dXx]|[1-9]\d{14}|1[3-9]\d{9}/;

/** Whether a text holds what looks like a resident id or a mobile number, full-width or with gaps too. */
export const holdsNumber = (text: string): boolean => NUMBER.test(text.normalize('NFKC').replace(BETWEEN, ''));

/** What is wrong with a reason that is kept in the audit as it is; undefined: nothing. */
export function reasonError(reason: string, path: readonly string[] = ['input', 'reason']): UserError | undefined {
  const length = [...reason.trim()].length;
  if (length < REASON.min || length > REASON.max) return userError('REASON_LENGTH', path, REASON);
  return holdsNumber(reason) ? userError('HOLDS_A_NUMBER', path) : undefined;
}

/** The same for a sealed text, where a number may stand. @throws Refused */
export function assertReasonLength(text: string, path: readonly string[], max: number): void {
  const length = [...text.trim()].length;
  if (length < REASON.min || length > max) refuse('REASON_LENGTH', path, { min: REASON.min, max });
}
