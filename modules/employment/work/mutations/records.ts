import { cell, sayingFields, sayingOf, writeMutation, type GraphBuilder } from 'xianjie/schema';
import { refusals } from '../errors.js';
import type { WorkEnums } from '../graph/common.js';
import { fileTarget, labourTarget, recordTarget, type EmploymentValues } from '../store.js';
import { about, personField, personOf, SPEAKER, WRITE } from './common.js';

/** Recording what is known of somebody's work, skills and wishes, and of a project's labour pay. Each is an observation: none is overwritten. */
export function addRecordMutations(builder: GraphBuilder, enums: WorkEnums): void {
  writeMutation(builder, {
    name: 'recordEmployment',
    description: 'Records how a person’s work stands on a day (登记就业情况).',
    scope: WRITE,
    returns: 'Person',
    key: 'OPTIONAL',
    input: (t) => ({
      ...personField(t),
      employed: t.boolean({ required: true, description: 'Whether at work; false says more than nothing (是否就业).' }),
      place: t.field({ type: enums.place, description: 'Where (务工地点).' }),
      form: t.field({ type: enums.form, description: 'In which form (就业形式).' }),
      stable: t.boolean({ description: 'Whether the work is stable (是否稳定).' }),
      workArea: t.string({ description: 'Province, city or county of work (务工地区).' }),
      employer: t.string({ description: 'Employer (用工单位).' }),
      employerCode: t.string({ description: 'Its unified social credit code, 18 characters (统一社会信用代码).' }),
      monthlyPay: t.field({ type: 'Money', description: 'Pay of a month (月工资).' }),
      startedOn: t.field({ type: 'Date', description: 'First day of this work (就业日期).' }),
      endedOn: t.field({ type: 'Date', description: 'Last day of this work (离岗日期).' }),
      ...sayingFields(t),
    }),
    write: async (input, tx, { today }) => {
      const person = await personOf(tx, input.person);
      const saying = await sayingOf(tx, input, { today, source: SPEAKER });
      const values = valuesOf(input);
      mustFit(values, saying.observedOn);
      await tx.observe(recordTarget, saying, [{ subjectId: person.id, areaCode: person.areaCode, values }]);
      return about(person.id, 'Person', person);
    },
  });

  writeMutation(builder, {
    name: 'recordEmploymentFile',
    description: 'Adds to a person’s employment file; what is left out stays as it was said (登记个人就业档案).',
    scope: WRITE,
    returns: 'Person',
    key: 'OPTIONAL',
    input: (t) => ({
      ...personField(t),
      skills: t.field({ type: ['String'], description: 'What the person can do; an empty list says: nothing (技能).' }),
      certificates: t.field({ type: ['String'], description: 'Certificates held (证书).' }),
      wantsWork: t.boolean({ description: 'Whether wishing to work (就业意愿).' }),
      willingAway: t.boolean({ description: 'Whether willing to work away (外出务工意愿).' }),
      wantsBusiness: t.boolean({ description: 'Whether wishing to start a business (创业意愿).' }),
      wantsTraining: t.boolean({ description: 'Whether wishing to be trained (培训意愿).' }),
      graduate: t.boolean({ description: 'Whether a college graduate (高校毕业生).' }),
      graduatedOn: t.field({ type: 'Date', description: 'Day of graduation (毕业日期).' }),
      fitForWork: t.boolean({ description: 'Whether fit for work: health, shown to nobody (身体条件适合就业).' }),
      ...sayingFields(t),
    }),
    write: async (input, tx, { today }) => {
      const person = await personOf(tx, input.person);
      const saying = await sayingOf(tx, input, { today, source: SPEAKER });
      const values = {
        skills: shortTexts(input.skills, 'skills'),
        certificates: shortTexts(input.certificates, 'certificates'),
        wants_work: input.wantsWork,
        willing_away: input.willingAway,
        wants_business: input.wantsBusiness,
        wants_training: input.wantsTraining,
        graduate: input.graduate,
        graduated_on: input.graduatedOn,
        fit_for_work: input.fitForWork,
      };
      if (Object.values(values).every((value) => value == null)) refusals.refuse('NOTHING_SAID', ['input']);
      await tx.observe(fileTarget, saying, [{ subjectId: person.id, areaCode: person.areaCode, values }]);
      return about(person.id, 'Person', person);
    },
  });

  writeMutation(builder, {
    name: 'recordProjectLabour',
    description: 'Records what a project has paid for labour so far (登记项目劳务报酬).',
    scope: WRITE,
    returns: 'Project',
    key: 'NEEDED',
    input: (t) => ({
      project: t.id({ required: true, description: 'The project, by global id (项目).' }),
      labourPay: t.field({ type: 'Money', required: true, description: 'Paid for labour from the beginning to that day (劳务报酬).' }),
      workers: t.int({ description: 'Workers (务工人数).' }),
      registeredWorkers: t.int({ description: 'Out-of-poverty and monitored people among them (其中脱贫人口和监测对象人数).' }),
      ...sayingFields(t),
    }),
    write: async ({ project: asked, labourPay, workers, registeredWorkers, ...said }, tx, { today }) => {
      const project = (await tx.project(asked)) ?? refusals.refuse('NO_SUCH_PROJECT', ['input', 'project']);
      const saying = await sayingOf(tx, said, { today, source: SPEAKER });
      if (labourPay < 0) refusals.refuse('NEGATIVE', ['input', 'labourPay']);
      for (const [field, count] of Object.entries({ workers, registeredWorkers }))
        if ((count ?? 0) < 0) refusals.refuse('NEGATIVE', ['input', field]);
      if (registeredWorkers != null && (workers == null || registeredWorkers > workers))
        refusals.refuse('MORE_REGISTERED_THAN_WORKERS', ['input', 'registeredWorkers']);
      const values = { labour_pay: labourPay, workers, registered_workers: registeredWorkers };
      await tx.observe(labourTarget, saying, [{ subjectId: project.id, areaCode: project.areaCode, values }]);
      return about(project.id, 'Project', project);
    },
  });
}

