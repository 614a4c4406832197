export { policyGraph } from './graph.js';
export { clausesOf, passageAt, placeKey, says, type Passage } from './clauses.js';
export { circle } from './circle.js';
export { boundsOf, keptValue, type GivenValue } from './typed-values.js';
