import DataLoader from 'dataloader';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { PrivacyLevel } from '../contract/privacy.js';
import { mayShow } from './guard.js';
import type { GraphContext } from '../contract/services.js';
import type { Row } from '../contract/reader.js';
import type { DeclaredFieldExtensions, Load } from './declared.js';

/** One loader for each field of an operation. Batching only, no cache: a mutation's payload must not see what was read before it. */
const loaders = new WeakMap<GraphContext, Map<FieldNode, DataLoader<Row, unknown>>>();

/** The resolver of a batched field: collects the parents of one field, asks `load` once. Masked above the viewer's level. */
export function batchedResolver(load: Load<unknown, unknown>, level: PrivacyLevel) {
  return (row: Row, args: unknown, context: GraphContext, info: GraphQLResolveInfo): unknown => {
    // Equal field nodes mean equal arguments: variables do not change within an operation.
    const node = info.fieldNodes[0] as FieldNode;
    const ofOperation = loaders.get(context) ?? new Map<FieldNode, DataLoader<Row, unknown>>();
    loaders.set(context, ofOperation);
    let loader = ofOperation.get(node);
    if (!loader) {
      // What the planner has refused or noted as masked is not thought about; rows from elsewhere are refused here.
      const { module = 'core' } = (info.parentType.getFields()[info.fieldName]?.extensions ?? {}) as DeclaredFieldExtensions;
      if (!mayShow(context.viewer, module, level, `${info.parentType.name}.${info.fieldName}`)) return null;
      loader = new DataLoader<Row, unknown>(
        async (parents) => {
          // Rows carry columns as "$column"; a loader sees plain column names.
          const values = await load(parents.map(carriedColumns), args, context, info);
          if (values.length !== parents.length)
            throw new Error(`The loader of ${info.parentType.name}.${info.fieldName} gave ${values.length} of ${parents.length} answers`);
          return values;
        },
        { cache: false },
      );
      ofOperation.set(node, loader);
    }
    return loader.load(row);
  };
}

function carriedColumns(row: Row): Row {
  const columns: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(row)) if (key.startsWith('$')) columns[key.slice(1)] = value;
  return columns;
}
