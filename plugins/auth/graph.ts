import type { GraphBuilder, PolicyModule } from 'xianjie/schema';
import { access } from './administration/refusals.js';
import { addClientMutations } from './graph/client-mutations.js';
import { addAccessLists } from './graph/lists.js';
import { addAccessTypes } from './graph/types.js';
import { addUserMutations } from './graph/user-mutations.js';

/** What it refuses, with its texts. */
export const accessErrors = access.errors;

/** What administers who gets in: clients and people, within the administrator's areas. */
export function accessGraph(modules: readonly PolicyModule[]): (builder: GraphBuilder) => void {
  return (builder) => {
    addAccessTypes(builder);
    addAccessLists(builder);
    addClientMutations(builder, modules);
    addUserMutations(builder, modules);
  };
}
