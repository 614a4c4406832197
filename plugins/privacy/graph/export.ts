import type { GraphBuilder, PersonDataExport } from 'xianjie/schema';
import type { PersonalFieldEnum } from './reveal.js';
import type { ExportDisclosure, ExportRow, ExportSection } from '../shown.js';

/** `personDataExport`: the person's right to a copy. */
export function exportGraph(builder: GraphBuilder, field: PersonalFieldEnum): void {
  const about = builder.enumType('ExportSubject', {
    description: 'Of whom something is said (数据对象).',
    values: {
      PERSON: { description: 'The person (本人).' },
      HOUSEHOLD: { description: 'The household that the person belongs to (所在户).' },
    },
  });
  const kind = builder.enumType('DisclosureKind', {
    description: 'How personal data were shown by name (提供方式).',
    values: {
      REVEAL: { description: 'Fields of a person or household, by `revealPersonalData` (调阅).' },
      FIND: { description: 'That the person is registered here, by `findPerson` (查找).' },
      EXPORT: { description: 'Everything, by `personDataExport` (导出).' },
    },
  });
  const value = builder.objectRef<ExportRow['values'][number]>('ExportedValue').implement({
    description: 'One value of a record (数据项).',
    fields: (t) => ({
      column: t.exposeString('column', { nullable: false, description: 'The column’s name (列名).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it is (名称).' }),
      text: t.exposeString('text', { nullable: false, description: 'In clear; money in yuan, codes with their names (内容).' }),
    }),
  });
  const row = builder.objectRef<ExportRow>('ExportedRow').implement({
    description: 'One record (记录).',
    fields: (t) => ({
      observedOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The day it speaks of; null: the register itself says it (观察日期).',
        resolve: (shown) => shown.observedOn,
      }),
      source: t.exposeString('source', { nullable: true, description: 'Code of the department that said it (数据来源部门).' }),
      withdrawnAt: t.exposeString('withdrawnAt', {
        nullable: true,
        description: 'Since when it counts no more; null: it counts (撤回时间).',
      }),
      values: t.field({
        type: [value],
        nullable: false,
        description: 'What is known; what is not known is left out (数据项).',
        resolve: (r) => [...r.values],
      }),
    }),
  });
  const section = builder.objectRef<ExportSection>('ExportSection').implement({
    description: 'What is held in one table (数据表).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'The table’s name (表名).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it holds (名称).' }),
      about: t.field({ type: about, nullable: false, description: 'Of whom (数据对象).', resolve: (s) => s.about }),
      rows: t.field({ type: [row], nullable: false, description: 'The records, the oldest first (记录).', resolve: (s) => [...s.rows] }),
    }),
  });
  const shown = builder.objectRef<ExportDisclosure>('Disclosure').implement({
    description: 'One time at which data of the person or the household were shown by name (提供记录).',
    fields: (t) => ({
      at: t.field({ type: 'DateTime', nullable: false, description: 'When (时间).', resolve: (d) => d.at as never }),
      kind: t.field({ type: kind, nullable: false, description: 'How (提供方式).', resolve: (d) => d.kind }),
      client: t.exposeString('client', { nullable: false, description: 'To which system, by client id (接入系统).' }),
      byPerson: t.exposeBoolean('byPerson', {
        nullable: false,
        description: 'Whether an official had signed in; false: the system asked by itself (是否由人员操作).',
      }),
      purpose: t.field({ type: 'Purpose', nullable: false, description: 'What for (使用目的).', resolve: (d) => d.purpose }),
      fields: t.field({
        type: [field],
        nullable: false,
        description: 'What of it; of an export, all (信息项).',
        resolve: (d) => [...d.fields] as never,
      }),
      reason: t.exposeString('reason', { nullable: true, description: 'Why, in the asker’s words (理由).' }),
    }),
  });
  const exported = builder.objectRef<PersonDataExport>('PersonDataExport').implement({
    description: 'Everything that is held about one person (个人信息副本).',
    fields: (t) => ({
      person: t.field({
        type: 'Person',
        nullable: true,
        description: 'The person (人员).',
        resolve: ({ personId }, _args, { services }, info) => services.reader.load(info, 'Person', personId),
      }),
      exportedAt: t.field({ type: 'DateTime', nullable: false, description: 'When (导出时间).', resolve: (e) => e.exportedAt as never }),
      sections: t.field({
        type: [section],
        nullable: false,
        description: 'Every table that holds something of the person or the household, empty ones too (数据表).',
        resolve: (e) => [...e.sections],
      }),
      shown: t.field({
        type: [shown],
        nullable: false,
        description: 'Every time at which data were shown by name, the earliest first, this one included (提供记录).',
        resolve: (e) => [...e.shown],
      }),
      missingModules: t.field({
        type: ['String'],
        nullable: false,
        description: 'Modules whose SENSITIVE data you have no right to: they are not in this copy (未包含的模块).',
        resolve: (e) => [...e.missingModules],
      }),
    }),
  });
  builder.queryField('personDataExport', (t) =>
    t.field({
      type: exported,
      nullable: true,
      scope: 'core:read:sensitive',
      description:
        'A copy of everything that is held about a person, for the person (PIPL art. 45). For the purposes CORRECTION and INSPECTION; written down before anything is read, and counted as one reveal. Null for whoever is not in your area (个人信息副本).',
      args: {
        person: t.arg.id({ required: true, description: 'The person, by global id (人员).' }),
        reason: t.arg.string({
          required: true,
          description: 'Why, in 5 to 500 characters, without a resident id or a telephone number (理由).',
        }),
      },
      resolve: (_root, { person, reason }, { services }) => services.personal.exportPerson(String(person), reason),
    }),
  );
}
