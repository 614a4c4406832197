import type { GraphBuilder } from 'xianjie/schema';
import type { TextInput } from './record-document.js';

/** What `proposeParameterValue` takes. */
export function proposalInput(builder: GraphBuilder, text: TextInput) {
  const range = builder.inputType('ValueRangeInput', {
    description: 'A range, both ends included (区间值).',
    fields: (t) => ({
      from: t.field({ type: 'Decimal', required: true, description: 'From (下限).' }),
      to: t.field({ type: 'Decimal', required: true, description: 'To (上限).' }),
    }),
  });
  const row = builder.inputType('ValueRowInput', {
    description: 'A row of a table (表格行).',
    fields: (t) => ({
      code: t.string({ required: true, description: 'The code (代码).' }),
      number: t.field({ type: 'Decimal', required: true, description: 'The figure; money in fen (数值).' }),
    }),
  });
  const reference = builder.inputType('ParameterReferenceInput', {
    description: 'That the value is another policy value’s (引用).',
    fields: (t) => ({
      parameter: t.string({ required: true, description: 'The other one’s code (参数代码).' }),
      because: t.field({ type: text, required: true, description: 'Why the one is the other (依据).' }),
    }),
  });
  const value = builder.inputType('ParameterValueInput', {
    description: 'A value: exactly one of its fields, that of the policy value’s type (参数值).',
    fields: (t) => ({
      blank: t.boolean({ description: 'The document leaves it out: true (文件未载明).' }),
      money: t.field({ type: 'Money', description: 'An amount in yuan (金额).' }),
      number: t.field({ type: 'Decimal', description: 'A number (数值).' }),
      percent: t.field({ type: 'Decimal', description: 'A share; 10 means 10 % (百分比).' }),
      boolean: t.boolean({ description: 'Yes or no (是否).' }),
      date: t.field({ type: 'Date', description: 'A day (日期).' }),
      code: t.string({ description: 'One code (代码).' }),
      codes: t.stringList({ description: 'A set of codes (代码集).' }),
      range: t.field({ type: range, description: 'A range (区间).' }),
      table: t.field({ type: [row], description: 'A table by code (表格).' }),
      reference: t.field({ type: reference, description: 'Another policy value (引用).' }),
    }),
  });
  const operator = builder.enumType('ParameterOperator', {
    description: 'How a value relates to what it measures (比较方式).',
    values: {
      eq: { description: 'Equals (等于).' },
      lt: { description: 'Below (低于).' },
      lte: { description: 'At most (不超过).' },
      gt: { description: 'Above (高于).' },
      gte: { description: 'At least (不低于).' },
      range: { description: 'Between (区间).' },
      approx: { description: 'About (左右).' },
    },
  });
  return builder.inputType('ProposeParameterValueInput', {
    description: 'A value as a document states it (参数值信息).',
    fields: (t) => ({
      parameter: t.string({ required: true, description: 'The policy value’s code (参数代码).' }),
      document: t.string({ required: true, description: 'The document’s code, one of an area that you administer (文件代码).' }),
      value: t.field({ type: value, required: true, description: 'The value (值).' }),
      operator: t.field({ type: operator, description: 'How it relates to what it measures; default: equals (比较方式).' }),
      place: t.string({ required: true, description: 'Where in the document’s text (位置).' }),
      quote: t.string({ required: true, description: 'The words that state it, verbatim; white space does not count (原文).' }),
      validFrom: t.field({ type: 'Date', description: 'First day; default: the document’s own date (起始日).' }),
      note: t.string({ description: 'A remark (备注).' }),
      dryRun: t.boolean({ defaultValue: false, description: 'Only say what it would do: nothing is recorded (试运行).' }),
    }),
  });
}
