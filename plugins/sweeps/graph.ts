import type { GraphBuilder, PolicyModule } from 'xianjie/schema';
import { changeType } from './graph/changes.js';
import { figureType } from './graph/figures.js';
import { sweepMutations } from './graph/mutations.js';
import { sweepQueries, sweepType } from './graph/sweep-type.js';

/** What sweeps add to the graph: how far they are, what they found, what changed, and how to ask for one. */
export function sweepsGraph(modules: readonly PolicyModule[]): (builder: GraphBuilder) => void {
  return (builder) => {
    const sweep = sweepType(builder, modules, { figure: figureType(builder), changes: changeType(builder, modules) });
    sweepQueries(builder, sweep);
    sweepMutations(builder, sweep);
  };
}
