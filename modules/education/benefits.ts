import { defineBenefit } from 'xianjie/schema';
import { aidCodes, type AidCode } from './aid-codes.js';
import { aidsReceived } from './facts/aid-facts.js';
import type { AidKind } from './codes.js';

const aid = (kind: AidKind, form: 'CASH' | 'EXEMPTION' | 'SERVICE') =>
  defineBenefit({ code: aidCodes[kind].code satisfies AidCode, title: aidCodes[kind].title, form, recordedIn: aidsReceived });

/** Student aid as benefits; the one-list says who is entitled and who has received (一单式). */
export const twoExemptionsOneSubsidy = aid('TWO_EXEMPTIONS_ONE_SUBSIDY', 'EXEMPTION');
export const threeExemptionsOneAid = aid('THREE_EXEMPTIONS_ONE_AID', 'EXEMPTION');
export const rainDewAid = aid('RAIN_DEW', 'CASH');
export const vocationalAid = aid('VOCATIONAL_AID', 'CASH');
export const nutritionMeals = aid('NUTRITION', 'SERVICE');
export const tuitionWaiver = aid('TUITION_WAIVER', 'EXEMPTION');
export const otherAid = aid('OTHER', 'CASH');

export const benefits = [
  twoExemptionsOneSubsidy,
  threeExemptionsOneAid,
  rainDewAid,
  vocationalAid,
  nutritionMeals,
  tuitionWaiver,
  otherAid,
];
