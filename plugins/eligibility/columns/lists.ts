import { household, person, type Sql } from 'xianjie/schema';
import { couldName, type Arrival } from '../facts/arrivals.js';
import type { CompleteList } from '../in-force/reference.js';
import type { Coverage } from '../in-force/reference.js';

/** The complete lists that could have named each subject: subjects of whom the same lists speak share a number. */
export interface ListsRead {
  readonly all: readonly (readonly CompleteList[])[];
  readonly of: Int32Array;
}
export type ListsFor = (feeds: readonly string[], year: number | null) => ListsRead;

/**
 * The lists of an area are looked up once, and told apart by what they say: by the supplier and the day.
 * @param arrivals since when each subject is known where it is; null: no list matters to anything that is asked
 */
export function listsFor(coverage: Coverage, areas: readonly string[], arrivals: readonly (Arrival | undefined)[] | null): ListsFor {
  const none: ListsRead = { all: [[]], of: new Int32Array(areas.length) };
  const known = new Map<string, ListsRead>();
  return (feeds, year) => {
    if (arrivals === null || !coverage.any(feeds)) return none;
    const key = `${feeds.join()}|${year ?? ''}`;
    const found = known.get(key) ?? read(feeds, year, arrivals);
    known.set(key, found);
    return found;
  };

  function read(feeds: readonly string[], year: number | null, since: readonly (Arrival | undefined)[]): ListsRead {
    const all: (readonly CompleteList[])[] = [[]];
    const of = new Int32Array(areas.length);
    const bySaying = new Map<string, number>([['', 0]]);
    const ofArea = new Map<
      string,
      { readonly lists: ReturnType<Coverage['lists']>; readonly byArrival: Map<Arrival | undefined, number> }
    >();
    for (let subject = 0; subject < areas.length; subject++) {
      const area = areas[subject]!;
      const here = ofArea.get(area) ?? { lists: coverage.lists(feeds, area, year), byArrival: new Map<Arrival | undefined, number>() };
      ofArea.set(area, here);
      const arrival = since[subject];
      let number = here.byArrival.get(arrival);
      if (number === undefined) {
        const naming = here.lists.filter((list) => couldName(list, arrival));
        const saying = naming.map(({ source, on }) => `${source} ${on}`).join();
        number = bySaying.get(saying) ?? all.push(naming) - 1;
        bySaying.set(saying, number);
        here.byArrival.set(arrival, number);
      }
      of[subject] = number;
    }
    return { all, of };
  }
}

interface PackedArrivals {
  readonly packed: string | null;
}

/** The arrivals of the subjects of a kind; those that came together share one. Kinds other than households and people have none. */
export async function arrivalsIn(
  sql: Sql,
  kind: string,
  ids: readonly string[],
  placeOf: ReadonlyMap<string, number>,
): Promise<readonly (Arrival | undefined)[]> {
  const arrivals = new Array<Arrival | undefined>(ids.length).fill(undefined);
  if (kind !== household.code && kind !== person.code) return arrivals;
  const table = kind === household.code ? 'household' : 'person';
  const [row] = await sql<PackedArrivals>(
    `select string_agg(id || json_build_array(created_at, moved_at, to_char(moved_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD'))::text, E'\\n') as packed
     from ${table} where id = any($1::uuid[])`,
    [ids],
  );
  const said = new Map<string, Arrival>();
  for (const line of (row?.packed ?? '').split('\n')) {
    const text = line.slice(36);
    if (text === '') continue;
    const arrival = said.get(text) ?? arrivalOf(text);
    said.set(text, arrival);
    arrivals[placeOf.get(line.slice(0, 36))!] = arrival;
  }
  return arrivals;
}

function arrivalOf(text: string): Arrival {
  const [created, moved, on] = JSON.parse(text) as readonly [string, string | null, string | null];
  return { createdAt: new Date(created), moved: moved === null ? null : { at: new Date(moved), on: on ?? '' } };
}
