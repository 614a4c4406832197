import { refuse, type ModuleTx } from 'xianjie/schema';

/** A text of 1 to `max` characters, or none. @throws Refused INVALID_VALUE */
export function text(value: string | null | undefined, field: string, max: number): void {
  if (value != null && (value.trim() === '' || [...value].length > max)) refuse('INVALID_VALUE', ['input', field]);
}

/** A number within both ends, or none. @throws Refused INVALID_VALUE */
export function within(value: number | null | undefined, field: string, [least, most]: readonly [number, number]): void {
  if (value != null && (value < least || value > most)) refuse('INVALID_VALUE', ['input', field]);
}

/** A day that has come, or today. @throws Refused DATE_IN_FUTURE */
export function dayOf(value: string | null | undefined, field: string, today: string): string {
  return value != null && value > today ? refuse('DATE_IN_FUTURE', ['input', field]) : (value ?? today);
}

/** An area that exists and may be written. @throws Refused AREA_NOT_FOUND */
export async function areaOf(tx: ModuleTx, code: string): Promise<string> {
  return (await tx.area(code)) ?? refuse('AREA_NOT_FOUND', ['input', 'area']);
}
