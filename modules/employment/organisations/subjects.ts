import { defineSubject, linkToOne, person, type LinkRow } from 'xianjie/schema';

export const organisation = defineSubject({
  code: 'ORGANISATION',
  title: { zh: '用人单位', en: 'organisation that employs people' },
  nodeType: 'Organisation',
  stored: { table: 'employment_organisation' },
});

/** One worker's job at one workshop: what the reward is counted by. */
export const workshopJob = defineSubject({
  code: 'WORKSHOP_JOB',
  title: { zh: '车间用工', en: 'job at a workshop' },
  nodeType: 'WorkshopJob',
  stored: { table: 'employment_workshop_job' },
});

export const workerOf = linkToOne({
  code: 'WORKSHOP_JOB.worker',
  title: { zh: '务工人员', en: 'worker' },
  from: workshopJob,
  to: person,
  load: (sql, ids) => sql<LinkRow>('select id as "from", person_id as "to" from employment_workshop_job where id = any($1::uuid[])', [ids]),
  itemTitle: () => ({ zh: '务工人员', en: 'the worker' }),
});

export const workshopOf = linkToOne({
  code: 'WORKSHOP_JOB.workshop',
  title: { zh: '所在车间', en: 'workshop' },
  from: workshopJob,
  to: organisation,
  load: (sql, ids) =>
    sql<LinkRow>('select id as "from", organisation_id as "to" from employment_workshop_job where id = any($1::uuid[])', [ids]),
  itemTitle: () => ({ zh: '所在车间', en: 'the workshop' }),
});
