import {
  areaField,
  descending,
  newestFirst,
  observations,
  observedFields,
  recordFields,
  sourceField,
  type GraphBuilder,
} from 'xianjie/schema';
import type { OrganisationEnums } from './enums.js';
import type { addWorkshopJobs } from './jobs.js';

/** Organisations, their years and the visits to their workshops; agreements that send workers. */
export function addOrganisations(builder: GraphBuilder, enums: OrganisationEnums, job: ReturnType<typeof addWorkshopJobs>) {
  const observation = {
    ...observations('organisation_id'),
    node: false,
  } as const;
  const year = builder.tableType('OrganisationYear', {
    ...observation,
    table: 'employment_organisation_year',
    description: 'Figures of one year of an organisation (单位年度情况).',
    fields: (t) => {
      const figure = (column: string, description: string) => t.column(column, { type: 'Int', level: 'INTERNAL', description });
      return {
        year: t.column('year', { type: 'Int', level: 'INTERNAL', nullable: false, description: 'The year (年度).' }),
        staff: figure('staff', 'Staff (职工人数).'),
        hires: figure('hires', 'Newly hired in the year (当年新招用人数).'),
        qualifyingHires: t.column('qualifying_hires', {
          type: 'Int',
          level: 'PERSONAL',
          description: 'Of these, people who qualify for a start-up loan (其中符合条件人数).',
        }),
        layoffs: figure('layoffs', 'Laid off in the year (裁员人数).'),
        ...observedFields(t),
      };
    },
  });
  const inspection = builder.tableType('WorkshopInspection', {
    ...observation,
    table: 'employment_inspection',
    description: 'A visit to a workshop (帮扶车间检查).',
    fields: (t) => ({
      finding: t.column('finding', { type: enums.finding, level: 'INTERNAL', nullable: false, description: 'What was found (检查结果).' }),
      problem: t.column('problem', { type: 'String', level: 'INTERNAL', description: 'What is irregular (存在问题).' }),
      ...observedFields(t),
    }),
  });
  const ofThis = { from: ['id', 'area_code'], to: ['organisation_id', 'area_code'] };
  const organisation = builder.tableType('Organisation', {
    table: 'employment_organisation',
    description: 'An organisation that employs people, named by its unified social credit code (用人单位).',
    fields: (t) => ({
      creditCode: t.column('credit_code', {
        type: 'String',
        level: 'PUBLIC',
        nullable: false,
        description: 'Unified social credit code (统一社会信用代码).',
      }),
      name: t.column('name', { type: 'String', level: 'PUBLIC', nullable: false, description: 'Name (单位名称).' }),
      kind: t.column('kind', {
        type: enums.kind,
        level: 'PUBLIC',
        description: 'Kind of operating entity; null: another firm, or not known (经营主体类型).',
      }),
      workshopForm: t.column('workshop_form', { type: enums.form, level: 'PUBLIC', description: 'How its workshop works (车间组织形式).' }),
      smallFirm: t.column('small_firm', {
        type: 'Boolean',
        level: 'PUBLIC',
        description: 'Whether small or micro; null: not known (小微企业).',
      }),
      rural: t.column('rural', { type: 'Boolean', level: 'PUBLIC', description: 'Whether rural; null: not known (农村牧区企业).' }),
      closedOn: t.column('closed_on', { type: 'Date', level: 'PUBLIC', description: 'When it closed (停业日期).' }),
      area: areaField(t, 'PUBLIC', 'Where it is (所在区划).'),
      years: t.relation({
        type: [year],
        level: 'INTERNAL',
        nullable: false,
        description: 'Its years, the latest first; of each the newest word (各年度情况).',
        ...ofThis,
        newest: { per: ['year'], by: newestFirst },
        orderBy: [descending('year')],
        limit: 20,
      }),
      inspections: t.relation({
        type: [inspection],
        level: 'INTERNAL',
        nullable: false,
        description: 'Visits to its workshop, the latest first (检查记录).',
        ...ofThis,
        orderBy: newestFirst,
        limit: 50,
      }),
      workshopJobs: t.connection({
        type: job,
        level: 'INTERNAL',
        description: 'Workers of its workshop within the areas seen (车间务工人员).',
        from: ['id', 'area_code'],
        to: ['organisation_id', 'organisation_area'],
        orderBy: () => [descending('started_on', true)],
      }),
      ...sourceField(t),
      ...recordFields(t),
    }),
  });
  const agreement = builder.tableType('LabourAgreement', {
    table: 'employment_agreement',
    description: 'An agreement with a place or a firm that takes workers (劳务协作协议).',
    fields: (t) => ({
      number: t.column('number', { type: 'String', level: 'PUBLIC', nullable: false, description: 'Its number (协议编号).' }),
      partner: t.column('partner', { type: 'String', level: 'PUBLIC', nullable: false, description: 'With whom (协作方).' }),
      place: t.column('place', { type: enums.place, level: 'PUBLIC', description: 'Where the work is (务工地点).' }),
      places: t.column('places', { type: 'Int', level: 'PUBLIC', description: 'Jobs agreed (岗位数).' }),
      startsOn: t.column('starts_on', { type: 'Date', level: 'PUBLIC', nullable: false, description: 'First day (起始日期).' }),
      endsOn: t.column('ends_on', { type: 'Date', level: 'PUBLIC', description: 'Last day; null: open (截止日期).' }),
      area: areaField(t, 'PUBLIC', 'Whose agreement (签订地区).'),
      ...recordFields(t),
    }),
  });
  return { organisation, agreement };
}
