import {
  ascending,
  coreCode,
  descending,
  holds,
  keyOfGlobalId,
  refusalTexts,
  responsePath,
  where,
  type GraphBuilder,
  type PolicyModule,
} from 'xianjie/schema';
import { workFields, workStates } from '../../sweeps/index.js';
import { REHEARSE_SCOPE } from '../run.js';
import type { resultTypes } from './result-types.js';

/** A rehearsal: where, as of when, what is tried out, how far it is, and what it found. */
export function rehearsalType(builder: GraphBuilder, modules: readonly PolicyModule[], { change, result }: ReturnType<typeof resultTypes>) {
  const textOf = refusalTexts(modules.flatMap((module) => module.errors ?? []));
  const state = builder.enumType('RehearsalState', {
    description: 'Where a rehearsal stands (试算状态).',
    values: workStates('Everybody was asked (完成).', 'It was called off (取消).'),
  });
  return builder.tableType('Rehearsal', {
    table: 'rehearsal',
    carries: ['area_code', 'as_of'],
    description: 'Policy values that are tried out on everybody in an area; nothing is changed (政策试算).',
    // What is tried out is not public before it is policy, on whatever way it is reached.
    seenBy: (viewer) => (holds(viewer, REHEARSE_SCOPE) ? [] : [where.equals('state', '')]),
    fields: (t) => ({
      ...workFields(t, { state, done: 'How many were asked (已完成数).', textOf }),
      changes: t.field({
        type: [change],
        nullable: false,
        description: 'The policy values that are tried out (试算的参数值).',
        extensions: { level: 'INTERNAL' },
        resolve: async (row, _args, { services }) => {
          const place = { area: String(row['$area_code']), asOf: String(row['$as_of']) };
          return ((await services.rehearsals.changes(String(row['$id']))) ?? []).map((one) => ({ ...one, ...place }));
        },
      }),
      result: t.field({
        type: result,
        nullable: true,
        description: 'What it found; null until it is done, and where it is outdated (试算结果).',
        extensions: { level: 'INTERNAL' },
        resolve: (row, _args, { services }, info) => services.rehearsals.result(String(row['$id']), responsePath(info)),
      }),
      outdated: t.field({
        type: 'UserError',
        nullable: true,
        description:
          'Why what it found is not told any more: a household there has withdrawn its authorisation since; ask again (结果失效原因).',
        extensions: { level: 'INTERNAL' },
        resolve: async (row, _args, { services }) => {
          if (!(await services.rehearsals.outdated(String(row['$id'])))) return null;
          const code = coreCode('REHEARSAL_OUTDATED');
          return { code, message: textOf(code, {}), path: [] };
        },
      }),
    }),
  });
}

export function rehearsalQueries(builder: GraphBuilder, rehearsal: ReturnType<typeof rehearsalType>): void {
  builder.queryFields((t) => ({
    rehearsal: t.field({
      type: rehearsal,
      nullable: true,
      scope: REHEARSE_SCOPE,
      description: 'A rehearsal inside the viewer’s areas (政策试算).',
      args: { id: t.arg.id({ required: true, description: 'Its global id (全局标识).' }) },
      resolve: (_root, args, { services }, info) => {
        const key = keyOfGlobalId('Rehearsal', String(args.id));
        return key === null ? null : services.reader.one(info, { where: [where.equals('id', key)] });
      },
    }),
    rehearsals: t.connection({
      type: rehearsal,
      level: 'INTERNAL',
      scope: REHEARSE_SCOPE,
      description: 'The rehearsals inside the viewer’s areas, the newest first (政策试算列表).',
      args: { area: t.arg({ type: 'AreaCode', description: 'Of this area or one in it (区划).' }) },
      where: ({ area }) => (area == null ? [] : [where.insideArea('area_code', String(area))]),
      orderBy: () => [descending('submitted_at'), ascending('id')],
    }),
  }));
}
