import {
  idempotencyKey,
  type AreaLevel,
  type DatePrecision,
  type GraphBuilder,
  type LocalizedText,
  type PolicyDocument,
  type UserError,
} from 'xianjie/schema';
import { DryRun } from '../../eligibility/index.js';
import { record, type RecordedDocument } from '../documents.js';

export type TextInput = ReturnType<typeof textInput>;

/** What became of a document: its code once it is recorded. */
interface Recorded {
  readonly code: string | null;
  readonly userErrors: readonly UserError[];
}

interface GivenText {
  readonly zh: string;
  readonly en?: string | null;
}

interface Asked {
  readonly code: string;
  readonly title: GivenText;
  readonly issuer: GivenText;
  readonly number?: string | null;
  readonly issuedOn: string;
  readonly precision?: string | null;
  readonly until?: string | null;
  readonly level: string;
  readonly area: string;
  readonly replaces?: string | null;
  readonly clauses: readonly { readonly place: string; readonly section?: string | null; readonly text: string }[];
  readonly note?: string | null;
  readonly expectedVersion?: number | null;
}

/** Without an English text the Chinese one stands in. */
const both = ({ zh, en }: GivenText): LocalizedText => ({ zh, en: en ?? zh });

const documentFrom = (asked: Asked): RecordedDocument => ({
  code: asked.code,
  title: both(asked.title),
  issuer: both(asked.issuer),
  number: asked.number ?? null,
  issuedOn: asked.issuedOn,
  precision: (asked.precision ?? 'DAY') as DatePrecision,
  until: asked.until ?? null,
  level: asked.level as AreaLevel,
  area: asked.area,
  replaces: asked.replaces ?? null,
  clauses: asked.clauses.map(({ place, section, text }) => ({ place, section: section ?? null, text })),
  note: asked.note ?? null,
  expectedVersion: asked.expectedVersion ?? null,
});

/** A text in both languages, as an input. */
export function textInput(builder: GraphBuilder) {
  return builder.inputType('LocalizedTextInput', {
    description: 'A text in both languages (双语文本).',
    fields: (t) => ({
      zh: t.string({ required: true, description: 'Chinese (中文).' }),
      en: t.string({ description: 'English; left out: the Chinese text stands in (英文).' }),
    }),
  });
}

/** `recordPolicyDocument`: a document of an area's own, or a new version of it. */
export function recordDocument(builder: GraphBuilder, declared: ReadonlyMap<string, PolicyDocument>, text: TextInput): void {
  const clause = builder.inputType('PolicyClauseInput', {
    description: 'A passage of the text (条款).',
    fields: (t) => ({
      place: t.string({ required: true, description: 'How it is cited, once in a document: 第三条 (位置).' }),
      section: t.string({ description: 'The heading that it stands under (章节).' }),
      text: t.string({ required: true, description: 'Its words, verbatim (原文).' }),
    }),
  });
  const input = builder.inputType('RecordPolicyDocumentInput', {
    description: 'A document as it was issued (文件登记信息).',
    fields: (t) => ({
      code: t.string({ required: true, description: 'A short code of your own, capital letters, digits and hyphens (文件代码).' }),
      title: t.field({ type: text, required: true, description: 'Its title (标题).' }),
      issuer: t.field({ type: text, required: true, description: 'The office that issued it (发文机关).' }),
      number: t.string({ description: 'The official number (文号).' }),
      issuedOn: t.field({ type: 'Date', required: true, description: 'The day of issue; the first day of what is known (发文日期).' }),
      precision: t.field({ type: 'DatePrecision', description: 'How exactly that is known; default: the day (发文日期精度).' }),
      until: t.field({ type: 'Date', description: 'The last day, where the document states one (有效期至).' }),
      level: t.field({ type: 'AreaLevel', required: true, description: 'The level of the office that issued it (发文层级).' }),
      area: t.field({
        type: 'AreaCode',
        required: true,
        description: 'Where it is in force by itself; you administer it. Others adopt it (施行区划).',
      }),
      replaces: t.string({ description: 'Code of the document that it says it takes the place of (替代的文件).' }),
      clauses: t.field({ type: [clause], required: true, description: 'The whole text in its order (正文).' }),
      note: t.string({ description: 'Why it is corrected, or a remark (更正说明或备注).' }),
      expectedVersion: t.int({ description: 'The version that is corrected; left out: it is recorded for the first time (更正的版本).' }),
      dryRun: t.boolean({ defaultValue: false, description: 'Only say whether it would be accepted (试运行).' }),
    }),
  });
  const payload = builder.objectRef<Recorded>('RecordPolicyDocumentPayload').implement({
    description: 'What became of it (登记文件结果).',
    fields: (t) => ({
      document: t.field({
        type: 'PolicyDocument',
        nullable: true,
        description: 'The document as it stands now; null when it was refused or a dry run (文件).',
        resolve: async ({ code }, _args, { services }) =>
          code === null ? null : ((await services.eligibility.documents()).get(code) ?? null),
      }),
      userErrors: t.field({
        type: ['UserError'],
        nullable: false,
        description: 'Why it was refused; empty when it was done (拒绝原因).',
        resolve: (result) => [...result.userErrors],
      }),
    }),
  });
  builder.mutationField('recordPolicyDocument', (t) =>
    t.field({
      type: payload,
      nullable: false,
      scope: 'core:administer',
      description:
        'Records a document that no module declares, with its text; again with `expectedVersion` to correct it: earlier versions stay. For whoever administers its area (登记政策文件).',
      args: { input: t.arg({ type: input, required: true, description: 'The document (文件信息).' }) },
      resolve: async (_root, { input: asked }, { services, today }, info): Promise<Recorded> => {
        try {
          const request = { action: 'recordPolicyDocument', idempotencyKey: idempotencyKey(info), input: asked };
          const written = await services.write(request, async (tx) => {
            const done = await record(tx.sql, { declared, today }, documentFrom(asked as Asked));
            if (asked.dryRun === true) throw new DryRun();
            return done;
          });
          return written.ok ? { code: asked.code, userErrors: [] } : { code: null, userErrors: written.userErrors };
        } catch (error) {
          if (error instanceof DryRun) return { code: null, userErrors: [] };
          throw error;
        }
      },
    }),
  );
}
