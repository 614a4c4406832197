import {
  ApiError,
  cursorOf,
  invalidCursor,
  pageAsked,
  pageInfoOf,
  pageOf,
  pageRead,
  type Check,
  type EligibilityLists,
  type ListedVerdict,
  type Outcome,
  type PageAsked,
  type Satisfied,
  type SubjectRef,
  type VerdictsAsked,
} from 'xianjie/schema';
import type { InstalledCheck } from '../catalogue/catalogue.js';
import { NO, NONE, OPEN, sweptAnswers, sweptOutcomes, YES } from '../columns/swept.js';
import type { About } from '../facts/links.js';
import type { Setting } from '../rules/result.js';
import { rankAlone } from '../telling/verdict.js';
import type { Over } from '../telling/over.js';
import type { Asking } from './asking.js';
import { countUnauthorised, inside, ofUnauthorised, rangesOf, unauthorised } from './authorised.js';
import { benefitsOf, groundlessIn, holdersOf, holderValues, wantedOf, wantedValues } from './groundless.js';
import { sweptTime, tellable } from './swept-area.js';

/** What stands on a list has an outcome, and what is open is unknown. */
const outcomeOf = (byte: number): Outcome => {
  const said = sweptOutcomes[byte & 3];
  return said === undefined || said === 'NOTHING_TO_SAY' ? 'UNDETERMINED' : said;
};
const answerOf = (code: number): Satisfied => sweptAnswers[code & 3] ?? 'UNKNOWN';

/** So many are put in the order of their rank at most: it is reckoned for each. */
const MOST_RANKED = 2_000;

/** Stands before every row. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

interface Row {
  readonly kind: string;
  readonly subject_id: string;
  readonly area_code: string;
  readonly check_code: string;
  readonly b: number;
}

/**
 * $6: the checks, $7: outcomes with fulfilments, $8: fulfilments, $9: gaps; from $10 on who holds what without ground. What is done stands in `fulfilled`, or
 * else in what is held.
 */
const rowsSql = `from verdict_state v join verdict_set s on s.hash = v.set_hash
  cross join lateral (select u.check_code, get_byte(v.packed, u.at::int - 1) as b from unnest(s.checks) with ordinality as u (check_code, at)
                      where u.check_code = any($6::text[])) x
  cross join lateral (select x.b & 3 as outcome, case when (x.b >> 2) & 3 = ${NONE} then (x.b >> 4) & 3 else (x.b >> 2) & 3 end as done) y
  where $1::text is null and ${inside('v.area_code')} and y.outcome <> ${NONE} and not ${ofUnauthorised}
    and ($7::int[] is null or y.outcome * 4 + y.done = any($7::int[])) and ($8::int[] is null or y.done = any($8::int[]))
    and ($9::text[] is null
      or ('NOT_FULFILLED' = any($9::text[]) and y.outcome = ${YES} and y.done = ${NO})
      or ('SURPLUS' = any($9::text[]) and y.outcome = ${NO} and (v.subject_id, x.check_code) in (select subject_id, check_code from surplus))
      or ('UNDETERMINED' = any($9::text[]) and (y.outcome = ${OPEN} and y.done <> ${NONE} or y.outcome = ${YES} and y.done = ${OPEN})))`;

const withUnauthorised = `with unauthorised as materialized (${unauthorised}), ${holdersOf(10)}, ${wantedOf(15)},
  surplus as materialized (select w.subject_id, g.giver as check_code from wanted w
    join unnest($10::text[], $12::text[]) as g (benefit, giver) on g.benefit = w.benefit)`;

