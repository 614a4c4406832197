import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { pino } from 'pino';
import { errorCodes } from 'xianjie/schema';
import { openDoor } from '../../../api/testing/door.js';
import { unlimited, type Matrix } from './ask.js';
import { dice } from './given.js';
import { randomBody, randomDocument } from './operations.js';
import { leaks } from './oracle.js';
import { OWN } from './places.js';
import { askers } from './viewers.js';

/** The heap without what nobody holds any more, in MB. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 1_048_576;
}

const codes = new Set<string>(errorCodes);

/** Sends random operations as one asker after the other. @returns what was seen on the way */
export async function fuzz(matrix: Matrix, runs: number, seed: number) {
  const who = askers([OWN]).map((one) => ({ one, door: openDoor(unlimited(matrix.app), pino({ level: 'silent' }), one.viewer) }));
  const heaps: number[] = [];
  const seen = new Map<string, number>();
  let count = 0;
  const property = fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 - 1 }), async (number) => {
    const random = dice(number);
    const { one, door } = who[Math.floor(random() * who.length)] as (typeof who)[number];
    const body = randomBody(random, randomDocument(random, matrix.app.schema, matrix.world));
    const answer = await door.post(body);
    const shown = JSON.stringify(body)?.slice(0, 2_000);
    if (answer.status >= 500) throw new Error(`status ${answer.status} for ${one.name}: ${shown}`);
    for (const { extensions } of answer.body.errors ?? []) {
      if (!codes.has(extensions.code) || extensions.code === 'INTERNAL' || extensions.code === 'UNAVAILABLE')
        throw new Error(`code ${extensions.code} for ${one.name}: ${shown}`);
      seen.set(extensions.code, (seen.get(extensions.code) ?? 0) + 1);
    }
    if (!answer.body.errors) seen.set('answered', (seen.get('answered') ?? 0) + 1);
    const told = leaks(one, answer.body, matrix.world);
    if (told.length > 0) throw new Error(`${one.name} was told ${told.join(', ')}: ${shown}`);
    if (++count % Math.ceil(runs / 5) === 0) heaps.push(heap());
  });
  const started = performance.now();
  await fc.assert(property, { numRuns: runs, seed, endOnFailure: true });
  const seconds = (performance.now() - started) / 1000;
  return { count, seconds, heaps, seen };
}
