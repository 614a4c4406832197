import type { DemoPlace, DemoVillage } from 'xianjie/schema';
import { employmentForms, employmentPlaces } from '../../codes.js';
import { coursesOf } from './courses.js';
import { jobOf, registered, type DemoJob } from './jobs.js';
import { awayOf, paymentOf } from './money.js';

type Line = (string | number | null)[];
const yesNo = (value: boolean | null): string | null => (value === null ? null : value ? '是' : '否');
const yuan = (fen: number | null): string | null => (fen === null ? null : (fen / 100).toFixed(2));

/** Sample files of the three feeds, made of one village's registered people; each holds rows that are refused, on purpose. */
export function workSamples(village: DemoVillage, { today }: DemoPlace): Readonly<Record<string, readonly Line[]>> {
  const workers = village.households.filter(registered).flatMap((household) =>
    household.people.flatMap((person) => {
      const job = jobOf(household, person, today);
      return job !== null && person.residentId !== null
        ? [{ residentId: person.residentId, job, paid: paymentOf({ household, person, job }) }]
        : [];
    }),
  );
  const away = workers.filter(({ job }) => awayOf(job) !== null);
  const [course] = coursesOf(village.code.slice(0, 9)).filter(({ starts_on }) => starts_on > '2025');
  const line = (residentId: string, job: DemoJob): Line => [
    residentId,
    yesNo(job.employed),
    job.place === null ? null : employmentPlaces[job.place].zh,
    job.form === null ? null : employmentForms[job.form].zh,
    yesNo(job.stable),
    job.workArea,
    job.employer,
    null,
    yuan(job.monthlyPay),
    job.startedOn,
    job.endedOn,
    yesNo(job.returned),
    job.returnedOn,
  ];
  const records = workers.slice(0, 40).map(({ residentId, job }) => line(residentId, job));
  // Three rows that cannot be taken: no such person, a place without work, an end before the beginning.
  const [first, second, third] = [records[5], records[11], records[17]];
  if (first) first[0] = '110101190001011009';
  if (second) [second[1], second[2]] = ['否', '省外'];
  if (third) [third[1], third[9], third[10]] = ['是', '2025-03-01', '2025-02-01'];
  // Most repeat what was paid; who waited for it has it now.
  const paid = away.slice(0, 20).map(({ residentId, job, paid: known }): Line => {
    const due = job.place === 'OUT_OF_PROVINCE' ? 50_000 : 30_000;
    return [residentId, 2025, '交通补贴', yuan(known?.amount ?? due), known?.on ?? '2025-06-27'];
  });
  const wrong = paid[3];
  if (wrong) wrong[2] = '取暖补贴';
  return {
    'employment-records.csv': [
      [
        '证件号码',
        '是否就业',
        '务工地点',
        '就业形式',
        '是否稳定',
        '务工地区',
        '用工单位',
        '统一社会信用代码',
        '月工资',
        '就业日期',
        '离岗日期',
        '是否返乡',
        '返乡日期',
      ],
      ...records,
    ],
    'employment-subsidies.csv': [['证件号码', '年度', '补贴项目', '金额', '发放日期'], ...paid],
    'employment-training.csv': [
      ['证件号码', '培训班编号', '培训班名称', '培训类别', '开班日期', '结业日期', '培训机构', '是否结业', '证书'],
      ...workers
        .slice(0, 15)
        .map(({ residentId }): Line => [
          residentId,
          course?.number ?? null,
          course?.title ?? null,
          '就业技能',
          course?.starts_on ?? null,
          course?.ends_on ?? null,
          course?.organiser ?? null,
          '是',
          null,
        ]),
    ],
  };
}