/** Whom rules concern, from the last sweep; who stands on the page is explained afresh. */
export function verdictsOf(asking: Asking): Pick<EligibilityLists, 'verdicts' | 'countVerdicts'> {
  const { sql, over, answer } = asking;

  async function valuesOf(request: VerdictsAsked, asOf: string, checks: readonly InstalledCheck[]): Promise<unknown[]> {
    const { areas, kind } = request;
    const asked = checks.filter(({ check }) => kind == null || check.subject.code === kind);
    const benefits = request.gaps?.includes('SURPLUS') === true ? benefitsOf(asking, asked) : [];
    const groundless = await groundlessIn(asking, { areas, asOf, benefits });
    return [
      ...[null, asOf, null, ...rangesOf(areas)],
      asked.map(({ check }) => check.code),
      saidCodes(request),
      request.fulfilled?.map((one) => sweptAnswers.indexOf(one)) ?? null,
      request.gaps ?? null,
      ...holderValues(benefits),
      ...wantedValues(groundless),
    ];
  }

  /** What `each` says of every row, by its key. */
  async function overRows<Said>(
    rows: readonly Row[],
    { asOf, path }: VerdictsAsked,
    each: (check: Check, about: About, setting: Setting, shown: () => void) => Said,
    how: Parameters<Over>[2] = {},
  ): Promise<ReadonlyMap<string, Said>> {
    if (rows.length === 0) return new Map();
    const subjects = new Map(
      rows.map((row) => [row.subject_id, { kind: row.kind, id: row.subject_id, areaCode: row.area_code } as SubjectRef]),
    );
    const wanted = new Set(rows.map(keyOf));
    const { results } = await over(
      { subjects: [...subjects.values()], checks: [...new Set(rows.map((row) => row.check_code))], asOf: asOf ?? null, path: path ?? [] },
      ({ check }, about, setting, shown) => {
        const key = `${about.subject.id}.${check.code}`;
        return wanted.has(key) ? ([key, each(check, about, setting, shown)] as const) : null;
      },
      how,
    );
    return new Map(results.flatMap((one) => (one === null ? [] : [one])));
  }

  /** @param byRecord whether the viewer may be told what is held: of a check without a condition of its own that is what is done */
  const listed = (row: Row, node: ListedVerdict['node'] | undefined, page: PageAsked, byRecord: boolean): ListedVerdict[] => {
    const [fulfilled, held] = [(row.b >> 2) & 3, (row.b >> 4) & 3];
    const sweptFulfilled = answerOf(fulfilled !== NONE ? fulfilled : byRecord ? held : OPEN);
    return node === undefined ? [] : [{ node, cursor: cursorOf(page, keyOf(row)), sweptOutcome: outcomeOf(row.b), sweptFulfilled }];
  };

  /** Where the row of a cursor stands; an end of the list where there is none. */
  async function placeOf(cursor: string | null): Promise<readonly unknown[]> {
    if (cursor === null) return ['', '', NOBODY, ''];
    const [id, check] = splitKey(cursor);
    const [row] = await sql<Row>(`select kind, subject_id, area_code from verdict_state where subject_id = $1::uuid`, [id]);
    if (row === undefined) throw invalidCursor();
    return [row.area_code, row.kind, id, check];
  }

  /** One more than the page holds; of a page from the end the last one first. */
  async function pageByArea(values: readonly unknown[], page: PageAsked): Promise<readonly Row[]> {
    const [after, before] = [await placeOf(page.after), await placeOf(page.before)];
    const direction = page.backward ? 'desc' : 'asc';
    return sql<Row>(
      `${withUnauthorised} select v.kind, v.subject_id, v.area_code, x.check_code, x.b ${rowsSql}
         and v.area_code >= $18 and (v.area_code, v.kind, v.subject_id, x.check_code) > ($18, $19, $20::uuid, $21)
         and ($22 = '' or v.area_code <= $22 and (v.area_code, v.kind, v.subject_id, x.check_code) < ($22, $23, $24::uuid, $25))
       order by v.area_code ${direction}, v.kind ${direction}, v.subject_id ${direction}, x.check_code ${direction} limit $26`,
      [...values, ...after, ...before, page.size + 1],
    );
  }

  /** All of them, reckoned and put in their order: the rank is no part of what a sweep keeps. */
  async function byRank(values: readonly unknown[], request: VerdictsAsked, page: PageAsked, byRecord: boolean) {
    const all = await sql<Row>(
      `${withUnauthorised} select v.kind, v.subject_id, v.area_code, x.check_code, x.b ${rowsSql} order by v.area_code, v.subject_id limit ${MOST_RANKED + 1}`,
      values,
    );
    if (all.length > MOST_RANKED)
      throw new ApiError(
        'BAD_USER_INPUT',
        `at most ${MOST_RANKED} verdicts are put in the order of their rank: choose a smaller area, or fewer outcomes`,
      );
    // All are put in order, and only who stands on the page is explained: out of what was read for the order.
    const ranked = (check: Check, about: About, setting: Setting, shown: () => void) => ({
      rank: rankAlone(check, about, setting),
      explained: () => {
        shown();
        return answer(check, about, setting);
      },
    });
    const places = await overRows(all, request, ranked, { unnoted: true });
    const rank = (row: Row): number => places.get(keyOf(row))?.rank ?? Infinity;
    const ordered = [...all].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
    const { nodes, pageInfo } = pageOf(ordered, page, keyOf);
    return { edges: nodes.flatMap((row) => listed(row, places.get(keyOf(row))?.explained(), page, byRecord)), pageInfo };
  }

  return {
    async verdicts(request) {
      const { areas, page: asked, path: _path, ...filter } = request;
      const checks = tellable(asking, request, toldFor(request));
      mayBeRanked(request, checks);
      const time = await sweptTime(sql, areas, request.asOf);
      const page = pageAsked(['verdicts', areas, filter], asked ?? {});
      if (time.asOf === null) return { ...time, edges: [], pageInfo: pageInfoOf(page, [], false), unauthorised: 0 };
      const values = await valuesOf(request, time.asOf, checks);
      const byRecord = request.fulfilled != null || request.said != null || request.gaps != null;
      const thatDay = { ...request, asOf: time.asOf };
      const about = { ...time, unauthorised: await countUnauthorised(sql, areas, time.asOf) };
      if (request.byRank === true) return { ...about, ...(await byRank(values, thatDay, page, byRecord)) };
      const { nodes, pageInfo } = pageRead(await pageByArea(values, page), page, keyOf);
      const verdicts = await overRows(nodes, thatDay, answer);
      return { ...about, edges: nodes.flatMap((row) => listed(row, verdicts.get(keyOf(row)), page, byRecord)), pageInfo };
    },
    async countVerdicts(request) {
      // What is withheld, and the time of the sweep, were told with the list itself.
      const checks = tellable({ ...asking, account: () => undefined }, request, toldFor(request));
      const [row] = await sql<{ n: number }>(
        `${withUnauthorised} select count(*)::int as n ${rowsSql}`,
        await valuesOf(request, request.asOf ?? asking.today, checks),
      );
      return row?.n ?? 0;
    },
  };
}

