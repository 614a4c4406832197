export { createReader } from './reader.js';
export type { ReaderOptions } from './reader.js';
