import type { DepartmentRow } from '../../prisma/demo/rows.js';
import { departments } from '../../schema/facts/departments.js';

/** The core's departments as rows of the table. */
export const demoDepartments: readonly DepartmentRow[] = departments.map((d) => ({
  code: d.code,
  title_zh: d.title.zh,
  title_en: d.title.en,
}));
