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
import { REHEARSE_SCOPE } from '../run.js';
import type { resultTypes } from './result-types.js';

/** A rehearsal: where, as of when, what is tried out, how far it is, and what it found. */
export function rehearsalType(builder: GraphBuilder, modules: readonly PolicyModule[], { change, result }: ReturnType<typeof resultTypes>) {
  const textOf = refusalTexts(modules.flatMap((module) => module.errors ?? []));
  const state = builder.enumType('RehearsalState', {
    description: 'Where a rehearsal stands (试算状态).',
    values: {
      QUEUED: { description: 'It waits (排队).' },
      RUNNING: { description: 'It is carried out (进行中).' },
      DONE: { description: 'Everybody was asked (完成).' },
      FAILED: { description: 'It could not be carried out (失败).' },
      CANCELLED: { description: 'It was called off (取消).' },
    },
  });
  return builder.tableType('Rehearsal', {
    table: 'rehearsal',
    carries: ['area_code', 'as_of'],
    description: 'Policy values that are tried out on everybody in an area; nothing is changed (政策试算).',
    // What is tried out is not public before it is policy, on whatever way it is reached.
    seenBy: (viewer) => (holds(viewer, REHEARSE_SCOPE) ? [] : [where.equals('state', '')]),
    fields: (t) => {
      const count = (name: string, description: string) => t.column(name, { type: 'Int', level: 'INTERNAL', description });
      const at = (name: string, description: string) => t.column(name, { type: 'DateTime', level: 'INTERNAL', description });
      return {
        area: t.relation({
          type: 'Area',
          level: 'INTERNAL',
          nullable: false,
          description: 'Where (区划).',
          from: ['area_code'],
          to: ['code'],
        }),
        asOf: t.column('as_of', { type: 'Date', level: 'INTERNAL', nullable: false, description: 'The day it speaks of (基准日).' }),
        state: t.column('state', { type: state, level: 'INTERNAL', nullable: false, description: 'Where it stands (状态).' }),
        failure: t.batched({
          type: 'UserError',
          level: 'INTERNAL',
          description: 'Why it could not be carried out (失败原因).',
          needs: ['failure_code'],
          load: async (rows) =>
            rows.map(({ failure_code: code }) => (typeof code === 'string' ? { code, message: textOf(code, {}), path: [] } : null)),
        }),
        total: count('total', 'How many subjects are to be asked; null: not counted yet (对象总数).'),
        done: count('done', 'How many were asked (已完成数).'),
        submittedAt: at('submitted_at', 'When it was asked for (申请时间).'),
        startedAt: at('started_at', 'When it was begun; null: it waits (开始时间).'),
        finishedAt: at('finished_at', 'When it ended (结束时间).'),
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
      };
    },
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
