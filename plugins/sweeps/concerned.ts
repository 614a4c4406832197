import type { PolicyModule } from 'xianjie/schema';
import type { Eligibility, SweptCheck } from '../eligibility/index.js';

/** A write, as the journal notes it. */
export interface Note {
  readonly id: number;
  readonly kind: string;
  readonly subject_id: string | null;
  readonly area_code: string;
  readonly source: string | null;
  readonly detail: string | null;
}

/** What a check reads of the database. */
interface Concern {
  readonly check: SweptCheck;
  readonly own: ReadonlySet<string>;
  readonly beyond: ReadonlySet<string>;
  readonly feeds: ReadonlySet<string>;
  readonly text: string;
}

/** Which checks a write concerns: known from the statements that their facts and links send. */
export interface Concerned {
  /** Checks of a kind that a write about `about` in the table `source` concerns; of the subject itself, or of others of its family. */
  checks(kind: string, write: { readonly source: string | null; readonly about: string; readonly itself: boolean }): readonly SweptCheck[];
  /** Checks of other kinds than the family's, or than projects, that a write about `about` may concern: whom their links lead to is not known. */
  elsewhere(write: { readonly source: string | null; readonly about: string }): readonly SweptCheck[];
  /** Checks that read a table at all. */
  reading(table: string): readonly SweptCheck[];
  /** Checks to which a complete list of this feed says something. */
  listed(feed: string): readonly SweptCheck[];
}

/** The tables of the core that notes are taken of. */
const coreTables = [
  'household', 'person', 'project', 'register_status', 'monitoring_status', 'safety_net_status', 'assistance_measure', 'income_statement',
  'expenditure', 'guarantee_status', 'benefit_grant', 'person_status', 'village', 'village_profile', 'collective_income', 'area_designation',
  'reference_income',
] as const; // prettier-ignore

/** Each table of which notes are taken, by what its rows are about. */
export function notedTables(modules: readonly PolicyModule[]): readonly string[] {
  return [...coreTables, ...modules.flatMap(({ storage }) => (storage?.tables ?? []).map(({ name }) => name))];
}

/** Every word of a statement that is the name of a table: rather one too many than one too few. */
export function tablesIn(statement: string, tables: ReadonlySet<string>): string[] {
  return [...new Set(statement.toLowerCase().match(/[a-z_][a-z0-9_]*/g) ?? [])].filter((word) => tables.has(word));
}

export async function concernedBy(
  eligibility: Pick<Eligibility, 'statements' | 'sweptChecks'>,
  modules: readonly PolicyModule[],
): Promise<Concerned> {
  const tables = new Set(notedTables(modules));
  const statements = await eligibility.statements();
  const all = eligibility.sweptChecks.map((check): Concern => {
    const { own, beyond, feeds } = statements.get(check.code) ?? {
      own: new Set<string>(),
      beyond: new Set<string>(),
      feeds: new Set<string>(),
    };
    const named = (texts: ReadonlySet<string>): ReadonlySet<string> => new Set([...texts].flatMap((text) => tablesIn(text, tables)));
    return { check, own: named(own), beyond: named(beyond), feeds, text: [...own, ...beyond].join('\n') };
  });
  const of = (fits: (one: Concern) => boolean): SweptCheck[] => all.filter(fits).map(({ check }) => check);
  return {
    checks: (kind, { source, about, itself }) =>
      of(({ check, own, beyond }) => {
        if (check.kind !== kind) return false;
        // What is written about the subject itself, or about the record that it is.
        if (itself) return source === null || source === check.stored.table || own.has(source) || beyond.has(source);
        // A fact of a household may be made of its members' rows; a person's own is made of the person's.
        if (source === null) return true;
        return beyond.has(source) || (own.has(source) && !(kind === 'PERSON' && about === 'PERSON'));
      }),
    elsewhere: ({ source, about }) => {
      const nearby = about === 'PROJECT' ? ['PROJECT'] : ['HOUSEHOLD', 'PERSON'];
      const table = source ?? about.toLowerCase();
      return of(
        ({ check, own, beyond }) => !nearby.includes(check.kind) && (check.stored.table === table || own.has(table) || beyond.has(table)),
      );
    },
    reading: (table) => of(({ check, own, beyond }) => check.stored.table === table || own.has(table) || beyond.has(table)),
    listed: (feed) => of(({ feeds, text }) => feeds.has(feed) || text.includes(feed)),
  };
}
