import { Agent, request } from 'node:http';

/** A request ready to be sent again and again, with the body that must come back. */
export interface Shot {
  readonly path: string;
  readonly body: string;
  /** Length of the right answer in bytes: an error that comes with status 200 is faster, and must not count. */
  readonly answerBytes: number;
}

export interface Volley {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds, sorted. */
  readonly latencies: readonly number[];
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly bytes: number;
}

/** A client of one server: connections stay open between shots. */
export interface Gun {
  send(path: string, body: string): Promise<Answer>;
  close(): void;
}

/** @param more headers that every request has */
export function aim(port: number, more: Readonly<Record<string, string>> = {}): Gun {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const headers = { 'content-type': 'application/json', accept: 'application/json', ...more };
  return {
    send: (path, body) =>
      new Promise((resolve, reject) => {
        const length = Buffer.byteLength(body);
        const out = request(
          { host: '127.0.0.1', port, path, method: 'POST', agent, headers: { ...headers, 'content-length': length } },
          (incoming) => {
            const chunks: Buffer[] = [];
            incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
            incoming.on('error', reject);
            incoming.on('end', () => {
              const whole = Buffer.concat(chunks);
              resolve({ status: incoming.statusCode ?? 0, text: whole.toString('utf8'), bytes: whole.length });
            });
          },
        );
        out.on('error', reject);
        out.end(body);
      }),
    close: () => agent.destroy(),
  };
}

/** Keeps `concurrency` requests in the air for a while, then waits for the last of them: nothing is left to disturb the next variant. */
export async function fire(gun: Gun, shots: readonly Shot[], concurrency: number, milliseconds: number): Promise<Volley> {
  const latencies: number[] = [];
  const start = performance.now();
  const until = start + milliseconds;
  let next = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() < until) {
      const shot = shots[next++ % shots.length];
      if (!shot) return;
      const sent = performance.now();
      const { status, bytes, text } = await gun.send(shot.path, shot.body);
      if (status !== 200 || bytes !== shot.answerBytes) {
        throw new Error(
          `a wrong answer under load: status ${status}, ${bytes} bytes instead of ${shot.answerBytes}: ${text.slice(0, 200)}`,
        );
      }
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - start) / 1000;
  return { requests: latencies.length, seconds, latencies: latencies.sort((a, b) => a - b) };
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [below = NaN, above = NaN] = [sorted[middle - (sorted.length % 2 === 0 ? 1 : 0)], sorted[middle]];
  return (below + above) / 2;
};

export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, v) => sum + Math.log(v), 0) / values.length);

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
