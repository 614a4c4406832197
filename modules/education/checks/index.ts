import { aidChecks } from './aid.js';
import { attendanceChecks } from './attendance.js';
import { shownChecks } from './shown.js';

export const checks = [...attendanceChecks, ...aidChecks, ...shownChecks];
