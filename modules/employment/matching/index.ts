import type { Part } from '../part.js';

export const matching: Part = {};
