export { createJobs } from './jobs.js';
export type { JobKind, Jobs, JobsLog } from './jobs.js';
export { leasesOf, LEASE_SECONDS, MOST_ATTEMPTS, type Held, type Leases } from './lease.js';
