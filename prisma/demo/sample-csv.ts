/** Lines of a sample file; no cell holds a comma or a quote. */
export function toCsv(header: readonly string[], lines: readonly (readonly (string | number | null)[])[]): string {
  return [header, ...lines].map((line) => line.map((cell) => cell ?? '').join(',')).join('\n') + '\n';
}
