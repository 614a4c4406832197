import { ApiError, responsePath, type GraphBuilder, type PolicyModule, type Subject } from 'xianjie/schema';
import type { EligibilityEnums } from './enums.js';
import type { HypotheticalInputs } from './hypothetical.js';
import { subjectsOf } from './subject-fields.js';
import type { VerdictTypes } from './verdict-types.js';

/** A question about something that no record holds, of a stored subject: a household's loan request. */
export function askedFields(
  builder: GraphBuilder,
  enums: EligibilityEnums,
  { verdict }: VerdictTypes,
  inputs: HypotheticalInputs,
  modules: readonly PolicyModule[],
): void {
  const kinds = modules.flatMap((m) => m.subjects ?? []).filter((subject) => subject.about !== undefined);
  for (const [whom, asked] of byWhom(kinds)) {
    builder.objectField(whom.nodeType as 'Household', 'askEligibility', (t) =>
      t.batched({
        type: [verdict],
        level: 'INTERNAL',
        nullable: false,
        description: `Verdicts about what is asked for on behalf of the ${whom.title.en} (${asked.map(({ code }) => code).join(', ')}): what the question states beside the records. Nothing of it is kept; those above the viewer’s right are left out and counted in \`extensions.withheld\`. UNKNOWN_CODE: no such input (申请测算).`,
        args: builder.args((a) => ({
          subject: a.field({ type: enums.subjectKind, required: true, description: 'What is asked for (申请类别).' }),
          facts: a.field({
            type: [inputs.fact],
            required: true,
            description: 'Its inputs, by code; everything else is read from the records (填写事项).',
          }),
          checks: a.stringList({ required: false, description: 'Codes of the checks to ask; default: all in force (规则代码).' }),
          asOf: a.field({ type: 'Date', required: false, description: 'The day the question is about; default today (基准日).' }),
        })),
        cost: { points: 5, rows: 5 },
        load: async (rows, { subject, facts, checks, asOf }, context, info) => {
          if (!asked.some(({ code }) => code === subject))
            throw new ApiError('BAD_USER_INPUT', `of a ${whom.code} can be asked: ${asked.map(({ code }) => code).join(', ')}`);
          const subjects = subjectsOf(whom, rows, info).map((one) => ({ ...one, kind: subject }));
          const question = {
            subjects,
            inputs: facts.map(inputs.read),
            checks: checks ?? null,
            asOf: asOf ?? null,
            path: responsePath(info),
          };
          const { verdicts } = await context.services.eligibility.evaluate(question);
          return subjects.map(({ id }) => verdicts.filter((one) => one.subject.id === id));
        },
      }),
    );
  }
}

/** The kinds that may be asked of each kind of stored subject. */
function byWhom(kinds: readonly Subject[]): ReadonlyMap<Subject, readonly Subject[]> {
  const asked = new Map<Subject, Subject[]>();
  for (const kind of kinds) {
    const whom = kind.about?.().to;
    if (whom?.nodeType !== undefined) asked.set(whom, [...(asked.get(whom) ?? []), kind]);
  }
  return asked;
}
