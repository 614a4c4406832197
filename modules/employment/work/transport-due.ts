import type { SubjectRef, Verdict } from 'xianjie/schema';
import type { EmploymentPlace } from '../codes.js';
import { transportInProvince, transportOutOfProvince } from './checks/transport.js';
import { refusals } from './errors.js';

/** What the two transport checks say of a person on a day. */
export type AskTransport = (person: SubjectRef, checks: readonly string[], asOf: string) => Promise<readonly Verdict[]>;

interface Claimed {
  readonly person: { readonly id: string; readonly areaCode: string };
  readonly place: EmploymentPlace;
  readonly year: number;
  readonly claimedOn: string;
}

/** A claim for an earlier year is judged by the last day of that year. */
const dayOf = ({ year, claimedOn }: Claimed): string => (claimedOn < `${year}-12-31` ? claimedOn : `${year}-12-31`);

/**
 * What is due for a claim, in fen; null: the source leaves the amount open. Who is not entitled is refused with the conditions that do not
 * hold; where that cannot be told, with what is missing.
 * @throws Refused
 */
export async function transportDue(ask: AskTransport, claim: Claimed, path: readonly string[]): Promise<number | null> {
  const { id, areaCode } = claim.person;
  const verdicts = await ask({ kind: 'PERSON', id, areaCode }, [transportOutOfProvince.code, transportInProvince.code], dayOf(claim));
  const due = verdicts.find(({ outcome }) => outcome === 'ELIGIBLE');
  if (due) return due.benefits[0]?.amount?.money ?? null;
  const open = verdicts.filter(({ outcome }) => outcome === 'UNDETERMINED');
  if (open.length > 0 || verdicts.length === 0) {
    const missing = new Set(
      open.flatMap(({ unknowns }) => unknowns.filter((one) => one.affects.includes('OUTCOME')).map(({ code }) => code)),
    );
    return refusals.refuse('SUBSIDY_NOT_DECIDED', path, { unknown: [...missing].join(', ') });
  }
  const asked = claim.place === 'OUT_OF_PROVINCE' ? transportOutOfProvince.code : transportInProvince.code;
  const { conditions = [] } = verdicts.find(({ check }) => check === asked) ?? {};
  const inner = new Set(conditions.map(({ parent }) => parent));
  const failed = conditions.filter(({ id: node, part, satisfied }) => part === 'OUTCOME' && satisfied === 'FALSE' && !inner.has(node));
  return refusals.refuse('SUBSIDY_NOT_DUE', path, {
    zh: failed.map(({ text }) => text.zh).join('；'),
    en: failed.map(({ text }) => text.en).join('; '),
  });
}
