import { defineFact } from '../contract/fact.js';
import { labourCapacities } from './codes.js';
import { civilAffairs, humanResources, revitalisationBureau, township, villageCommittee } from './departments.js';
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

const work = { subject: person, type: 'BOOLEAN', level: 'INTERNAL', source: 'RECORDED', absent: false } as const;
const employers = [humanResources, township, villageCommittee];

/** Whether the person works on the day of the question. The module of employment says it. */
export const hasJob = defineFact({ ...work, code: 'person.hasJob', title: { zh: '已就业', en: 'has work' }, suppliers: employers });

/** Whether that work is stable. The module of employment says what counts as stable. */
export const hasStableJob = defineFact({
  ...work,
  code: 'person.hasStableJob',
  title: { zh: '稳定就业', en: 'has stable work' },
  suppliers: employers,
});
