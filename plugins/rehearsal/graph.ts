import type { GraphBuilder, PolicyModule } from 'xianjie/schema';
import { rehearsalMutations } from './graph/mutations.js';
import { rehearsalQueries, rehearsalType } from './graph/rehearsal-type.js';
import { resultTypes } from './graph/result-types.js';

/** What rehearsals add to the graph: how to ask for one, how far it is, and what it found. */
export function rehearsalGraph(modules: readonly PolicyModule[]): (builder: GraphBuilder) => void {
  return (builder) => {
    const rehearsal = rehearsalType(builder, modules, resultTypes(builder));
    rehearsalQueries(builder, rehearsal);
    rehearsalMutations(builder, rehearsal);
  };
}
