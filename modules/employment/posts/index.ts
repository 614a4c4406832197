import type { Part } from '../part.js';

export const posts: Part = {};
