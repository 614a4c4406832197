import { Refused, type DeclaredRefusal, type RefusalParams, type UserError } from './errors.js';
import type { RowRefusal } from './feed-rows.js';
import type { LocalizedText } from './text.js';

/** Texts by name; `{max}` in a text is filled from the refusal's parameters. A refused value is never repeated. */
export type RefusalTexts = Readonly<Record<string, LocalizedText>>;

/** The refusals of one module: its codes are declared once and given in the shape that each place needs. */
export interface Refusals<Id extends string, Name extends string> {
  /** For the module's `errors`. */
  readonly errors: readonly DeclaredRefusal[];
  /** The code as it leaves the server: `education.CASE_CLOSED`. */
  code(name: Name): `${Id}.${Name}`;
  /** One of a mutation's `userErrors`; `path` names the input field. */
  refusal(name: Name, path: readonly string[], params?: RefusalParams): UserError;
  /** Ends a write: it is rolled back and the refusal is given as data. @throws Refused */
  refuse(name: Name, path: readonly string[], params?: RefusalParams): never;
  /** Why a row of a feed is refused; `column` is the column's key. */
  row(name: Name, column?: string, params?: RefusalParams): RowRefusal;
}

/** Declares what a module refuses, with its texts. */
export function defineRefusals<const Id extends string, const Texts extends RefusalTexts>(
  id: Id,
  texts: Texts,
): Refusals<Id, keyof Texts & string> {
  type Name = keyof Texts & string;
  const code = (name: Name): `${Id}.${Name}` => `${id}.${name}`;
  const refusal = (name: Name, path: readonly string[], params?: RefusalParams): UserError => ({
    code: code(name),
    message: fillText(texts[name] ?? { zh: name, en: name }, params),
    path,
  });
  return {
    errors: Object.entries(texts).map(([name, text]) => ({ code: `${id}.${name}`, text })),
    code,
    refusal,
    refuse: (...said) => {
      throw new Refused([refusal(...said)]);
    },
    row: (name, column, params) => ({ ...(column !== undefined && { column }), code: code(name), ...(params && { params }) }),
  };
}

/** Fills `{name}` in a declared text. */
export function fillText(text: LocalizedText, params: RefusalParams = {}): LocalizedText {
  const fill = (template: string): string => template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
  return { zh: fill(text.zh), en: fill(text.en) };
}

/** Finds the filled text of any declared code; one that nobody declares (its module is gone) is shown as itself. */
export function refusalTexts(declared: readonly DeclaredRefusal[]): (code: string, params?: RefusalParams) => LocalizedText {
  const texts = new Map(declared.map(({ code, text }) => [code, text]));
  return (code, params) => fillText(texts.get(code) ?? { zh: code, en: code }, params);
}
