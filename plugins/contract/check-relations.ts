import { relationKinds, relationScopes, type Benefit, type PolicyModule, type Relation, type RelationKind } from 'xianjie/schema';

/** Whose relation it is. */
interface Own {
  readonly module: string;
  readonly relation: Relation;
}

/** What kinds may hold over the same two benefits: a cap and an order go together, everything else says something else. */
const together: ReadonlySet<string> = new Set(['CAPPED_TOGETHER ORDERED', 'ORDERED CAPPED_TOGETHER', 'CAPPED_TOGETHER CAPPED_TOGETHER']);

/** Relations between benefits that cannot hold, that nobody could tell from a mistake, or that contradict each other. */
export function relationProblems(modules: readonly PolicyModule[]): string[] {
  const all = modules.flatMap((m) => (m.relations ?? []).map((relation): Own => ({ module: m.id, relation })));
  if (all.length === 0) return [];
  const benefits = new Map(modules.flatMap((m) => (m.benefits ?? []).map((one) => [one.code, one] as const)));
  const domains = domainsOf(modules);
  const sound = all.filter((own) => shape(own).length === 0);
  return [
    ...all.flatMap(shape),
    ...sound.flatMap((own) => [...partners(own, benefits, domains), ...holders(own, benefits), ...cited(own, modules)]),
    ...sound.flatMap((one, i) => sound.slice(i + 1).flatMap((other) => between(one, other))),
  ];
}

const named = ({ module, relation }: Own): string => `module "${module}": relation "${relation.code}"`;

function shape(own: Own): string[] {
  const { kind, benefits, per, cap } = own.relation;
  const twice = benefits.find((code, i) => benefits.indexOf(code) !== i);
  return [
    ...(relationKinds.includes(kind) ? [] : [`${named(own)} has the kind "${String(kind)}"; known are ${relationKinds.join(', ')}`]),
    ...(relationScopes.includes(per)
      ? []
      : [`${named(own)} does not say within whom it holds: add "per", one of ${relationScopes.join(', ')}`]),
    ...(benefits.length < 2 ? [`${named(own)} names fewer than two benefits: a relation is between benefits`] : []),
    ...(twice === undefined ? [] : [`${named(own)} names the benefit "${twice}" twice: name each once`]),
    ...((kind === 'CAPPED_TOGETHER') === (cap !== null)
      ? []
      : [`${named(own)} has no cap, or one that it cannot have: use cappedTogether`]),
    ...(cap !== null && (cap.amount.type !== 'MONEY' || cap.amount.concept !== null)
      ? [
          `${named(own)} has the cap "${cap.amount.code}", which is no amount of money: name a parameter of type MONEY without an income concept`,
        ]
      : []),
  ];
}

/** The beginnings of codes that installed modules answer for: their ids, as codes spell them, and what their benefits begin with. */
function domainsOf(modules: readonly PolicyModule[]): ReadonlyMap<string, string> {
  const domains = new Map<string, string>();
  for (const { id, benefits } of modules) {
    for (const code of (benefits ?? []).map((one) => one.code)) if (code.includes('.')) domains.set(code.slice(0, code.indexOf('.')), id);
    domains.set(id, id);
    domains.set(
      id.replace(/-(.)/g, (_dash, letter: string) => letter.toUpperCase()),
      id,
    );
  }
  return domains;
}

function partners(own: Own, benefits: ReadonlyMap<string, Benefit>, domains: ReadonlyMap<string, string>): string[] {
  const unlisted = own.relation.given
    .filter((one) => benefits.get(one.code) !== one)
    .map((one) => `${named(own)} names the benefit "${one.code}", which no module lists: add it to "benefits"`);
  const strange = own.relation.benefits
    .filter((code) => !benefits.has(code) && !own.relation.given.some((one) => one.code === code))
    .flatMap((code) => {
      const dot = code.indexOf('.');
      if (dot < 1) return [`${named(own)} names the benefit "${code}", which nobody declares: write "<domain>.<benefit>", or correct it`];
      const owner = domains.get(code.slice(0, dot));
      return owner === undefined
        ? []
        : [
            `${named(own)} names the benefit "${code}", which module "${owner}" does not declare: correct the code, or add the benefit there`,
          ];
    });
  return [...unlisted, ...strange];
}

