import type { PolicyModule } from 'xianjie/schema';

/** What one folder of this module adds; index.ts puts the parts together. */
export type Part = Pick<PolicyModule, 'parameters' | 'subjects' | 'facts' | 'benefits' | 'checks' | 'feeds' | 'errors' | 'graphql'>;
