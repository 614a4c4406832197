import { defineFact, humanResources, person, project, revitalisationBureau, township, villageCommittee } from 'xianjie/schema';
import { employmentPlaces } from '../codes.js';

/** Who says where somebody works, in order of authority: the bureau's list, then whoever visits. */
const suppliers = [humanResources, revitalisationBureau, township, villageCommittee];

/** Where a person works on the day; NONE says that no work is recorded. */
export const place = defineFact({
  code: 'employment.place',
  title: { zh: '务工地点', en: 'place of work' },
  subject: person,
  type: 'CODE',
  codes: { NONE: { zh: '无就业', en: 'no work' }, ...employmentPlaces },
  level: 'INTERNAL',
  suppliers,
  source: 'RECORDED',
  absent: 'NONE',
});

/** Whether a worker who was away has come back and stayed. Who works away is not back. */
export const returned = defineFact({
  code: 'employment.returned',
  title: { zh: '返乡回流', en: 'has returned from working away' },
  subject: person,
  type: 'BOOLEAN',
  level: 'INTERNAL',
  suppliers,
  source: 'RECORDED',
  absent: false,
});

const wish = (code: string, zh: string, en: string) =>
  defineFact({
    code: `employment.${code}`,
    title: { zh, en },
    subject: person,
    type: 'BOOLEAN',
    level: 'PERSONAL',
    suppliers: [humanResources, revitalisationBureau, township, villageCommittee],
    source: 'RECORDED',
  });

export const wantsWork = wish('wantsWork', '有就业意愿', 'wishes to work');
export const willingAway = wish('willingAway', '有外出务工意愿', 'is willing to work away');
export const wantsBusiness = wish('wantsBusiness', '有创业意愿', 'wishes to start a business');
export const wantsTraining = wish('wantsTraining', '有培训意愿', 'wishes to be trained');
export const graduate = wish('graduate', '高校毕业生', 'is a college graduate');

/** Fitness for work is health: nobody is shown it, and no check that reads it. */
export const fitForWork = defineFact({
  code: 'employment.fitForWork',
  title: { zh: '身体条件适合就业', en: 'is fit for work' },
  subject: person,
  type: 'BOOLEAN',
  level: 'SENSITIVE',
  suppliers,
  source: 'RECORDED',
});

const given = (code: string, zh: string, en: string) =>
  defineFact({
    code: `employment.${code}`,
    title: { zh, en },
    subject: person,
    type: 'BOOLEAN',
    period: 'YEAR',
    level: 'PERSONAL',
    suppliers,
    source: 'RECORDED',
    absent: false,
  });

/** Whether the transport subsidy was paid for the year. Not on the bureau's complete list of the year: it was not. */
export const transportSubsidyPaid = given('transportSubsidyPaid', '交通补贴已发放', 'transport subsidy paid');
/** Whether the year brought a migrant worker the insurance, a service or a subsidy. */
export const migrantHelped = given('migrantHelped', '已享受外出务工帮扶', 'helped to work away');
/** Whether there was start-up support by the end of the year: what was given earlier still counts. */
export const startupHelped = given('startupHelped', '已享受创业扶持', 'given start-up support');

/** Whether the person attended a course that ended in the year. */
export const trained = defineFact({
  code: 'employment.trained',
  title: { zh: '参加培训', en: 'has attended a training course' },
  subject: person,
  type: 'BOOLEAN',
  period: 'YEAR',
  level: 'INTERNAL',
  suppliers,
  source: 'RECORDED',
  absent: false,
});

const planned = (code: string, zh: string, en: string) =>
  defineFact({
    code: `employment.${code}`,
    title: { zh, en },
    subject: person,
    type: 'BOOLEAN',
    level: 'PERSONAL',
    suppliers,
    source: 'RECORDED',
  });

/** Known of whom a case was opened for: then there is a plan, or there is none yet. Without a case, nobody said. */
export const returneePlan = planned('returneePlan', '返乡人员帮扶计划', 'has a plan of help as a returnee');
export const graduatePlan = planned('graduatePlan', '毕业生帮扶计划', 'has a file and a plan of help as a graduate');

/** What a project has paid for labour so far. */
export const projectLabourPay = defineFact({
  code: 'employment.projectLabourPay',
  title: { zh: '劳务报酬发放额', en: 'labour pay of the project' },
  subject: project,
  type: 'MONEY',
  level: 'PUBLIC',
  suppliers: [revitalisationBureau, humanResources, township],
  source: 'RECORDED',
});
