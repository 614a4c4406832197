import type { Fact } from '../contract/fact.js';
import { guaranteeState } from './guarantee.js';
import {
  expectedPerCapitaNetIncome,
  householdBenefits,
  incomeMemberCount,
  labourClass,
  monitoringKind,
  perCapitaDisposableIncome,
  perCapitaNetIncome,
  perCapitaYearlyIncome,
  registerStatus,
  registerStatusOn,
  safetyNet,
} from './household.js';
import { labourCapacity, personBenefits } from './person.js';

/**
 * The facts that modules share: declared here, loaded by whichever installed module has them. A check may read one that nobody loads; it is
 * then unknown. Any other fact must be loaded by an installed module.
 */
export const sharedFacts: readonly Fact[] = [
  expectedPerCapitaNetIncome,
  guaranteeState,
  householdBenefits,
  incomeMemberCount,
  labourCapacity,
  labourClass,
  monitoringKind,
  perCapitaDisposableIncome,
  perCapitaNetIncome,
  perCapitaYearlyIncome,
  personBenefits,
  registerStatus,
  registerStatusOn,
  safetyNet,
];
