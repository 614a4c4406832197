import type { ModuleTable, PolicyModule } from 'xianjie/schema';

type Keys =
  | 'parameters'
  | 'subjects'
  | 'facts'
  | 'benefits'
  | 'values'
  | 'checks'
  | 'lifecycles'
  | 'feeds'
  | 'indicators'
  | 'errors'
  | 'graphql'
  | 'covers'
  | 'notModelled'
  | 'demo';

/** What one folder of this module adds; index.ts puts the parts together. */
export interface Part extends Pick<PolicyModule, Keys> {
  readonly tables?: readonly ModuleTable[];
}
