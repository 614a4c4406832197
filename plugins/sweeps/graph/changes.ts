import type { GraphBuilder, PolicyModule, VerdictChange, VerdictChanges } from 'xianjie/schema';

/** One change of a verdict, and a page of them. */
export function changeType(builder: GraphBuilder, modules: readonly PolicyModule[]) {
  const types = new Map(
    modules.flatMap((m) => m.subjects ?? []).flatMap((s) => (s.nodeType === undefined ? [] : [[s.code, s.nodeType] as const])),
  );
  const outcome = builder.enumType('SweptOutcome', {
    description: 'What a check says of somebody who was swept (普查结论).',
    values: {
      ELIGIBLE: { description: 'It applies (符合).' },
      NOT_ELIGIBLE: { description: 'It does not apply (不符合).' },
      UNDETERMINED: { description: 'It cannot be decided (无法判定).' },
      NOTHING_TO_SAY: { description: 'It was not in force there, or could apply to nobody (不适用).' },
    },
  });
  const cause = builder.enumType('ChangeCause', {
    description: 'Why a check was asked again (复算原因).',
    values: {
      SWEEP: { description: 'Everybody was swept (普查).' },
      FACTS: { description: 'Something was recorded of the subject or its family (数据变更).' },
      RULE: { description: 'The rule is another one (规则变更).' },
    },
  });
  const change = builder.objectRef<VerdictChange>('VerdictChange').implement({
    description: 'A subject of which a check says otherwise than before (结论变化).',
    fields: (t) => ({
      subject: t.field({
        type: 'Node',
        nullable: true,
        description: 'Of whom (对象).',
        resolve: ({ subject }, _args, { services }, info) => {
          const type = types.get(subject.kind);
          return type === undefined ? null : services.reader.load(info, type, subject.id);
        },
      }),
      check: t.exposeString('check', { nullable: false, description: 'The code of the check (规则代码).' }),
      from: t.field({ type: outcome, nullable: false, description: 'What it said before (原结论).', resolve: (c) => c.from.outcome }),
      to: t.field({ type: outcome, nullable: false, description: 'What it says now (现结论).', resolve: (c) => c.to.outcome }),
      wasFulfilled: t.field({
        type: 'Satisfied',
        nullable: true,
        description: 'Whether the subject had it; null: there is nothing to fulfil (原落实情况).',
        resolve: (c) => c.from.fulfilled,
      }),
      isFulfilled: t.field({
        type: 'Satisfied',
        nullable: true,
        description: 'Whether the subject has it now; null: there is nothing to fulfil (现落实情况).',
        resolve: (c) => c.to.fulfilled,
      }),
      asOf: t.expose('asOf', { type: 'Date', nullable: false, description: 'The day it speaks of (基准日).' }),
      cause: t.field({ type: cause, nullable: false, description: 'Why it was asked again (复算原因).', resolve: (c) => c.cause }),
      recordedAt: t.expose('recordedAt', { type: 'DateTime', nullable: false, description: 'When it was found (发现时间).' }),
    }),
  });
  return builder.objectRef<VerdictChanges>('VerdictChangePage').implement({
    description: 'Some of the changes that a sweep found (结论变化分页).',
    fields: (t) => ({
      nodes: t.field({
        type: [change],
        nullable: false,
        description: 'Those that may be shown; what is left out is counted in extensions.withheld (变化).',
        resolve: (page) => [...page.changes],
      }),
      next: t.exposeString('next', { nullable: true, description: 'Give it as `after` for the next page; null: there is none (下一页).' }),
    }),
  });
}
