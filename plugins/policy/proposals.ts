import {
  nearest,
  readableTexts,
  refuse,
  type Parameter,
  type ParameterOperator,
  type PolicyDocument,
  type Sql,
  type Viewer,
  type Written,
} from 'xianjie/schema';
import { administers } from '../storage/index.js';
import { circle } from './circle.js';
import { clausesOf, passageAt, says } from './clauses.js';
import { recordedDocument } from './documents.js';
import { keptValue, operatorOf, type GivenValue, type KeptValue } from './typed-values.js';

/** A value as somebody proposes it. */
export interface Proposal {
  readonly parameter: string;
  readonly document: string;
  readonly value: GivenValue;
  readonly operator: ParameterOperator | null;
  readonly place: string;
  readonly quote: string;
  readonly validFrom: string | null;
  readonly note: string | null;
}

/** What proposals are held against. */
export interface Known {
  readonly documents: ReadonlyMap<string, PolicyDocument>;
  readonly parameters: ReadonlyMap<string, Parameter>;
}

/** A proposal that was found in order. */
export interface Proposed {
  readonly parameter: Parameter;
  readonly document: PolicyDocument;
  readonly area: string;
  readonly kept: KeptValue;
  readonly operator: ParameterOperator;
  readonly place: string;
  readonly validFrom: string;
}

/** A document without an area of its own is everybody's: only who administers the nation says what stands in it. */
const EVERYWHERE = '0';

/** References are judged together: one decision after the other, or two that are no circle by themselves close one. */
async function alone(sql: Sql): Promise<void> {
  await sql(`select pg_advisory_xact_lock(hashtextextended('policy values', 0))`);
}

/** Checks a proposal against its parameter, its document and the document's text. @throws Refused */
async function examine(sql: Sql, { documents, parameters }: Known, proposal: Proposal): Promise<Proposed> {
  readableTexts(proposal);
  const parameter =
    parameters.get(proposal.parameter) ??
    refuse('UNKNOWN_PARAMETER', ['input', 'parameter'], { nearest: nearest(proposal.parameter, parameters.keys()).join(', ') });
  const document =
    documents.get(proposal.document) ??
    (await recordedDocument(sql, proposal.document)) ??
    refuse('UNKNOWN_DOCUMENT_NAMED', ['input', 'document'], { nearest: nearest(proposal.document, documents.keys()).join(', ') });
  const area = document.areaCode ?? EVERYWHERE;
  if (!(await administers(sql, area))) refuse('DOCUMENT_ELSEWHERE', ['input', 'document'], { area });
  const kept = keptValue(proposal.value, parameter, parameters);
  const validFrom = proposal.validFrom ?? document.issuedOn;
  if (validFrom < document.issuedOn) refuse('BEFORE_DOCUMENT', ['input', 'validFrom']);
  if (document.until !== undefined && validFrom > document.until) refuse('AFTER_DOCUMENT', ['input', 'validFrom']);
  const place = await placeOf(sql, document, proposal);
  return { parameter, document, area, kept, operator: operatorOf(proposal.operator, parameter), place, validFrom };
}

/** The words must stand where the proposal says, in the document's own text. */
async function placeOf(sql: Sql, document: PolicyDocument, { place, quote }: Proposal): Promise<string> {
  const clauses = await clausesOf(document, sql);
  if (clauses.length === 0) return refuse('DOCUMENT_WITHOUT_TEXT', ['input', 'document']);
  const passage = passageAt(clauses, place);
  if (passage === null)
    return refuse('UNKNOWN_PLACE', ['input', 'place'], { nearest: nearest(place, clauses.map((one) => one.place)).join('、') }); // prettier-ignore
  if (quote.trim() === '') return refuse('SAYS_NOTHING', ['input', 'quote']);
  if (says(passage.clause, quote)) return passage.clause.place;
  const elsewhere = clauses.find((clause) => says(clause, quote));
  return elsewhere === undefined
    ? refuse('QUOTE_NOT_FOUND', ['input', 'quote'])
    : refuse('QUOTE_ELSEWHERE', ['input', 'place'], { place: elsewhere.place });
}

