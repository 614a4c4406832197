import { coreModule, type PolicyModule } from 'xianjie/schema';

/** What a module is tried with: the core, which is a module like any other, is not there twice. */
export const withCore = (module: PolicyModule): readonly PolicyModule[] =>
  module.id === coreModule.id ? [coreModule] : [coreModule, module];
