export { stackingGraph } from './graph.js';
export { createStacking, type Stacking } from './service.js';
export { findingsOf, heldTwice, type Found, type Item } from './find.js';
export { monthsRecorded } from './months.js';
