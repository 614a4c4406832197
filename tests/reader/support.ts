import { viewerOf } from '../support/viewer.js';
import { execute, parse, validate, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type pg from 'pg';
import { createReader } from '../../plugins/reader/index.js';
import type { Storage } from '../../plugins/storage/index.js';
import { coreGraph } from '../../schema/core/graph/core-graph.js';
import {
  buildGraph,
  createBuilder,
  type GraphBuilder,
  type GraphContext,
  type InstalledParts,
  type PrivacyLevel,
  type Services,
} from '../../schema/index.js';

export const TOWN = '150623100';
export const VILLAGES = ['150623100201', '150623100202', '150623100203'] as const;
/** A village of another banner. */
export const ELSEWHERE = '150624100201';

/** The core's graph, with what a test adds. */
export function graphOf(...more: ((builder: GraphBuilder) => void)[]): GraphQLSchema {
  return graphWith([], ...more);
}

/** The same, with installed modules. */
export function graphWith(modules: readonly InstalledParts[], ...more: ((builder: GraphBuilder) => void)[]): GraphQLSchema {
  const builder = createBuilder({ modules });
  coreGraph(builder);
  for (const add of more) add(builder);
  return buildGraph(builder);
}

export interface Asking {
  readonly areas?: readonly string[];
  readonly clearUpTo?: PrivacyLevel;
  /** Instead of every right up to a level. */
  readonly scopes?: readonly string[];
  readonly variables?: Record<string, unknown>;
  /** Gives PostgreSQL's plans as `sql`, made as if every table were large. */
  readonly explain?: boolean;
}

export interface Answer {
  // Tests look into answers of any shape.
  readonly data: never;
  readonly errors: ExecutionResult['errors'];
  readonly codes: readonly unknown[];
  readonly masked: readonly string[];
  readonly statements: number;
  readonly sql: readonly string[];
}

/** Asks the graph as an operation does: one snapshot, one reader. */
export async function ask(storage: Storage, schema: GraphQLSchema, query: string, asking: Asking = {}): Promise<Answer> {
  const document = parse(query);
  const invalid = validate(schema, document);
  if (invalid.length > 0) throw invalid[0] as Error;
  const clearUpTo = asking.clearUpTo ?? 'PERSONAL';
  const viewer = viewerOf({
    clientId: 'test',
    upTo: clearUpTo,
    ...(asking.scopes && { scopes: asking.scopes }),
    ...(asking.areas && { areas: asking.areas }),
  });
  const snapshot = storage.db.snapshot(
    { areas: viewer.areas, domains: 'ALL' },
    clearUpTo === 'PERSONAL' || clearUpTo === 'SENSITIVE' ? 'PERSONAL' : 'MASKED',
  );
  const sent: string[] = [];
  const reader = createReader({
    onClear: () => undefined,
    snapshot: {
      sql: async <R>(text: string, values?: readonly unknown[]) => {
        if (asking.explain) {
          await snapshot.sql(`select set_config('enable_seqscan', 'off', true)`);
          const plans = await snapshot.sql<{ 'QUERY PLAN': unknown }>(`explain (format json) ${text}`, values);
          sent.push(JSON.stringify(plans.flatMap((row) => row['QUERY PLAN'])));
        } else sent.push(text);
        return snapshot.sql<R>(text, values);
      },
    },
    viewer,
    today: '2025-06-30',
    decrypt: (cipher) => storage.keys.protect.decrypt(cipher),
  });
  const context: GraphContext = { requestId: 'test', viewer, today: '2025-06-30', services: { reader } as unknown as Services };
  try {
    const result = await execute({ schema, document, contextValue: context, variableValues: asking.variables });
    return {
      data: result.data as never,
      errors: result.errors,
      codes: (result.errors ?? []).map((error) => (error.originalError as { code?: unknown } | undefined)?.code ?? error.message),
      masked: reader.masked().map((path) => path.join('.')),
      statements: snapshot.statements(),
      sql: sent,
    };
  } finally {
    await snapshot.close();
  }
}

/** Places, departments, and a few households with people; the first one has everything. */
export async function fillRegister(storage: Storage, households = 30): Promise<void> {
  const owner = await storage.owner();
  try {
    await fill(owner, storage, households);
    await owner.query('analyze');
  } finally {
    await owner.end();
  }
}

async function fill(db: pg.Client, storage: Storage, households: number): Promise<void> {
  const areas: [string, string, string | null, string][] = [
    ['0', 'NATIONAL', null, '中国'],
    ['15', 'PROVINCE', '0', '内蒙古自治区'],
    ['1506', 'PREFECTURE', '15', '鄂尔多斯市'],
    ['150623', 'COUNTY', '1506', '鄂托克前旗'],
    ['150624', 'COUNTY', '1506', '鄂托克旗'],
    [TOWN, 'TOWNSHIP', '150623', '敖勒召其镇'],
    ['150624100', 'TOWNSHIP', '150624', '乌兰镇'],
    ...VILLAGES.map((code, n): [string, string, string, string] => [code, 'VILLAGE', TOWN, `第${n + 1}嘎查`]),
    [ELSEWHERE, 'VILLAGE', '150624100', '外旗嘎查'],
  ];
  for (const area of areas)
    await db.query('insert into area (code, level, parent_code, name_zh) values ($1,$2,$3,$4) on conflict do nothing', area);
  await db.query(
    `insert into department (code, title_zh, title_en) values ('RRB','乡村振兴局','Rural revitalisation bureau') on conflict do nothing`,
  );
  for (const [n, code] of [...VILLAGES, ELSEWHERE].entries()) {
    await db.query('insert into village (area_code, village_class) values ($1, $2)', [code, n === 0 ? 'DEMONSTRATION' : null]);
  }
  for (let n = 0; n < households; n++) {
    const area = n === households - 1 ? ELSEWHERE : (VILLAGES[n % 3] as string);
    const { rows } = await db.query<{ id: string }>(
      'insert into household (area_code, register_number, group_name) values ($1,$2,$3) returning id',
      [area, `H-${String(n).padStart(4, '0')}`, n % 4 === 0 ? null : `${n % 4}组`],
    );
    const id = rows[0]?.id;
    for (let m = 0; m <= n % 4; m++) {
      await db.query(
        `insert into person (household_id, area_code, is_head, relation, name, phone_enc, phone_masked, labour_capacity, resident_id_masked)
         values ($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
        [
          id,
          area,
          m === 0,
          m === 0 ? 'HEAD' : 'CHILD',
          `张三${m}`,
          storage.keys.protect.encrypt('19900000001'),
          '199****0001',
          m === 0 ? 'FULL' : null,
          '1506**********0011',
        ],
      );
    }
    if (n % 3 !== 2) {
      await observe(db, 'income_statement', {
        household_id: id,
        area_code: area,
        year: 2024,
        wage: 100_000 * n,
        per_capita_net: 100_000 * (n % 7),
      });
    }
    if (n % 5 === 0)
      await observe(db, 'register_status', { household_id: id, area_code: area, status: 'STABLE_OUT_OF_POVERTY', status_on: '2018-12-31' });
    if (n > 0) continue;
    await observe(
      db,
      'income_statement',
      { household_id: id, area_code: area, year: 2024, wage: 650_050, per_capita_net: 1_200_050 },
      '2025-03-01',
    );
    await observe(db, 'income_statement', { household_id: id, area_code: area, year: 2024, month: 7, wage: 100 });
    await observe(db, 'income_statement', { household_id: id, area_code: area, year: 2023, wage: 1, per_capita_net: -5 });
    await observe(db, 'monitoring_status', { household_id: id, area_code: area, kind: 'BORDERLINE_AT_RISK', risk_kinds: ['ILLNESS'] });
    await observe(db, 'guarantee_status', { household_id: id, area_code: area, kind: 'SAFE_HOUSING', state: 'NOT_MET' });
    await observe(db, 'guarantee_status', { household_id: id, area_code: area, kind: 'SAFE_HOUSING', state: 'MET' }, '2025-02-01');
    await observe(db, 'assistance_measure', { household_id: id, area_code: area, kind: 'INDUSTRY', started_on: '2024-01-01' });
    await observe(db, 'assistance_measure', {
      household_id: id,
      area_code: area,
      kind: 'FINANCE',
      started_on: '2024-01-01',
      ended_on: '2024-12-31',
    });
    await observe(db, 'household_authorisation', { household_id: id, area_code: area, valid_from: '2024-01-01' });
    await observe(db, 'benefit_grant', {
      household_id: id,
      area_code: area,
      benefit: 'core.example',
      form: 'CASH',
      amount: 12_300,
      period_from: '2024-01-01',
    });
  }
}

export async function observe(db: pg.Client, table: string, values: Record<string, unknown>, observedOn = '2025-01-01'): Promise<void> {
  const all: Record<string, unknown> = { ...values, observed_on: observedOn, source: 'RRB', digest: Buffer.from('d') };
  const names = Object.keys(all);
  await db.query(`insert into ${table} (${names.join(', ')}) values (${names.map((_, n) => `$${n + 1}`).join(', ')})`, Object.values(all));
}
