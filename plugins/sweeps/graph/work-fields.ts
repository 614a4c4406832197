import { areaField, type GraphBuilder, type LocalizedText, type TableFields } from 'xianjie/schema';

type Enum = ReturnType<GraphBuilder['enumType']>;

/** Where long work on an area may stand. @param done, cancelled what these two mean of this kind of work */
export const workStates = (done: string, cancelled: string) => ({
  QUEUED: { description: 'It waits (排队).' },
  RUNNING: { description: 'It is carried out (进行中).' },
  DONE: { description: done },
  FAILED: { description: 'It could not be carried out (失败).' },
  CANCELLED: { description: cancelled },
});

/** What long work on an area says of itself: where, as of when, how far it is, and why it failed. */
export function workFields(
  t: TableFields,
  { state, done, textOf }: { readonly state: Enum; readonly done: string; readonly textOf: (code: string) => LocalizedText },
) {
  const count = (name: string, description: string) => t.column(name, { type: 'Int', level: 'INTERNAL', description });
  const at = (name: string, description: string) => t.column(name, { type: 'DateTime', level: 'INTERNAL', description });
  return {
    area: areaField(t, 'INTERNAL', 'Where (区划).'),
    asOf: t.column('as_of', { type: 'Date', level: 'INTERNAL', nullable: false, description: 'The day it speaks of (基准日).' }),
    state: t.column('state', { type: state, level: 'INTERNAL', nullable: false, description: 'Where it stands (状态).' }),
    failure: t.batched({
      type: 'UserError',
      level: 'INTERNAL',
      description: 'Why it could not be carried out (失败原因).',
      needs: ['failure_code'],
      load: async (rows) =>
        rows.map(({ failure_code: code }) => (typeof code === 'string' ? { code, message: textOf(code), path: [] } : null)),
    }),
    total: count('total', 'How many subjects are to be asked; null: not counted yet (对象总数).'),
    done: count('done', done),
    submittedAt: at('submitted_at', 'When it was asked for (申请时间).'),
    startedAt: at('started_at', 'When it was begun; null: it waits (开始时间).'),
    finishedAt: at('finished_at', 'When it ended (结束时间).'),
  };
}
