import type { ParameterValue, PolicyDocument } from 'xianjie/schema';
import type { Adoption } from './adoptions.js';

/** Policy values as if an area had them from the day of the question on; where an area below has a nearer value, that one holds there. */
export interface Supposed {
  readonly area: string;
  /** By the parameter's code. Money in fen. */
  readonly values: ReadonlyMap<string, ParameterValue['value']>;
}

const words = { zh: '试算', en: 'rehearsal' };

/** A document that nobody issued: no module declares anything of it, so that it brings its values and nothing else. */
const rehearsed = (area: string): PolicyDocument => ({
  declares: 'document',
  code: 'REHEARSAL',
  title: words,
  issuer: words,
  // Of what is adopted in one area from one day, the later document counts.
  issuedOn: '9999-12-31',
  precision: 'DAY',
  level: 'NATIONAL',
  areaCode: area,
});

/** The values as an adoption: what is in force then follows as it does from every other one. */
export function supposedAdoption({ area, values }: Supposed, day: string): Adoption {
  const document = rehearsed(area);
  const stated = [...values].map(
    ([code, value]) =>
      [code, [{ document, value, place: '', quote: '', operator: 'eq', validFrom: day, precision: 'DAY' } as const]] as const,
  );
  return { document, area, from: day, to: null, basis: 'DECISION', values: new Map(stated) };
}
