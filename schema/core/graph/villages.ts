import type { GraphBuilder } from '../../builder/builder.js';
import { descending, where } from '../../builder/conditions.js';
import { areaName } from './common.js';
import { householdConditions, householdOrder, type householdListArguments } from './household-list.js';
import { addVillageParts, profileFields } from './village-profile.js';
import { observations, newestFirst, areaField, observedFields, recordFields } from '../table-fields.js';

const ofVillage = { from: ['id', 'area_code'], to: ['village_id', 'area_code'] };
const itself = { from: ['id', 'area_code'], to: ['id', 'area_code'] };

/** The village (村): what departments say of it are observations, the columns here hold the newest ones. */
export function addVillages(builder: GraphBuilder, householdList: ReturnType<typeof householdListArguments>): void {
  addVillageParts(builder);
  builder.tableType('Village', {
    table: 'village',
    description: 'A village or community: where households are registered (村、嘎查、社区).',
    columns: { collective_total: 'PUBLIC', collective_operating: 'PUBLIC' },
    fields: (t) => ({
      code: t.column('area_code', { type: 'AreaCode', level: 'PUBLIC', nullable: false, description: 'Its code (区划代码).' }),
      name: t.sql({ type: 'LocalizedText', level: 'PUBLIC', nullable: false, description: 'Its name (名称).', expression: areaName }),
      area: areaField(t, 'PUBLIC', 'Its area (区划).'),
      villageClass: t.column('village_class', { type: 'VillageClass', level: 'PUBLIC', description: 'Its class (村庄分类).' }),
      exitedPoorVillage: t.column('exited_poor_village', {
        type: 'Boolean',
        level: 'PUBLIC',
        description: 'Whether it was on the list of poor villages (脱贫村).',
      }),
      weakEconomyVillage: t.column('weak_economy_village', {
        type: 'Boolean',
        level: 'PUBLIC',
        description: 'Whether its collective economy is weak (经济薄弱村).',
      }),
      hollowVillage: t.column('hollow_village', { type: 'Boolean', level: 'PUBLIC', description: 'Whether most have left (空心村).' }),
      profile: t.relation({
        type: 'VillageProfile',
        level: 'PUBLIC',
        nullable: false,
        description: 'What is known of the village, each value by the newest observation that says it; null: nobody said (村情概况).',
        ...itself,
      }),
      facilities: t.relation({
        type: 'VillageFacilities',
        level: 'PUBLIC',
        nullable: false,
        description: 'Its infrastructure and public services; null: nobody said, which is not "no" (基础设施和公共服务).',
        ...itself,
      }),
      profileObservations: t.relation({
        type: ['VillageProfileObservation'],
        level: 'PUBLIC',
        nullable: false,
        description: 'What was said of the village, as it was handed in, the newest first (村情填报记录).',
        ...ofVillage,
        orderBy: newestFirst,
        limit: 100,
      }),
      collectiveIncomes: t.relation({
        type: ['CollectiveIncome'],
        level: 'PUBLIC',
        nullable: false,
        description: 'The newest statement of its collective’s income of each year, the latest year first (村集体收入).',
        args: { years: t.arg.intList({ description: 'Only these years (年度).' }) },
        ...ofVillage,
        where: ({ years }) => (years ? [where.anyOf('year', years)] : []),
        newest: { per: ['year'], by: newestFirst },
        orderBy: [descending('year')],
      }),
      collectiveIncomeYear: t.column('collective_income_year', {
        type: 'Int',
        level: 'PUBLIC',
        description: 'The newest year with a statement of collective income: what lists are filtered and sorted by (最新集体收入年度).',
      }),
      householdCount: t.sql({
        type: 'Int',
        level: 'INTERNAL',
        nullable: false,
        description: 'Number of registered households (户数).',
        expression: (row) => `select count(*) from household h where h.area_code = ${row.column('area_code')}`,
      }),
      personCount: t.sql({
        type: 'Int',
        level: 'INTERNAL',
        nullable: false,
        description: 'Number of present members of its households (人口数).',
        expression: (row) => `select coalesce(sum(h.member_count), 0) from household h where h.area_code = ${row.column('area_code')}`,
      }),
      households: t.connection({
        type: 'Household',
        level: 'INTERNAL',
        description: 'Its households (户).',
        args: householdList,
        from: ['area_code'],
        to: ['area_code'],
        where: ({ filter }, at) => householdConditions(filter, at),
        orderBy: ({ orderBy }) => householdOrder(orderBy),
      }),
      ...recordFields(t),
    }),
  });

  builder.tableType('VillageProfileObservation', {
    ...observations('household_id'),
    carries: ['area_code', 'village_id'],
    table: 'village_profile',
    node: false,
    description: 'What one office said of a village on a day; what it leaves out it does not unsay (村情填报).',
    fields: (t) => ({ ...profileFields(t), ...observedFields(t) }),
  });

  builder.tableType('CollectiveIncome', {
    ...observations('household_id'),
    carries: ['area_code', 'village_id'],
    table: 'collective_income',
    description:
      'What a village’s collective took in during a year, as reported; each figure may be missing, none is derived (村集体收入).',
    fields: (t) => ({
      year: t.column('year', { type: 'Int', level: 'PUBLIC', nullable: false, description: 'Year (年度).' }),
      total: t.column('total', { type: 'Money', level: 'PUBLIC', description: 'All of it (总收入).' }),
      operating: t.column('operating', { type: 'Money', level: 'PUBLIC', description: 'From its own business (经营性收入).' }),
      dividends: t.column('dividends', { type: 'Money', level: 'PUBLIC', description: 'From dividends on shares (配股分红收入).' }),
      village: t.relation({
        type: 'Village',
        level: 'PUBLIC',
        nullable: false,
        description: 'The village (村).',
        from: ['village_id', 'area_code'],
        to: ['id', 'area_code'],
      }),
      ...observedFields(t),
    }),
  });
}
