import { ApiError, purposes, type LocalizedText, type Purpose, type Viewer } from 'xianjie/schema';
import { underCeilings } from './ceilings.js';
import { meet, type Grant } from './meet.js';
import type { ClientRow } from './records.js';
import { leastAreas, meetScopes } from './scopes.js';

/** A person who signed in, with what the office gives. */
export interface Person {
  readonly id: string;
  readonly title: LocalizedText;
  readonly areas: readonly string[];
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly purposes: readonly Purpose[];
}

/** How a client comes: with a token that was narrowed, with a person behind it, or neither. */
export interface Coming {
  /** What the token was narrowed to; null: to nothing. */
  readonly scopes: readonly string[] | null;
  readonly person: Person | null;
  /** What the request is for, as the header says it. */
  readonly purpose: string | undefined;
}

/** A portal acts for people: by itself it sees what everybody may. */
const PORTAL_ALONE = ['core:read'];
/** A transaction's scope has room for so many areas. */
const MOST_AREAS = 4;

/** Who asks, from what is registered: nothing is ever more than the row says, and nothing above the ceilings of its kind. */
export function viewerFrom(client: ClientRow, { scopes, person, purpose }: Coming): Viewer {
  const narrowed = scopes === null ? client.scopes : meetScopes(client.scopes, scopes);
  const alone = person === null && client.kind === 'PORTAL' ? meetScopes(narrowed, PORTAL_ALONE) : narrowed;
  const own: Grant = { areas: leastAreas(client.areas), scopes: alone, purposes: client.purposes };
  const both = person === null ? own : meet(own, person);
  const allowed = purposes.filter((one) => both.purposes.includes(one));
  return {
    ...clientPart(client),
    user: person === null ? null : { id: person.id, title: person.title },
    // More than four can come of a meet only; what has no room is not visible.
    areas: both.areas.slice(0, MOST_AREAS),
    scopes: underCeilings(client.kind, both.scopes),
    roles: person?.roles ?? [],
    purposes: allowed,
    purpose: statedPurpose(purpose, allowed),
  };
}

/** With what a client's own jobs run, at a time when nobody asks: all that it is registered with. */
export const jobViewer = (client: ClientRow): Viewer => ({
  ...clientPart(client),
  user: null,
  areas: leastAreas(client.areas).slice(0, MOST_AREAS),
  scopes: underCeilings(client.kind, client.scopes),
  roles: [],
  purposes: client.purposes,
  purpose: null,
});

const clientPart = (client: ClientRow): Pick<Viewer, 'clientId' | 'title' | 'kind' | 'departments' | 'documentsOnly'> => ({
  clientId: client.id,
  title: { zh: client.title_zh, en: client.title_en },
  kind: client.kind,
  departments: client.departments ?? 'ALL',
  documentsOnly: client.documents_only,
});

/** @throws ApiError when the purpose is none, or is not the client's */
function statedPurpose(stated: string | undefined, allowed: readonly Purpose[]): Purpose | null {
  if (stated === undefined) return allowed.length === 1 ? (allowed[0] ?? null) : null;
  const purpose = purposes.find((one) => one === stated);
  if (purpose === undefined) throw new ApiError('BAD_USER_INPUT', `Xianjie-Purpose must be one of ${purposes.join(', ')}.`);
  if (!allowed.includes(purpose)) throw new ApiError('FORBIDDEN', `This client may not ask for the purpose ${purpose}.`);
  return purpose;
}
