import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { clears, type DeclaredFieldExtensions } from 'xianjie/schema';

const known = new WeakMap<DocumentNode, boolean>();

/**
 * Whether a document asks for nothing above PUBLIC, and for no type that holds personal data: such a question may stand in an address,
 * which proxies and browsers write down.
 */
export function readsPublicOnly(schema: GraphQLSchema, document: DocumentNode): boolean {
  const answer = known.get(document) ?? looksPublic(schema, document);
  known.set(document, answer);
  return answer;
}

function looksPublic(schema: GraphQLSchema, document: DocumentNode): boolean {
  const info = new TypeInfo(schema);
  let open = true;
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: () => {
        const field = info.getFieldDef();
        const { level } = (field?.extensions ?? {}) as DeclaredFieldExtensions;
        if (field && ((level && level !== 'PUBLIC') || holdsPersonal(schema, getNamedType(field.type)))) open = false;
      },
    }),
  );
  return open;
}

function holdsPersonal(schema: GraphQLSchema, type: GraphQLNamedType): boolean {
  if (!isCompositeType(type)) return false;
  const types = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
  return types.some((one) =>
    Object.values(one.getFields()).some(({ extensions }) => {
      const { level } = extensions as DeclaredFieldExtensions;
      return level !== undefined && !clears('INTERNAL', level);
    }),
  );
}
