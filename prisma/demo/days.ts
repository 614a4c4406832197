/** Days as whole numbers since 1970-01-01, so that arithmetic on dates needs no time zone. */
export type Day = number;

const DAY = 86_400_000;
const texts = new Map<Day, string>();
const days = new Map<string, Day>();

export function day(text: string): Day {
  let value = days.get(text);
  if (value === undefined) days.set(text, (value = Math.round(Date.parse(`${text}T00:00:00Z`) / DAY)));
  return value;
}

export function iso(value: Day): string {
  let text = texts.get(value);
  if (text === undefined) texts.set(value, (text = new Date(value * DAY).toISOString().slice(0, 10)));
  return text;
}

export function yearOf(value: Day): number {
  return Number(iso(value).slice(0, 4));
}

/** The day on which somebody of that age in full years on `on` was born, `extra` days (0 to 364) before the last birthday. */
export function bornAt(on: Day, age: number, extra: number): Day {
  const text = iso(on);
  return day(`${Number(text.slice(0, 4)) - age}${text.slice(4)}`) - extra;
}

/** An entry made on the given day, in working hours of Asia/Shanghai. */
export function recordedAt(value: Day): string {
  return `${iso(value)} 10:00:00+08`;
}
