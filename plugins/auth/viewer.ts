import {
  ApiError,
  effectiveAreas,
  MOST_AREAS,
  purposes,
  TooManyAreas,
  type LocalizedText,
  type Purpose,
  type ReplacedArea,
  type Viewer,
} from 'xianjie/schema';
import { underCeilings } from './ceilings.js';
import { meet, type Grant } from './meet.js';
import type { ClientRow } from './records.js';
import { Denied } from './refusal.js';
import { meetScopes } from './scopes.js';

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

/**
 * Who asks, from what is registered: nothing is ever more than the row says, and nothing above the ceilings of its kind.
 * @param history the codes of areas that were replaced: what lies under them is the successor's
 * @throws ApiError when the purpose is none or not the client's, or when the areas are more than a scope has room for
 */
export function viewerFrom(client: ClientRow, { scopes, person, purpose }: Coming, history: readonly ReplacedArea[]): Viewer {
  const narrowed = scopes === null ? client.scopes : meetScopes(client.scopes, scopes);
  const alone = person === null && client.kind === 'PORTAL' ? meetScopes(narrowed, PORTAL_ALONE) : narrowed;
  const own: Grant = { areas: areasOf(client, history), scopes: alone, purposes: client.purposes };
  // Each follows the history first: what they share may lie under a code that only one of them was registered with.
  const both = person === null ? own : meet(own, { ...person, areas: areasOf(person, history) });
  if (both.areas.length > MOST_AREAS) throw tooManyAreas(both.areas);
  const allowed = purposes.filter((one) => both.purposes.includes(one));
  const viewer: Viewer = {
    ...clientPart(client),
    user: person === null ? null : { id: person.id, title: person.title },
    areas: both.areas,
    scopes: underCeilings(client.kind, both.scopes),
    roles: person?.roles ?? [],
    purposes: allowed,
    purpose: null,
  };
  return { ...viewer, purpose: statedPurpose(purpose, viewer) };
}

/**
 * With what a job runs at a time when nobody asks: all that its client is registered with, of a person's job what both have.
 * @throws ApiError as `viewerFrom`
 */
export const jobViewer = (client: ClientRow, person: Person | null, history: readonly ReplacedArea[]): Viewer => ({
  ...viewerFrom(client, { scopes: null, person, purpose: undefined }, history),
  purpose: null,
});

/** Areas that have no room are never left out without a word: whoever missed their families would not know it. */
function areasOf({ areas }: { readonly areas: readonly string[] }, history: readonly ReplacedArea[]): readonly string[] {
  try {
    return effectiveAreas(areas, history);
  } catch (error) {
    throw error instanceof TooManyAreas ? tooManyAreas(error.areas) : error;
  }
}

const tooManyAreas = (areas: readonly string[]): ApiError =>
  new ApiError(
    'FORBIDDEN',
    `With the codes that they replaced, the areas registered for you are ${areas.length}, and a request has room for ${MOST_AREAS}: ` +
      `${areas.join(', ')}. Whoever administers access registers them anew, by the area around them or split between two clients.`,
  );

const clientPart = (client: ClientRow): Pick<Viewer, 'clientId' | 'title' | 'kind' | 'departments' | 'documentsOnly'> => ({
  clientId: client.id,
  title: { zh: client.title_zh, en: client.title_en },
  kind: client.kind,
  departments: client.departments ?? 'ALL',
  documentsOnly: client.documents_only,
});

/** @throws ApiError when the purpose is none; Denied when it is not one of theirs */
function statedPurpose(stated: string | undefined, viewer: Viewer): Purpose | null {
  const { purposes: allowed } = viewer;
  if (stated === undefined) return allowed.length === 1 ? (allowed[0] ?? null) : null;
  const purpose = purposes.find((one) => one === stated);
  if (purpose === undefined) throw new ApiError('BAD_USER_INPUT', `Xianjie-Purpose must be one of ${purposes.join(', ')}.`);
  if (!allowed.includes(purpose)) throw new Denied({ ...viewer, purpose }, `This client may not ask for the purpose ${purpose}.`);
  return purpose;
}
