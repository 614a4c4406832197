import type { GraphQLResolveInfo } from 'graphql';
import { ApiError, NATION, ancestorCodes, type GraphBuilder, type GraphContext } from 'xianjie/schema';
import type { EligibilityEnums } from './enums.js';
import type { PolicyTypes } from './policy-types.js';
import type { VerdictTypes } from './verdict-types.js';

/** The root fields that ask the engine. */
export function eligibilityQueries(builder: GraphBuilder, enums: EligibilityEnums, policy: PolicyTypes, { check }: VerdictTypes): void {
  const theDay = 'The day the question is about; default today (基准日).';
  builder.queryField('eligibilityChecks', (t) =>
    t.field({
      type: [check],
      nullable: false,
      scope: 'core:read',
      description: 'The installed checks, by code (资格规则列表).',
      args: {
        module: t.arg.string({ required: false, description: 'Only those of one module (模块).' }),
        subject: t.arg({ type: enums.subjectKind, required: false, description: 'Only those about one kind of subject (对象类别).' }),
      },
      resolve: (_root, args, context) => [...context.services.eligibility.checks(args)],
    }),
  );
  builder.queryField('policyParameters', (t) =>
    t.field({
      type: [policy.parameter],
      nullable: false,
      scope: 'core:read',
      description: 'The policy values in force in an area on a day, with their source; blanks of the source included (政策参数).',
      args: {
        area: t.arg({
          type: 'AreaCode',
          required: false,
          description: 'The area; it inherits from the areas above it; default the first of the viewer’s (区划).',
        }),
        asOf: t.arg({ type: 'Date', required: false, description: theDay }),
        code: t.arg.string({ required: false, description: 'Only this policy value (参数代码).' }),
      },
      resolve: async (_root, { area: asked, asOf, code }, context, info) => {
        const area = asked ?? context.viewer.areas[0] ?? NATION;
        await mustExist(area, context, info);
        return [
          ...(await context.services.eligibility.resolveParameters({ area, asOf: asOf ?? null, codes: code == null ? null : [code] })),
        ];
      },
    }),
  );
}

/** In an area that does not exist nothing is in force: an empty answer would read as if nothing applied. */
export async function mustExist(area: string, context: GraphContext, info: GraphQLResolveInfo): Promise<void> {
  const known = async (code: string): Promise<boolean> => (await context.services.reader.load(info, 'Area', code)) !== null;
  if (await known(area)) return;
  for (const above of [...ancestorCodes(area)].reverse())
    if (above !== NATION && (await known(above)))
      throw new ApiError('UNKNOWN_CODE', `there is no area "${area}"; the nearest is ${above}, which would hold it`, { nearest: [above] });
  throw new ApiError('UNKNOWN_CODE', `there is no area "${area}"`, { nearest: [] });
}
