import { defineFeed } from '../../contract/feed.js';
import type { PersonFeedRow } from '../../contract/registry.js';
import { coreCode } from '../errors.js';
import { day, oneOf, phone, registerNumber, residentId, words, yesNo } from '../../feeds/cells.js';
import { healthLabels, labourCapacityLabels, relationLabels, sexLabels } from './labels.js';
import { mapRow, needed, optional, sheet } from '../../feeds/sheet.js';

const leaving = {
  ...day,
  hint: {
    zh: '离开本户或去世的日期，如 2024-06-30；留空不作更改，转入别户时自动清除',
    en: 'the day on which the person left the household or died, such as 2024-06-30; empty changes nothing, a move to another household clears it',
  },
};

const file = sheet(
  {
    householdNumber: needed('户编号', 'register_number', registerNumber, 'ALZQ-000123'),
    name: needed('姓名', 'name', words(100), '示例'),
    residentId: needed('证件号码', 'resident_id', residentId, '110101190001011009'),
    sex: optional('性别', 'sex', oneOf(sexLabels), '女'),
    relation: optional('与户主关系', 'relation', oneOf(relationLabels), '户主'),
    ethnicity: optional('民族', 'ethnicity', words(20), '蒙古族'),
    educationLevel: optional('文化程度', 'education_level', words(20), '初中'),
    phone: optional('电话', 'phone', phone, '13800001234'),
    labourCapacity: optional('劳动能力', 'labour_capacity', oneOf(labourCapacityLabels), '有劳动能力'),
    health: optional('健康状况', 'health', oneOf(healthLabels), '健康'),
    disabilityCertified: optional('残疾证', 'disability_certified', yesNo, '否'),
    disabilitySevere: optional('重度残疾', 'disability_severe', yesNo, '否'),
    leftOn: optional('离开日期', 'left_on', leaving, ''),
  },
  [
    { column: 'sex', refusal: coreCode('SEX_CONTRADICTS_ID'), broken: (row) => row.sex !== undefined && row.sex !== row.residentId.sex },
    {
      column: 'disabilitySevere',
      refusal: coreCode('SEVERE_WITHOUT_CERTIFICATE'),
      broken: (row) => row.disabilitySevere === true && row.disabilityCertified === false,
    },
  ],
);

export const peopleFeed = defineFeed<PersonFeedRow>({
  code: 'core.people',
  title: { zh: '人口名册', en: 'People' },
  description: {
    zh: '每户成员：证件号码是主键，出生日期和性别由其得出；劳动能力、健康、残疾；空格表示未提供',
    en: 'Members of households: the resident id is the key and gives birth date and sex; labour, health, disability; an empty cell says nothing',
  },
  source: 'RRB',
  columns: file.columns,
  naturalKey: ['residentId'],
  canBeComplete: true,
  resolves: 'EXISTING_HOUSEHOLD',
  parse: (cells) =>
    mapRow(file.read(cells), ({ residentId: id, ...row }) => ({
      ...row,
      residentId: id.number,
      birthDate: id.birthDate,
      sex: id.sex,
      ...(row.relation !== undefined && { isHead: row.relation === 'HEAD' }),
    })),
  householdOf: (row) => ({ householdNumber: row.householdNumber }),
  write: ({ registry }, batch, rows) => registry.importPeople(batch, rows),
});