interface Employed {
  readonly employed: boolean;
  readonly place?: string | null;
  readonly form?: string | null;
  readonly stable?: boolean | null;
  readonly workArea?: string | null;
  readonly employer?: string | null;
  readonly employerCode?: string | null;
  readonly monthlyPay?: number | null;
  readonly startedOn?: string | null;
  readonly endedOn?: string | null;
}

const valuesOf = (input: Employed): EmploymentValues => ({
  employed: input.employed,
  place: input.place,
  form: input.form,
  stable: input.stable,
  work_area: input.workArea,
  employer: input.employer,
  employer_code: creditCodeOf(input.employerCode),
  monthly_pay: input.monthlyPay,
  started_on: input.startedOn,
  ended_on: input.endedOn,
  returned: null,
  returned_on: null,
});

function mustFit(values: EmploymentValues, observedOn: string): void {
  const { employed, place, form, stable, started_on: started, ended_on: ended, monthly_pay: pay } = values;
  if (!employed && [place, form, stable].some((said) => said != null)) refusals.refuse('JOB_MISSING', ['input', 'employed']);
  if (started != null && ended != null && ended < started) refusals.refuse('ENDS_BEFORE_START', ['input', 'endedOn']);
  if (started != null && started > observedOn) refusals.refuse('DATE_AFTER_LIST', ['input', 'startedOn']);
  if (pay != null && pay < 0) refusals.refuse('NEGATIVE', ['input', 'monthlyPay']);
  shortTexts([values.work_area ?? 'x'], 'workArea');
  shortTexts([values.employer ?? 'x'], 'employer');
}

/** As a department's list would have it: without blanks, in capitals. */
function creditCodeOf(code: string | null | undefined): string | null {
  if (code == null) return null;
  const read = cell.creditCode.read(code);
  return 'value' in read ? read.value : refusals.refuse('CREDIT_CODE', ['input', 'employerCode']);
}

/** Texts of 1 to 100 characters. */
function shortTexts(texts: readonly string[] | null | undefined, field: string): readonly string[] | null | undefined {
  if (texts?.some((text) => text.trim() === '' || [...text].length > 100)) refusals.refuse('TEXT_LENGTH', ['input', field], { max: 100 });
  return texts;
}
