import { type GraphBuilder, type PolicyGap } from 'xianjie/schema';
import { checkInfo } from './check-type.js';
import type { EligibilityEnums } from './enums.js';
import type { PolicyTypes } from './policy-types.js';
import { mustExist } from './queries.js';
import type { VerdictTypes } from './verdict-types.js';

/** What policy and installation leave open in an area, one row for each check instead of one for each household. */
export function policyGaps(builder: GraphBuilder, enums: EligibilityEnums, policy: PolicyTypes, { unknown }: VerdictTypes): void {
  const gap = builder.objectRef<PolicyGap>('PolicyGap').implement({
    description: 'What the sources or the installed modules leave open of a check that is in force in an area (政策缺口).',
    fields: (t) => ({
      check: t.field({
        type: 'EligibilityCheck',
        nullable: false,
        description: 'The check (规则).',
        resolve: (g, _args, context) => checkInfo(context, g.check),
      }),
      citation: t.field({
        type: policy.citation,
        nullable: false,
        description: 'Where the rule stands that is in force here (引文).',
        resolve: (g) => g.citation,
      }),
      since: t.expose('since', { type: 'Date', nullable: false, description: 'Since when the rule is in force here (施行起始日).' }),
      dormant: t.exposeBoolean('dormant', {
        nullable: false,
        description:
          'It can apply to nobody here, whatever else becomes known: subjects get no verdict of it unless it is named (规则休眠).',
      }),
      affects: t.field({
        type: [enums.verdictPart],
        nullable: false,
        description: 'What stays open: OUTCOME where it is dormant, FULFILLED, AMOUNT, PERIOD (影响部分).',
        resolve: (g) => [...g.affects],
      }),
      unknowns: t.field({
        type: [unknown],
        nullable: false,
        description: 'The blanks of the source, the values not in force here, the facts that no installed module provides (未知项).',
        resolve: (g) => [...g.unknowns],
      }),
    }),
  });
  builder.queryField('policyGaps', (t) =>
    t.field({
      type: [gap],
      nullable: false,
      scope: 'core:read',
      description:
        'What the sources and the installed modules leave open of the checks in force in an area: the dormant ones, and the amounts that are not stated (政策缺口).',
      args: {
        area: t.arg({ type: 'AreaCode', required: true, description: 'The area (区划).' }),
        asOf: t.arg({ type: 'Date', required: false, description: 'The day the question is about; default today (基准日).' }),
      },
      resolve: async (_root, { area, asOf }, context, info) => {
        await mustExist(area, context, info);
        return [...(await context.services.eligibility.policyGaps({ area, asOf: asOf ?? null }))];
      },
    }),
  );
}
