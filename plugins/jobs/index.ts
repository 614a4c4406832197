export { createJobs } from './jobs.js';
export type { JobKind, Jobs, JobsLog } from './jobs.js';
