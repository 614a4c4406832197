import { parseDate } from '../builder/scalars.js';

/** What a citizen's identity number (居民身份证号码, GB 11643) says of its holder. */
export interface ResidentId {
  /** 18 characters, the check character in upper case. */
  readonly number: string;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string;
  readonly sex: 'MALE' | 'FEMALE';
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** The check character of the first 17 digits: ISO 7064 MOD 11-2. */
export function residentIdCheck(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return '10X98765432'.charAt(sum % 11);
}

/**
 * Reads an identity number. The region part is never compared with a list: abolished codes belong to living people,
 * and 810000 / 820000 / 830000 are residence permits.
 */
export function readResidentId(text: string): ResidentId | 'FORMAT' | 'BIRTH_DATE' | 'CHECK' {
  const number = text.toUpperCase();
  if (!/^[1-9][0-9]{16}[0-9X]$/.test(number)) return 'FORMAT';
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (parseDate(birthDate) === null || birthDate < '1880-01-01') return 'BIRTH_DATE';
  if (residentIdCheck(number) !== number.charAt(17)) return 'CHECK';
  return { number, birthDate, sex: Number(number.charAt(16)) % 2 === 1 ? 'MALE' : 'FEMALE' };
}
