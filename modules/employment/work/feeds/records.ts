import { cell, defineFeed, needed, observing, ofPeople, optional, sheet, type RowOf } from 'xianjie/schema';
import { employmentForms, employmentPlaces } from '../../codes.js';
import { refusals } from '../errors.js';
import { recordTarget, type EmploymentValues } from '../store.js';

const columns = {
  residentId: needed('证件号码', 'resident_id', cell.residentId, '110101190001011009'),
  employed: needed('是否就业', 'employed', cell.yesNo, '是'),
  place: optional('务工地点', 'place', cell.oneOf(employmentPlaces), '省外'),
  form: optional('就业形式', 'form', cell.oneOf(employmentForms), '稳定就业'),
  stable: optional('是否稳定', 'stable', cell.yesNo, '是'),
  workArea: optional('务工地区', 'work_area', cell.words(100), '北京市大兴区'),
  employer: optional('用工单位', 'employer', cell.words(100), '示例建筑有限公司'),
  employerCode: optional('统一社会信用代码', 'employer_code', cell.creditCode, ''),
  monthlyPay: optional('月工资', 'monthly_pay', cell.money('NOT_NEGATIVE'), '4200.00'),
  startedOn: optional('就业日期', 'started_on', cell.day, '2025-02-20'),
  endedOn: optional('离岗日期', 'ended_on', cell.day, ''),
  returned: optional('是否返乡', 'returned', cell.yesNo, '否'),
  returnedOn: optional('返乡日期', 'returned_on', cell.day, ''),
};

const file = sheet(columns, [
  {
    column: 'employed',
    refusal: refusals.code('JOB_MISSING'),
    broken: (row) => !row.employed && (row.place !== undefined || row.form !== undefined || row.stable !== undefined),
  },
  {
    column: 'endedOn',
    refusal: refusals.code('ENDS_BEFORE_START'),
    broken: (row) => row.startedOn !== undefined && row.endedOn !== undefined && row.endedOn < row.startedOn,
  },
  {
    column: 'returnedOn',
    refusal: refusals.code('RETURN_CONTRADICTS'),
    broken: (row) => row.returnedOn !== undefined && row.returned === false,
  },
]);

type EmploymentRow = RowOf<typeof columns>;

const valuesOf = (row: EmploymentRow): EmploymentValues => ({
  employed: row.employed,
  place: row.place,
  form: row.form,
  stable: row.stable,
  work_area: row.workArea,
  employer: row.employer,
  employer_code: row.employerCode,
  monthly_pay: row.monthlyPay,
  started_on: row.startedOn,
  ended_on: row.endedOn,
  returned: row.returnedOn === undefined ? row.returned : true,
  returned_on: row.returnedOn,
});

export const recordsFeed = defineFeed({
  code: 'employment.records',
  title: { zh: '就业信息台账', en: 'Employment records' },
  description: {
    zh: '每人一行：是否就业、务工地点、就业形式、单位、工资、返乡情况。全量名单须列全本区划内所有就业人员和返乡回流人员：未列入者视为当日无就业、未返乡',
    en: 'One row per person: whether at work, where, in which form, for whom, and whether returned. A complete list holds everybody in the area who works or has returned: whoever it leaves out has no work and has not returned on its day',
  },
  source: 'HRSS',
  columns: file.columns,
  naturalKey: ['residentId'],
  canBeComplete: true,
  ...ofPeople,
  parse: file.read,
  write: observing(recordTarget, valuesOf, (row, { observedOn }) =>
    (['startedOn', 'returnedOn'] as const)
      .filter((key) => (row[key] ?? '') > observedOn)
      .map((key) => refusals.row('DATE_AFTER_LIST', key)),
  ),
});
