export { catalogueItems } from './catalogue-items.js';
export type { CatalogueItemEntry } from './catalogue-items.js';
export { checkModules } from './check-modules.js';
export { coverageOf, coverageProblems, coverageStates } from './coverage.js';
export type { CoverageRow, CoverageState, CoveredWhere, ModuleWithCases } from './coverage.js';
export { loadCases } from './load-cases.js';
export { loadModules } from './load-modules.js';
export type { ModulePlaces } from './load-modules.js';
export { outcomesWithoutCase, possibleOutcomes } from './outcomes.js';
