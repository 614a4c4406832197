import type { DeclaredFieldExtensions, GraphBuilder, Row } from 'xianjie/schema';

/** Seen by whoever administers who gets in, and by nobody else. */
const level = 'INTERNAL' as const;

/** What administration sees of clients and people, beside what everybody may know of them. */
export function addAccessTypes(builder: GraphBuilder): void {
  builder.objectFields('ApiClient', (t) => ({
    areas: t.field({
      type: ['Area'],
      nullable: true,
      description: 'The areas whose records it may see (可见区划).',
      extensions: { level } satisfies DeclaredFieldExtensions,
      resolve: async (row, _args, { services }, info) => loaded(row, (code) => services.reader.load(info, 'Area', code)),
    }),
    scopes: t.column('scopes', { type: ['String'], level, description: 'Scopes, `<module>:<verb>[:<level>]` (权限).' }),
    purposes: t.column('purposes', { type: ['Purpose'], level, description: 'What it may ask personal data for (使用目的).' }),
    departments: t.column('departments', {
      type: ['String'],
      level,
      description: 'Codes of the departments that it speaks for; null: any (所代表部门).',
    }),
    redirectUris: t.column('redirect_uris', {
      type: ['String'],
      level,
      description: 'Where people who signed in are sent back to, letter for letter (返回地址).',
    }),
    origins: t.column('origins', { type: ['String'], level, description: 'From which sites its pages call (网页来源).' }),
    documentsOnly: t.column('documents_only', {
      type: 'Boolean',
      level,
      description: 'Whether it may only send registered documents (仅限登记文档).',
    }),
    hasSecret: t.column('has_secret', { type: 'Boolean', level, description: 'Whether it has a secret (有密钥).' }),
    issuer: t.column('issuer', { type: 'String', level, description: 'Another issuer that vouches for it; null: ours (身份提供方).' }),
    subject: t.column('subject', { type: 'String', level, description: 'What that issuer calls it (外部标识).' }),
    ...recorded(t),
  }));
  builder.objectFields('User', (t) => ({
    login: t.column('login', { type: 'String', level, description: 'The name for signing in (用户名).' }),
    areas: t.field({
      type: ['Area'],
      nullable: true,
      description: 'The areas of the office (任职区划).',
      extensions: { level } satisfies DeclaredFieldExtensions,
      resolve: async (row, _args, { services }, info) => loaded(row, (code) => services.reader.load(info, 'Area', code)),
    }),
    roles: t.column('roles', { type: ['Role'], level, description: 'Roles; what they give stands in docs/roles.md (角色).' }),
    domains: t.column('domains', { type: ['String'], level, description: 'Policy domains of the office, by module id (业务领域).' }),
    issuer: t.column('issuer', {
      type: 'String',
      level,
      description: 'Another issuer that signs the person in; null: we do (身份提供方).',
    }),
    subject: t.column('subject', { type: 'String', level, description: 'What that issuer calls the person (外部标识).' }),
    ...recorded(t),
  }));
}

type FieldBuilder = Parameters<Parameters<GraphBuilder['objectFields']>[1]>[0];

const recorded = (t: FieldBuilder) => ({
  enabled: t.column('enabled', { type: 'Boolean', level, description: 'Whether it may get in (启用).' }),
  version: t.column('version', { type: 'Int', level, description: 'Rises with each change; for `expectedVersion` (版本).' }),
  createdAt: t.column('created_at', { type: 'DateTime', level, description: 'When it was registered (登记时间).' }),
  updatedAt: t.column('updated_at', { type: 'DateTime', level, description: 'When it was last changed (变更时间).' }),
});

/** A client that asks about itself gets no row: what holds for the request stands in `viewer`. */
async function loaded(row: Row, load: (code: string) => Promise<Row | null>): Promise<Row[] | null> {
  const codes = row['$areas'] as readonly string[] | undefined;
  if (codes === undefined) return null;
  return (await Promise.all(codes.map(load))).filter((area): area is Row => area !== null);
}
