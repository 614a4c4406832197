import { ApiError, type GraphBuilder, type PolicyExpiry } from 'xianjie/schema';
import { mustExist } from '../../eligibility/index.js';

const LONGEST = 3_660;

/** `policyExpiries`: what is in force in an area and ends soon, or speaks of a year that has passed. */
export function expiryQuery(builder: GraphBuilder): void {
  const kind = builder.enumType('ExpiryKind', {
    description: 'What ends (到期对象).',
    values: {
      DOCUMENT: { description: 'A document’s adoption (文件).' },
      PARAMETER: { description: 'A policy value (参数).' },
      CHECK: { description: 'A check (规则).' },
      NAMED_VALUE: { description: 'A named value (计算值).' },
    },
  });
  const reason = builder.enumType('ExpiryReason', {
    description: 'Why it stops counting (到期原因).',
    values: {
      ADOPTION_ENDS: { description: 'The area’s adoption ends (施行期满).' },
      DOCUMENT_ENDS: { description: 'The document states its end (文件有效期满).' },
      NEXT_VALUE: { description: 'A later value begins (新值生效).' },
      YEAR_PASSED: { description: 'It is in force and speaks of a year that has passed (所载年度已过).' },
    },
  });
  const expiry = builder.objectRef<PolicyExpiry>('PolicyExpiry').implement({
    description: 'Something in force that ends, and what holds then (到期提醒).',
    fields: (t) => ({
      kind: t.field({ type: kind, nullable: false, description: 'What it is (对象).', resolve: (e) => e.kind }),
      code: t.exposeString('code', { nullable: false, description: 'Its code (代码).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it is called (名称).' }),
      reason: t.field({ type: reason, nullable: false, description: 'Why (原因).', resolve: (e) => e.reason }),
      lastDay: t.expose('lastDay', {
        type: 'Date',
        nullable: false,
        description: 'Its last day; the last day of the year that it speaks of (最后一日).',
      }),
      citation: t.field({ type: 'Citation', nullable: true, description: 'Where it stands now; null for a document (引文).', resolve: (e) => e.citation }), // prettier-ignore
      thenValue: t.field({
        type: 'ResolvedParameter',
        nullable: true,
        description: 'What the policy value is then; null: nothing, and what rests on it cannot be decided (届时取值).',
        resolve: (e) => e.thenValue,
      }),
      thenCitation: t.field({
        type: 'Citation',
        nullable: true,
        description: 'Where the check or the named value stands then; null: it is not in force any more (届时依据).',
        resolve: (e) => e.thenCitation,
      }),
    }),
  });
  builder.queryField('policyExpiries', (t) =>
    t.field({
      type: [expiry],
      nullable: false,
      scope: 'core:read',
      description:
        'What is in force in an area and ends within so many days, or speaks of a year that has passed, and what falls back to what; the next end first (到期提醒).',
      args: {
        area: t.arg({ type: 'AreaCode', required: true, description: 'The area; it inherits from those above it (区划).' }),
        within: t.arg.int({ defaultValue: 90, description: 'Days, at most ten years (天数).' }),
        asOf: t.arg({ type: 'Date', description: 'The day the question is about; default today (基准日).' }),
      },
      resolve: async (_root, { area, within, asOf }, context, info) => {
        const days = within ?? 90;
        if (days < 0 || days > LONGEST) throw new ApiError('BAD_USER_INPUT', `"within" is a number of days from 0 to ${LONGEST}`);
        await mustExist(area, context, info);
        return [...(await context.services.eligibility.expiries({ area, within: days, asOf: asOf ?? null }))];
      },
    }),
  );
}
