import { where, type GraphBuilder } from 'xianjie/schema';

/** The fields of a table type, while they are declared. */
export type Fields = Parameters<Parameters<GraphBuilder['tableType']>[1]['fields']>[0];

/** Rows of a table of observations: the last word on each person, and what tells several of one person apart. */
export const lastWords = (...apart: readonly string[]) => ({
  carries: ['area_code', 'person_id'],
  rows: [where.lastWord('person_id', ...apart)],
});

/** What every observation says of itself. */
export const observed = (t: Fields) => ({
  observedOn: t.column('observed_on', {
    type: 'Date',
    level: 'INTERNAL',
    nullable: false,
    description: 'The day it speaks of (数据日期).',
  }),
  recordedAt: t.column('recorded_at', {
    type: 'DateTime',
    level: 'INTERNAL',
    nullable: false,
    description: 'When it reached us (入库时间).',
  }),
  source: t.relation({
    type: 'Department',
    level: 'INTERNAL',
    description: 'The department that said it (数据来源).',
    from: ['source'],
    to: ['code'],
  }),
});

/** What every record says of itself. */
export const recorded = (t: Fields) => ({
  version: t.column('version', {
    type: 'Int',
    level: 'INTERNAL',
    nullable: false,
    description: 'For `expectedVersion` of a change (版本号).',
  }),
  updatedAt: t.column('updated_at', { type: 'DateTime', level: 'INTERNAL', nullable: false, description: 'Last change (更新时间).' }),
});

export const ofPerson = (t: Fields) => ({
  person: t.relation({
    type: 'Person',
    level: 'INTERNAL',
    nullable: false,
    description: 'Whom it is about (学生).',
    from: ['person_id', 'area_code'],
    to: ['id', 'area_code'],
  }),
});

/** From a person's row to rows about the person. */
export const ofThisPerson = { from: ['id', 'area_code'], to: ['person_id', 'area_code'] } as const;

/** The school year as the graph shows it: by the calendar year in which it begins. */
export const schoolYearOf = (t: Fields) => ({
  schoolYear: t.column('school_year', {
    type: 'Int',
    level: 'INTERNAL',
    nullable: false,
    description: 'The school year, by the calendar year in which it begins (学年).',
  }),
});
