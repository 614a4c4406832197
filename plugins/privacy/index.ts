export { privacyGraph } from './graph.js';
export { createPersonalData } from './service.js';
export type { PersonalData } from './service.js';
export { defaultLimits } from './limits.js';
export type { PersonalLimits } from './limits.js';
