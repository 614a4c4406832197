import { refuse, type AreaDesignationInput, type ReferenceIncomeInput, type Written } from 'xianjie/schema';
import { administers } from '../storage/index.js';
import type { Tx } from './rows.js';

interface Public {
  readonly areaCode: string;
  readonly source?: string | null;
}

/** What is published of an area is said by whoever administers it. The database refuses the same. */
async function mayBeSaid(tx: Tx, { areaCode, source }: Public): Promise<void> {
  if (!(await administers(tx.sql, areaCode))) refuse('AREA_NOT_FOUND', ['input', 'area']);
  if (source != null && (await tx.sql('select 1 from department where code = $1', [source])).length === 0)
    refuse('UNKNOWN_DEPARTMENT', ['input', 'source']);
}

/** Adds an entry; the same entry again is the one that is there. */
export async function writeReferenceIncome(tx: Tx, input: ReferenceIncomeInput): Promise<Written> {
  await mayBeSaid(tx, input);
  const { areaCode, year, group, concept, amount } = input;
  const values = [areaCode, year, group, concept, amount, input.source ?? null, input.document ?? null, input.note ?? null];
  const [same] = await tx.sql<{ id: string }>(
    `select id from (select * from reference_income where area_code = $1 and year = $2 and population = $3 and concept = $4
       order by recorded_at desc limit 1) newest
     where amount = $5 and source is not distinct from $6 and document is not distinct from $7 and note is not distinct from $8`,
    values,
  );
  const [row] =
    same === undefined
      ? await tx.sql<{ id: string }>(
          `insert into reference_income (area_code, year, population, concept, amount, source, document, note)
           values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
          values,
        )
      : [same];
  return { id: row?.id ?? '', subjectType: 'ReferenceIncome', areaCode };
}

export async function writeAreaDesignation(tx: Tx, input: AreaDesignationInput, observedOn: string): Promise<Written> {
  await mayBeSaid(tx, input);
  await tx.sql(
    `insert into area_designation (area_code, kind, holds, observed_on, source, document, note) values ($1, $2, $3, $4, $5, $6, $7)`,
    [input.areaCode, input.kind, input.holds, observedOn, input.source ?? null, input.document ?? null, input.note ?? null],
  );
  // An area is known by its code.
  return { id: input.areaCode, subjectType: 'Area', areaCode: input.areaCode };
}
