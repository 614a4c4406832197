import type { AnyValue, Condition, Fact, Link, LocalizedText, Parameter, Term } from 'xianjie/schema';
import type { Node } from '../catalogue/nodes.js';

/** The conditions that members of a list are asked for; null: all of them count. Of those that are asked at all only some may be meant. */
export function askedOfMembers(nodes: readonly Node[], link: Link): readonly (Condition | null)[] {
  const asked = nodes
    .filter((node) => node['link'] === link && 'of' in node)
    .flatMap((node): (Condition | null)[] => {
      const [part, where] = [node['of'] as Condition | Term | null, node['where'] as Condition | null | undefined];
      // A sum asks nothing of them but a figure.
      const of = part !== null && 'term' in part ? null : part;
      if (part !== of) return [where ?? null];
      if (where == null || of === null) return [of];
      return [
        { op: 'all', of: [where, of] },
        { op: 'all', of: [where, { op: 'not', of }] },
      ];
    });
  return [...new Set(asked)];
}

/** Codes that the condition compares a set with: where the fact itself does not list what it may hold. */
export function codesAsked(nodes: readonly Node[], fact: Fact, values: ReadonlyMap<Parameter, AnyValue>): readonly string[] {
  const own = nodes.filter((node) => (node['left'] as Node | undefined)?.['fact'] === fact);
  const strings = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  return [
    ...new Set(
      own.flatMap((node) => {
        const right = node['right'] as Node | undefined;
        const parameter = right?.['parameter'] as Parameter | undefined;
        return [...strings(node['code']), ...strings(right?.['value']), ...(parameter ? strings(values.get(parameter)) : [])];
      }),
    ),
  ];
}

/** Numbers and days of the condition itself: constants. */
export const constantsIn = (nodes: readonly Node[]): readonly AnyValue[] =>
  nodes.filter((node) => node['term'] === 'constant').map((node) => node['value'] as AnyValue);

/** What a code of a set is called: as the fact says, or the condition that looks for it. */
export function codeTitle(nodes: readonly Node[], fact: Fact, code: string): LocalizedText {
  const asked = nodes.find((node) => node['code'] === code && (node['left'] as Node | undefined)?.['fact'] === fact);
  return fact.codes?.[code] ?? (asked?.['title'] as LocalizedText | undefined) ?? { zh: code, en: code };
}
