import { day } from './days.js';
import { ResidentIds, type Sex } from './identity.js';
import type { HouseholdRow, PersonRow } from './rows.js';
import { toCsv } from './sample-csv.js';
import { STORY_VILLAGE as VILLAGE } from './stories.js';

type Line = (string | null)[];

const householdHeader = ['户编号', '区划代码', '组', '登记状态', '登记日期', '致贫原因', '监测类型', '风险类型', '低保特困', '授权截止'];
const peopleHeader = [
  ...['户编号', '姓名', '证件号码', '性别', '与户主关系', '民族', '文化程度', '电话', '劳动能力', '健康状况', '残疾证', '重度残疾'],
];

/** Households that the register does not know yet. */
const newcomers: readonly Line[] = [
  [`${VILLAGE}9001`, VILLAGE, '二组', '一般户', null, null, null, null, null, '2027-05-31'],
  [`${VILLAGE}9002`, VILLAGE, '二组', '一般户', null, null, '边缘易致贫户', '因病;收入骤减', null, '2027-05-31'],
  [`${VILLAGE}9003`, VILLAGE, '三组', '稳定脱贫', '2018-12-31', '因学', null, null, null, '2027-03-31'],
  [`${VILLAGE}9004`, VILLAGE, '三组', '脱贫享受政策', '2019-12-31', '缺劳动力', '脱贫不稳定户', '缺劳动力', '低保', '2027-03-31'],
  [`${VILLAGE}9005`, VILLAGE, '五组', 'NEVER_REGISTERED', null, null, 'SUDDEN_SEVERE_DIFFICULTY', 'DISASTER', 'NONE', '2027-06-30'],
  [`${VILLAGE}9006`, VILLAGE, '五组', '一般户', null, null, null, null, '特困', null],
];

/** Ten known households (two have moved to another group), six new ones, two that cannot be accepted. */
export function householdsSample(known: readonly HouseholdRow[]): string {
  const lines = known.map((h, i): Line => [
    h.register_number,
    h.area_code,
    i < 2 ? '六组' : h.group_name,
    h.register_status,
    h.register_status_on,
    h.former_cause,
    h.monitoring_kind,
    h.risk_kinds.join(';') || null,
    null,
    h.authorised_until,
  ]);
  const refused: Line[] = [
    [`${VILLAGE}9007`, '150623100999', '一组', '一般户', null, null, null, null, null, null],
    [`${VILLAGE}9008`, VILLAGE, '一组', '脱贫很久', null, null, null, null, null, null],
  ];
  return toCsv(householdHeader, [...lines, ...newcomers, ...refused]);
}

interface Newcomer {
  readonly household: string;
  readonly name: string;
  readonly sex: Sex;
  readonly born: string;
  readonly relation: string;
  readonly rest: readonly (string | null)[];
}

const person = (household: string, name: string, sex: Sex, born: string, relation: string, ...rest: (string | null)[]): Newcomer => ({
  household: `${VILLAGE}${household}`,
  name,
  sex,
  born,
  relation,
  rest,
});

const members: readonly Newcomer[] = [
  person('9001', '示例甲', 'MALE', '1978-03-12', '户主', '汉族', '初中', '19900090001', '有劳动能力', '健康', '否', '否'),
  person('9001', '示例乙', 'FEMALE', '1980-09-02', '配偶', '汉族', '初中', null, '有劳动能力', '健康', '否', '否'),
  person('9001', '示例丙', 'FEMALE', '2012-05-20', '子女', '汉族', '小学在读', null, '非劳动年龄', '健康', '否', '否'),
  person('9002', '示例丁', 'MALE', '1969-11-30', '户主', '蒙古族', '小学', '19900090002', '部分丧失劳动能力', '大病', '否', '否'),
  person('9002', '示例戊', 'FEMALE', '1971-01-08', '配偶', '蒙古族', '小学', null, '有劳动能力', '健康', '否', '否'),
  person('9003', '示例己', 'MALE', '1975-07-07', '户主', '汉族', '高中', '19900090003', '有劳动能力', '健康', '否', '否'),
  person('9003', '示例庚', 'MALE', '2004-02-14', '子女', '汉族', '本科', null, '有劳动能力', '健康', '否', '否'),
  person('9004', '示例辛', 'FEMALE', '1950-10-01', '户主', '汉族', '小学', null, '非劳动年龄', '慢病', '是', '否'),
  person('9005', '示例壬', 'MALE', '1985-06-18', 'HEAD', '汉族', '初中', '19900090005', 'FULL', 'HEALTHY', '否', '否'),
  person('9006', '示例癸', 'MALE', '1948-12-25', '户主', '蒙古族', '文盲或半文盲', null, '非劳动年龄', '健康', '是', '是'),
];

const yesNo = (value: boolean | null): string | null => (value === null ? null : value ? '是' : '否');

/** A person with the number of the household. */
export interface Member {
  readonly household: string;
  readonly person: PersonRow;
}

/** The members of two known and of all new households, and two rows that cannot be accepted: a wrong check digit, an unknown household. */
export function peopleSample(known: readonly Member[]): string {
  const ids = new ResidentIds('150623', 800);
  const lines = known.map(({ household, person: p }): Line => [
    household,
    p.name,
    p.resident_id,
    p.sex,
    p.relation,
    p.ethnicity,
    p.education_level,
    p.phone,
    p.labour_capacity,
    p.health,
    yesNo(p.disability_certified),
    yesNo(p.disability_severe),
  ]);
  const line = (m: Newcomer): Line => [
    m.household,
    m.name,
    ids.next(day(m.born), m.sex),
    m.sex === 'MALE' ? '男' : '女',
    m.relation,
    ...m.rest,
  ];
  const wrongDigit = line(person('9006', '示例子', 'MALE', '1990-01-01', '其他', '汉族', '初中', null, '有劳动能力', '健康', '否', '否'));
  const id = wrongDigit[2] ?? '';
  wrongDigit[2] = id.slice(0, 17) + (id.endsWith('1') ? '2' : '1');
  const unknownHousehold = line(
    person('9999', '示例丑', 'FEMALE', '1991-01-01', '户主', '汉族', '初中', null, '有劳动能力', '健康', '否', '否'),
  );
  return toCsv(peopleHeader, [...lines, ...members.map(line), wrongDigit, unknownHousehold]);
}
