import type { Finding, Matrix } from './ask.js';
import type { Probe } from './probes.js';

/** What a run of probes came to. */
export interface Outcome {
  readonly probes: number;
  readonly requests: number;
  readonly seconds: number;
  /** `Type.field`, asker and place of everything that was asked. */
  readonly covered: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

export const covering = (field: string, asker: string, place: string): string => `${field}|${asker}|${place}`;

/** Asks all of them, a few at a time: a probe waits for the database most of its life. */
export async function run(matrix: Matrix, probes: Iterable<Probe>, atOnce = 6): Promise<Outcome> {
  const started = performance.now();
  const before = matrix.requests();
  const covered = new Set<string>();
  const findings: Finding[] = [];
  const left = probes[Symbol.iterator]();
  let count = 0;
  const work = async (): Promise<void> => {
    for (let next = left.next(); next.done !== true; next = left.next()) {
      const probe = next.value;
      count++;
      covered.add(covering(probe.field, probe.asker.name, probe.place));
      findings.push(...(await matrix.ask(probe)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { probes: count, requests: matrix.requests() - before, seconds: (performance.now() - started) / 1000, covered, findings };
}

/** What was found, each kind once with how often and an example: a test compares it with nothing. */
export function told(findings: readonly Finding[], examples = 1): string {
  const kinds = new Map<string, Finding[]>();
  for (const finding of findings) kinds.set(finding.what, [...(kinds.get(finding.what) ?? []), finding]);
  return [...kinds]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([what, of]) => {
      const fields = [...new Set(of.map((f) => f.probe.field))];
      const shown = of
        .slice(0, examples)
        .map(({ probe, seen }) => `    ${probe.asker} (${probe.path}, ${probe.place}): ${probe.document}\n      ${seen.slice(0, 240)}`);
      return `${of.length} × ${what}: ${fields.slice(0, 12).join(', ')}${fields.length > 12 ? ` and ${fields.length - 12} more` : ''}\n${shown.join('\n')}`;
    })
    .join('\n');
}

/** What the run says of itself: how much, how long, from which seed. */
export const summary = (what: string, { probes, requests, seconds, findings }: Outcome, seed: number): string =>
  `${what}: ${probes} probes, ${requests} requests, ${seconds.toFixed(1)} s, seed ${seed}, ${findings.length} findings`;
