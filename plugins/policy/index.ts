export { policyGraph } from './graph.js';
export { clausesOf, passageAt, placeKey, says, type Passage } from './clauses.js';
export { boundsOf } from './typed-values.js';
