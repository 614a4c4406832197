import type { sayingFields, FoundPerson, ModuleTx, Written } from 'xianjie/schema';
import { refusals } from '../errors.js';

export const WRITE = 'employment:write';

/** Who speaks where the input does not say: the office that answers for employment. */
export const SPEAKER = 'HRSS';

export type InputFields = Parameters<typeof sayingFields>[0];

/** The person of an input. */
export const personField = (t: InputFields) => ({
  person: t.id({ required: true, description: 'The person, by global id (人员).' }),
});

export async function personOf(tx: ModuleTx, id: string | number): Promise<FoundPerson> {
  return (await tx.person(id)) ?? refusals.refuse('NO_SUCH_PERSON', ['input', 'person']);
}

/** What was written, for the audit. */
export const about = (id: string, subjectType: string, { areaCode }: { readonly areaCode: string }): Written => ({
  id,
  subjectType,
  areaCode,
});
