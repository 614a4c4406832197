import type { GraphBuilder, PolicyModule, Purpose, UserError } from 'xianjie/schema';
import { personalFields } from '../fields.js';
import type { RevealedSubject } from '../shown.js';

type Revealed = { readonly revealed: readonly RevealedSubject[]; readonly userErrors: readonly UserError[] };

/** `revealPersonalData`. @returns the enumeration of fields */
export function revealGraph(builder: GraphBuilder, modules: readonly PolicyModule[]) {
  const values = personalFields(modules).map(({ code, description, level, module }) => [
    code,
    { description: `${description} Needs \`${module}:read:${level.toLowerCase()}\`.` },
  ]);
  const field = builder.enumType('PersonalField', {
    description:
      'What can be shown by name, one value for each person or household: the core’s fields, and of each installed module what is SENSITIVE (个人信息项).',
    values: Object.fromEntries(values) as Readonly<Record<string, { description: string }>>,
  });
  const input = builder.inputType('RevealPersonalDataInput', {
    description: 'Whom, what, what for and why (调阅个人信息).',
    fields: (t) => ({
      subjects: t.idList({ required: true, description: 'Global ids of people and households, 1 to 100 (对象).' }),
      fields: t.field({ type: [field], required: true, description: 'What of them (信息项).' }),
      purpose: t.field({ type: 'Purpose', required: true, description: 'One of the purposes that you are registered with (使用目的).' }),
      reason: t.string({
        required: true,
        description: 'Why, in 5 to 500 characters; kept in the audit, so no resident id and no telephone number may stand in it (理由).',
      }),
    }),
  });
  const value = builder.objectRef<RevealedSubject['fields'][number]>('RevealedField').implement({
    description: 'One value (信息项内容).',
    fields: (t) => ({
      field: t.field({ type: field, nullable: false, description: 'Which (信息项).', resolve: (shown) => shown.field as never }),
      value: t.exposeString('value', { nullable: true, description: 'In clear, as text; null: nobody has said it (内容).' }),
    }),
  });
  const revealed = builder.objectRef<RevealedSubject>('RevealedSubject').implement({
    description: 'A person or household with what was shown of it (调阅结果).',
    fields: (t) => ({
      subject: t.field({
        type: 'Node',
        nullable: true,
        description: 'The person or household; null if it was moved out of your area in this moment (对象).',
        resolve: ({ type, id }, _args, { services }, info) => services.reader.load(info, type, id),
      }),
      fields: t.field({
        type: [value],
        nullable: false,
        description: 'Those of the asked fields that such a subject has (信息项).',
        resolve: (shown) => [...shown.fields],
      }),
    }),
  });
  const payload = builder.objectRef<Revealed>('RevealPersonalDataPayload').implement({
    description: 'What became of it (调阅个人信息结果).',
    fields: (t) => ({
      revealed: t.field({
        type: [revealed],
        nullable: false,
        description: 'In the order in which they were asked for (调阅结果).',
        resolve: (done) => [...done.revealed],
      }),
      userErrors: t.field({
        type: ['UserError'],
        nullable: false,
        description:
          'Why it was refused, and who was not found, with the place in `subjects`; absent and out of scope are not told apart (拒绝原因).',
        resolve: (done) => [...done.userErrors],
      }),
    }),
  });
  builder.mutationField('revealPersonalData', (t) =>
    t.field({
      type: payload,
      nullable: false,
      scope: 'core:read:personal',
      description:
        'Shows personal data in clear, SENSITIVE ones too, after it was written down who asks, what for and about whom. Limited per day; SENSITIVE fields need `<module>:read:sensitive` (调阅个人信息).',
      args: { input: t.arg({ type: input, required: true, description: 'Whom and what (调阅信息).' }) },
      resolve: (_root, { input: asked }, { services }) =>
        services.personal.reveal({
          subjects: asked.subjects.map(String),
          fields: asked.fields.map(String),
          purpose: asked.purpose as Purpose,
          reason: asked.reason,
        }),
    }),
  );
  return field;
}

/** The enumeration of fields, for what else names them. */
export type PersonalFieldEnum = ReturnType<typeof revealGraph>;
