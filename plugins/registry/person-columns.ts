import type { PersonInput, ResolvedHousehold } from 'xianjie/schema';
import type { Protect } from '../storage/index.js';
import type { ColumnTypes } from './rows.js';

/** What is said of one person; the household is the one the row was resolved to. */
export type PersonRow = Omit<PersonInput, 'householdId'>;

/** A person to write: what was said, where, and under which id. */
export interface PersonToWrite {
  readonly id: string;
  readonly row: PersonRow;
  readonly household: ResolvedHousehold;
  readonly index: string | undefined;
  readonly moved: boolean;
  /** When the person left, as it stands after this row. */
  readonly leftOn: string | null;
  /** Whether the person is head until this row is written. */
  readonly wasHead: boolean;
  readonly digest: Buffer;
}

type Column = readonly [name: string, type: string, value: unknown];

/** `138****1234`: enough to recognise, not enough to call. */
export function maskPhone(phone: string): string {
  return phone.slice(0, 3) + '*'.repeat(Math.max(phone.length - 7, 1)) + phone.slice(-4);
}

/** `6105**********803X`. */
export function maskResidentId(id: string): string {
  return `${id.slice(0, 4)}${'*'.repeat(Math.max(id.length - 8, 1))}${id.slice(-4)}`;
}

/** Whether the row puts the person at the head of the household: nobody who left is. */
export function isHead({ row, leftOn }: Pick<PersonToWrite, 'row' | 'leftOn'>): boolean {
  return leftOn === null && (row.isHead === true || row.relation === 'HEAD');
}

/** The columns that a row says something of. Those it leaves out stay as they are: the writing role cannot even read them. */
function columnsOf(protect: Protect, p: PersonToWrite): readonly Column[] {
  const { row } = p;
  const given = (name: string, type: string, value: unknown): readonly Column[] => (value == null ? [] : [[name, type, value]]);
  const hex = (bytes: Buffer): string => bytes.toString('hex');
  // Whoever comes from another household brings no place in the new one, unless the row names it; a head who left is head no more.
  const place = row.relation != null || row.isHead != null || p.moved || (p.wasHead && p.leftOn !== null);
  return [
    ['id', 'uuid', p.id],
    ['household_id', 'uuid', p.household.householdId],
    ['area_code', 'text', p.household.areaCode],
    ['name', 'text', row.name],
    ['digest', 'bytea', hex(p.digest)],
    ['left_on', 'date', p.leftOn],
    ...given('sex', 'text', row.sex),
    ...given('birth_date', 'date', row.birthDate),
    ...given('ethnicity', 'text', row.ethnicity),
    ...given('education_level', 'text', row.educationLevel),
    ...(place
      ? ([
          ['is_head', 'boolean', isHead(p)],
          ['relation', 'text', isHead(p) ? 'HEAD' : row.relation === 'HEAD' ? null : (row.relation ?? null)],
        ] as const)
      : []),
    ...(row.residentId == null || p.index === undefined
      ? []
      : ([
          ['resident_id_enc', 'bytea', hex(protect.encrypt(row.residentId))],
          ['resident_id_index', 'bytea', p.index],
          ['resident_id_masked', 'text', maskResidentId(row.residentId)],
        ] as const)),
    ...(row.phone == null
      ? []
      : ([
          ['phone_enc', 'bytea', hex(protect.encrypt(row.phone))],
          ['phone_index', 'bytea', hex(protect.blindIndex('phone', row.phone))],
          ['phone_masked', 'text', maskPhone(row.phone)],
        ] as const)),
  ];
}

/** Rows that say the same columns, together: one statement each. */
export function personGroups(
  protect: Protect,
  people: readonly PersonToWrite[],
): readonly { types: ColumnTypes; rows: Record<string, unknown>[] }[] {
  const groups = new Map<string, { types: ColumnTypes; rows: Record<string, unknown>[] }>();
  for (const person of people) {
    const columns = columnsOf(protect, person);
    const signature = columns.map(([name]) => name).join(',');
    const group = groups.get(signature) ?? { types: Object.fromEntries(columns.map(([name, type]) => [name, type])), rows: [] };
    groups.set(signature, group);
    group.rows.push(Object.fromEntries(columns.map(([name, , value]) => [name, value])));
  }
  return [...groups.values()];
}
