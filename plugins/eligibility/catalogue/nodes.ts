export type Node = Readonly<Record<string, unknown>>;

/**
 * Every node of a condition and of its terms, whatever their kinds; so are a named value's parts. What else is declared (facts, links, policy
 * values) is no node.
 * @param inside whether what a node is made of counts, too
 */
export function nodesOf(whole: unknown, inside: (node: Node) => boolean = () => true): readonly Node[] {
  const nodes = new Set<Node>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    if ('declares' in value && value.declares !== 'value') return;
    const node = value as Node;
    if (nodes.has(node)) return;
    nodes.add(node);
    if (inside(node)) for (const part of Object.values(node)) visit(part);
  };
  visit(whole);
  return [...nodes];
}
