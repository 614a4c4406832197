import {
  ascending,
  descending,
  fromPerson,
  newestFirst,
  observations,
  observedFields,
  ofPerson,
  recordFields,
  type GraphBuilder,
} from 'xianjie/schema';
import type { OrganisationEnums } from './enums.js';

/** One worker's job at one workshop: what was paid in which year, and the reward for it. */
export function addWorkshopJobs(builder: GraphBuilder, enums: OrganisationEnums) {
  const pay = builder.tableType('WorkshopPay', {
    table: 'employment_workshop_pay',
    ...observations('job_id'),
    node: false,
    description: 'What a workshop paid a worker in a year up to a day (车间年度累计支付劳动报酬).',
    fields: (t) => ({
      year: t.column('year', { type: 'Int', level: 'INTERNAL', nullable: false, description: 'The year (年度).' }),
      paidToDate: t.column('paid_to_date', {
        type: 'Money',
        level: 'INTERNAL',
        nullable: false,
        description: 'Paid from the beginning of the year to that day (累计支付).',
      }),
      ...observedFields(t),
    }),
  });
  const reward = builder.tableType('WorkshopReward', {
    table: 'employment_workshop_reward',
    carries: ['area_code', 'job_id'],
    node: false,
    description: 'The reward of a workshop for one worker: claimed, then paid once, to the workshop (就业帮扶车间奖补).',
    fields: (t) => ({
      year: t.column('year', { type: 'Int', level: 'PERSONAL', description: 'The year it is for (年度).' }),
      state: t.column('state', { type: enums.rewardState, level: 'PERSONAL', description: 'Where it stands (办理状态).' }),
      amount: t.column('amount', { type: 'Money', level: 'PERSONAL', description: 'Amount (金额).' }),
      claimedOn: t.column('claimed_on', { type: 'Date', level: 'PERSONAL', description: 'When claimed (申领日期).' }),
      paidOn: t.column('paid_on', { type: 'Date', level: 'PERSONAL', description: 'When paid (发放日期).' }),
      fundSource: t.column('fund_source', { type: enums.fund, level: 'PERSONAL', description: 'From which fund (资金来源).' }),
    }),
  });
  const job = builder.tableType('WorkshopJob', {
    table: 'employment_workshop_job',
    carries: ['area_code', 'person_id', 'organisation_id'],
    description: 'One worker’s job at one workshop (帮扶车间用工).',
    fields: (t) => ({
      startedOn: t.column('started_on', { type: 'Date', level: 'INTERNAL', description: 'First day (入职日期).' }),
      endedOn: t.column('ended_on', { type: 'Date', level: 'INTERNAL', description: 'Last day (离职日期).' }),
      pay: t.relation({
        type: [pay],
        level: 'INTERNAL',
        nullable: false,
        description: 'Pay by year, the latest first; of each year the newest word (各年度报酬).',
        from: ['id', 'area_code'],
        to: ['job_id', 'area_code'],
        newest: { per: ['year'], by: newestFirst },
        orderBy: [descending('year')],
        limit: 20,
      }),
      reward: t.relation({
        type: reward,
        level: 'PERSONAL',
        description: 'The reward for this worker; null: none is claimed (奖补).',
        from: ['id', 'area_code'],
        to: ['job_id', 'area_code'],
      }),
      organisation: t.relation({
        type: 'Organisation' as 'Village',
        level: 'INTERNAL',
        description: 'The workshop; null: it lies outside the areas seen (所在车间).',
        from: ['organisation_id', 'organisation_area'],
        to: ['id', 'area_code'],
      }),
      ...ofPerson(t),
      ...recordFields(t),
    }),
  });
  builder.objectField('Person', 'workshopJobs', (t) =>
    t.relation({
      type: [job],
      level: 'INTERNAL',
      nullable: false,
      description: 'Jobs at assistance workshops, the latest first (帮扶车间务工).',
      ...fromPerson,
      orderBy: [descending('started_on', true), ascending('id')],
      limit: 20,
    }),
  );
  return job;
}
