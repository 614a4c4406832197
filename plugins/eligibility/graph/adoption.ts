import {
  idempotencyKey,
  keyOfGlobalId,
  serviceMutation,
  type AdoptionBasis,
  type AdoptionEffect,
  type GraphBuilder,
  type ProposedAdoption,
  type Row,
  type UserError,
} from 'xianjie/schema';
import { adopt, DryRun, end } from '../in-force/adopt.js';
import type { EligibilityEnums } from './enums.js';
import type { PolicyTypes } from './policy-types.js';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What became of an adoption; what was proposed says what it does. */
interface Adopted {
  readonly id: string | null;
  readonly proposed: ProposedAdoption | null;
  readonly userErrors: readonly UserError[];
}

/** Documents with the areas that adopted them, and the decisions themselves. */
export function adoptionGraph(builder: GraphBuilder, enums: EligibilityEnums, policy: PolicyTypes): void {
  const adoption = adoptionType(builder, enums, policy);
  documentFields(builder, policy, adoption);
  adoptDocument(builder, adoption, effectType(builder, policy));
  const ended = builder.inputType('EndAdoptionInput', {
    description: 'When an adoption ends (终止施行).',
    fields: (t) => ({
      adoption: t.id({ required: true, description: 'The adoption, by global id (施行记录).' }),
      lastDay: t.field({ type: 'Date', required: true, description: 'The last day on which it holds (最后施行日).' }),
      note: t.string({ description: 'The decision, or a remark (决定或备注).' }),
    }),
  });
  serviceMutation(builder, {
    name: 'endAdoption',
    description: 'Ends the adoption of a document in an area with a last day. For whoever administers the area (终止施行).',
    scope: 'core:administer',
    returns: adoption,
    key: 'OPTIONAL',
    input: ended,
    inputDescription: 'Which and when (终止信息).',
    run: async (input, { services }, key) => {
      const documents = await services.eligibility.documents();
      const { lastDay, note } = input;
      const which = keyOfGlobalId('Adoption', String(input.adoption)) ?? NOBODY;
      return services.write({ action: 'endAdoption', idempotencyKey: key, input }, (tx) =>
        end(tx, documents, { adoption: which, lastDay, note: note ?? null }),
      );
    },
  });
}

function adoptionType(builder: GraphBuilder, enums: EligibilityEnums, policy: PolicyTypes) {
  return builder.tableType('Adoption', {
    table: 'adoption',
    carries: ['document_code'],
    description: 'A document adopted by an area from a day to a day (文件施行记录).',
    fields: (t) => ({
      document: t.field({
        type: policy.document,
        nullable: true,
        description: 'The document; null if its module is not installed (文件).',
        extensions: { level: 'PUBLIC' },
        resolve: async (row, _args, { services }) => (await services.eligibility.documents()).get(String(row['$document_code'])) ?? null,
      }),
      area: t.relation({
        type: 'Area',
        level: 'PUBLIC',
        nullable: false,
        description: 'Where; it holds under it too (施行区划).',
        from: ['area_code'],
        to: ['code'],
      }),
      from: t.column('valid_from', { type: 'Date', level: 'PUBLIC', nullable: false, description: 'First day (起始日).' }),
      to: t.column('valid_to', {
        type: 'Date',
        level: 'PUBLIC',
        description: 'Last day; null: until the document’s own end, or open (截止日).',
      }),
      basis: t.column('basis', { type: enums.adoptionBasis, level: 'PUBLIC', nullable: false, description: 'On what ground (施行依据).' }),
      note: t.column('note', { type: 'String', level: 'PUBLIC', description: 'The decision, or a remark (决定或备注).' }),
      recordedAt: t.column('recorded_at', {
        type: 'DateTime',
        level: 'PUBLIC',
        nullable: false,
        description: 'When it was recorded (登记时间).',
      }),
      endedAt: t.column('ended_at', { type: 'DateTime', level: 'PUBLIC', description: 'When its end was recorded (终止登记时间).' }),
      endNote: t.column('end_note', { type: 'String', level: 'PUBLIC', description: 'Why it ends (终止说明).' }),
    }),
  });
}

function documentFields(builder: GraphBuilder, policy: PolicyTypes, adoption: ReturnType<typeof adoptionType>): void {
  const precision = builder.enumType('DatePrecision', {
    description: 'How exactly a date is known (日期精度).',
    values: { DAY: { description: 'The day (日).' }, MONTH: { description: 'The month (月).' }, YEAR: { description: 'The year (年).' } },
  });
  builder.objectFields(policy.document, (t) => ({
    precision: t.field({
      type: precision,
      nullable: false,
      description: 'How exactly the day of issue is known (发文日期精度).',
      resolve: (document) => document.precision,
    }),
    level: t.field({
      type: 'AreaLevel',
      nullable: false,
      description: 'The level of the office that issued it (发文层级).',
      resolve: (document) => document.level,
    }),
    issuerArea: t.field({
      type: 'AreaCode',
      nullable: true,
      description: 'The issuer’s own area, where it is in force by itself; null: the source names no place (发文机关辖区).',
      resolve: (document) => document.areaCode ?? null,
    }),
    adoptions: t.field({
      type: [adoption],
      nullable: false,
      description: 'The recorded adoptions, the earliest first; that of the issuer’s own area needs no record (施行记录).',
      resolve: async (document, _args, { services }, info) => {
        const ids = await services.eligibility.adoptionsOf(document.code);
        const rows = await Promise.all(ids.map((id) => services.reader.load(info, 'Adoption', id)));
        return rows.filter((row): row is Row => row !== null);
      },
    }),
  }));
}

