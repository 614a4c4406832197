export { decisionsGraph } from './graph.js';
export { createDecisions } from './service.js';
export type { Decisions } from './service.js';
