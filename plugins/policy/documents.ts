import {
  expectVersion,
  nearest,
  readableTexts,
  refuse,
  type AreaLevel,
  type DatePrecision,
  type LocalizedText,
  type PolicyClause,
  type PolicyDocument,
  type Sql,
  type Written,
} from 'xianjie/schema';
import { documentKey } from '../eligibility/index.js';
import { administers } from '../storage/index.js';
import { tight } from './clauses.js';

/** A document as an area records it. */
export interface RecordedDocument {
  readonly code: string;
  readonly title: LocalizedText;
  readonly issuer: LocalizedText;
  readonly number: string | null;
  readonly issuedOn: string;
  readonly precision: DatePrecision;
  readonly until: string | null;
  readonly level: AreaLevel;
  readonly area: string;
  readonly replaces: string | null;
  readonly clauses: readonly PolicyClause[];
  readonly note: string | null;
  /** The version that is corrected; null: it is recorded for the first time. */
  readonly expectedVersion: number | null;
}

const CODE = /^[A-Z0-9][A-Z0-9-]{1,39}$/;
const MOST_CLAUSES = 1_000;

/** One change of a document after the other. */
async function alone(sql: Sql, code: string): Promise<void> {
  await sql(`select pg_advisory_xact_lock(hashtextextended('policy document ' || $1, 0))`, [code]);
}

/** Records a document of an area's own, or a new version of it: earlier versions stay. @throws Refused */
export async function record(
  sql: Sql,
  { declared, today }: { readonly declared: ReadonlyMap<string, PolicyDocument>; readonly today: string },
  document: RecordedDocument,
): Promise<Written> {
  readableTexts(document);
  const { code, area, expectedVersion } = document;
  if (!CODE.test(code)) refuse('DOCUMENT_CODE_SHAPE', ['input', 'code']);
  if (declared.has(code)) refuse('DOCUMENT_OF_A_MODULE', ['input', 'code']);
  mustBeWhole(document, today);
  if (!(await administers(sql, area))) refuse('AREA_NOT_FOUND', ['input', 'area']);
  await alone(sql, code);
  const [last] = await sql<{ version: number; area_code: string }>(
    'select version, area_code from policy_document where code = $1 order by version desc limit 1',
    [code],
  );
  if (last !== undefined && last.area_code !== area) refuse('DOCUMENT_CODE_TAKEN', ['input', 'code']);
  if (last !== undefined && expectedVersion === null) refuse('DOCUMENT_RECORDED', ['input', 'expectedVersion'], { version: last.version });
  expectVersion({ version: last?.version ?? 0 }, expectedVersion);
  if (document.replaces !== null) await mustKnow(sql, declared, document.replaces);
  const { title, issuer, number, issuedOn, precision, until, level, replaces, clauses, note } = document;
  const id = documentKey(code);
  await sql(
    `insert into policy_document (id, version, code, area_code, title_zh, title_en, issuer_zh, issuer_en, number, issued_on, precision, until, level,
       replaces, clauses, note) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [id, (last?.version ?? 0) + 1, code, area, title.zh, title.en, issuer.zh, issuer.en, number, issuedOn, precision, until, level, replaces, JSON.stringify(clauses), note], // prettier-ignore
  );
  return { id, subjectType: 'PolicyDocument', areaCode: area };
}

function mustBeWhole({ title, issuer, issuedOn, until, replaces, code, clauses }: RecordedDocument, today: string): void {
  for (const [name, text] of [['title', title.zh], ['issuer', issuer.zh]] as const) if (tight(text) === '') refuse('SAYS_NOTHING', ['input', name]); // prettier-ignore
  if (issuedOn > today) refuse('DATE_IN_FUTURE', ['input', 'issuedOn']);
  if (until !== null && until < issuedOn) refuse('SAME_PERIOD_ORDER', ['input', 'until']);
  if (replaces === code) refuse('REPLACES_ITSELF', ['input', 'replaces']);
  if (clauses.length === 0) refuse('NO_CLAUSES', ['input', 'clauses']);
  if (clauses.length > MOST_CLAUSES) refuse('TOO_MANY_CLAUSES', ['input', 'clauses'], { max: MOST_CLAUSES });
  const places = new Set<string>();
  clauses.forEach(({ place, text }, i) => {
    const path = ['input', 'clauses', String(i)];
    if (tight(place) === '') refuse('SAYS_NOTHING', [...path, 'place']);
    if (tight(text) === '') refuse('SAYS_NOTHING', [...path, 'text']);
    if (places.has(tight(place))) refuse('PLACE_TWICE', [...path, 'place']);
    places.add(tight(place));
  });
}

async function mustKnow(sql: Sql, declared: ReadonlyMap<string, PolicyDocument>, code: string): Promise<void> {
  if (declared.has(code)) return;
  const recorded = await sql<{ code: string }>('select distinct code from policy_document');
  const known = recorded.map((row) => row.code);
  if (!known.includes(code))
    refuse('UNKNOWN_DOCUMENT_NAMED', ['input', 'replaces'], { nearest: nearest(code, [...declared.keys(), ...known]).join(', ') });
}

interface VersionRow {
  readonly code: string;
  readonly version: number;
  readonly area_code: string;
  readonly title_zh: string;
  readonly title_en: string | null;
  readonly issuer_zh: string;
  readonly issuer_en: string | null;
  readonly number: string | null;
  readonly issued_on: string;
  readonly precision: DatePrecision;
  readonly until: string | null;
  readonly level: AreaLevel;
  readonly replaces: string | null;
  readonly note: string | null;
  readonly recorded_at: string | Date;
}

/** Every version of a recorded document, the newest first, without their texts. */
export async function versionsOf(sql: Sql, code: string): Promise<PolicyDocument[]> {
  const rows = await sql<VersionRow>(
    `select code, version, area_code, title_zh, title_en, issuer_zh, issuer_en, number, issued_on, precision, until, level, replaces, note, recorded_at
     from policy_document where code = $1 order by version desc`,
    [code],
  );
  return rows.map((row) => ({
    declares: 'document',
    code: row.code,
    title: { zh: row.title_zh, en: row.title_en ?? row.title_zh },
    issuer: { zh: row.issuer_zh, en: row.issuer_en ?? row.issuer_zh },
    ...(row.number !== null && { number: row.number }),
    issuedOn: row.issued_on,
    precision: row.precision,
    ...(row.until !== null && { until: row.until }),
    level: row.level,
    areaCode: row.area_code,
    ...(row.replaces !== null && { replaces: row.replaces }),
    recorded: { version: row.version, recordedAt: new Date(row.recorded_at).toISOString(), note: row.note },
  }));
}

/** The newest version of a recorded document, for a write that speaks of it. */
export async function recordedDocument(sql: Sql, code: string): Promise<PolicyDocument | undefined> {
  return (await versionsOf(sql, code))[0];
}
