import type * as properties from 'fast-check';
import type { Arbitrary, AsyncCommand } from 'fast-check';
import type { Fact, Lifecycle, StepField, Transition } from 'xianjie/schema';
import type { Door } from './door.js';

/** What a model of a lifecycle is run with. */
export interface LifecycleTrial {
  /** The library of properties: `import fc from 'fast-check'`. The kit brings none. */
  readonly fc: Omit<typeof properties, 'default'>;
  readonly door: Pick<Door, 'ask'>;
  readonly lifecycle: Lifecycle;
  /** Opens a new record; gives its global id. */
  readonly open: () => Promise<string>;
  /** Of what day openings are, `YYYY-MM-DD`; the model's days follow it. */
  readonly from: string;
  /** The platform's day: no step is later. */
  readonly today: string;
  /** Values of fields whose type does not say them, by name: codes of an enumeration of the core. */
  readonly values?: Readonly<Record<string, readonly unknown[]>>;
  /** Default: 20. */
  readonly runs?: number;
  /** Default: 12. */
  readonly steps?: number;
}

interface Step {
  readonly transition: string | null;
  readonly fromState: string | null;
  readonly toState: string;
  readonly observedOn: string;
}
interface Seen {
  readonly state: string;
  readonly version: number;
  readonly history: readonly Step[];
  readonly available: readonly { readonly code: string; readonly to: string }[];
}
/** What the model knows of the record: what the history must say. */
interface Model {
  steps: Step[];
}
interface Real {
  readonly id: string;
}

let keys = 0;

/**
 * Lives a lifecycle at random against the database, as its model says that it must be: only a listed step succeeds, from where the record
 * stands, with its evidence and its fields, and never of a day before the last one; what is refused changes nothing; the history only grows;
 * the record stands where its last step led. @throws the shortest life that breaks a rule
 * @returns how many steps were taken and refused: a model that takes none shows nothing
 */
export async function runLifecycleModel(trial: LifecycleTrial): Promise<{ readonly taken: number; readonly refused: number }> {
  const { fc, lifecycle, open, runs = 20, steps = 12 } = trial;
  const count = { taken: 0, refused: 0 };
  const moves = lifecycle.transitions.filter(({ from }) => from.some((state) => state !== null));
  const commands = moves.map((transition) =>
    fc
      .record({
        days: fc.integer({ min: -2, max: 20 }),
        evidence: fc.boolean(),
        said: fc.record(Object.fromEntries(transition.asks.map((field) => [field.name, fc.option(valueOf(trial, field), { nil: null })]))),
      })
      .map((wish) => new Take(trial, transition, wish, count)),
  );
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: steps }), async (life) => {
      const id = await open();
      const { history } = await look(trial, id);
      await fc.asyncModelRun(() => ({ model: { steps: [...history] }, real: { id } }), life);
    }),
    { numRuns: runs },
  );
  return count;
}

interface Wish {
  readonly days: number;
  readonly evidence: boolean;
  readonly said: Readonly<Record<string, unknown>>;
}

class Take implements AsyncCommand<Model, Real> {
  constructor(
    private readonly trial: LifecycleTrial,
    private readonly transition: Transition,
    private readonly wish: Wish,
    private readonly count: { taken: number; refused: number },
  ) {}

  check(): boolean {
    return true;
  }

  async run(model: Model, { id }: Real): Promise<void> {
    const { transition, wish, trial } = this;
    const { type } = trial.lifecycle.record;
    const before = await look(trial, id);
    const last = model.steps.at(-1);
    const on = later(last?.observedOn ?? trial.from, wish.days, trial.today);
    const input = { record: id, transition: transition.code, on, ...(wish.evidence && { evidence: 'certificate' }), ...wish.said };
    const name = `transition${type}`;
    const data = await trial.door.ask(
      `mutation ($input: ${capital(name)}Input!, $key: String!) { ${name}(input: $input) @idempotent(key: $key) { userErrors { code } } }`,
      { input, key: `model-${type}-${++keys}` },
    );
    const { userErrors } = data[name] as { readonly userErrors: readonly { readonly code: string }[] };
    const after = await look(trial, id);
    const now = last?.toState ?? null;
    if (userErrors.length > 0) {
      this.count.refused++;
      must(after.version === before.version && same(after.history, before.history), 'what is refused changes nothing');
      return;
    }
    const to = transition.to ?? now;
    this.count.taken++;
    must(transition.from.includes(now), `"${transition.code}" was taken from ${now ?? 'nothing'}, from where it does not lead`);
    must(last === undefined || on >= last.observedOn, `"${transition.code}" was taken of a day before the last step`);
    must(!transition.evidence || wish.evidence, `"${transition.code}" was taken without its evidence`);
    must(
      before.available.some(({ code, to: where }) => code === transition.code && where === to),
      `"${transition.code}" was taken and not told as available`,
    );
    model.steps.push({ transition: transition.code, fromState: now, toState: to ?? '', observedOn: on });
    must(same(after.history, model.steps), 'the history is what was done, in order, and nothing before it was rewritten');
    must(after.state === to, 'the record stands where its last step led');
    must(after.version > before.version, 'a step is a new version of the record');
  }

  toString(): string {
    return `${this.transition.code}${JSON.stringify(this.wish)}`;
  }
}

async function look({ door, lifecycle }: LifecycleTrial, id: string): Promise<Seen> {
  const { record, names } = lifecycle;
  const { node } = (await door.ask(
    `query ($id: ID!) { node(id: $id) { ... on ${record.type} { state version
       history: ${names.steps ?? 'steps'} { transition fromState toState observedOn } available: availableTransitions { code to } } } }`,
    { id },
  )) as { readonly node: Seen };
  return node;
}

/** A value of a field, sound or not: what may not be is refused. */
function valueOf({ fc, values, from }: LifecycleTrial, field: StepField): Arbitrary<unknown> {
  const given = values?.[field.name];
  if (given !== undefined) return fc.constantFrom(...given);
  switch (field.type) {
    case 'DATE':
      return fc.integer({ min: -5, max: 60 }).map((days) => later(from, days, '9999-12-31'));
    case 'BOOLEAN':
      return fc.boolean();
    case 'NUMBER':
    case 'PERCENT':
      return fc.integer({ min: 0, max: 5 });
    case 'MONEY':
      return fc.constantFrom('0.00', '80.00');
    case 'CODE':
    case 'CODES':
      return fc.constantFrom(...Object.keys((field as unknown as Fact).codes ?? {}));
    case 'TEXT':
      return fc.constantFrom('a text', ' ');
  }
}

function later(day: string, days: number, most: string): string {
  const found = new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
  return found > most ? most : found;
}

const same = (a: readonly Step[], b: readonly Step[]): boolean => JSON.stringify(a) === JSON.stringify(b);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function must(holds: boolean, rule: string): void {
  if (!holds) throw new Error(rule);
}
