import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { encodeGlobalId, type PolicyModule } from 'xianjie/schema';
import { openDoor, type Answer } from '../../api/testing/door.js';
import { testApp } from '../support/app.js';
import { viewerOf, type Asker } from '../support/viewer.js';

export const VILLAGE = '150623100204';
/** Where a nearer document says something else. */
export const NEARER = '150623100205';

interface GrantGiven {
  readonly benefit: string;
  readonly amount?: number;
  readonly from?: string;
  readonly to?: string;
  readonly paidOn?: string;
  readonly source?: string;
  /** Of the household itself. */
  readonly ofHousehold?: boolean;
  /** The day on which it was said; default: the first of the year. */
  readonly observedOn?: string;
  /** Taken back since. */
  readonly reversed?: boolean;
}
export interface Member {
  readonly works?: boolean;
  /** Cannot work: no rule gives anything. */
  readonly unable?: boolean;
  readonly grants?: readonly GrantGiven[];
}
export interface Family {
  readonly id: string;
  readonly members: readonly string[];
}

const FINDINGS = `kind text { en zh } sum excess every countedFrom countedTo cap { code value { money } } relation { code }
  subject { id } benefits { benefit { code installed } holder { id } held outcome amount amountFrom recordedBy { code } }
  citation { document { code } quote passage { clause { text } } } unknowns { kind code } verdicts { check { code } outcome }`;

/** A platform with one module, whose households hold what a test gives them. */
export async function bench(module: PolicyModule) {
  const app = await testApp({ modules: [module] });
  const asOwner = async (text: string, values: readonly unknown[] = []): Promise<void> => {
    const owner = await app.storage.owner();
    try {
      await owner.query(text, [...values]);
    } finally {
      await owner.end();
    }
  };
  const insert = (table: string, row: Record<string, unknown>): Promise<void> => {
    const names = Object.keys(row);
    return asOwner(
      `insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
      Object.values(row),
    );
  };
  const observed = { observed_on: '2025-01-01', recorded_at: '2025-01-01T08:00:00+08:00', source: 'TOWNSHIP', digest: Buffer.from('d') };
  const spoken = async (given: Asker, query: string, variables: object): Promise<Answer> =>
    (
      await openDoor(
        app,
        pino({ level: process.env['SHOW'] === undefined ? 'silent' : 'error' }),
        viewerOf({ clientId: randomUUID(), ...given }),
      ).post({ query, variables })
    ).body;

  return {
    ...app,
    asOwner,
    ask: spoken,
    async family(members: readonly Member[], { area = VILLAGE, authorised = true, moved = null as boolean | null } = {}): Promise<Family> {
      const [id, number] = [randomUUID(), randomUUID()];
      await insert('household', { id, area_code: area, register_number: number, relocated: moved });
      if (authorised) await insert('household_authorisation', { ...observed, household_id: id, area_code: area, valid_from: '2024-01-01' });
      const people: string[] = [];
      for (const [i, { works = false, unable = false, grants = [] }] of members.entries()) {
        const person = randomUUID();
        people.push(person);
        await insert('person', { id: person, household_id: id, area_code: area, name: `甲${i}`, is_head: i === 0 });
        if (works || unable)
          await insert('person_status', {
            ...observed,
            person_id: person,
            area_code: area,
            labour_capacity: works ? 'FULL' : 'TOTAL_LOSS',
          });
        for (const { benefit, amount, from = '2025-01-01', to, paidOn, source = 'TOWNSHIP', ofHousehold = false, ...said } of grants)
          await insert('benefit_grant', {
            ...observed,
            ...{ observed_on: said.observedOn ?? '2025-01-01', withdrawn_at: said.reversed === true ? '2025-03-01T08:00:00+08:00' : null },
            ...{ source, household_id: id, person_id: ofHousehold ? null : person, area_code: area, benefit, form: 'CASH' },
            ...{ amount: amount ?? null, period_from: from, period_to: to ?? null, paid_on: paidOn ?? null },
          });
      }
      return { id: encodeGlobalId('Household', id), members: people.map((one) => encodeGlobalId('Person', one)) };
    },
    /** What is found of households and people, in their order, and what was left out. */
    async found(ids: readonly string[], given: Asker = { upTo: 'SENSITIVE' }, args = '') {
      const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { id
        ... on Household { stackingFindings${args} { ${FINDINGS} } } ... on Person { stackingFindings${args} { ${FINDINGS} } } } }`;
      const { data, errors, extensions } = await spoken(given, query, { ids });
      if (errors !== undefined) throw new Error(errors.map((e) => `${e.extensions.code}: ${e.message}`).join('; '));
      const nodes = data.nodes as { readonly stackingFindings: readonly Finding[] }[];
      return {
        findings: nodes.map((node) => node.stackingFindings),
        withheld: ((extensions as { withheld?: Withheld[] }).withheld ?? []).map(
          ({ check, reason, count }) => `${check} ${reason} ${count}`,
        ),
      };
    },
  };
}
export type Bench = Awaited<ReturnType<typeof bench>>;

interface Withheld {
  readonly check: string;
  readonly reason: string;
  readonly count: number;
}

export interface Finding {
  readonly kind: string;
  readonly text: { readonly zh: string; readonly en: string };
  readonly sum: string | null;
  readonly excess: string | null;
  readonly relation: { readonly code: string } | null;
  readonly subject: { readonly id: string };
  readonly benefits: readonly {
    readonly benefit: { readonly code: string };
    readonly holder: { readonly id: string };
    readonly held: string;
  }[];
  readonly unknowns: readonly { readonly kind: string; readonly code: string }[];
  readonly verdicts: readonly { readonly check: { readonly code: string } }[];
}
export const said = (findings: readonly Finding[] | undefined): string[] =>
  (findings ?? []).map(({ kind, relation }) => `${kind} ${relation?.code ?? ''}`.trim());
