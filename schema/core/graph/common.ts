import type { GraphBuilder } from '../../builder/builder.js';
import type { ExpressionTools } from '../../builder/declared.js';

/** Node, texts and refusals: what every module's types use. */
export function addCommon(builder: GraphBuilder): void {
  builder.interfaceType('Node', {
    description: 'Anything with a global id (节点).',
    resolveType: (row) => row['__typename'] as 'Household',
    fields: (t) => ({ id: t.id({ nullable: false, description: 'Opaque global id (全局标识).', resolve: (row) => String(row['id']) }) }),
  });
  builder.objectType('LocalizedText', {
    description: 'A text in both languages (双语文本).',
    fields: (t) => ({
      zh: t.exposeString('zh', { nullable: false, description: 'Chinese (中文).' }),
      en: t.exposeString('en', { nullable: false, description: 'English (英文).' }),
    }),
  });
  builder.objectType('UserError', {
    description: 'Why a request was refused, as data (业务错误).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'A declared code, `<module>.<CODE>` (代码).' }),
      message: t.expose('message', { type: 'LocalizedText', nullable: false, description: 'The reason in words (说明).' }),
      path: t.field({
        type: ['String'],
        nullable: false,
        description: 'The input field it is about (字段路径).',
        resolve: (error) => [...error.path],
      }),
    }),
  });
  builder.tableType('Department', {
    table: 'department',
    key: 'code',
    keyKind: 'text',
    carries: [],
    node: false,
    description: 'An office that supplies facts, decides or carries out (部门).',
    fields: (t) => ({
      code: t.column('code', { type: 'String', level: 'PUBLIC', nullable: false, description: 'Its code (部门代码).' }),
      title: t.sql({
        type: 'LocalizedText',
        level: 'PUBLIC',
        nullable: false,
        description: 'Its name (部门名称).',
        expression: (row) => localized(row, 'title_zh', 'title_en'),
      }),
    }),
  });
}

/** Two columns as a LocalizedText; without an English text the Chinese one stands in. */
export function localized(row: ExpressionTools, zh: string, en: string): string {
  return `json_build_object('zh', ${row.column(zh)}, 'en', coalesce(${row.column(en)}, ${row.column(zh)}))`;
}

/** An area's name as a LocalizedText, for a row that holds its code. */
export function areaName(row: ExpressionTools): string {
  return `select json_build_object('zh', n.name_zh, 'en', coalesce(n.name_en, n.name_zh)) from area n where n.code = ${row.column('area_code')}`;
}
