import { MAX_FEN } from '../builder/scalars.js';
import type { UserError } from '../contract/errors.js';
import type {
  AuthorisationInput,
  BenefitInput,
  HouseholdInput,
  IncomeInput,
  MoveHouseholdInput,
  PersonInput,
} from '../contract/registry.js';
import { openCell, phone, registerNumber, residentId, villageCode, words, type CellReader } from '../feeds/cells.js';
import { coreCode, refusalText, userError, type CoreRefusal } from './errors.js';

/** An input that holds together, in the form it is stored in; or everything that is wrong with it. */
export type Checked<T> = { readonly ok: true; readonly input: T } | { readonly ok: false; readonly userErrors: readonly UserError[] };

/** Collects what is wrong; the same readers as a file's cells, so that both doors accept the same. */
export function checker() {
  const userErrors: UserError[] = [];
  return {
    broken(condition: boolean, field: string, refusal: CoreRefusal): void {
      if (condition) userErrors.push(userError(refusal, ['input', field]));
    },
    read<T>(field: string, reader: CellReader<T>, text: string | null | undefined): T | undefined {
      if (text == null) return undefined;
      const opened = openCell(text) ?? ({ refusal: coreCode('REQUIRED') } as const);
      const cell = 'refusal' in opened ? opened : reader.read(opened.value);
      if ('value' in cell) return cell.value;
      const params = 'params' in cell ? cell.params : undefined;
      userErrors.push({ code: cell.refusal, message: refusalText(cell.refusal, params), path: ['input', field] });
      return undefined;
    },
    result<T>(input: T): Checked<T> {
      return userErrors.length > 0 ? { ok: false, userErrors } : { ok: true, input };
    },
  };
}

export function checkHousehold(input: HouseholdInput): Checked<HouseholdInput> {
  const check = checker();
  const number = check.read('number', registerNumber, input.number);
  const village = check.read('villageCode', villageCode, input.villageCode);
  const groupName = check.read('groupName', words(50), input.groupName);
  const { registerStatus, monitoringKind } = input;
  check.broken(registerStatus == null && (input.registerStatusOn ?? input.formerCause) != null, 'registerStatus', 'REQUIRED');
  check.broken(monitoringKind == null && (input.riskKinds ?? []).length > 0, 'monitoringKind', 'REQUIRED');
  check.broken(contradicts(registerStatus, monitoringKind), 'monitoringKind', 'CONTRADICTION');
  check.broken(
    input.contractedLandMu != null && !/^[0-9]{1,6}(\.[0-9]{1,2})?$/.test(input.contractedLandMu),
    'contractedLandMu',
    'INVALID_VALUE',
  );
  return check.result({
    ...input,
    number: number ?? input.number,
    villageCode: village ?? input.villageCode,
    groupName: groupName ?? null,
  });
}

export function checkMove(input: MoveHouseholdInput): Checked<MoveHouseholdInput> {
  const check = checker();
  const village = check.read('villageCode', villageCode, input.villageCode);
  const groupName = check.read('groupName', words(50), input.groupName);
  return check.result({ ...input, villageCode: village ?? input.villageCode, groupName: groupName ?? null });
}

/** Catalogue 3.3: an unstable household has left poverty before; a borderline one was never registered. */
export function contradicts(registerStatus: string | null | undefined, monitoringKind: string | null | undefined): boolean {
  if (registerStatus == null) return false;
  return monitoringKind === (registerStatus === 'NEVER_REGISTERED' ? 'UNSTABLE_OUT_OF_POVERTY' : 'BORDERLINE_AT_RISK');
}

export function checkPerson(input: PersonInput): Checked<PersonInput> {
  const check = checker();
  const name = check.read('name', words(100), input.name);
  const id = check.read('residentId', residentId, input.residentId);
  const digits = check.read('phone', phone, input.phone);
  const ethnicity = check.read('ethnicity', words(20), input.ethnicity);
  const educationLevel = check.read('educationLevel', words(20), input.educationLevel);
  check.broken(id !== undefined && input.sex != null && input.sex !== id.sex, 'sex', 'SEX_CONTRADICTS_ID');
  check.broken(id !== undefined && input.birthDate != null && input.birthDate !== id.birthDate, 'birthDate', 'RESIDENT_ID_BIRTH_DATE');
  check.broken(input.disabilitySevere === true && input.disabilityCertified === false, 'disabilitySevere', 'SEVERE_WITHOUT_CERTIFICATE');
  return check.result({
    ...input,
    name: name ?? input.name,
    ethnicity: ethnicity ?? null,
    educationLevel: educationLevel ?? null,
    residentId: id?.number ?? null,
    birthDate: id?.birthDate ?? input.birthDate ?? null,
    sex: id?.sex ?? input.sex ?? null,
    phone: digits ?? null,
  });
}

const mayBeNegative = ['operating', 'netIncome', 'perCapitaNetIncome', 'perCapitaYearlyIncome', 'perCapitaDisposableIncome'] as const;
const notNegative = ['wage', 'property', 'transfer', 'businessCost'] as const;

export function checkIncome(input: IncomeInput): Checked<IncomeInput> {
  const check = checker();
  check.broken(input.year < 1990 || input.year > 2100, 'year', 'NOT_A_YEAR');
  check.broken(input.month != null && (input.month < 1 || input.month > 12), 'month', 'INVALID_VALUE');
  check.broken(input.memberCount != null && (input.memberCount < 1 || input.memberCount > 99), 'memberCount', 'INVALID_VALUE');
  for (const field of notNegative) check.broken((input[field] ?? 0) < 0, field, 'NEGATIVE_AMOUNT');
  for (const field of [...mayBeNegative, ...notNegative]) check.broken(Math.abs(input[field] ?? 0) > MAX_FEN, field, 'AMOUNT_TOO_LARGE');
  check.broken(
    [...mayBeNegative, ...notNegative].every((field) => input[field] == null),
    'year',
    'NOTHING_SAID',
  );
  return check.result(input);
}

export function checkBenefit(input: BenefitInput): Checked<BenefitInput> {
  const check = checker();
  check.broken(!/^[A-Za-z][A-Za-z0-9_.-]{0,99}$/.test(input.benefit), 'benefit', 'INVALID_VALUE');
  check.broken((input.amount ?? 0) < 0, 'amount', 'NEGATIVE_AMOUNT');
  check.broken((input.amount ?? 0) > MAX_FEN, 'amount', 'AMOUNT_TOO_LARGE');
  check.broken(input.periodTo != null && input.periodTo < input.periodFrom, 'periodTo', 'SAME_PERIOD_ORDER');
  return check.result(input);
}

/** A withdrawal has no period of its own: it ends what there is. */
export function checkAuthorisation(input: AuthorisationInput): Checked<AuthorisationInput> {
  const check = checker();
  const { validFrom, validTo, withdrawn } = input;
  check.broken(withdrawn === true && validFrom != null, 'validFrom', 'WITHDRAWN_HAS_NO_PERIOD');
  check.broken(withdrawn === true && validTo != null, 'validTo', 'WITHDRAWN_HAS_NO_PERIOD');
  check.broken(validFrom != null && validTo != null && validTo < validFrom, 'validTo', 'SAME_PERIOD_ORDER');
  return check.result(input);
}
