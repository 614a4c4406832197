export { createSweeps } from './sweeps.js';
export type { LongWork, Nightly, Sweeps, SweepsDeps } from './sweeps.js';
export type { Drained } from './journal.js';
export { withdrawnSince } from './figures.js';
export { sweepsGraph } from './graph.js';
export { endHeld, LetGo, workHeld, type HeldDeps, type HeldKind } from './held.js';
export { above, blocksOf, countSubjects, partsOf } from './parts.js';
export { pack, readAmounts, unpack } from './packed.js';
export type { BoundSweeps, SweepOperation } from './service.js';
