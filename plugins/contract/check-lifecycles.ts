import { LEFT_ASIDE, coreErrors, type Lifecycle, type PolicyModule } from 'xianjie/schema';

/** What does not fit together in the lifecycles of modules. */
export function lifecycleProblems(modules: readonly PolicyModule[]): string[] {
  const documents = new Set(modules.flatMap((m) => (m.policies ?? []).map((d) => d.code)));
  const parameters = new Set(modules.flatMap((m) => m.parameters ?? []));
  const departments = new Set(modules.flatMap((m) => (m.departments ?? []).map((d) => d.code)));
  return modules.flatMap((module) =>
    (module.lifecycles ?? []).flatMap((lifecycle) => {
      const own = `module "${module.id}": lifecycle "${lifecycle.code}"`;
      return [...table(module, lifecycle), ...shape(lifecycle), ...refusals(module, lifecycle), ...cited(), ...fields(lifecycle)].map(
        (problem) => `${own} ${problem}`,
      );

      function cited(): string[] {
        const places = lifecycle.transitions.flatMap(({ policy, guards }) => [policy, ...guards.map((guard) => guard.policy ?? null)]);
        const unknown = [...new Set(places.flatMap((place) => (place === null ? [] : [place.document.code])))].filter(
          (code) => !documents.has(code),
        );
        const unlisted = lifecycle.transitions
          .flatMap(({ guards }) => guards.flatMap(({ says }) => Object.values(says)))
          .filter((one) => !parameters.has(one));
        return [
          ...unknown.map((code) => `cites document "${code}", which no module declares: add it to "policies"`),
          ...unlisted.map(({ code }) => `says the policy value "${code}", which no module lists: add it to "parameters"`),
          ...(departments.has(lifecycle.office)
            ? []
            : [`is answered for by "${lifecycle.office}", which no module declares: add it to "departments"`]),
        ];
      }
    }),
  );
}

function table({ storage }: PolicyModule, { record, fields, transitions }: Lifecycle): string[] {
  const found = storage?.tables.find(({ name }) => name === record.table);
  if (found === undefined) return [`has records in "${record.table}", which the module's "storage" does not declare: add the table`];
  const columns = [
    record.state ?? 'state',
    record.since,
    record.openedBy,
    ...fields.map(({ column }) => column),
    ...transitions.map(({ dayIn }) => dayIn),
  ];
  const missing = [...new Set(columns)].filter((column) => column != null && !(column in found.columns));
  const state = record.state ?? 'state';
  const hidden = ['PERSONAL', 'SENSITIVE'].includes(found.columns[state] ?? '') && !(found.decidesBy ?? []).includes(state);
  return [
    ...(found.about === record.about
      ? []
      : [`is about ${record.about}, and its table "${record.table}" about ${found.about}: say the same in both`]),
    ...(found.kind === 'RECORD'
      ? []
      : [`has its records in a table of observations: where a record stands changes, so its kind is RECORD`]),
    ...missing.map((column) => `keeps something in "${record.table}.${String(column)}", which the table does not list: add the column`),
    ...(hidden ? [`stands in "${record.table}.${state}", which a write may not read: name it in "decidesBy"`] : []),
  ];
}

/** States that nobody reaches, steps that lead nowhere, two steps that cannot be told apart. */
function shape({ states, transitions }: Lifecycle): string[] {
  const known = new Set(Object.keys(states));
  const named = transitions.flatMap(({ code, from, to }) =>
    [...from, to].flatMap((state) => (state === null || known.has(state) ? [] : [{ code, state }])),
  );
  const codes = transitions.map(({ code }) => code);
  const twice = codes.filter((code, i) => codes.indexOf(code) !== i);
  const pairs = transitions
    .filter(({ variant }) => !variant)
    .flatMap(({ from, to }) => from.map((state) => `${state ?? 'nothing'} → ${to ?? state ?? ''}`));
  const reached = reachable(transitions);
  return [
    ...named.map(({ code, state }) => `has the step "${code}" with the state "${state}", which it does not declare: add it to "states"`),
    ...[...new Set(twice)].map((code) => `has two steps "${code}": rename one`),
    ...[...new Set(pairs.filter((pair, i) => pairs.indexOf(pair) !== i))].map(
      (pair) => `has two steps ${pair}: join them, or make them variants`,
    ),
    ...transitions
      .filter(({ variant, policy }) => variant && policy === null)
      .map(({ code }) => `has the variant "${code}" of no document: a variant holds where its document is adopted, so name it`),
    ...[...known]
      .filter((state) => !reached.has(state))
      .map((state) => `has the state "${state}", to which no step leads: add one, or take the state out`),
  ];
}

function reachable(transitions: Lifecycle['transitions']): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (at: string | null): void => {
    for (const { from, to } of transitions)
      if (to !== null && from.includes(at) && !reached.has(to)) {
        reached.add(to);
        visit(to);
      }
  };
  visit(null);
  return reached;
}

function refusals({ errors }: PolicyModule, { transitions, refusals: own, fields }: Lifecycle): string[] {
  const declared = new Set([...coreErrors, ...(errors ?? [])].map(({ code }) => code));
  const used = [
    ...Object.values(own),
    ...fields.map(({ elsewhere }) => elsewhere).filter((code) => code !== LEFT_ASIDE),
    ...transitions.flatMap(({ noNote, guards }) => [noNote, ...guards.map(({ refusal }) => refusal)]),
  ];
  return [...new Set(used)].flatMap((code) =>
    code == null || declared.has(code) ? [] : [`refuses with "${code}", which nobody declares: add it to "errors"`],
  );
}

/** Fields that a step names and the lifecycle does not list would be asked for and read by nobody. */
function fields({ fields: listed, transitions }: Lifecycle): string[] {
  const used = transitions.flatMap(({ asks, anew, guards }) => [...asks, ...anew, ...guards.flatMap(({ given }) => given)]);
  const names = listed.map(({ name }) => name);
  const taken = ['record', 'transition', 'on', 'source', 'evidence', 'note', 'expectedVersion'];
  return [
    ...[...new Set(used)]
      .filter((field) => !listed.includes(field))
      .map(({ name }) => `asks for the field "${name}", which it does not list: add it to "fields"`),
    ...names.filter((name, i) => names.indexOf(name) !== i).map((name) => `has two fields "${name}": rename one`),
    ...names.filter((name) => taken.includes(name)).map((name) => `has the field "${name}", which every step has: rename it`),
    ...transitions.flatMap(({ code, asks }) =>
      asks
        .filter(({ column }) => column === null)
        .map(({ name }) => `asks with "${code}" for the field "${name}", which no column keeps: give it one`),
    ),
  ];
}
