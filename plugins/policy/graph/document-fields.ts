import type { Citation, GraphBuilder, PolicyClause, PolicyDocument, PolicyModule, PolicyPlace, Services } from 'xianjie/schema';
import { clausesOf, passageAt, says, type Passage } from '../clauses.js';
import { versionsOf } from '../documents.js';

/** Texts that one operation has read, by document and version. */
const read = new WeakMap<Services, Map<string, Promise<readonly PolicyClause[]>>>();

function textOf(services: Services, document: PolicyDocument): Promise<readonly PolicyClause[]> {
  const known = read.get(services) ?? new Map<string, Promise<readonly PolicyClause[]>>();
  read.set(services, known);
  const key = `${document.code} ${document.recorded?.version ?? ''}`;
  const text = known.get(key) ?? clausesOf(document, services.read);
  known.set(key, text);
  return text;
}

/** Where a quote stands; of a recorded document in the newest version that says so: a correction may have changed the words since. */
async function passageOf(services: Services, { document, place, quote }: Citation | PolicyPlace): Promise<Passage | null> {
  const newest = passageAt(await textOf(services, document), place);
  if (document.recorded === undefined || (newest !== null && says(newest.clause, quote))) return newest;
  for (const version of await versionsOf(services.read, document.code)) {
    const found = passageAt(await textOf(services, version), place);
    if (found !== null && says(found.clause, quote)) return found;
  }
  return newest;
}

/** What a document is besides its front page, and the passage behind every citation. */
export function documentFields(builder: GraphBuilder, modules: readonly PolicyModule[]): void {
  const declaredBy = new Map(modules.flatMap((m) => (m.policies ?? []).map(({ code }) => [code, m.id] as const)));
  const clause = builder.objectRef<PolicyClause>('PolicyClause').implement({
    description: 'A passage of a document’s text (条款).',
    fields: (t) => ({
      place: t.exposeString('place', { nullable: false, description: 'How it is cited (位置).' }),
      section: t.exposeString('section', { nullable: true, description: 'The heading that it stands under (章节).' }),
      text: t.exposeString('text', { nullable: false, description: 'Its words; those of a source without their white space (原文).' }),
    }),
  });
  const passage = builder.objectRef<Passage>('PolicyPassage').implement({
    description: 'Where words stand in their document: the passage with its neighbours (原文段落).',
    fields: (t) => ({
      clause: t.field({
        type: clause,
        nullable: false,
        description: 'The passage that holds the words (所在段落).',
        resolve: (p) => p.clause,
      }),
      before: t.field({ type: clause, nullable: true, description: 'The passage before it (上一段).', resolve: (p) => p.before }),
      after: t.field({ type: clause, nullable: true, description: 'The passage after it (下一段).', resolve: (p) => p.after }),
    }),
  });
  const inText = 'The passage in the document’s text; null where no more of it is known than the quote (原文段落).';
  builder.objectFields('Citation', (t) => ({
    passage: t.field({ type: passage, nullable: true, description: inText, resolve: (c, _args, { services }) => passageOf(services, c) }),
  }));
  builder.objectFields('RulePlace', (t) => ({
    passage: t.field({ type: passage, nullable: true, description: inText, resolve: (p, _args, { services }) => passageOf(services, p) }),
  }));
  builder.objectFields('PolicyDocument', (t) => ({
    module: t.string({
      nullable: true,
      description: 'The module that declares it; null: an area recorded it (所属模块).',
      resolve: (document) => (document.recorded === undefined ? (declaredBy.get(document.code) ?? null) : null),
    }),
    version: t.int({
      nullable: true,
      description: 'Which version of the record this is; null: a module declares it (版本).',
      resolve: (document) => document.recorded?.version ?? null,
    }),
    recordedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When this version was recorded (登记时间).',
      resolve: (document) => document.recorded?.recordedAt ?? null,
    }),
    note: t.string({
      nullable: true,
      description: 'Why it was corrected, or a remark (更正说明或备注).',
      resolve: (document) => document.recorded?.note ?? null,
    }),
    versions: t.field({
      type: ['PolicyDocument'],
      nullable: false,
      description: 'Every version of a recorded document, the newest first, each with its own text; none of a declared one (历次版本).',
      resolve: async (document, _args, { services }) =>
        document.recorded === undefined ? [] : await versionsOf(services.read, document.code),
    }),
    replaces: t.field({
      type: 'PolicyDocument',
      nullable: true,
      description: 'The document that it says it takes the place of; that one’s adoptions end by a decision of their own (替代的文件).',
      resolve: async ({ replaces }, _args, { services }) =>
        replaces === undefined ? null : ((await services.eligibility.documents()).get(replaces) ?? null),
    }),
    replacedBy: t.field({
      type: ['PolicyDocument'],
      nullable: false,
      description: 'Documents that say they take its place (被替代于).',
      resolve: async ({ code }, _args, { services }) =>
        [...(await services.eligibility.documents()).values()].filter((other) => other.replaces === code),
    }),
    clauses: t.field({
      type: [clause],
      nullable: false,
      description: 'Its text, passage by passage and in order; empty where no more of it is known than quotes (正文).',
      args: {
        place: t.arg.string({ description: 'Only the passage at this place (位置).' }),
        section: t.arg.string({ description: 'Only passages whose heading holds these words (章节).' }),
        contains: t.arg.string({ description: 'Only passages that hold these words (包含文字).' }),
        first: t.arg.int({ defaultValue: 100, description: 'How many, at most 500 (前几段).' }),
        after: t.arg.string({ description: 'Only what follows this place (此位置之后).' }),
      },
      resolve: async (document, args, { services }) => chosen(await textOf(services, document), args),
    }),
  }));
}

interface Wanted {
  readonly place?: string | null;
  readonly section?: string | null;
  readonly contains?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

const MOST = 500;

function chosen(clauses: readonly PolicyClause[], { place, section, contains, first, after }: Wanted): PolicyClause[] {
  const start = after == null ? 0 : clauses.findIndex((clause) => clause.place === after) + 1;
  const at = place == null ? null : passageAt(clauses, place)?.clause;
  return clauses
    .slice(start)
    .filter((clause) => at === null || clause === at)
    .filter((clause) => section == null || (clause.section ?? '').includes(section))
    .filter((clause) => contains == null || says(clause, contains))
    .slice(0, Math.min(Math.max(first ?? 100, 0), MOST));
}
