import { rightsOf } from '../../schema/index.js';
import { viewerOf } from '../support/viewer.js';
import { source, type Fact, type FactRow, type PolicyModule, type Subject, type SubjectOf } from 'xianjie/schema';
import { benefits } from '../../schema/core/benefits.js';
import { checks } from '../../schema/core/checks.js';
import { departments } from '../../schema/facts/departments.js';
import { parameters } from '../../schema/core/parameters.js';
import { policies } from '../../schema/core/policies.js';
import { sources } from '../../schema/core/sources.js';
import { values } from '../../schema/core/values.js';
import { subjects } from '../../schema/facts/subjects.js';

/** The core's declarations without its graph: all that the engine reads. */
export const corePolicy: PolicyModule = {
  id: 'core',
  contract: 1,
  title: { zh: '核心', en: 'Core' },
  owner: { code: 'RRB', title: { zh: '乡村振兴局', en: 'Rural revitalisation bureau' } },
  departments,
  policies,
  parameters,
  subjects,
  facts: sources,
  benefits,
  values,
  checks,
};

export { adoptionsOnly, type RecordedAdoption, type RecordedCoverage } from '../../api/testing/adoptions.js';

/** A fact source whose rows are given in memory: what the engine makes of rows, without a database. */
export function inMemorySource<S extends string>(
  subject: SubjectOf<S>,
  columns: Record<string, Fact>,
  rows: readonly FactRow[] | (() => readonly FactRow[]),
  lists: { readonly coveredBy?: readonly string[] } = {},
) {
  const counter = { loads: 0 };
  const declared = source({
    subject: subject as Subject as SubjectOf<string>,
    columns: columns as never,
    ...lists,
    load: (_sql, ids) => {
      counter.loads += 1;
      return Promise.resolve((typeof rows === 'function' ? rows() : rows).filter((row) => ids.includes(row.subject_id)));
    },
  });
  return { source: declared, counter };
}

export const administrator = rightsOf(viewerOf());
export const today = '2025-06-30';
