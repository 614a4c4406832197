import type { DeclaredFieldExtensions, GraphBuilder, GraphContext } from 'xianjie/schema';
import type { GraphQLResolveInfo } from 'graphql';
import { mustExist } from '../../eligibility/index.js';
import type { IndicatorTypes } from './definition.js';
import type { valueType } from './value.js';

/** Asks for numbers, and for what is installed. */
export function indicatorQueries(
  builder: GraphBuilder,
  definition: IndicatorTypes['definition'],
  value: ReturnType<typeof valueType>,
): void {
  builder.queryFields((t) => ({
    indicatorDefinitions: t.field({
      type: [definition],
      nullable: false,
      scope: 'core:read:internal',
      description: 'The numbers that the installed modules tell per area and period, of the viewer’s domains, by code (指标目录).',
      args: { module: t.arg.string({ description: 'Only those of this module (模块).' }) },
      resolve: (_root, { module }, { services }) => [...services.indicators.declared({ module: module ?? null })],
    }),
    indicators: t.field({
      type: [value],
      nullable: false,
      // Everybody in the area is counted, whatever is shown of it.
      extensions: { cost: { points: 100 } } satisfies DeclaredFieldExtensions,
      scope: 'core:read:internal',
      description:
        'Numbers of an area and period (指标). To whoever may not see whom they mean none is told of fewer than five, nor anything that would tell of them. Empty for an area that is not the viewer’s, nor in one. FORBIDDEN for a named indicator of a domain that is not open; BAD_USER_INPUT for a period that a named one is not told of.',
      args: {
        area: t.arg({ type: 'AreaCode', required: true, description: 'Where, inside the own areas (区划).' }),
        period: t.arg.string({
          description: 'A day, month, quarter or year: 2025-06-30, 2025-06, 2025-Q2, 2025. Default: of each the period that runs (时段).',
        }),
        codes: t.arg.stringList({
          description: 'Only these; default: all of the viewer’s domains that are told of such an area and period (指标代码).',
        }),
      },
      resolve: (_root, { area, period, codes }, context, info) =>
        ask(context, info, { area: String(area), period: period ?? null, codes: codes ?? null }),
    }),
  }));
}

async function ask(
  context: GraphContext,
  info: GraphQLResolveInfo,
  asked: { area: string; period: string | null; codes: readonly string[] | null },
) {
  await mustExist(asked.area, context, info);
  return [...(await context.services.indicators.indicators(asked))];
}
