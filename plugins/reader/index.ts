export { createReader } from './reader.js';
export type { ReaderOptions } from './reader.js';
export { columnsRead } from './columns-read.js';
export type { ColumnUse } from './columns-read.js';
