import { keyOfGlobalId, refuse, sayingFields, versionField, writeMutation, type GraphBuilder } from 'xianjie/schema';
import { workshopReward } from '../checks.js';
import { recordAgreement } from '../writes/agreements.js';
import { recordPay } from '../writes/jobs.js';
import { recordInspection, recordYear, registerOrganisation } from '../writes/organisations.js';
import { claimReward, payReward, type AskReward } from '../writes/rewards.js';
import type { OrganisationEnums } from './enums.js';

const jobKey = (id: string | number) => keyOfGlobalId('WorkshopJob', String(id));
const common = { scope: 'employment:write' } as const;
type Fields = Parameters<typeof sayingFields>[0];
const creditCode = (t: Fields) => ({
  creditCode: t.string({ required: true, description: 'Unified social credit code (统一社会信用代码).' }),
});

/** What officials keep of organisations: what they are, their years, visits, agreements. */
export function addOrganisationMutations(builder: GraphBuilder, enums: OrganisationEnums): void {
  writeMutation(builder, {
    ...common,
    name: 'registerOrganisation',
    description:
      'Registers an organisation; a known one is changed where `expectedVersion` is given, and what is left out stays as it is (登记用人单位).',
    returns: 'Organisation',
    key: 'OPTIONAL',
    input: (t) => ({
      ...creditCode(t),
      area: t.field({ type: 'AreaCode', required: true, description: 'Where it is; a known one stays where it is (所在区划).' }),
      name: t.string({ required: true, description: 'Name (单位名称).' }),
      kind: t.field({ type: enums.kind, description: 'Kind of operating entity (经营主体类型).' }),
      workshopForm: t.field({ type: enums.form, description: 'How its workshop works (车间组织形式).' }),
      smallFirm: t.boolean({ description: 'Whether small or micro (小微企业).' }),
      rural: t.boolean({ description: 'Whether rural (农村牧区企业).' }),
      closedOn: t.field({ type: 'Date', description: 'When it closed (停业日期).' }),
      ...sayingFields(t),
      ...versionField(t),
    }),
    write: (input, tx, context) => registerOrganisation(tx, input, context),
  });
  writeMutation(builder, {
    ...common,
    name: 'recordOrganisationYear',
    description: 'Records figures of a year of an organisation; the newest word of each department counts (登记单位年度情况).',
    returns: 'Organisation',
    key: 'OPTIONAL',
    input: (t) => ({
      ...creditCode(t),
      year: t.int({ required: true, description: 'The year (年度).' }),
      staff: t.int({ description: 'Staff (职工人数).' }),
      hires: t.int({ description: 'Newly hired in the year (当年新招用人数).' }),
      qualifyingHires: t.int({ description: 'Of these, people who qualify for a start-up loan (其中符合条件人数).' }),
      layoffs: t.int({ description: 'Laid off in the year (裁员人数).' }),
      ...sayingFields(t),
    }),
    write: (input, tx, context) => recordYear(tx, input, context),
  });
  writeMutation(builder, {
    ...common,
    name: 'recordWorkshopInspection',
    description: 'Records a visit to a workshop, or that what was irregular is put right (登记车间检查).',
    returns: 'Organisation',
    key: 'OPTIONAL',
    input: (t) => ({
      ...creditCode(t),
      finding: t.field({ type: enums.finding, required: true, description: 'What was found (检查结果).' }),
      problem: t.string({ description: 'For IRREGULAR: what is irregular (存在问题).' }),
      ...sayingFields(t),
    }),
    write: (input, tx, context) => recordInspection(tx, input, context),
  });
  writeMutation(builder, {
    ...common,
    name: 'recordLabourAgreement',
    description: 'Records an agreement with a place or a firm that takes workers (登记劳务协作协议).',
    returns: 'LabourAgreement',
    key: 'OPTIONAL',
    input: (t) => ({
      area: t.field({ type: 'AreaCode', required: true, description: 'Whose agreement (签订地区).' }),
      number: t.string({ required: true, description: 'Its number (协议编号).' }),
      partner: t.string({ required: true, description: 'With whom (协作方).' }),
      place: t.field({ type: enums.place, description: 'Where the work is (务工地点).' }),
      places: t.int({ description: 'Jobs agreed (岗位数).' }),
      startsOn: t.field({ type: 'Date', required: true, description: 'First day (起始日期).' }),
      endsOn: t.field({ type: 'Date', description: 'Last day (截止日期).' }),
    }),
    write: (input, tx) => recordAgreement(tx, input),
  });
}

/** W17: pay accumulates, the reward is claimed when the check says so, and paid once. */
export function addRewardMutations(builder: GraphBuilder, enums: OrganisationEnums): void {
  const job = (t: Fields) => ({ job: t.id({ required: true, description: 'The workshop job, by global id (车间用工).' }) });
  writeMutation(builder, {
    ...common,
    name: 'recordWorkshopPay',
    description: 'Records what a workshop paid a worker in a year so far; a later figure replaces an earlier one (登记车间劳动报酬).',
    returns: 'WorkshopJob',
    key: 'NEEDED',
    input: (t) => ({
      ...creditCode(t),
      person: t.id({ required: true, description: 'The worker, by global id (务工人员).' }),
      year: t.int({ required: true, description: 'The year (年度).' }),
      paidToDate: t.field({ type: 'Money', required: true, description: 'Paid since the beginning of the year (年度累计支付).' }),
      startedOn: t.field({ type: 'Date', description: 'First day of the job (入职日期).' }),
      ...sayingFields(t),
    }),
    write: (input, tx, context) => recordPay(tx, input, context),
  });
  writeMutation(builder, {
    ...common,
    name: 'claimWorkshopReward',
    description: 'Claims the reward for a worker whose pay of the year reaches the monitoring line of that year (申领车间奖补).',
    returns: 'WorkshopJob',
    key: 'NEEDED',
    input: (t) => ({
      ...job(t),
      year: t.int({ required: true, description: 'The year it is for (年度).' }),
      claimedOn: t.field({ type: 'Date', description: 'When; default: today (申领日期).' }),
      ...versionField(t),
    }),
    write: (input, tx, { services, today }) => {
      const ask: AskReward = async (subject, asOf) => {
        const { verdicts, withheld } = await services.eligibility.evaluate({ subjects: [subject], checks: [workshopReward.code], asOf });
        if (withheld.length > 0) refuse('NOT_AUTHORISED', ['input', 'job']);
        return verdicts[0];
      };
      return claimReward(tx, { ...input, job: jobKey(input.job) }, today, ask);
    },
  });
  writeMutation(builder, {
    ...common,
    name: 'payWorkshopReward',
    description:
      'Pays a claimed reward, once. It is the workshop’s money and no benefit of the worker: `Person.benefits` does not show it (发放车间奖补).',
    returns: 'WorkshopJob',
    key: 'NEEDED',
    input: (t) => ({
      ...job(t),
      fundSource: t.field({ type: enums.fund, required: true, description: 'From which fund (资金来源).' }),
      paidOn: t.field({ type: 'Date', description: 'When; default: today (发放日期).' }),
      ...versionField(t),
    }),
    write: (input, tx, { today }) => payReward(tx, { ...input, job: jobKey(input.job) }, today),
  });
}
