import { createHash, randomUUID } from 'node:crypto';
import type { Sweep } from '../../../plugins/eligibility/index.js';
import type { TestApp } from '../../support/app.js';

/** Asks every check of everybody in an area and keeps the answers as a sweep does: packed by subject, counted by village. */
export async function sweepArea(app: TestApp, area: string, asOf: string): Promise<void> {
  const { db, eligibility } = app.parts;
  const snapshot = db.snapshot({ areas: [area], domains: 'ALL' }, 'MASKED');
  const sweep: Sweep = eligibility.sweep({ sql: snapshot.engineSql, at: { asOf, knownAt: null }, checks: null });
  const sweepId = randomUUID();
  for await (const block of sweep.inArea(area)) {
    const codes = block.columns.map(({ check }) => check);
    const hash = createHash('sha256').update(`${block.kind}|${codes.join()}`).digest('hex').slice(0, 32);
    await db.system(async ({ sql }) => {
      await sql(`insert into verdict_set (hash, kind, checks, versions) values ($1, $2, $3, $3) on conflict do nothing`, [
        hash,
        block.kind,
        codes,
      ]);
      const rows = block.ids.map((id, i) => ({
        id,
        area: block.areas[i],
        packed: Buffer.from(
          block.columns.map((c) => (c.outcome[i] ?? 3) | ((c.fulfilled[i] ?? 3) << 2) | ((c.held[i] ?? 3) << 4)),
        ).toString('hex'),
        amounts: block.columns.map(({ amount }) => (amount === null || Number.isNaN(amount[i]) ? null : (amount[i] ?? null))),
      }));
      await sql(
        `insert into verdict_state (kind, subject_id, area_code, set_hash, packed, amounts, as_of, turn)
         select $1, r.id, r.area, $2, decode(r.packed, 'hex'), array(select nullif(a, 'null')::bigint from jsonb_array_elements_text(r.amounts) with ordinality as x (a, i) order by i), $3, 1
         from jsonb_to_recordset($4::jsonb) as r (id uuid, area text, packed text, amounts jsonb)`,
        [block.kind, hash, asOf, JSON.stringify(rows)],
      );
      for (const village of new Set(block.areas))
        await sql(
          `insert into swept_area (area_code, kind, set_hash, as_of, sweep_id) values ($1, $2, $3, $4, $5) on conflict do nothing`,
          [village, block.kind, hash, asOf, sweepId],
        );
    });
  }
  await snapshot.close();
  await db.system(({ sql }) =>
    sql(
      `insert into verdict_count (area_code, kind, check_code, outcome, fulfilled, held, n, amount, amount_unknown)
       select v.area_code, v.kind, u.check_code, get_byte(v.packed, u.at::int - 1) & 3, (get_byte(v.packed, u.at::int - 1) >> 2) & 3,
         (get_byte(v.packed, u.at::int - 1) >> 4) & 3, count(*), coalesce(sum(v.amounts[u.at]), 0), count(*) filter (where v.amounts[u.at] is null)
       from verdict_state v join verdict_set s on s.hash = v.set_hash, unnest(s.checks) with ordinality as u (check_code, at)
       where get_byte(v.packed, u.at::int - 1) & 3 <> 3 group by 1, 2, 3, 4, 5, 6`,
    ),
  );
}
