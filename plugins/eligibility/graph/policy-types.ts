import {
  encodeGlobalId,
  type Citation,
  type GraphBuilder,
  type GraphContext,
  type ParameterItem,
  type ParameterReference,
  type PolicyDocument,
  type ResolvedParameter,
  type Value,
} from 'xianjie/schema';
import { documentKey } from '../in-force/document-key.js';
import type { EligibilityEnums } from './enums.js';

/** Values, documents, citations and policy values, as graph types. */
export function policyTypes(builder: GraphBuilder, enums: EligibilityEnums) {
  const value = builder.objectRef<Value>('Value').implement({
    description: 'A value in words and, where it has one, as a number, an amount, a day or codes (值).',
    fields: (t) => ({
      text: t.expose('text', { type: 'LocalizedText', nullable: false, description: 'In words (文字).' }),
      number: t.field({
        type: 'Decimal',
        nullable: true,
        description: 'As a number, where it is one (数值).',
        resolve: (v) => (v.number === null ? null : String(v.number)),
      }),
      money: t.expose('money', { type: 'Money', nullable: true, description: 'As an amount in yuan, where it is one (金额).' }),
      date: t.expose('date', { type: 'Date', nullable: true, description: 'As a day, where it is one (日期).' }),
      codes: t.field({
        type: ['String'],
        nullable: true,
        description: 'As codes, where it is one or several (代码).',
        resolve: (v) => (v.codes === null ? null : [...v.codes]),
      }),
    }),
  });

  const document = builder.objectRef<PolicyDocument>('PolicyDocument').implement({
    description: 'A published policy document: declared by a module, or recorded by the area that it belongs to (政策文件).',
    interfaces: ['Node'] as never,
    extensions: { found: documentOf },
    fields: (t) => ({
      id: t.id({
        nullable: false,
        description: 'Opaque global id (全局标识).',
        resolve: ({ code }) => encodeGlobalId('PolicyDocument', documentKey(code)),
      }),
      code: t.exposeString('code', { nullable: false, description: 'Its short code in the catalogue (文件代码).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'Its title (标题).' }),
      issuer: t.expose('issuer', { type: 'LocalizedText', nullable: false, description: 'The office that issued it (发文机关).' }),
      number: t.string({
        nullable: true,
        description: 'The official number, where the source has one (文号).',
        resolve: (d) => d.number ?? null,
      }),
      issuedOn: t.expose('issuedOn', {
        type: 'Date',
        nullable: false,
        description: 'The day of issue; the first day where only a month or year is known (发文日期).',
      }),
      until: t.field({ type: 'Date', nullable: true, description: 'The stated end, if any (有效期至).', resolve: (d) => d.until ?? null }),
    }),
  });

  const citation = builder.objectRef<Citation>('Citation').implement({
    description: 'Where something stands, and on what ground it is in force here (引文).',
    fields: (t) => ({
      document: t.field({ type: document, nullable: false, description: 'The document (文件).', resolve: (c) => c.document }),
      place: t.exposeString('place', { nullable: false, description: 'Section and line in the source (位置).' }),
      clause: t.exposeString('clause', { nullable: true, description: 'The clause number, only where the source has one (条款).' }),
      quote: t.exposeString('quote', { nullable: false, description: 'The verbatim text, white space removed (原文).' }),
      basis: t.field({
        type: enums.adoptionBasis,
        nullable: false,
        description: 'On what ground it is in force here (施行依据).',
        resolve: (c) => c.basis,
      }),
    }),
  });

  const item = builder.objectRef<ParameterItem>('ParameterItem').implement({
    description: 'A row of a table or a member of a set (参数项).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'The code (代码).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What the code is called (名称).' }),
      value: t.field({ type: value, nullable: false, description: 'The value of this row (值).', resolve: (i) => i.value }),
    }),
  });

  const parameter = builder.objectRef<ResolvedParameter>('ResolvedParameter');
  const reference = builder.objectRef<ParameterReference>('ParameterReference').implement({
    description: 'The policy value that another one is (引用参数).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'Its code (参数代码).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it is (名称).' }),
      because: t.expose('because', { type: 'LocalizedText', nullable: false, description: 'Why the one is the other (依据).' }),
      resolved: t.field({
        type: parameter,
        nullable: true,
        description: 'As it holds here; null: not in force (当前取值).',
        resolve: (r) => r.resolved,
      }),
    }),
  });
  parameter.implement({
    description: 'A policy value as it holds in an area on a day (政策参数).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'Its code in the catalogue (参数代码).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it is (名称).' }),
      type: t.field({ type: enums.parameterType, nullable: false, description: 'What it holds (类型).', resolve: (p) => p.type }),
      use: t.field({ type: enums.parameterUse, nullable: true, description: 'What it is for (用途).', resolve: (p) => p.use }),
      state: t.field({
        type: enums.parameterState,
        nullable: false,
        description: 'Whether the source states it (载明情况).',
        resolve: (p) => p.state,
      }),
      value: t.field({
        type: value,
        nullable: true,
        description: 'The value; null where the source leaves it out, or what it refers to is not known here (值).',
        resolve: (p) => p.value,
      }),
      refersTo: t.field({
        type: reference,
        nullable: true,
        description: 'The policy value that it is, where the source names another one (引用参数).',
        resolve: (p) => p.refersTo,
      }),
      items: t.field({
        type: [item],
        nullable: false,
        description: 'Rows of a table, members of a set (参数项).',
        resolve: (p) => [...p.items],
      }),
      unit: t.exposeString('unit', { nullable: true, description: 'Its unit, as the catalogue spells it (单位).' }),
      validFrom: t.expose('validFrom', { type: 'Date', nullable: true, description: 'In force here from this day (起始日).' }),
      validTo: t.expose('validTo', { type: 'Date', nullable: true, description: 'In force here until this day; null: open (截止日).' }),
      suppliedBy: t.field({
        type: 'Area',
        nullable: true,
        description:
          'The area whose adoption gives the value: a village inherits from township, county, city, province, nation (来源区划).',
        resolve: (p, _args, context, info) => context.services.reader.load(info, 'Area', p.suppliedBy),
      }),
      citation: t.field({ type: citation, nullable: true, description: 'Where it stands (引文).', resolve: (p) => p.citation }),
    }),
  });

  return { value, document, citation, parameter };
}

/** A document by the key of its global id, for `node`. */
async function documentOf(key: string, { services }: GraphContext): Promise<object | null> {
  const documents = await services.eligibility.documents();
  const found = [...documents.values()].find(({ code }) => documentKey(code) === key);
  return found === undefined ? null : { ...found, __typename: 'PolicyDocument' };
}

export type PolicyTypes = ReturnType<typeof policyTypes>;
