import type { GraphBuilder, PolicyModule } from 'xianjie/schema';
import { cliffField } from './graph/cliffs.js';
import { changeInput, rehearsalMutations } from './graph/mutations.js';
import { rehearsalQueries, rehearsalType } from './graph/rehearsal-type.js';
import { helpPeriodType, resultTypes } from './graph/result-types.js';

/** What rehearsals add to the graph: how to ask for one, how far it is, and what it found; and help of a household over its income. */
export function rehearsalGraph(modules: readonly PolicyModule[]): (builder: GraphBuilder) => void {
  return (builder) => {
    const period = helpPeriodType(builder);
    const change = changeInput(builder);
    const rehearsal = rehearsalType(builder, modules, resultTypes(builder, period));
    rehearsalQueries(builder, rehearsal);
    rehearsalMutations(builder, rehearsal, change);
    cliffField(builder, period, change);
  };
}
