import { pino } from 'pino';
import { errorCodes, type PolicyModule } from 'xianjie/schema';
import { openDoor, type Door } from '../../../api/testing/door.js';
import { testApp, type Answer, type TestApp } from '../../support/app.js';
import { fieldOwners, fieldsSelected, saidOf } from './graph.js';
import { comparable, leaks } from './oracle.js';
import type { Probe } from './probes.js';
import { installedTables } from './town.js';
import { places } from './places.js';
import { liesIn, sightOf, twinFor } from './twin.js';
import { holdsScope, mayRead, type Asker } from './viewers.js';
import { readWorld, type World } from './world.js';

/** What does not hold, and by which question it showed. */
export interface Finding {
  readonly what: string;
  readonly probe: Pick<Probe, 'field' | 'path' | 'place' | 'document'> & { readonly asker: string };
  readonly seen: string;
}

export interface Matrix {
  readonly app: TestApp;
  readonly world: World;
  /** Asks one probe in both worlds and says what it told that it must not. */
  ask(probe: Probe): Promise<Finding[]>;
  /** Asks in the first world alone. */
  answer(asker: Asker, document: string): Promise<{ status: number; body: Answer }>;
  /** The second world of an asker. */
  twin(asker: Asker): Promise<TestApp>;
  readonly requests: () => number;
  close(): Promise<void>;
}

const codes = new Set<string>(errorCodes);

/** The same platform without a bucket to empty: the limits have tests of their own. */
export function unlimited(app: TestApp): TestApp {
  const limiter = { ...app.parts.limits.limiter, take: () => Promise.resolve(null), settle: () => undefined };
  return { ...app, parts: { ...app.parts, limits: { ...app.parts.limits, limiter } } };
}

