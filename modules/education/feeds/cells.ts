import { ofPeople, type BatchContext, type CellReader, type RowRefusal } from 'xianjie/schema';
import { refusals } from '../refusals.js';

/** A school year, by the calendar year in which it begins. */
export const schoolYear: CellReader<number> = {
  hint: { zh: '学年，如 2024 或 2024-2025', en: 'a school year such as 2024 or 2024-2025' },
  read: (text) => {
    const [, from = '', to] = /^(\d{4})(?:\s*[-—–~至]\s*(\d{4}))?(?:学年|年)?$/.exec(text) ?? [];
    const value = Number(from);
    const holds = value >= 1990 && value <= 2100 && (to === undefined || Number(to) === value + 1);
    return holds ? { value } : { refusal: refusals.code('NOT_A_SCHOOL_YEAR') };
  },
};

export const schoolCode: CellReader<string> = {
  hint: { zh: '学校标识码', en: 'the code of the school' },
  read: (text) => (/^[0-9A-Za-z-]{1,20}$/.test(text) ? { value: text } : { refusal: refusals.code('SCHOOL_CODE_FORMAT') }),
};

/** A school year that has not begun on the day the data speak of. */
export const yearAhead = (row: { readonly schoolYear: number }, { observedOn }: BatchContext): readonly RowRefusal[] =>
  row.schoolYear > Number(observedOn.slice(0, 4)) ? [refusals.row('SCHOOL_YEAR_AHEAD', 'schoolYear')] : [];

/** What the bureau's lists of people have in common. */
export const listOfPeople = {
  source: 'EDU',
  canBeComplete: true,
  ...ofPeople,
} as const;
