export { checkModules } from './check-modules.js';
export { loadModules } from './load-modules.js';
export type { ModulePlaces } from './load-modules.js';
