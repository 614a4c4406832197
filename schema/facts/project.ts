import { defineFact } from '../contract/fact.js';
import { projectCategories, projectStates } from './codes.js';
import { finance, revitalisationBureau, township } from './departments.js';
import { project } from './subjects.js';

const record = { subject: project, level: 'PUBLIC', suppliers: [revitalisationBureau, finance, township], source: 'RECORDED' } as const;

/** What kind of project it is. */
export const projectCategory = defineFact({
  ...record,
  code: 'project.category',
  title: { zh: '项目类别', en: 'category of the project' },
  type: 'CODE',
  codes: projectCategories,
});

/** Where it stands now: of an earlier day nobody keeps it. */
export const projectState = defineFact({
  ...record,
  code: 'project.state',
  title: { zh: '项目状态', en: 'state of the project' },
  type: 'CODE',
  codes: projectStates,
});

/** What is planned to be spent. */
export const projectPlannedAmount = defineFact({
  ...record,
  code: 'project.plannedAmount',
  title: { zh: '计划金额', en: 'planned amount' },
  type: 'MONEY',
  notNegative: true,
});

/** What has been paid so far. */
export const projectPaidAmount = defineFact({
  ...record,
  code: 'project.paidAmount',
  title: { zh: '已拨付金额', en: 'amount paid' },
  type: 'MONEY',
  notNegative: true,
});
