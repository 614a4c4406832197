import type { LocalizedText } from './text.js';

/** An office that supplies facts, decides or carries out. Feeds and observations name it by its code. */
export interface Department {
  readonly declares: 'department';
  readonly code: string;
  readonly title: LocalizedText;
}

/** Declares a department. */
export function defineDepartment(department: Omit<Department, 'declares'>): Department {
  return { declares: 'department', ...department };
}
