import type { Fact } from '../contract/fact.js';
import { guaranteeState } from './guarantee.js';
import {
  expectedPerCapitaNetIncome,
  householdBenefits,
  incomeMemberCount,
  inIndustry,
  labourClass,
  monitoringKind,
  perCapitaDisposableIncome,
  perCapitaNetIncome,
  perCapitaYearlyIncome,
  registerStatus,
  leftPovertyOn,
  relocated,
  rigidExpenditure,
  safetyNet,
} from './household.js';
import { hasJob, hasStableJob, labourCapacity, personBenefits } from './person.js';
import { projectCategory, projectPaidAmount, projectPlannedAmount, projectState } from './project.js';

/**
 * The facts that modules share: declared here, loaded by whichever installed module has them. A check may read one that nobody loads; it is
 * then unknown. Any other fact must be loaded by an installed module.
 */
export const sharedFacts: readonly Fact[] = [
  expectedPerCapitaNetIncome,
  guaranteeState,
  hasJob,
  hasStableJob,
  householdBenefits,
  incomeMemberCount,
  inIndustry,
  labourCapacity,
  labourClass,
  monitoringKind,
  perCapitaDisposableIncome,
  perCapitaNetIncome,
  perCapitaYearlyIncome,
  personBenefits,
  projectCategory,
  projectPaidAmount,
  projectPlannedAmount,
  projectState,
  registerStatus,
  leftPovertyOn,
  relocated,
  rigidExpenditure,
  safetyNet,
];
