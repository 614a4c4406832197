import { ApiError, liesIn, orderInput, refuseUnknown, type GraphBuilder, type PolicyDocument, type PolicyModule } from 'xianjie/schema';

interface Filter {
  readonly codes?: readonly string[] | null;
  readonly modules?: readonly string[] | null;
  readonly levels?: readonly string[] | null;
  readonly area?: string | null;
  readonly recorded?: boolean | null;
  readonly issued?: { readonly min?: string | null; readonly max?: string | null } | null;
  readonly contains?: string | null;
}

const columns: Readonly<Record<string, (document: PolicyDocument) => string>> = {
  CODE: ({ code }) => code,
  ISSUED_ON: ({ issuedOn, code }) => `${issuedOn} ${code}`,
  TITLE: ({ title, code }) => `${title.zh} ${code}`,
};
const MOST = 100;

/** `policyDocument` and `policyDocuments`: what modules declare and what areas recorded, together. */
export function documentQueries(builder: GraphBuilder, modules: readonly PolicyModule[]): void {
  const declaredBy = new Map(modules.flatMap((m) => (m.policies ?? []).map(({ code }) => [code, m.id] as const)));
  const filter = builder.inputType('PolicyDocumentFilter', {
    description: 'Which documents: all that is given must hold (文件筛选条件).',
    fields: (t) => ({
      codes: t.stringList({ description: 'With one of these codes (文件代码).' }),
      modules: t.stringList({ description: 'Of one of these modules (模块).' }),
      levels: t.field({ type: ['AreaLevel'], description: 'Issued at one of these levels (发文层级).' }),
      area: t.field({ type: 'AreaCode', description: 'Of issuers in or under this area (发文机关辖区).' }),
      recorded: t.boolean({ description: 'Whether an area recorded it, or a module declares it (是否登记).' }),
      issued: t.field({ type: 'DateRange', description: 'Issued in this time (发文日期).' }),
      contains: t.string({ description: 'With these words in the title, the issuer or the number (包含文字).' }),
    }),
  });
  const order = orderInput(
    builder,
    'PolicyDocument',
    { en: 'documents', zh: '文件' },
    { CODE: 'Code (文件代码).', ISSUED_ON: 'Day of issue (发文日期).', TITLE: 'Title (标题).' },
  );
  const keeps = (document: PolicyDocument, { codes, modules: of, levels, area, recorded, issued, contains }: Filter): boolean => {
    const among = (list: readonly string[] | null | undefined, value: string): boolean => list == null || list.includes(value);
    const words = [document.title.zh, document.title.en, document.issuer.zh, document.issuer.en, document.number ?? ''];
    return (
      among(codes, document.code) &&
      among(of, declaredBy.get(document.code) ?? '') &&
      among(levels, document.level) &&
      (area == null || (document.areaCode !== undefined && liesIn(document.areaCode, area))) &&
      (recorded == null || (document.recorded !== undefined) === recorded) &&
      (issued?.min == null || document.issuedOn >= issued.min) &&
      (issued?.max == null || document.issuedOn <= issued.max) &&
      (contains == null || words.some((text) => text.includes(contains)))
    );
  };
  builder.queryField('policyDocuments', (t) =>
    t.field({
      type: ['PolicyDocument'],
      nullable: false,
      scope: 'core:read',
      description:
        'The documents that installed modules declare and those that areas recorded, with the areas that adopted them (政策文件列表).',
      args: {
        filter: t.arg({ type: filter, required: false, description: 'Which documents (筛选).' }),
        orderBy: t.arg({ type: order, description: 'Their order; default: by code (排序).' }),
        first: t.arg.int({ defaultValue: MOST, description: 'How many, at most 100 (前几件).' }),
        after: t.arg.string({ description: 'Only those behind the document with this code, in the order asked for (此文件之后).' }),
      },
      resolve: async (_root, { filter: asked, orderBy, first, after }, { services }) => {
        if (first != null && first > MOST) throw new ApiError('PAGE_TOO_LARGE', `at most ${MOST} documents in one question`);
        const key = columns[orderBy?.by ?? 'CODE'] ?? (({ code }: PolicyDocument) => code);
        const down = orderBy?.direction === 'DESC' ? -1 : 1;
        const all = [...(await services.eligibility.documents()).values()];
        const found = all.filter((document) => keeps(document, (asked ?? {}) as Filter)).sort((a, b) => (key(a) < key(b) ? -down : down));
        const start = after == null ? 0 : found.findIndex(({ code }) => code === after) + 1;
        return found.slice(start, start + Math.max(first ?? MOST, 0));
      },
    }),
  );
  builder.queryField('policyDocument', (t) =>
    t.field({
      type: 'PolicyDocument',
      nullable: false,
      scope: 'core:read',
      description: 'A document by its code, with its text; an unknown code is refused with the nearest known ones (政策文件).',
      args: { code: t.arg.string({ required: true, description: 'The document’s code (文件代码).' }) },
      resolve: async (_root, { code }, { services }) => {
        const documents = await services.eligibility.documents();
        return documents.get(code) ?? refuseUnknown(`there is no document "${code}"`, code, documents.keys());
      },
    }),
  );
}
