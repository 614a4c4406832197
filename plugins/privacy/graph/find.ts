import type { GraphBuilder, Purpose, UserError } from 'xianjie/schema';

type Found = { readonly personId: string | null; readonly userErrors: readonly UserError[] };

/** `findPerson`. */
export function findGraph(builder: GraphBuilder): void {
  const input = builder.inputType('FindPersonInput', {
    description: 'Who and what for (查找人员).',
    fields: (t) => ({
      residentId: t.string({ required: true, description: 'Resident id, 18 characters (公民身份号码).' }),
      purpose: t.field({ type: 'Purpose', required: true, description: 'One of the purposes that you are registered with (使用目的).' }),
    }),
  });
  const payload = builder.objectRef<Found>('FindPersonPayload').implement({
    description: 'What became of it (查找人员结果).',
    fields: (t) => ({
      person: t.field({
        type: 'Person',
        nullable: true,
        description: 'The person; null if nobody in your area has this number, whether or not somebody elsewhere does (人员).',
        resolve: ({ personId }, _args, { services }, info) => (personId === null ? null : services.reader.load(info, 'Person', personId)),
      }),
      userErrors: t.field({
        type: ['UserError'],
        nullable: false,
        description: 'What is wrong with the number; empty when it was looked for (拒绝原因).',
        resolve: (done) => [...done.userErrors],
      }),
    }),
  });
  builder.mutationField('findPerson', (t) =>
    t.field({
      type: payload,
      nullable: false,
      scope: 'core:read:personal',
      description:
        'Finds a person of your area by the resident id; written down, but for the number. Limited per minute and day. What is shown of the person follows your rights and the request’s purpose (按身份号码查找人员).',
      args: { input: t.arg({ type: input, required: true, description: 'Who (查找条件).' }) },
      resolve: (_root, { input: { residentId, purpose } }, { services }) =>
        services.personal.find({ residentId, purpose: purpose as Purpose }),
    }),
  );
}
