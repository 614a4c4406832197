import { alsoCalled, cell, coreCode, defineFeed, needed, observing, optional, sheet } from 'xianjie/schema';
import { aidKinds, terms } from '../codes.js';
import { stageWords } from './enrolment.js';
import { listOfPeople, schoolYear, yearAhead } from './cells.js';

const file = sheet({
  residentId: needed('证件号码', 'resident_id', cell.residentId, '110101201201011004'),
  schoolYear: needed('学年', 'school_year', schoolYear, '2024-2025'),
  term: needed(
    '学期',
    'term',
    cell.oneOf(alsoCalled(terms, { AUTUMN: ['秋季', '秋', '上学期'], SPRING: ['春季', '春', '下学期'] })),
    '春季学期',
  ),
  aid: needed('资助项目', 'aid', cell.oneOf(alsoCalled(aidKinds, { NUTRITION: ['营养餐'], VOCATIONAL_AID: ['两后生资助'] })), '两免一补'),
  stage: optional('学段', 'stage', cell.oneOf(stageWords), '小学'),
  entitled: needed('应享受', 'entitled', cell.yesNo, '是'),
  amount: optional('金额', 'amount', cell.money('NOT_NEGATIVE'), ''),
  receivedOn: optional('发放日期', 'received_on', cell.day, '2025-04-10'),
});

/** 一单式: who is entitled to which aid, and whether it came. The amount is what was paid; the sources name none. */
export const aidFeed = defineFeed({
  ...listOfPeople,
  code: 'education.aid',
  title: { zh: '教育资助“一单式”清单', en: 'One-list of student aid' },
  description: {
    zh: '每名学生每学期每项资助一行：是否应享受、何时发放；发放日期留空表示尚未发放。声明全量即表示：不在单上者不享受任何学生资助',
    en: 'One row for each pupil, term and kind of aid: entitled or not, and when it was received; without a day it was not. Declared complete, whoever is not on it is entitled to none',
  },
  naturalKey: ['residentId', 'schoolYear', 'term', 'aid'],
  columns: file.columns,
  parse: file.read,
  write: observing(
    {
      table: 'education_aid',
      subject: 'person_id',
      key: ['school_year', 'term', 'aid'],
      columns: {
        school_year: 'int',
        term: 'text',
        aid: 'text',
        stage: 'text',
        entitled: 'boolean',
        amount: 'bigint',
        received_on: 'date',
      },
    },
    (row) => ({
      school_year: row.schoolYear,
      term: row.term,
      aid: row.aid,
      stage: row.stage ?? null,
      entitled: row.entitled,
      amount: row.amount ?? null,
      received_on: row.receivedOn ?? null,
    }),
    (row, batch) => [
      ...yearAhead(row, batch),
      ...(row.receivedOn !== undefined && row.receivedOn > batch.observedOn
        ? [{ column: 'receivedOn', code: coreCode('DATE_AFTER_DATA') }]
        : []),
    ],
  ),
});
