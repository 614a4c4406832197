import {
  ascending,
  codesEnum,
  departmentField,
  highestLevel,
  stepType,
  versionField,
  writeMutation,
  type GraphBuilder,
  type Lifecycle,
  type LocalizedText,
  type PolicyModule,
  type Row,
  type StepField,
} from 'xianjie/schema';

export { lifecycleTypes } from './graph/types.js';

/** Types of the graph by their names: those of a module have none that the compiler knows. */
const named = (name: string): 'Household' => name as 'Household';

/** What the lifecycles of one module add to the graph: the history of a record, what may come next, and the step itself. */
export function lifecycleGraph({ lifecycles }: Pick<PolicyModule, 'lifecycles'>): (builder: GraphBuilder) => void {
  return (builder) => {
    for (const lifecycle of lifecycles ?? []) {
      const { type } = lifecycle.record;
      const transition = codesEnum(
        builder,
        `${type}Transition`,
        { zh: `${lifecycle.title.zh}：步骤`, en: `step of ${lifecycle.title.en}` },
        Object.fromEntries(lifecycle.transitions.map(({ code, title }) => [code, title])),
      );
      const state = lifecycle.names.state ?? stateEnum(builder, lifecycle);
      addHistory(builder, lifecycle, { state, transition: `${type}Transition` });
      addAvailable(builder, lifecycle);
      addTransition(builder, lifecycle, transition);
    }
  };
}

function stateEnum(builder: GraphBuilder, { record, states, title }: Lifecycle): string {
  const name = `${record.type}State`;
  codesEnum(builder, name, { zh: `${title.zh}：状态`, en: `state of ${title.en}` }, states as Readonly<Record<string, LocalizedText>>);
  return name;
}

/** The steps of a record, the first one first. */
function addHistory(builder: GraphBuilder, lifecycle: Lifecycle, of: { readonly state: string; readonly transition: string }): void {
  const { record, names, title } = lifecycle;
  // Where a record stands may be public; how it came there is for officials.
  const level = highestLevel(['INTERNAL', lifecycle.level]);
  const name = stepType(lifecycle);
  const note = highestLevel([level, 'PERSONAL']);
  builder.tableType(name, {
    table: 'lifecycle_step',
    carries: ['area_code', 'record_id'],
    columns: { nth: 'INTERNAL' },
    node: false,
    description: `One step of ${title.en}, or one that left it where it was; never rewritten (${title.zh}：办理记录).`,
    fields: (t) => ({
      transition: t.column('transition', {
        type: named(of.transition) as never,
        level,
        description: 'Which step; null: recorded before its history was kept (步骤).',
      }),
      fromState: t.column('from_state', { type: named(of.state) as never, level, description: 'Where it stood; null: opened (原状态).' }),
      toState: t.column('to_state', { type: named(of.state) as never, level, description: 'Where it stands since (新状态).' }),
      [names.stays ?? 'stays']: t.column('stays', {
        type: 'Boolean',
        level,
        description: stays(lifecycle),
      }),
      note: t.column('note', { type: 'String', level: note, description: 'What was done (工作记录).' }),
      evidence: t.column('evidence', {
        type: 'String',
        level: 'SENSITIVE',
        description: 'What proves it: a certificate may tell an illness (证明材料).',
      }),
      observedOn: t.column('observed_on', {
        type: 'Date',
        level: 'INTERNAL',
        nullable: false,
        description: 'The day of the step (办理日期).',
      }),
      recordedAt: t.column('recorded_at', {
        type: 'DateTime',
        level: 'INTERNAL',
        nullable: false,
        description: 'When it reached us (入库时间).',
      }),
      source: departmentField(t, 'source', 'INTERNAL', 'The department that said it (数据来源).'),
    }),
  });
  builder.objectField(named(record.type), names.steps ?? 'steps', (t) =>
    t.relation({
      type: [named(name)] as never,
      level,
      description: 'Its steps in order, also those that left it where it was; never rewritten (办理过程).',
      from: ['id', 'area_code'],
      to: ['record_id', 'area_code'],
      orderBy: [ascending('nth')],
    }),
  );
}

