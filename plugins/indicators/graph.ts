import type { GraphBuilder } from 'xianjie/schema';
import { definitionType } from './graph/definition.js';
import { indicatorQueries } from './graph/queries.js';
import { valueType } from './graph/value.js';

/** What indicators add to the graph: what is counted and how, numbers of an area and period, who is behind them. */
export function indicatorsGraph(builder: GraphBuilder): void {
  const types = definitionType(builder);
  indicatorQueries(builder, types.definition, valueType(builder, types));
}
