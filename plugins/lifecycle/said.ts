import { LEFT_ASIDE, refuse, type Lifecycle, type StepField, type Transition } from 'xianjie/schema';

/** What guards look at, and what was said that the step does not ask for. */
export interface SaidFields {
  readonly values: Readonly<Record<string, unknown>>;
  readonly elsewhere: readonly { readonly code: string; readonly name: string }[];
}

/** The fields of a record with what is said now: what a step does not ask for is left aside or held against it. */
export function sayField(
  { fields }: Pick<Lifecycle, 'fields'>,
  { asks, anew }: Transition,
  known: Readonly<Record<string, unknown>>,
  said: Readonly<Record<string, unknown>>,
): SaidFields {
  const values: Record<string, unknown> = { ...known };
  for (const { name } of anew) values[name] = null;
  const elsewhere: { code: string; name: string }[] = [];
  for (const field of fields) {
    const value = said[field.name];
    if (value == null) continue;
    if (asks.some(({ name }) => name === field.name)) values[field.name] = accepted(field, value);
    else if (field.elsewhere !== LEFT_ASIDE) elsewhere.push({ code: field.elsewhere, name: field.name });
  }
  return { values, elsewhere };
}

/** A value within what the field takes. @throws Refused INVALID_VALUE */
function accepted({ name, range, max, type }: StepField, value: unknown): unknown {
  const outside = range !== undefined && ((value as number) < range.from || (value as number) > range.to);
  const text = type === 'TEXT' && (String(value).trim() === '' || [...String(value)].length > (max ?? Infinity));
  return outside || text ? refuse('INVALID_VALUE', ['input', name]) : value;
}
