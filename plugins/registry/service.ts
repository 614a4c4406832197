import {
  Refused,
  checkAreaDesignation,
  checkAuthorisation,
  checkBenefit,
  checkCollectiveIncome,
  checkExpenditure,
  checkHousehold,
  checkIncome,
  checkMove,
  checkPerson,
  checkReferenceIncome,
  checkVillageProfile,
  expectVersion,
  refuse,
  sayingOf,
  userError,
  type BenefitInput,
  type GuaranteeInput,
  type Checked,
  type ExpenditureInput,
  type IncomeInput,
  type PersonInput,
  type RegistryService,
  type Saying,
  type Viewer,
  type WriteOptions,
  type VillageFeedRow,
  type WriteResult,
  type Written,
} from 'xianjie/schema';
import { perform, type AskedOperation } from '../audit/index.js';
import type { Db, Protect, WriteTx } from '../storage/index.js';
import { moveHousehold, orDry, replaceArea } from './areas.js';
import { writeAuthorisation } from './authorisations.js';
import { grantDigest } from './grants.js';
import { writeHouseholds } from './households.js';
import { writeIncomes } from './incomes.js';
import { writeExpenditures } from './expenditures.js';
import { mustBeWritten } from './must-be-written.js';
import { writePeople } from './people.js';
import { writeAreaDesignation, writeReferenceIncome } from './reference.js';
import { touchHouseholds, type Tx } from './rows.js';
import { findVillages, writeVillages } from './villages.js';

/** Who writes, in which request, on which business day. */
export interface Writer {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly today: string;
  /** The operation it stands in, as the audit names it. */
  readonly asked?: (() => AskedOperation) | undefined;
}

/** What is decided and not observed is said in no department's name. */
const NOBODY_SAYS: Pick<Viewer, 'departments'> = { departments: 'ALL' };

/** Who speaks when a mutation does not say: the township's own staff. */
const DEFAULT_SOURCE = 'TOWNSHIP';

interface Found {
  readonly id: string;
  readonly area_code: string;
  readonly version: number;
}