/** What a relation speaks of must be recorded of people and households, and of those within whom it holds. */
function holders(own: Own, benefits: ReadonlyMap<string, Benefit>): string[] {
  const { per } = own.relation;
  return own.relation.benefits.flatMap((code) => {
    const benefit = benefits.get(code);
    if (benefit === undefined) return [];
    const holder = benefit.recordedIn?.subject.code;
    if (holder === undefined)
      return [`${named(own)} names "${code}", of which nothing records who holds it: give the benefit a "recordedIn", or leave it out`];
    if (holder !== 'PERSON' && holder !== 'HOUSEHOLD')
      return [`${named(own)} names "${code}", which a ${holder} holds: relations are between what people and households hold`];
    return per === 'PERSON' && holder === 'HOUSEHOLD'
      ? [`${named(own)} holds for one person and names "${code}", which households hold: write per: 'HOUSEHOLD'`]
      : [];
  });
}

function cited(own: Own, modules: readonly PolicyModule[]): string[] {
  const { policies, cap } = own.relation;
  const documents = new Set(modules.flatMap((m) => (m.policies ?? []).map((d) => d.code)));
  const parameters = new Map(modules.flatMap((m) => (m.parameters ?? []).map((p) => [p.code, p] as const)));
  return [
    ...policies
      .filter(({ document }) => !documents.has(document.code))
      .map(({ document }) => `${named(own)} cites document "${document.code}", which no module declares: add it to "policies"`),
    ...(cap === null || parameters.get(cap.amount.code) === cap.amount
      ? []
      : [`${named(own)} has the cap "${cap.amount.code}", which no module lists: add it to "parameters"`]),
  ];
}

/** Two relations of different families hold side by side: within the same they may not say the same, nor two things of one pair. */
function between(one: Own, other: Own): string[] {
  const [a, b] = [one.relation, other.relation];
  if (a.family === b.family || a.per !== b.per) return [];
  const shared = a.benefits.filter((code) => b.benefits.includes(code));
  const [first, second] = shared;
  if (first === undefined || second === undefined) return [];
  const both = `${named(one)} and relation "${b.code}" of module "${other.module}"`;
  const cure = 'give both one "family", so that the document adopted nearest decides, or remove one';
  if (a.kind === b.kind && saysTheSame(a, b)) return [`${both} say the same of "${first}" and "${second}": ${cure}`];
  const against = a.kind === 'ORDERED' && b.kind === 'ORDERED' ? againstEachOther(a, b, shared) : !mayStand(a.kind, b.kind);
  return against ? [`${both} contradict each other over "${first}" and "${second}" (${a.kind}, ${b.kind}): ${cure}`] : [];
}

/** Caps and orders repeat each other where they name the same benefits; of the other kinds it is enough that two share a pair. */
function saysTheSame(a: Relation, b: Relation): boolean {
  if (a.kind === 'EXCLUSIVE' || a.kind === 'STACKING_UNKNOWN') return true;
  const same = a.benefits.length === b.benefits.length && a.benefits.every((code) => b.benefits.includes(code));
  if (a.kind === 'ORDERED') return same && a.benefits.every((code, i) => b.benefits[i] === code);
  return same && a.cap?.every === b.cap?.every;
}

const mayStand = (a: RelationKind, b: RelationKind): boolean => a === b || together.has(`${a} ${b}`);

function againstEachOther(a: Relation, b: Relation, shared: readonly string[]): boolean {
  const order = (of: Relation): readonly string[] => of.benefits.filter((code) => shared.includes(code));
  return order(a).some((code, i) => order(b)[i] !== code);
}
