import type { Parameter } from 'xianjie/schema';

type Reference = readonly [from: string, to: string];

/**
 * The way back to where a reference starts, over the declared and the approved ones: `a → b → a`; null: there is none. References of all
 * documents count, wherever they are adopted: an adoption of tomorrow must not close a circle that nobody decided.
 */
export function circle(parameters: ReadonlyMap<string, Parameter>, approved: readonly Reference[], [from, to]: Reference): string[] | null {
  const next = (code: string): string[] => [
    ...(parameters.get(code)?.values ?? []).flatMap(({ value }) =>
      typeof value === 'object' && 'declares' in value ? [codeOf(value)] : [],
    ),
    ...approved.filter(([one]) => one === code).map(([, other]) => other),
  ];
  const seen = new Set<string>();
  const back = (code: string, way: readonly string[]): string[] | null => {
    if (code === from) return [...way, code];
    if (seen.has(code)) return null;
    seen.add(code);
    for (const one of next(code)) {
      const found = back(one, [...way, code]);
      if (found !== null) return found;
    }
    return null;
  };
  return back(to, [from]);
}

const codeOf = (value: object): string => (value as { readonly parameter: Parameter }).parameter.code;
