import { describe, expect, it } from 'vitest';
import { printGraph, cell, among, codesEnum, inRange, sorted, writeMutation, type GraphBuilder } from '../../schema/index.js';
import { graphOf } from '../reader/support.js';

const stages = { PRIMARY: { zh: '小学', en: 'primary school' }, JUNIOR: { zh: '初中', en: 'junior secondary' } };

function schooling(builder: GraphBuilder): void {
  const stage = codesEnum(builder, 'SchoolStage', { zh: '学段', en: 'stage of schooling' }, stages);
  const term = builder.tableType('SchoolTerm', {
    table: 'school_term',
    description: 'A term (学期).',
    fields: (t) => ({
      stage: t.column('stage', { type: stage, level: 'INTERNAL', description: 'Stage (学段).' }),
      startedOn: t.column('started_on', { type: 'Date', level: 'INTERNAL', description: 'First day (开始日期).' }),
      fee: t.column('fee', { type: 'Money', level: 'INTERNAL', description: 'Fee (费用).' }),
    }),
  });
  const filter = builder.inputType('SchoolTermFilter', {
    description: 'Which terms (学期筛选条件).',
    fields: (t) => ({
      stages: t.field({ type: [stage], description: 'One of these stages (学段).' }),
      startedOn: t.field({ type: 'DateRange', description: 'First day (开始日期).' }),
      fee: t.field({ type: 'MoneyRange', description: 'Fee (费用).' }),
    }),
  });
  builder.queryField('schoolTerms', (t) =>
    t.connection({
      type: term,
      level: 'INTERNAL',
      scope: 'core:read',
      description: 'Terms (学期列表).',
      args: { filter: t.arg({ type: filter, description: 'Which (筛选).' }) },
      where: ({ filter: asked }) => [
        ...among('stage', asked?.stages),
        ...inRange('started_on', asked?.startedOn),
        ...inRange('fee', asked?.fee),
      ],
      orderBy: () => [sorted('started_on', { direction: 'DESC' }, true)],
    }),
  );
  writeMutation(builder, {
    name: 'recordTerm',
    description: 'Records a term. It may be said again (登记学期).',
    scope: 'core:write',
    returns: term,
    field: 'term',
    key: 'NEEDED',
    input: (t) => ({ stage: t.field({ type: stage, required: true, description: 'Stage (学段).' }) }),
    write: (input) => Promise.resolve({ id: input.stage satisfies keyof typeof stages, subjectType: 'SchoolTerm', areaCode: '0' }),
  });
}

describe('what modules build their graph from', () => {
  const printed = printGraph(graphOf(schooling));

  it('makes an enumeration of a list of codes, each with its meaning and the Chinese term', () => {
    expect(printed).toContain('"""Stage of schooling (学段)."""\nenum SchoolStage {\n  """Junior secondary (初中)."""\n  JUNIOR');
    expect(cell.oneOf(stages).read('小学')).toEqual({ value: 'PRIMARY' });
  });

  it('has the ranges of filters by name', () => {
    expect(printed).toMatch(/startedOn: DateRange/);
    expect(inRange('fee', { min: 100 })).toHaveLength(1);
    expect(inRange('started_on', { min: '2024-01-01', max: '2024-12-31' })).toHaveLength(2);
    expect(among('stage', null)).toEqual([]);
  });

  it('makes input, payload and field of a mutation in one shape', () => {
    expect(printed.replace(/\s+/g, ' ')).toContain(
      'Records a term. It may be said again. Needs @idempotent (登记学期). Needs `core:write`. """ recordTerm(',
    );
    expect(printed).toMatch(/type RecordTermPayload \{[^}]*term: SchoolTerm\n[^}]*userErrors: \[UserError!\]!/);
    expect(printed).toMatch(/"""What `recordTerm` takes \(登记学期\)."""\ninput RecordTermInput/);
  });

  it('says of a mutation without a Chinese term what is missing', () => {
    const bare = (builder: GraphBuilder) =>
      writeMutation(builder, {
        name: 'recordTerm',
        description: 'Records a term.',
        scope: 'core:write',
        returns: 'Household',
        key: 'OPTIONAL',
        input: (t) => ({ a: t.string({ description: 'A (甲).' }) }),
        write: () => Promise.reject(new Error('never')),
      });
    expect(() => graphOf(bare)).toThrow('say it in English, with the Chinese term in brackets at the end');
  });
});
