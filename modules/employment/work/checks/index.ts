import { graduates, startup, training } from './beginnings.js';
import { fullCoverage, relocatedJob } from './coverage.js';
import { cityResidentsHistory, returnToWorkHistory, skillHistory } from './history.js';
import { transportInProvince, transportOutOfProvince } from './transport.js';
import { workReliefPriority, workReliefPriorityOutOfPoverty, workReliefShare } from './work-relief.js';
import { migrantWork, returnees } from './working-away.js';

export const checks = [
  transportOutOfProvince,
  transportInProvince,
  workReliefShare,
  workReliefPriority,
  workReliefPriorityOutOfPoverty,
  migrantWork,
  returnees,
  graduates,
  startup,
  training,
  fullCoverage,
  relocatedJob,
  skillHistory,
  cityResidentsHistory,
  returnToWorkHistory,
];
