import {
  ascending,
  descending,
  keyOfGlobalId,
  lengthBelow,
  refusalTexts,
  responsePath,
  where,
  type GraphBuilder,
  type PolicyModule,
} from 'xianjie/schema';
import type { changeType } from './changes.js';
import { summed, type figureType } from './figures.js';
import { workFields, workStates } from './work-fields.js';

/** The types that a sweep's own fields give. */
export interface SweepParts {
  readonly figure: ReturnType<typeof figureType>;
  readonly changes: ReturnType<typeof changeType>;
}

const MOST = 100;
const PAGE = 20;

/** A sweep: where, as of when, how far it is, and what it found. */
export function sweepType(builder: GraphBuilder, modules: readonly PolicyModule[], { figure, changes }: SweepParts) {
  const textOf = refusalTexts(modules.flatMap((module) => module.errors ?? []));
  const state = builder.enumType('SweepState', {
    description: 'Where a sweep stands (普查状态).',
    values: workStates('Everybody was asked (完成).', 'It was called off; what it had stored stays (取消).'),
  });
  const origin = builder.enumType('SweepOrigin', {
    description: 'Why a sweep was begun (普查缘由).',
    values: {
      REQUESTED: { description: 'Somebody asked for it (申请).' },
      NIGHTLY: { description: 'A new day (每日复算).' },
      CHANGED_RULES: { description: 'A document was adopted, or a complete list came in (规则或名单变化).' },
    },
  });
  return builder.tableType('Sweep', {
    table: 'sweep',
    carries: ['area_code'],
    description: 'Everybody in an area is asked what checks say of them, and it is kept (资格普查).',
    fields: (t) => ({
      ...workFields(t, { state, done: 'How many are stored (已完成数).', textOf }),
      checks: t.column('checks', {
        type: ['String'],
        level: 'INTERNAL',
        description: 'Codes of the checks that were named; null: every check (规则代码).',
      }),
      origin: t.column('origin', { type: origin, level: 'INTERNAL', nullable: false, description: 'Why it was begun (缘由).' }),
      figures: t.field({
        type: [figure],
        nullable: false,
        description: 'What it found, by check, over the whole area; empty until it is done (按规则统计).',
        extensions: { level: 'INTERNAL' },
        resolve: async (row, _args, { services }, info) =>
          summed(await services.sweeps.figures(idOf(row), responsePath(info)), 0).map((sum) => ({ ...sum, area: areaOf(row) })),
      }),
      figuresByArea: t.field({
        type: [figure],
        nullable: false,
        description: 'What it found, by check, in each of the next smaller areas; empty until it is done (按区划统计).',
        extensions: { level: 'INTERNAL' },
        resolve: async (row, _args, { services }, info) =>
          summed(await services.sweeps.figures(idOf(row), responsePath(info)), lengthBelow(areaOf(row))),
      }),
      leftOut: t.field({
        type: ['Area'],
        nullable: false,
        description:
          'Areas whose people are in no figure any more, since a household there has withdrawn its authorisation after the sweep; the next sweep counts the others again (未计入区划).',
        extensions: { level: 'INTERNAL' },
        resolve: async (row, _args, { services }, info) => {
          const areas = await Promise.all(
            (await services.sweeps.leftOut(idOf(row))).map((code) => services.reader.load(info, 'Area', code)),
          );
          return areas.filter((area) => area !== null);
        },
      }),
      unauthorised: t.int({
        nullable: false,
        description:
          'Households that have not authorised the matching of their data: they and their members are in no figure and no change, whatever is said of them (未授权户数).',
        extensions: { level: 'INTERNAL' },
        resolve: (row, _args, { services }) => services.sweeps.unauthorised(idOf(row)),
      }),
      changes: t.field({
        type: changes,
        nullable: false,
        description: 'Of whom a check says otherwise than before this sweep, by area (结论变化).',
        args: {
          first: t.arg.int({ description: 'How many, at most 100; default 20 (条数).' }),
          after: t.arg.string({ description: 'Where the page before ended (起点).' }),
        },
        extensions: { level: 'INTERNAL' },
        resolve: (row, { first, after }, { services }, info) =>
          services.sweeps.changes(idOf(row), {
            first: Math.min(Math.max(first ?? PAGE, 1), MOST),
            after: after ?? null,
            path: responsePath(info),
          }),
      }),
    }),
  });
}

type SweepRow = Readonly<Record<string, unknown>>;
const idOf = (row: SweepRow): string => String(row['$id']);
const areaOf = (row: SweepRow): string => String(row['$area_code']);

export function sweepQueries(builder: GraphBuilder, sweep: ReturnType<typeof sweepType>): void {
  builder.queryFields((t) => ({
    sweep: t.field({
      type: sweep,
      nullable: true,
      scope: 'core:read:internal',
      description: 'A sweep inside the viewer’s areas (资格普查).',
      args: { id: t.arg.id({ required: true, description: 'Its global id (全局标识).' }) },
      resolve: (_root, args, { services }, info) => {
        const key = keyOfGlobalId('Sweep', String(args.id));
        return key === null ? null : services.reader.one(info, { where: [where.equals('id', key)] });
      },
    }),
    sweeps: t.connection({
      type: sweep,
      level: 'INTERNAL',
      scope: 'core:read:internal',
      description: 'The sweeps inside the viewer’s areas, the newest first (资格普查列表).',
      args: { area: t.arg({ type: 'AreaCode', description: 'Of this area or one in it (区划).' }) },
      where: ({ area }) => (area == null ? [] : [where.insideArea('area_code', String(area))]),
      orderBy: () => [descending('submitted_at'), ascending('id')],
    }),
  }));
}
