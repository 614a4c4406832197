import {
  blank,
  type AnyValue,
  type AreaLevel,
  type DatePrecision,
  type Parameter,
  type ParameterOperator,
  type ParameterValue,
  type PolicyDocument,
} from 'xianjie/schema';
import type { Catalogue } from '../catalogue/catalogue.js';

/** A document of an area's own, in its newest version, without its text. */
export interface DocumentRow {
  readonly what: 'DOCUMENT';
  readonly code: string;
  readonly area_code: string;
  readonly since: string;
  readonly until: string | null;
  readonly body: {
    readonly version: number;
    readonly title: readonly [string, string | null];
    readonly issuer: readonly [string, string | null];
    readonly number: string | null;
    readonly precision: DatePrecision;
    readonly level: AreaLevel;
    readonly replaces: string | null;
    readonly note: string | null;
    readonly recorded_at: string;
  };
}

/** An approved value: what a document says a parameter is. */
export interface ValueRow {
  readonly what: 'VALUE';
  /** The parameter's. */
  readonly code: string;
  readonly since: string;
  readonly body: {
    readonly id: string;
    readonly document: string;
    readonly kind: 'SET' | 'BLANK' | 'REFERENCE';
    readonly value: AnyValue | null;
    readonly refers_to: string | null;
    readonly because: readonly [string | null, string | null];
    readonly operator: ParameterOperator;
    readonly place: string;
    readonly quote: string;
    readonly decided_at: string;
  };
}

const none = 'null::text as period, null::timestamptz as recorded_at';

/** The newest version of every recorded document that was known ($1), as parts of the statement that reads what is in force. */
export const documentSql = `select 'DOCUMENT' as what, code, area_code, issued_on as since, until, null::text as said_by, ${none}, body from (
  select distinct on (code) code, area_code, issued_on, until, jsonb_build_object('version', version, 'title', jsonb_build_array(title_zh, title_en),
    'issuer', jsonb_build_array(issuer_zh, issuer_en), 'number', number, 'precision', precision, 'level', level, 'replaces', replaces,
    'note', note, 'recorded_at', recorded_at) as body
  from policy_document where recorded_at <= coalesce($1::timestamptz, 'infinity') order by code, version desc) newest`;

export const valueSql = `select 'VALUE' as what, parameter_code as code, area_code, valid_from as since, null::date as until, null::text as said_by,
  ${none}, jsonb_build_object('id', id, 'document', document_code, 'kind', kind, 'value', value, 'refers_to', refers_to,
    'because', jsonb_build_array(because_zh, because_en), 'operator', operator, 'place', place, 'quote', quote, 'decided_at', decided_at) as body
  from parameter_value where state = 'APPROVED' and decided_at <= coalesce($1::timestamptz, 'infinity')`;

const both = ([zh, en]: readonly [string, string | null]) => ({ zh, en: en ?? zh });

export function documentOf({ code, area_code, since, until, body }: DocumentRow): PolicyDocument {
  const { version, title, issuer, number, precision, level, replaces, note, recorded_at: recordedAt } = body;
  return {
    declares: 'document',
    code,
    title: both(title),
    issuer: both(issuer),
    ...(number !== null && { number }),
    issuedOn: since,
    precision,
    ...(until !== null && { until }),
    level,
    areaCode: area_code,
    ...(replaces !== null && { replaces }),
    recorded: { version, recordedAt, note },
  };
}

/** Values of parameters, by the parameter's code. */
export type StatedValues = ReadonlyMap<string, readonly ParameterValue[]>;

/** The approved values of each document, by the document's code. What no installed module knows is left out. */
export function valuesOf(
  rows: readonly ValueRow[],
  documents: ReadonlyMap<string, PolicyDocument>,
  { parameters }: Catalogue,
): Map<string, Map<string, ParameterValue[]>> {
  const values = new Map<string, Map<string, ParameterValue[]>>();
  for (const row of rows) {
    const document = documents.get(row.body.document);
    const value = statedValue(row, parameters);
    if (document === undefined || value === null || !parameters.has(row.code)) continue;
    const ofDocument = values.get(document.code) ?? new Map<string, ParameterValue[]>();
    values.set(document.code, ofDocument);
    const { id, operator, place, quote, decided_at: approvedAt } = row.body;
    const stated = {
      document,
      value,
      operator,
      place,
      quote,
      validFrom: row.since,
      precision: 'DAY' as const,
      recorded: { id, approvedAt },
    };
    ofDocument.set(row.code, [...(ofDocument.get(row.code) ?? []), stated]);
  }
  return values;
}

function statedValue({ body }: ValueRow, parameters: ReadonlyMap<string, Parameter>): ParameterValue['value'] | null {
  if (body.kind === 'BLANK') return blank;
  if (body.kind === 'SET') return body.value;
  const other = parameters.get(body.refers_to ?? '');
  return other === undefined ? null : { declares: 'reference', parameter: other, because: both([body.because[0] ?? '', body.because[1]]) };
}