function effectType(builder: GraphBuilder, policy: PolicyTypes) {
  const inForce = builder.objectRef<AdoptionEffect>('ComesIntoForce').implement({
    description: 'What an adoption brings into force in its area on its first day (施行内容).',
    fields: (t) => ({
      checks: t.field({ type: ['String'], nullable: false, description: 'Codes of checks (规则代码).', resolve: (e) => [...e.checks] }),
      parameters: t.field({
        type: ['String'],
        nullable: false,
        description: 'Codes of policy values (参数代码).',
        resolve: (e) => [...e.parameters],
      }),
      namedValues: t.field({
        type: ['String'],
        nullable: false,
        description: 'Codes of named values (计算值代码).',
        resolve: (e) => [...e.namedValues],
      }),
    }),
  });
  const replaced = builder.objectRef<AdoptionEffect['replaced'][number]>('ReplacedRule').implement({
    description: 'A rule, a policy value or a named value that holds there until then (被替代的规定).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'Its code (代码).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it is (名称).' }),
      citation: t.field({ type: policy.citation, nullable: false, description: 'Where it stands (引文).', resolve: (r) => r.citation }),
      adoptedBy: t.field({
        type: 'Area',
        nullable: true,
        description: 'The area by which it holds there (施行区划).',
        resolve: (r, _args, { services }, info) => services.reader.load(info, 'Area', r.citation.adoptedBy),
      }),
    }),
  });
  return { inForce, replaced };
}

function adoptDocument(
  builder: GraphBuilder,
  adoption: ReturnType<typeof adoptionType>,
  { inForce, replaced }: ReturnType<typeof effectType>,
): void {
  const basis = builder.enumType('AdoptionDecision', {
    description: 'What was decided (决定类别).',
    values: {
      DECISION: { description: 'The area adopts the document (施行).' },
      PROLONGATION: { description: 'The area prolongs it beyond its stated end (延期).' },
    },
  });
  const input = builder.inputType('AdoptDocumentInput', {
    description: 'That an area adopts a document (施行文件).',
    fields: (t) => ({
      document: t.string({ required: true, description: 'The document’s code (文件代码).' }),
      area: t.field({ type: 'AreaCode', required: true, description: 'Where; it holds under it too (施行区划).' }),
      from: t.field({ type: 'Date', required: true, description: 'First day, not before the document’s own (起始日).' }),
      to: t.field({ type: 'Date', description: 'Last day; left out: as long as the document states, or open (截止日).' }),
      basis: t.field({ type: basis, defaultValue: 'DECISION', description: 'What was decided (决定类别).' }),
      note: t.string({ description: 'The decision, or a remark (决定或备注).' }),
      dryRun: t.boolean({ defaultValue: false, description: 'Only say what it would do: nothing is recorded (试运行).' }),
    }),
  });
  const payload = builder.objectRef<Adopted>('AdoptDocumentPayload').implement({
    description: 'What became of it (施行文件结果).',
    fields: (t) => ({
      adoption: t.field({
        type: adoption,
        nullable: true,
        description: 'The record; null when it was refused or a dry run (施行记录).',
        resolve: ({ id }, _args, { services }, info) => (id === null ? null : services.reader.load(info, 'Adoption', id)),
      }),
      comesIntoForce: t.field({
        type: inForce,
        nullable: true,
        description: 'What it brings into force; null when it was refused (施行内容).',
        resolve: ({ proposed }, _args, { services }) => (proposed === null ? null : services.eligibility.adoptionEffect(proposed)),
      }),
      replaces: t.field({
        type: [replaced],
        nullable: false,
        description: 'What holds there until then and is replaced (被替代的规定).',
        resolve: async ({ proposed }, _args, { services }) =>
          proposed === null ? [] : [...(await services.eligibility.adoptionEffect(proposed)).replaced],
      }),
      userErrors: t.field({
        type: ['UserError'],
        nullable: false,
        description: 'Why it was refused; empty when it was done (拒绝原因).',
        resolve: (result) => [...result.userErrors],
      }),
    }),
  });
  builder.mutationField('adoptDocument', (t) =>
    t.field({
      type: payload,
      nullable: false,
      scope: 'core:administer',
      description:
        'Records that an area adopts a document: its checks and policy values are then in force there. For whoever administers the area (施行文件).',
      args: { input: t.arg({ type: input, required: true, description: 'Which document, where, from when (施行信息).' }) },
      resolve: async (_root, { input: asked }, { services }, info): Promise<Adopted> => {
        const { document, area, from, to, note, dryRun } = asked;
        const proposed: ProposedAdoption = { document, area, from, to: to ?? null, basis: (asked.basis ?? 'DECISION') as AdoptionBasis };
        const documents = await services.eligibility.documents();
        try {
          const written = await services.write(
            { action: 'adoptDocument', idempotencyKey: idempotencyKey(info), input: asked },
            async (tx) => {
              const record = await adopt(tx, documents, { ...proposed, note: note ?? null });
              if (dryRun === true) throw new DryRun();
              return record;
            },
          );
          return written.ok ? { id: written.id, proposed, userErrors: [] } : { id: null, proposed: null, userErrors: written.userErrors };
        } catch (error) {
          if (error instanceof DryRun) return { id: null, proposed, userErrors: [] };
          throw error;
        }
      },
    }),
  );
}
