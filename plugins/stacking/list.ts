import {
  cursorOf,
  household,
  invalidCursor,
  isUuid,
  pageAsked,
  pageInfoOf,
  type Sql,
  type StackingFinding,
  type StackingListRequest,
  type StackingPage,
  type SubjectRef,
} from 'xianjie/schema';
import { countUnauthorised, hasAuthorised, inside, rangesOf } from '../eligibility/index.js';

/** So many households are looked at for one page at most, and so many at a time. */
const MOST = 500;
const BLOCK = 100;

interface HouseholdRow {
  readonly id: string;
  readonly area_code: string;
}

/** A finding, and what notes that it is shown. */
export interface Shown {
  readonly finding: StackingFinding;
  shown(): void;
}

/** Behind so many findings of a household. */
interface Place extends HouseholdRow {
  readonly n: number;
}

const NOBODY: Place = { id: '00000000-0000-0000-0000-000000000000', area_code: '', n: 0 };

/** From $6 and $7 on, up to $8 and $9. */
const householdsSql = (direction: 'asc' | 'desc'): string => `
  select h.id, h.area_code from household h
  where $1::text is null and ${inside('h.area_code')} and ${hasAuthorised('h.id')}
    and h.area_code >= $6 and (h.area_code, h.id) >= ($6, $7::uuid)
    and ($8 = '' or h.area_code <= $8 and (h.area_code, h.id) <= ($8, $9::uuid))
  order by h.area_code ${direction}, h.id ${direction} limit $10`;

/**
 * Household after household, until a page is full or so many were looked at: what is found depends on what everybody holds and may have today,
 * so nothing is kept. Whoever has not authorised the matching of their data is not looked at.
 * @param findingsOf of these households and their members, what is not told accounted for
 */
export async function listFindings(
  sql: Sql,
  { areas, page: given, path: _path, ...filter }: StackingListRequest & { readonly asOf: string },
  findingsOf: (subjects: readonly SubjectRef[]) => Promise<readonly Shown[]>,
): Promise<StackingPage> {
  const { asOf } = filter;
  const page = pageAsked(['stackingFindings', areas, filter], given ?? {});
  const [after, before] = [await placeOf(sql, page.after), await placeOf(sql, page.before)];
  const from = [null, asOf, null, ...rangesOf(areas), after.area_code, after.id, before.area_code, before.id];
  const rows = await sql<HouseholdRow>(householdsSql(page.backward ? 'desc' : 'asc'), [...from, MOST + 1]);

  const between = (id: string, n: number): boolean => (id !== after.id || n > after.n) && (id !== before.id || n < before.n);
  const found: (Shown & { readonly cursor: string })[] = [];
  let examined = 0;
  let stopped = '';
  for (let at = 0; at < Math.min(rows.length, MOST) && found.length <= page.size; at += BLOCK) {
    const block = rows.slice(at, Math.min(at + BLOCK, MOST));
    const all = await findingsOf(block.map(({ id, area_code }) => ({ kind: household.code, id, areaCode: area_code })));
    for (const { id } of block) {
      const mine = all.filter(({ finding }) => finding.askedFor.id === id).map((one, i) => ({ ...one, n: i + 1 }));
      const told = mine.filter(({ n }) => between(id, n)).map((one) => ({ ...one, cursor: cursorOf(page, `${id}.${one.n}`) }));
      found.push(...(page.backward ? told.reverse() : told));
      stopped = cursorOf(page, `${id}.${page.backward ? 1 : mine.length}`);
      examined += 1;
      if (found.length > page.size) break;
    }
  }

  const full = found.length > page.size;
  const placed = found.slice(0, page.size);
  if (page.backward) placed.reverse();
  // Only who stands on the page is shown, however many were looked at.
  for (const { shown } of placed) shown();
  const edges = placed.map(({ finding: node, cursor }) => ({ node, cursor }));
  const pageInfo = pageInfoOf(page, edges, full || rows.length > MOST);
  const unauthorised = await countUnauthorised(sql, areas, asOf);
  if (full || stopped === '') return { edges, pageInfo, asOf, examined, unauthorised };
  return { edges, pageInfo: { ...pageInfo, [page.backward ? 'startCursor' : 'endCursor']: stopped }, asOf, examined, unauthorised };
}

async function placeOf(sql: Sql, cursor: string | null): Promise<Place> {
  if (cursor === null) return NOBODY;
  const [id = '', n = ''] = cursor.split('.');
  if (!isUuid(id) || !/^[0-9]{1,4}$/.test(n)) throw invalidCursor();
  const [row] = await sql<HouseholdRow>('select id, area_code from household where id = $1', [id]);
  if (row === undefined) throw invalidCursor();
  return { ...row, n: Number(n) };
}