/** The first world and, made when they are needed, the second worlds of those who may see the same. */
export async function openMatrix(modules: readonly PolicyModule[], template: string): Promise<Matrix> {
  const app = await testApp({ modules, template });
  const owner = await app.storage.owner();
  const world = await readWorld(owner, await installedTables(owner, modules));
  await owner.end();
  const ownerOf = fieldOwners(app.schema, modules);
  const ids = ['core', 'access', 'audit', ...modules.map((m) => m.id)];
  const twins = new Map<string, Promise<TestApp>>();
  const doors = new Map<TestApp, Map<string, Door>>();
  let requests = 0;

  const twin = (asker: Asker): Promise<TestApp> => {
    const sight = sightOf(asker, ids);
    const known = twins.get(sight) ?? twinFor(asker, modules, template);
    twins.set(sight, known);
    return known;
  };
  const post = async (at: TestApp, asker: Asker, query: string): Promise<{ status: number; body: Answer }> => {
    requests++;
    const ofApp = doors.get(at) ?? new Map<string, Door>();
    doors.set(at, ofApp);
    const key = `${asker.name} ${asker.viewer.areas.join()}`;
    const door = ofApp.get(key) ?? openDoor(unlimited(at), pino({ level: 'silent' }), asker.viewer);
    ofApp.set(key, door);
    return door.post({ query });
  };

  return {
    app,
    world,
    twin,
    requests: () => requests,
    answer: (asker, document) => post(app, asker, document),
    async ask(probe) {
      const { asker, document } = probe;
      const [here, there, nobody] = await Promise.all([
        post(app, asker, document),
        twin(asker).then((other) => post(other, asker, document)),
        probe.absent !== null && probe.place !== 'own' ? post(app, asker, probe.absent) : null,
      ]);
      const found: Finding[] = [];
      const seen = (what: string, text: string): void => {
        const { field, path, place } = probe;
        found.push({ what, seen: text.slice(0, 400), probe: { asker: asker.name, field, path, place, document } });
      };
      const text = comparable(here.status, here.body);
      for (const leak of leaks(asker, here.body, world)) seen(`told ${leak}`, text);
      const other = comparable(there.status, there.body);
      // The trail grows with what is asked here, and so differently in the two worlds.
      if (text !== other && !/auditLog|auditSeal/.test(document))
        seen('answers otherwise when only hidden data differ', difference(text, other));
      if (nobody && outside(probe)) {
        const none = comparable(nobody.status, nobody.body);
        if (none !== text) seen('answers otherwise for a row elsewhere than for none', difference(text, none));
      }
      for (const wrong of malformed(here)) seen(wrong, text);
      const expected = forbidden(asker, probe);
      const said = (here.body.errors ?? []).map((e) => e.extensions.code);
      const refused = said.includes('FORBIDDEN') || said.includes('QUERY_TOO_COMPLEX');
      if (expected === 'never' && said.includes('FORBIDDEN')) seen('refused as FORBIDDEN without reason', text);
      if (expected === 'always' && !refused) seen('not refused as FORBIDDEN', text);
      if (expected === 'shown only as null' && shows(here.body.data, 'asked')) seen('shown and not refused as FORBIDDEN', text);
      return found;
    },
    close: async () => {
      await Promise.all([...twins.values()].map(async (t) => (await t).close()));
      await app.close();
    },
  };

  /** Whether the place that the probe names lies outside what its asker sees. */
  function outside({ asker, place }: Probe): boolean {
    return !liesIn(places[place], asker.viewer.areas);
  }

  /** The root's scope, and the public or internal part of each field's module; what is above comes masked, and lists of it may be refused. */
  function forbidden(asker: Asker, { document, path }: Probe): 'always' | 'never' | 'perhaps' | 'shown only as null' {
    const selected = fieldsSelected(app.schema, document);
    if (selected.some(({ field }) => saidOf(field).scope !== undefined && !holdsScope(asker, saidOf(field).scope ?? ''))) return 'always';
    const beyond = selected.filter(({ place, field }) => {
      const { level, scope } = saidOf(field);
      const module = scope?.split(':')[0] ?? ownerOf(place);
      // Everybody is told the name of the own client.
      if (level === undefined || (module === 'access' && level === 'PUBLIC')) return false;
      return !mayRead(asker, module, level);
    });
    // Columns of filters and orders, facts of verdicts and the types behind a node have levels that no document shows.
    if (/^(filter|sort|verdict) /.test(path) || /\b(node|nodes|subject)\b[^{]*\{ __typename id|personDataExport/.test(document))
      return 'perhaps';
    // Rows about families are the core's, whoever leads to them.
    const families = selected.some(({ field }) => /^\[?(Person|Household)\b/.test(String(field.type)));
    if (families && !mayRead(asker, 'core', 'INTERNAL')) return 'shown only as null';
    if (beyond.length === 0) return 'never';
    const closed = beyond.some(({ field }) => ['PUBLIC', 'INTERNAL'].includes(saidOf(field).level ?? ''));
    const list = beyond.some(({ field }) => String(field.type).includes('Connection'));
    return closed ? 'shown only as null' : list ? 'perhaps' : 'never';
  }
}

/** Whether an answer shows a field anywhere with something in it. */
function shows(data: unknown, name: string): boolean {
  if (Array.isArray(data)) return data.some((one) => shows(one, name));
  if (data === null || typeof data !== 'object') return false;
  return Object.entries(data).some(([key, value]) => (key === name && value !== null) || shows(value, name));
}

function malformed({ status, body }: { status: number; body: Answer }): string[] {
  const wrong: string[] = [];
  if (status >= 500) wrong.push(`answered with status ${status}`);
  for (const { extensions } of body.errors ?? []) {
    if (!codes.has(extensions.code)) wrong.push(`gave the code ${extensions.code}, which nobody knows`);
    if (extensions.code === 'INTERNAL' || extensions.code === 'UNAVAILABLE') wrong.push(`failed inside (${extensions.code})`);
    if (['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'].includes(extensions.code)) wrong.push('was no question at all');
  }
  return wrong;
}

/** Where two answers part. */
function difference(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const from = Math.max(0, at - 60);
  return `…${one.slice(from, at + 120)} ≠ …${other.slice(from, at + 120)}`;
}