export function createService(db: Db, protect: Protect, writer: Writer, invented: boolean): RegistryService {
  /** One mutation: checked first, then everything in one transaction. */
  async function write<T>(
    checked: Checked<T>,
    options: WriteOptions,
    fn: (tx: WriteTx, input: T, say: Saying) => Promise<Written>,
    { departments }: Pick<Viewer, 'departments'> = writer.viewer,
  ): Promise<WriteResult> {
    if (!checked.ok) return checked;
    const { operation, idempotencyKey, ...said } = options;
    const { viewer, requestId, asked } = writer;
    const deed = { viewer, requestId, asked, operation, idempotencyKey, input: [checked.input, said] };
    return perform(db, protect, deed, async (tx) =>
      fn(tx, checked.input, await sayingOf({ sql: tx.sql, departments }, options, { today: writer.today, source: DEFAULT_SOURCE })),
    );
  }

  return {
    registerHousehold: (input, options) =>
      write(checkHousehold(input), options, async (tx, household, say) => {
        const [taken] = await tx.sql('select 1 from household where register_number = $1', [household.number]);
        if (taken !== undefined) refuse('NUMBER_TAKEN', ['input', 'number']);
        const rows = await writeHouseholds(tx, protect, say, [{ number: 1, row: household }]);
        mustBeWritten(rows);
        // Somebody else may have registered it since the question above: then this would change their household.
        if (rows.some((row) => 'effect' in row && row.effect !== 'CREATED')) refuse('NUMBER_TAKEN', ['input', 'number']);
        const [found] = await tx.sql<Found>('select id, area_code, version from household where register_number = $1', [household.number]);
        return { id: found?.id ?? '', subjectType: 'Household', areaCode: household.villageCode };
      }),

    recordPerson: async (input, options) => {
      const born = await birthOf(input);
      return write(checkPerson(input), options, (tx, person, say) => {
        if (born != null && person.leftOn != null && person.leftOn < born) refuse('LEFT_BEFORE_BIRTH', ['input', 'leftOn']);
        return recordPerson(tx, person, options, say);
      });
    },

    moveHousehold: (input, options) =>
      write(
        checkMove(input),
        options,
        async (tx, move) => {
          await lockHousehold(tx, move.householdId, options.expectedVersion);
          await moveHousehold(tx, move);
          return { id: move.householdId, subjectType: 'Household', areaCode: move.villageCode };
        },
        NOBODY_SAYS,
      ),

    recordIncome: (householdId, input, options) =>
      write(checkIncome(input), options, (tx, income, say) => recordIncome(tx, householdId, income, options, say)),

    recordBenefit: (householdId, input, options) =>
      write(checkBenefit(input), options, (tx, benefit, say) => recordBenefit(tx, householdId, benefit, options, say)),
    recordGuarantee: (householdId, input, options) =>
      write({ ok: true, input }, options, (tx, guarantee, say) => recordGuarantee(tx, householdId, guarantee, options, say)),

    recordAuthorisation: (householdId, input, options) =>
      write(checkAuthorisation(input), options, async (tx, asked, say) => {
        const household = await lockHousehold(tx, householdId, options.expectedVersion);
        await writeAuthorisation(tx, protect, say, household, asked);
        return { id: householdId, subjectType: 'Household', areaCode: household.area_code };
      }),
    recordExpenditure: (householdId, input, options) =>
      write(checkExpenditure(input), options, (tx, spent, say) => recordExpenditure(tx, householdId, spent, options, say)),

    recordVillageProfile: (input, options) =>
      write(checkVillageProfile(input), options, (tx, profile, say) => recordVillage(tx, profile, options, say)),
    recordCollectiveIncome: (input, options) =>
      write(checkCollectiveIncome(input), options, (tx, income, say) => recordVillage(tx, income, options, say)),

    recordReferenceIncome: (input, { source: _, ...options }) =>
      write(checkReferenceIncome(input), options, (tx, income) => writeReferenceIncome(tx, income), NOBODY_SAYS),
    replaceArea: (input, { source: _, ...options }) =>
      orDry(input.areaCode, () => write({ ok: true, input }, options, (tx, asked) => replaceArea(tx, asked, writer.today), NOBODY_SAYS)),
    recordAreaDesignation: (input, { source: _, ...options }) =>
      write(
        checkAreaDesignation(input),
        options,
        (tx, designation, say) => writeAreaDesignation(tx, designation, say.observedOn),
        NOBODY_SAYS,
      ),
  };

  async function recordVillage(tx: WriteTx, row: VillageFeedRow, options: WriteOptions, say: Saying): Promise<Written> {
    const village = (await findVillages(tx, [row.villageCode])).get(row.villageCode);
    if (village !== undefined) expectVersion(village, options.expectedVersion);
    mustBeWritten(await writeVillages(tx, protect, say, [{ number: 1, row }]));
    return { id: village?.id ?? '', subjectType: 'Village', areaCode: row.villageCode };
  }

  async function recordExpenditure(
    tx: WriteTx,
    householdId: string,
    { year, month, items }: ExpenditureInput,
    options: WriteOptions,
    say: Saying,
  ): Promise<Written> {
    const { area_code: areaCode } = await lockHousehold(tx, householdId, options.expectedVersion);
    const rows = items.map((item, i) => ({
      number: i,
      row: { ...item, year, month: month ?? null },
      household: { householdId, areaCode },
    }));
    mustBeWritten(await writeExpenditures(tx, protect, say, rows));
    return { id: householdId, subjectType: 'Household', areaCode };
  }

  async function recordGuarantee(
    tx: WriteTx,
    householdId: string,
    { kind, state, personId }: GuaranteeInput,
    options: WriteOptions,
    say: Saying,
  ): Promise<Written> {
    const household = await lockHousehold(tx, householdId, options.expectedVersion);
    if (personId != null && !(await membersOf(tx, householdId)).includes(personId)) refuse('PERSON_NOT_FOUND', ['input', 'personId']);
    await tx.sql(
      `insert into guarantee_status (household_id, person_id, area_code, kind, state, observed_on, source, digest)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        householdId,
        personId ?? null,
        household.area_code,
        kind,
        state,
        say.observedOn,
        say.source,
        protect.digest([kind, state, personId]),
      ],
    );
    await touchHouseholds(tx.sql, [householdId]);
    return { id: householdId, subjectType: 'Household', areaCode: household.area_code };
  }

  /** The birth that a day of leaving must not precede, where the input does not say it: the writing role may not read it. */
  async function birthOf({ leftOn, birthDate, personId }: PersonInput): Promise<string | null | undefined> {
    if (leftOn == null || birthDate != null || personId == null) return null;
    const [known] = await db.read({ areas: writer.viewer.areas, domains: ['core'] }, 'PERSONAL', ({ sql }) =>
      sql<{ birth_date: string | null }>('select birth_date from person where id = $1::uuid', [personId]),
    );
    return known?.birth_date;
  }

  async function recordPerson(tx: WriteTx, person: PersonInput, options: WriteOptions, say: Saying): Promise<Written> {
    const household = await lockHousehold(tx, person.householdId);
    const index = person.residentId == null ? null : protect.blindIndex('resident-id', person.residentId);
    const mine = await tx.sql<Found>(
      'select id, area_code, version from person where id = $1::uuid or resident_id_index = $2 order by (id = $1::uuid) desc nulls last for update',
      [person.personId ?? null, index],
    );
    if (mine.length > 1) refuse('PERSON_ELSEWHERE', ['input', 'residentId']);
    if (person.personId != null && mine[0]?.id !== person.personId) refuse('NOT_FOUND', ['input', 'personId']);
    // Whoever expects a version expects somebody to be there: no record has version 0.
    expectVersion(mine[0] ?? { version: 0 }, options.expectedVersion);
    const row = { number: 1, row: person, household: { householdId: household.id, areaCode: household.area_code } };
    const before = new Set(mine.length > 0 ? [] : await membersOf(tx, household.id));
    mustBeWritten(await guarded(() => writePeople(tx, protect, say, [row], { headsSaid: new Set(), invented })));
    const id = mine[0]?.id ?? (await membersOf(tx, household.id)).find((member) => !before.has(member)) ?? '';
    await touchHouseholds(tx.sql, [household.id]);
    return { id, subjectType: 'Person', areaCode: household.area_code };
  }

  async function recordIncome(tx: WriteTx, householdId: string, income: IncomeInput, options: WriteOptions, say: Saying): Promise<Written> {
    const household = await lockHousehold(tx, householdId, options.expectedVersion);
    const row = { number: 1, row: income, household: { householdId, areaCode: household.area_code } };
    mustBeWritten(await writeIncomes(tx, protect, say, [row]));
    return { id: householdId, subjectType: 'Household', areaCode: household.area_code };
  }

  async function recordBenefit(
    tx: WriteTx,
    householdId: string,
    benefit: BenefitInput,
    options: WriteOptions,
    say: Saying,
  ): Promise<Written> {
    const household = await lockHousehold(tx, householdId, options.expectedVersion);
    if (benefit.paidOn != null && benefit.paidOn > say.observedOn) refuse('DATE_AFTER_DATA', ['input', 'paidOn']);
    if (benefit.personId != null && !(await membersOf(tx, householdId)).includes(benefit.personId))
      refuse('PERSON_NOT_FOUND', ['input', 'personId']);
    if (benefit.payer != null && (await tx.sql('select 1 from department where code = $1', [benefit.payer])).length === 0) {
      refuse('UNKNOWN_DEPARTMENT', ['input', 'payer']);
    }
    const day = (text: string | null | undefined): Date | null => (text == null ? null : new Date(`${text}T00:00:00Z`));
    // The writing role may read no personal column back: only the id is selected.
    await tx.prisma.benefitGrant.create({
      data: {
        householdId,
        areaCode: household.area_code,
        personId: benefit.personId ?? null,
        benefit: benefit.benefit,
        form: benefit.form,
        amount: benefit.amount == null ? null : BigInt(benefit.amount),
        periodFrom: new Date(`${benefit.periodFrom}T00:00:00Z`),
        periodTo: day(benefit.periodTo),
        paidOn: day(benefit.paidOn),
        payer: benefit.payer ?? null,
        observedOn: new Date(`${say.observedOn}T00:00:00Z`),
        source: say.source,
        digest: new Uint8Array(grantDigest(protect, benefit.personId ?? householdId, benefit)),
      },
      select: { id: true },
    });
    await touchHouseholds(tx.sql, [householdId]);
    return { id: householdId, subjectType: 'Household', areaCode: household.area_code };
  }
}

/** The household within scope, locked until the end. Absent and foreign are refused alike. */
async function lockHousehold(tx: Tx, id: string, expectedVersion?: number | null): Promise<Found> {
  const [found] = await tx.sql<Found>('select id, area_code, version from household where id = $1 for update', [id]);
  if (found === undefined) return refuse('NOT_FOUND', ['input', 'householdId']);
  expectVersion(found, expectedVersion);
  return found;
}

async function membersOf(tx: Tx, householdId: string): Promise<string[]> {
  return (await tx.sql<{ id: string }>('select id from person where household_id = $1', [householdId])).map((row) => row.id);
}

/** A resident id that belongs to somebody outside the scope shows only as a broken unique key. */
async function guarded<T>(fn: () => Promise<T>): Promise<T> {
  try {
    return await fn();
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw new Refused([userError('PERSON_ELSEWHERE', ['input', 'residentId'])]);
    throw error;
  }
}