/** Records a proposal; nothing changes until somebody else approves it. @throws Refused */
export async function propose(
  sql: Sql,
  known: Known,
  proposal: Proposal,
  viewer: Viewer,
): Promise<{ readonly written: Written; readonly proposed: Proposed }> {
  const proposed = await examine(sql, known, proposal);
  const { parameter, document, area, kept, operator, place, validFrom } = proposed;
  if (kept.kind === 'REFERENCE') await mustNotCircle(sql, known, parameter.code, kept.parameter.code);
  const refers = kept.kind === 'REFERENCE' ? kept : null;
  const [row] = await sql<{ id: string }>(
    `insert into parameter_value (area_code, parameter_code, document_code, kind, value, refers_to, because_zh, because_en, operator, place, quote,
       valid_from, note, proposed_client, proposed_user)
     values ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning id`,
    [area, parameter.code, document.code, kept.kind, kept.kind === 'SET' ? JSON.stringify(kept.value) : null, refers?.parameter.code ?? null, refers?.because.zh ?? null, refers?.because.en ?? null, operator, place, proposal.quote.replace(/\s+/g, ''), validFrom, proposal.note, viewer.clientId, viewer.user?.id ?? null], // prettier-ignore
  );
  return { written: { id: row?.id ?? '', subjectType: 'ParameterProposal', areaCode: area }, proposed };
}

async function mustNotCircle(sql: Sql, { parameters }: Known, from: string, to: string): Promise<void> {
  const approved = await sql<{ parameter_code: string; refers_to: string }>(
    `select parameter_code, refers_to from parameter_value where state = 'APPROVED' and kind = 'REFERENCE'`,
  );
  const way = circle(
    parameters,
    approved.map((row) => [row.parameter_code, row.refers_to] as const),
    [from, to],
  );
  if (way !== null) refuse('REFERENCE_CIRCLE', ['input', 'value', 'reference'], { circle: way.join(' → ') });
}

/** What may become of a proposal. */
export type Decision = 'APPROVED' | 'REJECTED' | 'WITHDRAWN';

interface Open {
  readonly id: string;
  readonly area_code: string;
  readonly parameter_code: string;
  readonly kind: KeptValue['kind'];
  readonly refers_to: string | null;
  readonly state: string;
  readonly proposed_client: string;
  readonly proposed_user: string | null;
}

/** Whether whoever asks is whoever proposed: the same person, or, where one of both is a system by itself, the same system. */
export function isProposer({ clientId, user }: Viewer, proposal: Pick<Open, 'proposed_client' | 'proposed_user'>): boolean {
  const both = user !== null && proposal.proposed_user !== null;
  return both ? user.id === proposal.proposed_user : clientId === proposal.proposed_client;
}

/** Decides about a proposal, once. @throws Refused */
export async function decide(
  sql: Sql,
  known: Known,
  { proposal, decision, reason }: { readonly proposal: string; readonly decision: Decision; readonly reason: string | null },
  viewer: Viewer,
): Promise<Written> {
  readableTexts({ reason });
  await alone(sql);
  const [row] = await sql<Open>('select * from parameter_value where id = $1::uuid', [proposal]);
  if (row === undefined || !(await administers(sql, row.area_code))) return refuse('NOT_FOUND', ['input', 'proposal']);
  if (row.state !== 'OPEN') refuse('PROPOSAL_DECIDED', ['input', 'proposal'], { state: row.state });
  const own = isProposer(viewer, row);
  if (decision === 'APPROVED' && own) refuse('OWN_PROPOSAL', ['input', 'proposal']);
  if (decision === 'WITHDRAWN' && !own) refuse('NOT_YOUR_PROPOSAL', ['input', 'proposal']);
  if (decision === 'REJECTED' && (reason ?? '').trim() === '') refuse('SAYS_NOTHING', ['input', 'reason']);
  if (decision === 'APPROVED' && row.kind === 'REFERENCE') await mustNotCircle(sql, known, row.parameter_code, row.refers_to ?? '');
  const decided = await sql<{ id: string }>(
    `update parameter_value set state = $2, decided_at = clock_timestamp(), decided_client = $3, decided_user = $4, reason = $5
     where id = $1::uuid returning id`,
    [row.id, decision, viewer.clientId, viewer.user?.id ?? null, reason],
  );
  // Between the look and the change somebody else may have decided: row security then lets nothing be changed.
  if (decided.length === 0) refuse('PROPOSAL_DECIDED', ['input', 'proposal'], { state: row.state });
  return { id: row.id, subjectType: 'ParameterProposal', areaCode: row.area_code };
}
