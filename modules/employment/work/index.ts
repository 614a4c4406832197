import type { Part } from '../part.js';
import { tables } from './tables.js';

/** People at work: where, in which form, what they wish for, what they were given for it. */
export const work: Part = { tables };
