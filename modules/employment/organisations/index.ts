import type { Part } from '../part.js';

export const organisations: Part = {};
