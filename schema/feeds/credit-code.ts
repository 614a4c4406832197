const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** The check character of the first 17 characters (GB 32100-2015: modulo 31). */
export function creditCodeCheck(characters: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * CHARACTERS.indexOf(characters.charAt(i)), 0);
  return CHARACTERS.charAt((31 - (sum % 31)) % 31);
}

/**
 * Reads a unified social credit code (统一社会信用代码): registering authority, kind of organisation, six digits of the division, nine
 * characters of the organisation, check character. The division is not compared with a list: abolished codes stay with their holders.
 */
export function readCreditCode(text: string): { readonly code: string } | 'FORMAT' | 'CHECK' {
  const code = text.toUpperCase();
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return 'FORMAT';
  return creditCodeCheck(code) === code.charAt(17) ? { code } : 'CHECK';
}
