import { MAX_FEN } from '../builder/scalars.js';
import type {
  AreaDesignationInput,
  CollectiveIncomeInput,
  ExpenditureInput,
  ReferenceIncomeInput,
  VillageProfileInput,
} from '../contract/registry.js';
import { expenditureKinds, type ExpenditureKind } from '../facts/codes.js';
import { villageCode, words } from '../feeds/cells.js';
import { checker, type Checked } from './inputs.js';

const counts = [
  ['naturalVillages', 9_999],
  ['largeNaturalVillages', 9_999],
  ['pavedLargeNaturalVillages', 9_999],
  ['connectedLargeNaturalVillages', 9_999],
  ['courtyards', 99_999],
  ['wastePoints', 99_999],
] as const;

const tooMany = (part: number | null | undefined, whole: number | null | undefined): boolean =>
  part != null && whole != null && part > whole;

/** Pairs of a part and its whole that a profile must keep apart. */
export const partsOfProfile = [
  ['largeNaturalVillages', 'naturalVillages'],
  ['pavedLargeNaturalVillages', 'largeNaturalVillages'],
  ['connectedLargeNaturalVillages', 'largeNaturalVillages'],
] as const;

export function checkVillageProfile(input: VillageProfileInput): Checked<VillageProfileInput> {
  const check = checker();
  const village = check.read('villageCode', villageCode, input.villageCode);
  for (const [field, most] of counts) check.broken((input[field] ?? 0) < 0 || (input[field] ?? 0) > most, field, 'INVALID_VALUE');
  for (const [part, whole] of partsOfProfile) check.broken(tooMany(input[part], input[whole]), part, 'MORE_THAN_ALL');
  const { villageCode: _, ...said } = input;
  check.broken(
    Object.values(said).every((value) => value == null),
    'villageCode',
    'SAYS_NOTHING',
  );
  return check.result({ ...input, villageCode: village ?? input.villageCode });
}

export const collectiveAmounts = ['total', 'operating', 'dividends'] as const;

export function checkCollectiveIncome(input: CollectiveIncomeInput): Checked<CollectiveIncomeInput> {
  const check = checker();
  const village = check.read('villageCode', villageCode, input.villageCode);
  check.broken(input.year < 1990 || input.year > 2100, 'year', 'NOT_A_YEAR');
  for (const field of collectiveAmounts) {
    check.broken((input[field] ?? 0) < 0, field, 'NEGATIVE_AMOUNT');
    check.broken((input[field] ?? 0) > MAX_FEN, field, 'AMOUNT_TOO_LARGE');
    check.broken(tooMany(input[field], input.total), field, 'MORE_THAN_ALL');
  }
  check.broken(
    collectiveAmounts.every((field) => input[field] == null),
    'year',
    'NOTHING_SAID',
  );
  return check.result({ ...input, villageCode: village ?? input.villageCode });
}

/** A statement that is whole says of every kind that it leaves out that nothing was spent on it. */
export function checkExpenditure(input: ExpenditureInput): Checked<ExpenditureInput> {
  const check = checker();
  check.broken(input.year < 1990 || input.year > 2100, 'year', 'NOT_A_YEAR');
  check.broken(input.month != null && (input.month < 1 || input.month > 12), 'month', 'INVALID_VALUE');
  for (const { amount } of input.items) {
    check.broken(amount < 0, 'items', 'NEGATIVE_AMOUNT');
    check.broken(amount > MAX_FEN, 'items', 'AMOUNT_TOO_LARGE');
  }
  const said = new Set<ExpenditureKind>(input.items.map((item) => item.kind));
  check.broken(said.size < input.items.length, 'items', 'KIND_TWICE');
  check.broken(input.items.length === 0 && input.complete !== true, 'items', 'SAYS_NOTHING');
  const silent = (Object.keys(expenditureKinds) as ExpenditureKind[]).filter((kind) => !said.has(kind));
  const items = input.complete === true ? [...input.items, ...silent.map((kind) => ({ kind, amount: 0, rigid: null }))] : input.items;
  return check.result({ ...input, items });
}

export function checkReferenceIncome(input: ReferenceIncomeInput): Checked<ReferenceIncomeInput> {
  const check = checker();
  check.broken(input.year < 1990 || input.year > 2100, 'year', 'NOT_A_YEAR');
  check.broken(input.amount < 0, 'amount', 'NEGATIVE_AMOUNT');
  check.broken(input.amount > MAX_FEN, 'amount', 'AMOUNT_TOO_LARGE');
  return check.result({ ...input, ...published(check, input) });
}

export function checkAreaDesignation(input: AreaDesignationInput): Checked<AreaDesignationInput> {
  const check = checker();
  return check.result({ ...input, ...published(check, input) });
}

/** Where a public figure comes from must be said: it is nobody's own observation. */
function published(
  check: ReturnType<typeof checker>,
  input: { readonly source?: string | null; readonly document?: string | null; readonly note?: string | null },
) {
  check.broken(input.source == null && input.document == null, 'source', 'SOURCE_NEEDED');
  return {
    document: check.read('document', words(200), input.document) ?? null,
    note: check.read('note', words(500), input.note) ?? null,
  };
}
