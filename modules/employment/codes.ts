/** The codes of this domain, letter for letter as in the catalogue's appendix, with what they are called. */

export const employmentPlaces = {
  IN_COUNTY: { zh: '县内', en: 'in the county' },
  IN_PROVINCE_OUT_OF_COUNTY: { zh: '省内县外', en: 'in the province, outside the county' },
  OUT_OF_PROVINCE: { zh: '省外', en: 'outside the province' },
} as const;
export type EmploymentPlace = keyof typeof employmentPlaces;

export const employmentForms = {
  STABLE: { zh: '稳定就业', en: 'stable employment' },
  FLEXIBLE: { zh: '灵活就业', en: 'flexible employment' },
  PUBLIC_POST: { zh: '公益性岗位', en: 'public welfare post' },
  WORKSHOP: { zh: '帮扶车间', en: 'assistance workshop' },
  SELF_EMPLOYED: { zh: '自主创业', en: 'self-employed' },
} as const;
export type EmploymentForm = keyof typeof employmentForms;
