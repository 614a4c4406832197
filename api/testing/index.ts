/** The testing kit: a module, inside or outside the tree, tried without a port and with any test runner. */

export { runCases } from './cases.js';
export type { CaseResult } from './cases.js';
export { checkDeclaration } from './declaration.js';
export type { BesideTheDeclaration } from './declaration.js';
export type { Answer, Batch, Door, Receipt } from './door.js';
export { runLifecycleModel } from './lifecycle.js';
export type { LifecycleTrial } from './lifecycle.js';
export { openPlatform } from './platform.js';
export type { Platform, PlatformOptions } from './platform.js';
