import type { GraphBuilder } from '../../builder/builder.js';
import { ascending, descending } from '../../builder/conditions.js';
import { recordFields } from '../table-fields.js';

/** The person (人口): names and phones come masked without the right, health and disability are never shown in clear. */
export function addPerson(builder: GraphBuilder): void {
  builder.tableType('Person', {
    table: 'person',
    carries: ['area_code', 'household_id'],
    description: 'A member of a household (家庭成员).',
    fields: (t) => ({
      household: t.relation({
        type: 'Household',
        level: 'INTERNAL',
        nullable: false,
        description: 'The household (所在户).',
        from: ['household_id', 'area_code'],
        to: ['id', 'area_code'],
      }),
      isHead: t.column('is_head', {
        type: 'Boolean',
        level: 'INTERNAL',
        nullable: false,
        description: 'Whether head of the household (是否户主).',
      }),
      relation: t.column('relation', { type: 'FamilyRelation', level: 'INTERNAL', description: 'Relation to the head (与户主关系).' }),
      name: t.column('name', { type: 'String', level: 'PERSONAL', nullable: false, masked: 'name_masked', description: 'Name (姓名).' }),
      sex: t.column('sex', { type: 'Sex', level: 'INTERNAL', description: 'Sex (性别).' }),
      birthDate: t.column('birth_date', { type: 'Date', level: 'PERSONAL', description: 'Date of birth (出生日期).' }),
      ethnicity: t.column('ethnicity', { type: 'String', level: 'PERSONAL', description: 'Ethnic group (民族).' }),
      educationLevel: t.column('education_level', { type: 'String', level: 'INTERNAL', description: 'Highest education (文化程度).' }),
      residentId: t.encrypted('resident_id_enc', {
        level: 'SENSITIVE',
        masked: 'resident_id_masked',
        description: 'Resident id number (公民身份号码).',
      }),
      phone: t.encrypted('phone_enc', { level: 'PERSONAL', masked: 'phone_masked', description: 'Telephone (联系电话).' }),
      labourCapacity: t.column('labour_capacity', {
        type: 'LabourCapacity',
        level: 'INTERNAL',
        description: 'Capacity for work (劳动能力).',
      }),
      health: t.column('health', { type: 'HealthStatus', level: 'SENSITIVE', description: 'Health (健康状况).' }),
      disabilityCertified: t.column('disability_certified', {
        type: 'Boolean',
        level: 'SENSITIVE',
        description: 'Whether holding a disability certificate (持残疾证).',
      }),
      disabilitySevere: t.column('disability_severe', {
        type: 'Boolean',
        level: 'SENSITIVE',
        description: 'Whether severely disabled (重度残疾).',
      }),
      specialGroups: t.column('special_groups', {
        type: ['SpecialGroup'],
        level: 'PERSONAL',
        description: 'Groups needing particular care (特殊群体).',
      }),
      benefits: t.relation({
        type: ['BenefitGrant'],
        level: 'PERSONAL',
        description: 'Benefits received in person, the latest first (本人享受的待遇).',
        from: ['id', 'area_code'],
        to: ['person_id', 'area_code'],
        orderBy: [descending('period_from'), ascending('id')],
      }),
      synthetic: t.column('synthetic', {
        type: 'Boolean',
        level: 'PUBLIC',
        nullable: false,
        description: 'Whether invented for a demo (演示数据).',
      }),
      leftOn: t.column('left_on', {
        type: 'Date',
        level: 'INTERNAL',
        description: 'The day on which the person left the household or died (离开日期).',
      }),
      ...recordFields(t),
    }),
  });
}
