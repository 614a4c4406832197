import type { GraphBuilder } from '../../builder/builder.js';
import { descending } from '../../builder/conditions.js';
import { departmentField, areaField } from '../table-fields.js';

const key = ['area_code', 'year', 'population', 'concept'];

/** Published incomes per head that households and areas are compared with (参考收入). */
export function addReferenceIncomes(builder: GraphBuilder): void {
  builder.tableType('ReferenceIncome', {
    table: 'reference_income',
    description: 'A published income per head of a group of people in an area and a year (参考收入).',
    fields: (t) => ({
      area: areaField(t, 'PUBLIC', 'The area (区划).'),
      year: t.column('year', { type: 'Int', level: 'PUBLIC', nullable: false, description: 'Year (年度).' }),
      group: t.column('population', { type: 'ReferenceGroup', level: 'PUBLIC', nullable: false, description: 'Whose income (人群).' }),
      concept: t.column('concept', { type: 'IncomeConcept', level: 'PUBLIC', nullable: false, description: 'Which income (收入口径).' }),
      amount: t.column('amount', { type: 'Money', level: 'PUBLIC', nullable: false, description: 'A head and year (人均金额).' }),
      source: departmentField(t, 'source', 'PUBLIC', 'The department that published it (公布部门).'),
      document: t.column('document', { type: 'String', level: 'PUBLIC', description: 'Where it was published (公布文件).' }),
      note: t.column('note', { type: 'String', level: 'PUBLIC', description: 'A remark (备注).' }),
      recordedAt: t.column('recorded_at', {
        type: 'DateTime',
        level: 'PUBLIC',
        nullable: false,
        description: 'When it was entered (入库时间).',
      }),
      entries: t.relation({
        type: ['ReferenceIncome'],
        level: 'PUBLIC',
        nullable: false,
        description: 'Every entry of this area, year, group and concept, the newest first: a correction leaves the earlier one (历次登记).',
        from: key,
        to: key,
        orderBy: [descending('recorded_at')],
        limit: 50,
      }),
    }),
  });
}
