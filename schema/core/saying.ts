import type { InputFieldBuilder } from '@pothos/core';
import type { GraphBuilder } from '../builder/graph-types.js';
import type { Sql } from '../contract/db.js';
import type { Saying } from '../contract/observation.js';
import { refuse } from './errors.js';

type Fields = InputFieldBuilder<GraphBuilder['$inferSchemaTypes'], 'InputObject'>;

/** What the input of a mutation says of its data: the day, and who says so. */
export const sayingFields = (t: Fields) => ({
  observedOn: t.field({ type: 'Date', description: 'The day the data speak of; default: today (数据日期).' }),
  source: t.string({ description: 'Code of the department that says so; default: the office that answers for it (数据来源部门).' }),
});

/** What the input of a change says of the record that was read. */
export const versionField = (t: Fields) => ({
  expectedVersion: t.int({ description: 'The `version` that was read; refused if the record has changed since (读取时的版本号).' }),
});

/**
 * Who speaks in a mutation, and of which day: what the input says, else `source` and today.
 * @throws Refused DATE_IN_FUTURE, UNKNOWN_DEPARTMENT
 */
export async function sayingOf(
  tx: { readonly sql: Sql },
  said: { readonly observedOn?: string | null; readonly source?: string | null },
  otherwise: { readonly today: string; readonly source: string },
): Promise<Saying> {
  const source = said.source ?? otherwise.source;
  const observedOn = said.observedOn ?? otherwise.today;
  if (observedOn > otherwise.today) refuse('DATE_IN_FUTURE', ['input', 'observedOn']);
  const [known] = await tx.sql('select 1 from department where code = $1', [source]);
  if (known === undefined) refuse('UNKNOWN_DEPARTMENT', ['input', 'source']);
  return { source, observedOn, batchId: null };
}
