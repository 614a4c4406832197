import { Agent, request } from 'node:http';

/** A request ready to be sent again and again, with the body that must come back. */
export interface Shot {
  readonly path: string;
  readonly body: string;
  /** How the right answer begins, its data whole: an error that comes with status 200 is faster, and must not count. */
  readonly answer: string;
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
}

/** A client of one server: connections stay open between shots. */
export interface Gun {
  send(path: string, body: string): Promise<Answer>;
  close(): void;
}

/** @param tokens of the clients that take turns: one alone would soon have spent its points */
export function aim(port: number, tokens: readonly string[] = []): Gun {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const plain = { 'content-type': 'application/json', accept: 'application/json' };
  const turns = tokens.map((token) => ({ ...plain, authorization: `Bearer ${token}` }));
  let turn = 0;
  return {
    send: (path, body) =>
      new Promise((resolve, reject) => {
        const length = Buffer.byteLength(body);
        const headers = turns[turn++ % turns.length] ?? plain;
        const out = request(
          { host: '127.0.0.1', port, path, method: 'POST', agent, headers: { ...headers, 'content-length': length } },
          (incoming) => {
            const chunks: Buffer[] = [];
            incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
            incoming.on('error', reject);
            incoming.on('end', () => {
              const whole = Buffer.concat(chunks);
              resolve({ status: incoming.statusCode ?? 0, text: whole.toString('utf8') });
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
      const { status, text } = await gun.send(shot.path, shot.body);
      if (status !== 200 || !text.startsWith(shot.answer))
        throw new Error(`a wrong answer under load: status ${status}: ${text.slice(0, 200)}`);
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
