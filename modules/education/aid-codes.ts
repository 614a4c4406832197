import { aidKinds, type AidKind } from './codes.js';

const benefitCodes = {
  TWO_EXEMPTIONS_ONE_SUBSIDY: 'education.twoExemptionsOneSubsidy',
  THREE_EXEMPTIONS_ONE_AID: 'education.threeExemptionsOneAid',
  RAIN_DEW: 'education.rainDew',
  VOCATIONAL_AID: 'education.vocational',
  NUTRITION: 'education.nutrition',
  TUITION_WAIVER: 'education.tuitionWaiver',
  OTHER: 'education.otherAid',
} as const satisfies Record<AidKind, `education.${string}`>;
export type AidCode = (typeof benefitCodes)[AidKind];

/** Each kind of aid as the benefit that checks give. */
export const aidCodes = Object.fromEntries(
  (Object.keys(aidKinds) as AidKind[]).map((kind) => [kind, { code: benefitCodes[kind], title: aidKinds[kind] }]),
) as Readonly<Record<AidKind, { readonly code: AidCode; readonly title: { readonly zh: string; readonly en: string } }>>;

/** The same for a set fact: benefit code and title. */
export const aidTitles = Object.fromEntries(Object.values(aidCodes).map(({ code, title }) => [code, title])) as Readonly<
  Record<string, { readonly zh: string; readonly en: string }>
>;

/** As rows of SQL: kind, benefit code. */
export const aidCodesSql = Object.entries(benefitCodes)
  .map(([kind, code]) => `('${kind}', '${code}')`)
  .join(', ');
