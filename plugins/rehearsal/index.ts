export { rehearsalGraph } from './graph.js';
export { createRehearsals } from './rehearsals.js';
export type { Rehearsals, RehearsalsDeps } from './rehearsals.js';
export type { RehearsalOperation } from './service.js';
