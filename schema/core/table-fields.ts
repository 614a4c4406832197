import type { GraphBuilder } from '../builder/builder.js';
import { descending, where } from '../builder/conditions.js';
import type { PrivacyLevel } from '../contract/privacy.js';

/** The fields of a table type, while they are declared. */
export type TableFields = Parameters<Parameters<GraphBuilder['tableType']>[1]['fields']>[0];

/** What the type of a table of observations says: whom its rows are about, and that what was withdrawn is not shown. */
export const observations = (subject: string) =>
  ({
    carries: ['area_code', subject],
    rows: [where.missing('withdrawn_at')],
    columns: { withdrawn_at: 'INTERNAL' },
  }) as const;

/** The order of observations in which the first one counts. */
export const newestFirst = [descending('observed_on'), descending('recorded_at')];

/** A column that holds the code of a department, as the department. */
export const departmentField = (t: TableFields, column: string, level: PrivacyLevel, description: string) =>
  t.relation({ type: 'Department', level, description, from: [column], to: ['code'] });

/** The area that a row belongs to. */
export const areaField = (t: TableFields, level: PrivacyLevel, description: string) =>
  t.relation({ type: 'Area', level, nullable: false, description, from: ['area_code'], to: ['code'] });

/** Who says it. */
export const sourceField = (t: TableFields, level: PrivacyLevel = 'INTERNAL', description = 'The department that said it (数据来源).') => ({
  source: departmentField(t, 'source', level, description),
});

/** What every observation says of itself. */
export const observedFields = (t: TableFields) => ({
  observedOn: t.column('observed_on', {
    type: 'Date',
    level: 'INTERNAL',
    nullable: false,
    description: 'The day it speaks of (观察日期).',
  }),
  recordedAt: t.column('recorded_at', {
    type: 'DateTime',
    level: 'INTERNAL',
    nullable: false,
    description: 'When it reached us (入库时间).',
  }),
  ...sourceField(t),
});

/** What every record that can be changed says of itself. */
export const recordFields = (t: TableFields, level: PrivacyLevel = 'PUBLIC') => ({
  version: t.column('version', { type: 'Int', level, nullable: false, description: 'For `expectedVersion` of a change (版本号).' }),
  updatedAt: t.column('updated_at', { type: 'DateTime', level, nullable: false, description: 'Last change of the record (更新时间).' }),
});

/** The household that a row is about. */
export const ofHousehold = (t: TableFields) => ({
  household: t.relation({
    type: 'Household',
    level: 'INTERNAL',
    nullable: false,
    description: 'The household (户).',
    from: ['household_id', 'area_code'],
    to: ['id', 'area_code'],
  }),
});

/** The person that a row is about. */
export const ofPerson = (t: TableFields) => ({
  person: t.relation({
    type: 'Person',
    level: 'INTERNAL',
    nullable: false,
    description: 'The person (人员).',
    from: ['person_id', 'area_code'],
    to: ['id', 'area_code'],
  }),
});

/** From a person to the rows of a table about people. */
export const fromPerson = { from: ['id', 'area_code'], to: ['person_id', 'area_code'] } as const;
