import { viewerOf } from '../support/viewer.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { createHttpServer, LOOPBACK } from '../../api/http/server.js';
import { createGraphServer } from '../../api/http/yoga.js';
import { createClient, type Client } from '../../clients/typescript/client.js';
import {
  DropoutCasesDocument,
  PeopleAtWorkDocument,
  PersonVerdictsDocument,
  PolicyGapsDocument,
  PupilsNotReachedDocument,
  WelfarePostsDocument,
} from '../../clients/typescript/generated/graphql.js';
import { policyModule as education } from '../../modules/education/index.js';
import { policyModule as employment } from '../../modules/employment/index.js';
import { testApp, type TestApp } from '../support/app.js';

const TOWN = '150623100';

let app: TestApp;
let stop: () => Promise<void>;
let client: Client;

beforeAll(async () => {
  app = await testApp({ demo: true, modules: [education, employment] });
  const log = pino({ level: 'silent' });
  const { server } = createHttpServer({
    graph: createGraphServer(app.schema, app.parts, log),
    feeds: app.parts.feeds,
    identify: () => Promise.resolve(viewerOf()),
    ready: app.storage.ready,
    log,
  });
  await new Promise<void>((done) => server.listen(0, LOOPBACK, done));
  client = createClient({ url: `http://${LOOPBACK}:${(server.address() as { port: number }).port}` });
  stop = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
});
afterAll(async () => {
  await stop();
  await app.close();
});

describe('the pages that a portal builds of the two modules', () => {
  it('pupils entitled and not reached, page after page, each once', async () => {
    const seen: string[] = [];
    let after: string | null | undefined;
    let total: number | null | undefined;
    do {
      const { educationAids } = await client.run(PupilsNotReachedDocument, {
        area: TOWN,
        schoolYear: 2024,
        term: 'SPRING',
        first: 100,
        after,
      });
      total = educationAids?.totalCount;
      for (const aid of educationAids?.nodes ?? []) seen.push(aid.id);
      expect(educationAids?.nodes[0]?.person.household.village.name.zh).toBeTruthy();
      after = educationAids?.pageInfo.hasNextPage ? educationAids.pageInfo.endCursor : undefined;
    } while (after);
    expect(seen.length).toBeGreaterThan(20);
    expect(new Set(seen).size).toBe(seen.length);
    expect(total).toBe(seen.length);
  });

  it('an open dropout case leads to the child, and the child to a verdict with its citation', async () => {
    const { dropoutCases } = await client.run(DropoutCasesDocument, { area: TOWN, states: ['DROPPED_OUT'], first: 100 });
    const open = dropoutCases?.nodes ?? [];
    expect(open.length).toBeGreaterThan(0);
    for (const each of open)
      expect(each).toMatchObject({ state: 'DROPPED_OUT', events: [{ toState: 'DROPPED_OUT' }, ...(each.events ?? []).slice(1)] });

    const verdicts = await Promise.all(
      open.map(async ({ person }) => {
        const { node } = await client.run(PersonVerdictsDocument, { id: person.id, checks: ['education.noDropout'] });
        return node && 'eligibility' in node ? node.eligibility[0] : undefined;
      }),
    );
    const gap = verdicts.find((verdict) => verdict?.outcome === 'ELIGIBLE' && verdict.fulfilled === 'FALSE');
    expect(gap?.citation?.quote).toContain('不失学');
    expect(gap?.conditions.length).toBeGreaterThan(1);
  });

  it('who works where', async () => {
    const { employments } = await client.run(PeopleAtWorkDocument, { area: TOWN, places: ['OUT_OF_PROVINCE'], first: 5 });
    expect(employments.totalCount).toBeGreaterThan(5);
    expect(employments.nodes.map(({ place }) => place)).toEqual(Array(5).fill('OUT_OF_PROVINCE'));
  });

  it('public posts with who holds them', async () => {
    const { welfarePosts } = await client.run(WelfarePostsDocument, { area: TOWN, first: 100 });
    const held = welfarePosts.nodes.filter((post) => post.held > 0);
    expect(held.length).toBeGreaterThan(0);
    for (const post of held) expect(post.contracts.totalCount).toBe(post.held);
  });

  it('what the sources leave open of the rules of both', async () => {
    const { policyGaps } = await client.run(PolicyGapsDocument, { area: TOWN });
    const modules = new Set(policyGaps.map(({ check }) => check.code.split('.')[0]));
    expect([...modules]).toEqual(expect.arrayContaining(['education', 'employment']));
    for (const gap of policyGaps) expect(gap.unknowns.length).toBeGreaterThan(0);
  });
});
