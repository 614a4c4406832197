import type { IndicatorService, PolicyModule } from 'xianjie/schema';
import type { Eligibility } from '../eligibility/index.js';
import { installIndicators } from './installed.js';
import type { IndicatorOperation } from './operation.js';
import { bindIndicators } from './service.js';

export { indicatorsGraph } from './graph.js';
export type { IndicatorOperation } from './operation.js';

/** Numbers per area and period over the installed modules; made once, bound to each operation. */
export interface Indicators {
  bind(operation: IndicatorOperation): IndicatorService;
}

export function createIndicators(modules: readonly PolicyModule[], eligibility: Pick<Eligibility, 'countedChecks'>): Indicators {
  const checks = eligibility.countedChecks;
  const indicators = installIndicators(modules, checks);
  return { bind: (operation) => bindIndicators({ indicators, checks }, operation) };
}