/** The outcomes and fulfilments in question, in the codes of a sweep; null: all. */
function saidCodes({ outcomes, said }: VerdictsAsked): number[] | null {
  const codes = (outcome: Outcome): number[] => sweptAnswers.map((_, done) => sweptOutcomes.indexOf(outcome) * 4 + done);
  const named = said?.map(({ outcome, fulfilled }) => sweptOutcomes.indexOf(outcome) * 4 + sweptAnswers.indexOf(fulfilled)) ?? null;
  const all = outcomes?.flatMap(codes) ?? null;
  return named === null || all === null ? (named ?? all) : named.filter((code) => all.includes(code));
}

const keyOf = ({ subject_id, check_code }: Row): string => `${subject_id}.${check_code}`;

/** Who stands on a list that is chosen by what is held tells what the records say, beside what the check says. */
const toldFor =
  ({ gaps, fulfilled, said }: VerdictsAsked) =>
  (one: InstalledCheck) =>
    gaps?.includes('SURPLUS') === true || ((gaps != null || fulfilled != null || said != null) && one.check.fulfilled === null)
      ? one.onRecord
      : one;

function splitKey(key: string): [string, string] {
  if (!/^[0-9a-f-]{36}\../.test(key)) throw invalidCursor();
  return [key.slice(0, 36), key.slice(37)];
}

function mayBeRanked({ byRank, checks }: VerdictsAsked, chosen: readonly InstalledCheck[]): void {
  if (byRank !== true) return;
  if (checks?.length !== 1 || chosen[0]?.check.rank == null)
    throw new ApiError('BAD_USER_INPUT', 'only the verdicts of one check that has a rank can be ordered by it: name it in "checks"');
}
