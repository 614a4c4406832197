import {
  ApiError,
  clears,
  isUuid,
  keyOfGlobalId,
  encodeGlobalId,
  type IndicatorPart,
  type IndicatorSubjects,
  type IndicatorValue,
} from 'xianjie/schema';
import type { Installed } from './installed.js';
import { partOf, saidOf, type OfCheck } from './of-checks.js';
import type { IndicatorOperation } from './operation.js';
import { subjectsOf, type Queried } from './statement.js';

interface PageAsked {
  readonly part?: IndicatorPart | null;
  readonly first: number;
  readonly after: string | null;
}

/**
 * Who is behind a number: the same query, or the same verdicts, subject by subject.
 * @param areas where it counts verdicts: those that were swept in the period
 */
export async function behind(
  operation: IndicatorOperation,
  one: Installed,
  of: IndicatorValue,
  areas: readonly string[],
  page: PageAsked,
): Promise<IndicatorSubjects> {
  if (of.reason === 'NOT_AT_THIS_LEVEL' || of.reason === 'NOT_SWEPT') return { subjects: [], next: null };
  const found = one.check === null ? await queried(operation, one, of, page) : await ofVerdicts(operation, one, areas, page);
  const { subject } = one.indicator;
  const personal =
    Object.values(one.indicator.privacy).some((level) => !clears('INTERNAL', level)) ||
    (one.check !== null && !clears('INTERNAL', one.check.level));
  if (personal) for (const { subject: shown } of found.subjects) operation.onClear?.(subject.nodeType ?? subject.code, shown.id);
  return found;
}

async function queried(
  { engineSql, today }: IndicatorOperation,
  { indicator }: Installed,
  of: IndicatorValue,
  page: PageAsked,
): Promise<IndicatorSubjects> {
  const { code: kind, nodeType } = indicator.subject;
  const { period, asOf, area } = of;
  const rows = await subjectsOf(
    engineSql,
    indicator as Queried,
    { period, asOf, area, today },
    {
      part: page.part ?? null,
      after: page.after === null ? null : await placeOf(engineSql, indicator.subject.stored?.table, page.after),
      limit: page.first + 1,
    },
  );
  const shown = rows.slice(0, page.first);
  const last = shown.at(-1);
  return {
    subjects: shown.map(({ id, area: areaCode, part }) => ({ subject: { kind, id, areaCode }, nodeType: nodeType ?? null, part })),
    next: rows.length > page.first && last !== undefined ? encodeGlobalId(CURSOR, last.id) : null,
  };
}

const CURSOR = 'IndicatorSubject';

/** A cursor holds an id and no place: that is read again, within the viewer's areas. */
async function placeOf(
  sql: IndicatorOperation['engineSql'],
  table: string | undefined,
  cursor: string,
): Promise<readonly [string, string]> {
  const id = keyOfGlobalId(CURSOR, cursor) ?? '';
  const rows =
    table === undefined || !isUuid(id) ? [] : await sql<{ area_code: string }>(`select area_code from ${table} where id = $1::uuid`, [id]);
  const [row] = rows;
  if (row === undefined) throw new ApiError('INVALID_CURSOR', 'This cursor is not one of this list');
  return [row.area_code, id];
}

async function ofVerdicts(
  { eligibility }: IndicatorOperation,
  { indicator }: Installed,
  areas: readonly string[],
  page: PageAsked,
): Promise<IndicatorSubjects> {
  const { check, counts } = (indicator as OfCheck).from;
  const found = await eligibility.lists.verdicts({
    areas,
    checks: [check.code],
    said: saidOf(counts, page.part ?? null),
    page: { first: page.first, after: page.after },
  });
  return {
    subjects: found.edges.map(({ node, sweptOutcome, sweptFulfilled }) => ({
      subject: node.subject,
      nodeType: check.subject.nodeType ?? null,
      part: partOf(counts, { outcome: sweptOutcome, fulfilled: sweptFulfilled }) ?? 'NOT_COUNTED',
    })),
    next: found.pageInfo.hasNextPage ? found.pageInfo.endCursor : null,
  };
}
