import type { Department } from '../contract/department.js';
import { defineFact } from '../contract/fact.js';
import {
  civilAffairs,
  education,
  health,
  housing,
  medicalInsurance,
  revitalisationBureau,
  township,
  villageCommittee,
  water,
} from './departments.js';
import { guarantee, guaranteeOf } from './subjects.js';
import { guaranteeStates, type GuaranteeKind } from './codes.js';

/** Who feeds which guarantee (catalogue 3.7); then whoever visits the household. */
const feeders: Readonly<Record<GuaranteeKind, readonly Department[]>> = {
  FOOD: [civilAffairs],
  CLOTHING: [civilAffairs],
  COMPULSORY_EDUCATION: [education],
  BASIC_MEDICAL: [medicalInsurance, health],
  SAFE_HOUSING: [housing],
  SAFE_DRINKING_WATER: [water],
};
const visitors = [revitalisationBureau, township, villageCommittee];

/** The state of one guarantee. AT_RISK is not a gap; a recorded UNKNOWN is no answer. */
export const guaranteeState = defineFact({
  code: 'guarantee.state',
  title: { zh: '保障状况', en: 'state of the guarantee' },
  subject: guarantee,
  type: 'CODE',
  codes: guaranteeStates,
  level: 'PERSONAL',
  suppliers: [civilAffairs, education, medicalInsurance, health, housing, water, ...visitors],
  suppliersFor: (id) => [...(feeders[guaranteeOf(id).kind] ?? []), ...visitors],
  source: 'RECORDED',
  unknownAs: ['UNKNOWN'],
});
