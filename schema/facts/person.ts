import { defineFact } from '../contract/fact.js';
import { labourCapacities } from './codes.js';
import { civilAffairs, revitalisationBureau, township, villageCommittee } from './departments.js';
import { person } from './subjects.js';

/** The benefits a person holds on a day (by code). Known from below: what nobody reported may still be held. */
export const personBenefits = defineFact({
  code: 'person.benefits',
  title: { zh: '个人享受的政策', en: 'benefits the person holds' },
  subject: person,
  type: 'CODES',
  codes: {} as Readonly<Record<string, { zh: string; en: string }>>,
  level: 'PERSONAL',
  suppliers: [revitalisationBureau, civilAffairs, township, villageCommittee],
  source: 'RECORDED',
  absent: [],
});

/** What the person can do (劳动能力). */
export const labourCapacity = defineFact({
  code: 'person.labourCapacity',
  title: { zh: '劳动能力', en: 'capacity for work' },
  subject: person,
  type: 'CODE',
  codes: labourCapacities,
  level: 'INTERNAL',
  suppliers: [township, villageCommittee, revitalisationBureau],
  source: 'RECORDED',
});
