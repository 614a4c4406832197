import type { GraphBuilder, PolicyModule } from 'xianjie/schema';
import { correctionGraph } from './graph/corrections.js';
import { exportGraph } from './graph/export.js';
import { findGraph } from './graph/find.js';
import { revealGraph } from './graph/reveal.js';

/** What is shown by name, and what somebody asks to be put right. */
export function privacyGraph(modules: readonly PolicyModule[]): (builder: GraphBuilder) => void {
  return (builder) => {
    const field = revealGraph(builder, modules);
    findGraph(builder);
    exportGraph(builder, field);
    correctionGraph(builder);
  };
}
