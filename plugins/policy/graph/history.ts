import type { GraphBuilder, Parameter, ParameterPeriod, ParameterValue } from 'xianjie/schema';
import { refuseUnknown } from 'xianjie/schema';
import { mustExist, parameterValue } from '../../eligibility/index.js';

/** A value as a module states it. */
interface Stated {
  readonly parameter: Parameter;
  readonly value: ParameterValue;
}

/** `parameterHistory`: what held when; `parameterDefinitions`: which policy values there are, and what their modules state. */
export function historyQueries(builder: GraphBuilder, parameters: ReadonlyMap<string, Parameter>): void {
  const period = builder.objectRef<ParameterPeriod>('ParameterPeriod').implement({
    description: 'What a policy value was in an area from a day to a day (参数历史).',
    fields: (t) => ({
      from: t.expose('from', { type: 'Date', nullable: false, description: 'First day (起始日).' }),
      to: t.expose('to', { type: 'Date', nullable: true, description: 'Last day; null: open (截止日).' }),
      value: t.field({
        type: 'ResolvedParameter',
        nullable: true,
        description: 'What held; null: no adopted document stated it (取值).',
        resolve: (p) => p.value,
      }),
    }),
  });
  builder.queryField('parameterHistory', (t) =>
    t.field({
      type: [period],
      nullable: false,
      scope: 'core:read',
      description: 'What a policy value was and is to be in an area, the earliest first; empty: no adopted document states it (参数历史).',
      args: {
        code: t.arg.string({ required: true, description: 'The policy value’s code (参数代码).' }),
        area: t.arg({ type: 'AreaCode', required: true, description: 'The area; it inherits from those above it (区划).' }),
      },
      resolve: async (_root, { code, area }, context, info) => {
        await mustExist(area, context, info);
        return [...(await context.services.eligibility.parameterHistory({ code, area }))];
      },
    }),
  );
  definitions(builder, parameters);
}

function definitions(builder: GraphBuilder, parameters: ReadonlyMap<string, Parameter>): void {
  const stated = builder.objectRef<Stated>('StatedValue').implement({
    description: 'What a document says a policy value is (文件载明值).',
    fields: (t) => ({
      document: t.field({ type: 'PolicyDocument', nullable: false, description: 'The document (文件).', resolve: (s) => s.value.document }),
      value: t.field({
        type: 'Value',
        nullable: true,
        description: 'The value; null where the document leaves it out or names another policy value (值).',
        resolve: ({ parameter, value: { value } }) =>
          value === 'BLANK_IN_SOURCE' || (typeof value === 'object' && 'declares' in value) ? null : parameterValue(parameter, value),
      }),
      refersTo: t.string({
        nullable: true,
        description: 'The policy value that it names (引用参数).',
        resolve: ({ value: { value } }) =>
          typeof value === 'object' && 'declares' in value ? (value as { readonly parameter: Parameter }).parameter.code : null,
      }),
      place: t.string({ nullable: false, description: 'Section and line in the source (位置).', resolve: (s) => s.value.place }),
      quote: t.string({ nullable: false, description: 'The verbatim text (原文).', resolve: (s) => s.value.quote }),
      validFrom: t.field({ type: 'Date', nullable: false, description: 'First day (起始日).', resolve: (s) => s.value.validFrom }),
    }),
  });
  const definition = builder.objectRef<Parameter>('ParameterDefinition').implement({
    description: 'A policy value as modules declare it: what may be proposed for it (参数定义).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'Its code in the catalogue (参数代码).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it is (名称).' }),
      type: t.field({ type: 'ParameterType', nullable: false, description: 'What it holds (类型).', resolve: (p) => p.type }),
      use: t.field({ type: 'ParameterUse', nullable: false, description: 'What it is for (用途).', resolve: (p) => p.use }),
      unit: t.exposeString('unit', { nullable: false, description: 'Its unit, as the catalogue spells it (单位).' }),
      codes: t.field({
        type: ['String'],
        nullable: false,
        description: 'The codes that its value may hold (可取代码).',
        resolve: (p) => Object.keys(p.codes ?? {}),
      }),
      values: t.field({
        type: [stated],
        nullable: false,
        description: 'What the documents of modules state; what was recorded since is in `parameterProposals` (文件载明值).',
        resolve: (parameter) => parameter.values.map((value) => ({ parameter, value })),
      }),
    }),
  });
  builder.queryField('parameterDefinitions', (t) =>
    t.field({
      type: [definition],
      nullable: false,
      scope: 'core:read',
      description: 'The policy values of the installed modules, by code, with what each document states (参数定义列表).',
      args: { codes: t.arg.stringList({ description: 'Only these; an unknown one is refused with the nearest known ones (参数代码).' }) },
      resolve: (_root, { codes }) => {
        for (const code of codes ?? [])
          if (!parameters.has(code)) refuseUnknown(`there is no policy value "${code}"`, code, parameters.keys());
        const all = [...parameters.values()].filter(({ code }) => codes == null || codes.includes(code));
        return all.sort((a, b) => (a.code < b.code ? -1 : 1));
      },
    }),
  );
}
