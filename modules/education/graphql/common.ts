import { where, type TableFields } from 'xianjie/schema';

/** Rows of a table of observations: the last word on each person, and what tells several of one person apart. */
export const lastWords = (...apart: readonly string[]) => ({
  carries: ['area_code', 'person_id'],
  rows: [where.lastWord('person_id', ...apart)],
});

/** The school year as the graph shows it: by the calendar year in which it begins. */
export const schoolYearOf = (t: TableFields) => ({
  schoolYear: t.column('school_year', {
    type: 'Int',
    level: 'INTERNAL',
    nullable: false,
    description: 'The school year, by the calendar year in which it begins (学年).',
  }),
});