/** How a step is described that leaves the state as it is: by the names of those that do. */
function stays({ transitions }: Lifecycle): string {
  const such = transitions.filter(({ from, to }) => to === null || from.includes(to));
  const names = (language: 'zh' | 'en', comma: string) =>
    such.map(({ title }) => title[language]).join(comma) || (language === 'zh' ? '无' : 'no step does');
  return `Whether it left the state as it is: ${names('en', '; ')} (状态不变：${names('zh', '；')}).`;
}

/** What may come next, with what stands against it. */
function addAvailable(builder: GraphBuilder, lifecycle: Lifecycle): void {
  builder.objectField(named(lifecycle.record.type), 'availableTransitions', (t) =>
    t.batched({
      type: [named('AvailableTransition')] as never,
      level: highestLevel(['INTERNAL', lifecycle.level]),
      nullable: highestLevel(['INTERNAL', lifecycle.level]) !== 'INTERNAL',
      description:
        'The steps that lead on from here, in order: what is asked for with each, and what stands against it now, with its clause. A guard of which it is not known whether it holds blocks, and says who can tell. One that rests on what the viewer may not read is listed as UNKNOWN whatever it is, and whoever has none of the roles of a step is told so (可办理的步骤).',
      cost: { points: 3, rows: 10 },
      load: async (rows: readonly Row[], _args, { services }) => {
        const ids = rows.map((row) => String(row['id']));
        const found = await services.lifecycles.available(lifecycle, ids);
        return ids.map((id) => found.get(id) ?? []) as never;
      },
    }),
  );
}

/** `transition<Type>`: any step but the opening, with whatever it asks for. */
function addTransition(builder: GraphBuilder, lifecycle: Lifecycle, transition: ReturnType<typeof codesEnum>): void {
  const { record, scope, title, transitions } = lifecycle;
  const asked = lifecycle.fields.filter((field) =>
    transitions.some(({ asks, from }) => asks.includes(field) && from.some((state) => state !== null)),
  );
  writeMutation(builder, {
    name: `transition${record.type}`,
    description: `Takes a step of ${title.en}, or records one that leaves it where it is; what stands against it is refused, each guard with its clause (${title.zh}：办理步骤).`,
    scope,
    returns: record.type,
    key: 'NEEDED',
    input: (t) => ({
      record: t.id({ required: true, description: 'The record, by global id (记录).' }),
      transition: t.field({ type: transition, required: true, description: 'Which step; see `availableTransitions` (步骤).' }),
      on: t.field({ type: 'Date', description: 'The day of the step; default: today; not before the last step (办理日期).' }),
      source: t.string({
        description:
          'Code of the department that says so, one that the caller speaks for and whose word the step is; default: the office that answers for it, else the only such one (数据来源部门).',
      }),
      evidence: t.string({ description: 'What proves it; shown to nobody without the right to health data (证明材料).' }),
      note: t.string({ description: 'What was done (工作记录).' }),
      ...Object.fromEntries(
        asked.map((field) => [
          field.name,
          t.field({
            type: typeOf(field) as 'String',
            description: `${capital(field.title.en)}, where the step asks for it (${field.title.zh}).`,
          }),
        ]),
      ),
      ...versionField(t),
    }),
    write: (input, tx, { services }) => {
      const { record: id, transition: code, on, source, evidence, note, expectedVersion, ...said } = input as Said;
      return services.lifecycles.take(tx, lifecycle, {
        record: id,
        transition: code,
        on,
        source: source ?? null,
        evidence,
        note,
        expectedVersion,
        said,
      });
    },
  });
}

/** The input of every `transition…`, whatever fields it has besides. */
interface Said {
  readonly record: string;
  readonly transition: string;
  readonly on?: string | null;
  readonly source?: string | null;
  readonly evidence?: string | null;
  readonly note?: string | null;
  readonly expectedVersion?: number | null;
  readonly [field: string]: unknown;
}

const scalars = { TEXT: 'String', DATE: 'Date', BOOLEAN: 'Boolean', MONEY: 'Money', NUMBER: 'Int', PERCENT: 'Decimal' } as const;

/** How the graph writes a field. */
function typeOf({ type, enumeration, name }: StepField): string {
  if (type !== 'CODE' && type !== 'CODES') return scalars[type];
  if (enumeration === null) throw new Error(`the field "${name}" is a code without an enumeration of the graph: name it`);
  return enumeration;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
