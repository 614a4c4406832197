import { newestFirst, observations, observedFields, type GraphBuilder } from 'xianjie/schema';

/** What projects pay for labour (以工代赈). */
export function addProjectLabour(builder: GraphBuilder): void {
  const labour = builder.tableType('ProjectLabour', {
    table: 'employment_project_labour',
    ...observations('project_id'),
    description: 'What a project has paid for labour so far, and to how many (项目劳务报酬).',
    fields: (t) => ({
      labourPay: t.column('labour_pay', { type: 'Money', level: 'PUBLIC', nullable: false, description: 'Paid so far (劳务报酬).' }),
      workers: t.column('workers', { type: 'Int', level: 'PUBLIC', description: 'Workers (务工人数).' }),
      registeredWorkers: t.column('registered_workers', {
        type: 'Int',
        level: 'PERSONAL',
        description: 'Out-of-poverty and monitored people among them (其中脱贫人口和监测对象人数).',
      }),
      project: t.relation({
        type: 'Project',
        level: 'PUBLIC',
        nullable: false,
        description: 'The project (项目).',
        from: ['project_id', 'area_code'],
        to: ['id', 'area_code'],
      }),
      ...observedFields(t),
    }),
  });
  builder.objectField('Project', 'labour', (t) =>
    t.relation({
      type: labour,
      level: 'PUBLIC',
      description: 'What it has paid for labour, as the newest report says; null: nobody said (劳务报酬).',
      from: ['id', 'area_code'],
      to: ['project_id', 'area_code'],
      orderBy: newestFirst,
    }),
  );
}
