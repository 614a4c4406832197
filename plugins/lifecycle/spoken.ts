import { refuse, sayingOf, speaksFor, type ModuleTx, type StepWords } from 'xianjie/schema';
import type { Installed } from './declared.js';

/** The day of a step, and who says it. */
export interface Spoken {
  readonly on: string;
  /** Null: of a record of which no department's word is asked, nobody whom the caller speaks for. */
  readonly source: string | null;
}

/**
 * The day of a step and who says it: what the input says, else the office that answers for it. Where a record stands may be a fact; then a
 * step is the word of one of its suppliers, and of nobody else.
 * @throws Refused
 */
export async function spokenBy(tx: ModuleTx, { lifecycle, suppliers }: Installed, today: string, asked: StepWords): Promise<Spoken> {
  const { office } = lifecycle;
  const { on, source, called } = asked;
  if (on != null && on > today) refuse('DATE_IN_FUTURE', ['input', called?.on ?? 'on']);
  const day = on ?? today;
  const may = suppliers?.filter((code) => speaksFor(tx, code)) ?? null;
  if (source != null || (source !== undefined && may === null)) {
    const said = await sayingOf(tx, { observedOn: day, source }, { today, source: office });
    return suppliers?.includes(said.source) === false ? nobody(asked, suppliers) : { on: day, source: said.source };
  }
  if (may === null) return { on: day, source: speaksFor(tx, office) ? office : (firstOf(tx) ?? null) };
  if (may.includes(office)) return { on: day, source: office };
  const [first, ...others] = may;
  if (first === undefined) return nobody(asked, suppliers ?? []);
  // Who cannot say which one is not asked: the suppliers stand in the order of their authority.
  if (others.length > 0 && source !== undefined) refuse('DEPARTMENT_NEEDED', ['input', 'source'], { departments: may.join(', ') });
  return { on: day, source: first };
}

const firstOf = ({ departments }: Pick<ModuleTx, 'departments'>): string | undefined =>
  departments === 'ALL' ? undefined : departments[0];

/** The caller speaks for none of those whose word a step is. */
function nobody({ source }: StepWords, suppliers: readonly string[]): never {
  return refuse('NOT_A_SUPPLIER', source === undefined ? ['input'] : ['input', 'source'], { departments: suppliers.join(', ') });
}
