import type { InputFieldBuilder } from '@pothos/core';
import type { GraphBuilder } from '../builder/graph-types.js';
import type { Sql } from '../contract/db.js';
import type { Saying } from '../contract/observation.js';
import { speaksFor } from '../contract/speaking.js';
import type { Viewer } from '../contract/viewer.js';
import { refuse } from './errors.js';

type Fields = InputFieldBuilder<GraphBuilder['$inferSchemaTypes'], 'InputObject'>;

/** What the input of a mutation says of its data: the day, and who says so. */
export const sayingFields = (t: Fields) => ({
  observedOn: t.field({ type: 'Date', description: 'The day the data speak of; default: today (数据日期).' }),
  source: t.string({
    description:
      'Code of the department that says so, one that the caller speaks for; default: its only one, else the office that answers for it (数据来源部门).',
  }),
});

/** What the input of a change says of the record that was read. */
export const versionField = (t: Fields) => ({
  expectedVersion: t.int({ description: 'The `version` that was read; refused if the record has changed since (读取时的版本号).' }),
});

/** Nobody says a thing in the name of an office that is not theirs. @throws Refused NOT_YOUR_DEPARTMENT */
export function mustSpeakFor(
  speaker: Pick<Viewer, 'departments'>,
  department: string,
  path: readonly string[] = ['input', 'source'],
): void {
  if (!speaksFor(speaker, department)) refuse('NOT_YOUR_DEPARTMENT', path, { departments: named(speaker) });
}

const named = ({ departments }: Pick<Viewer, 'departments'>): string => (departments === 'ALL' ? '' : departments.join(', ') || '–');

/** Who speaks where the input does not say: the caller's only department, else the office that answers for it, if the caller is of it. */
function speakerOf(speaker: Pick<Viewer, 'departments'>, office: string): string {
  const [only, ...others] = speaker.departments === 'ALL' ? [] : speaker.departments;
  if (only !== undefined && others.length === 0) return only;
  return speaksFor(speaker, office) ? office : refuse('DEPARTMENT_NEEDED', ['input', 'source'], { departments: named(speaker) });
}

/**
 * Who speaks in a mutation, and of which day: what the input says; else the caller's only department, else `source`; and today.
 * @throws Refused DATE_IN_FUTURE, UNKNOWN_DEPARTMENT, NOT_YOUR_DEPARTMENT, DEPARTMENT_NEEDED
 */
export async function sayingOf(
  tx: { readonly sql: Sql; readonly departments: Viewer['departments'] },
  said: { readonly observedOn?: string | null; readonly source?: string | null },
  otherwise: { readonly today: string; readonly source: string },
): Promise<Saying> {
  const observedOn = said.observedOn ?? otherwise.today;
  if (observedOn > otherwise.today) refuse('DATE_IN_FUTURE', ['input', 'observedOn']);
  const source = said.source ?? speakerOf(tx, otherwise.source);
  const [known] = await tx.sql('select 1 from department where code = $1', [source]);
  if (known === undefined) refuse('UNKNOWN_DEPARTMENT', ['input', 'source']);
  mustSpeakFor(tx, source);
  return { source, observedOn, batchId: null };
}
