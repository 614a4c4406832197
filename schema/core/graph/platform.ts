import type { GraphQLResolveInfo } from 'graphql';
import { graphParts, type GraphBuilder } from '../../builder/builder.js';
import type { DeclaredFieldExtensions, ExpressionTools } from '../../builder/declared.js';
import { decodeGlobalId, encodeGlobalId } from '../../builder/global-id.js';
import type { InstalledParts } from '../../builder/graph-types.js';
import type { Row } from '../../contract/reader.js';
import { rightsOf } from '../../contract/rights.js';
import type { GraphContext } from '../../contract/services.js';
import type { Viewer } from '../../contract/viewer.js';
import { localized } from './common.js';

/** What everybody may know of a client and of a person; what more there is, whoever administers them adds. Neither is a node. */
function whoAsks(builder: GraphBuilder): void {
  const title = (term: string) => ({
    type: 'LocalizedText' as const,
    level: 'PUBLIC' as const,
    nullable: false,
    description: `Its name (${term}).`,
    expression: (row: ExpressionTools) => localized(row, 'title_zh', 'title_en'),
  });
  builder.tableType('ApiClient', {
    table: 'access_client',
    keyKind: 'text',
    node: false,
    carries: ['area_code', 'areas'],
    description: 'A system that calls the interface (接入系统).',
    fields: (t) => ({
      id: t.column('id', { type: 'String', level: 'PUBLIC', nullable: false, description: 'Its client id (客户端标识).' }),
      title: t.sql(title('名称')),
      kind: t.column('kind', { type: 'ClientKind', level: 'PUBLIC', nullable: false, description: 'What it is (类型).' }),
    }),
  });
  builder.tableType('User', {
    table: 'access_user',
    node: false,
    carries: ['area_code', 'areas'],
    description: 'A person who signs in (用户).',
    fields: (t) => ({
      id: t.field({
        type: 'ID',
        nullable: false,
        description: 'Opaque global id (全局标识).',
        extensions: { read: { by: 'id' }, level: 'PUBLIC' } satisfies DeclaredFieldExtensions,
        resolve: (row) => encodeGlobalId('User', String(row['$id'])),
      }),
      title: t.sql(title('称呼')),
    }),
  });
}

/** How an object is found that is no row of one table: its type says so, as `extensions.found`. */
export type FindNode = (key: string, context: GraphContext) => Promise<object | null>;

/** Rows by their global ids, and what is no row of a table by its type's own way. */
async function nodes(ids: readonly string[], context: GraphContext, info: GraphQLResolveInfo): Promise<(Row | null)[]> {
  const rows = await context.services.reader.nodes(info, ids);
  return Promise.all(
    rows.map(async (row, i) => {
      const id = row === null ? decodeGlobalId(ids[i] ?? '') : null;
      const find = id === null ? undefined : (info.schema.getType(id.type)?.extensions['found'] as FindNode | undefined);
      return find === undefined || id === null ? row : ((await find(id.key, context)) as Row | null);
    }),
  );
}

/** `node`, `nodes`, `viewer`, `installedModules`: the platform about itself. */
export function addPlatform(builder: GraphBuilder): void {
  const { modules } = graphParts(builder);

  whoAsks(builder);
  const viewer = builder.objectRef<Viewer>('Viewer').implement({
    description: 'Who asks, and how far the right reaches (当前访问者).',
    fields: (t) => ({
      client: t.field({
        type: 'ApiClient',
        nullable: false,
        description: 'The calling system (接入系统).',
        resolve: ({ clientId, title, kind }) => ({ id: clientId, title, kind }),
      }),
      user: t.field({
        type: 'User',
        nullable: true,
        description: 'Who signed in; null when the system asks by itself (登录用户).',
        resolve: ({ user }) => user && { $id: user.id, title: user.title },
      }),
      purpose: t.field({
        type: 'Purpose',
        nullable: true,
        description: 'What this request is for, by the header `Xianjie-Purpose`; null: nothing personal is shown in clear (使用目的).',
        resolve: (who) => who.purpose,
      }),
      purposes: t.field({
        type: ['Purpose'],
        nullable: false,
        description: 'What personal data may be asked for (可用目的).',
        resolve: (who) => [...who.purposes],
      }),
      areas: t.field({
        type: ['Area'],
        nullable: false,
        description: 'The areas whose records are visible (可见区划).',
        resolve: async (who, _args, { services }, info) => {
          const areas = await Promise.all(who.areas.map((code) => services.reader.load(info, 'Area', code)));
          return areas.filter((row): row is Row => row !== null);
        },
      }),
      roles: t.field({ type: ['Role'], nullable: false, description: 'Roles (角色).', resolve: (who) => [...who.roles] }),
      scopes: t.field({
        type: ['String'],
        nullable: false,
        description: 'Scopes, `<module>:<verb>[:<level>]` (权限).',
        resolve: (who) => [...who.scopes],
      }),
      clearUpTo: t.field({
        type: 'PrivacyLevel',
        nullable: false,
        description: 'The highest level that is shown in clear (明文可见级别).',
        resolve: (who) => rightsOf(who).levelIn('core') ?? 'PUBLIC',
      }),
    }),
  });

  const owner = builder.objectRef<InstalledParts['owner']>('ModuleOwner').implement({
    description: 'The department that answers for a module (主管部门).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'Department code (部门代码).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'Department name (部门名称).' }),
    }),
  });
  const installed = builder.objectRef<InstalledParts>('InstalledModule').implement({
    description: 'A policy domain that is installed here (已安装模块).',
    fields: (t) => ({
      id: t.exposeString('id', { nullable: false, description: 'Its id (模块标识).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'Its name (名称).' }),
      owner: t.field({
        type: owner,
        nullable: false,
        description: 'The department that answers for it (主管部门).',
        resolve: (module) => module.owner,
      }),
      contract: t.exposeInt('contract', { nullable: false, description: 'Version of the contract it was written for (契约版本).' }),
      checks: t.field({
        type: ['String'],
        nullable: false,
        description: 'Codes of its eligibility checks (资格规则代码).',
        resolve: (module) => (module.checks ?? []).map((check) => check.code),
      }),
      feeds: t.field({
        type: ['String'],
        nullable: false,
        description: 'Codes of its feeds (数据源代码).',
        resolve: (module) => (module.feeds ?? []).map((feed) => feed.code),
      }),
    }),
  });

  builder.queryFields((t) => ({
    node: t.field({
      type: 'Node',
      nullable: true,
      scope: 'core:read',
      description: 'The object of a global id; null for whatever is not there, not visible or no id at all (按全局标识读取).',
      args: { id: t.arg.id({ required: true, description: 'The global id (全局标识).' }) },
      resolve: async (_root, args, context, info) => (await nodes([String(args.id)], context, info))[0] ?? null,
    }),
    nodes: t.field({
      type: ['Node'],
      nullable: { list: false, items: true },
      scope: 'core:read',
      description: 'The objects of up to 100 global ids, in their order, null where there is none (批量读取).',
      args: { ids: t.arg.idList({ required: true, description: 'The global ids (全局标识).' }) },
      resolve: (_root, args, context, info) => nodes(args.ids.map(String), context, info),
    }),
    viewer: t.field({
      type: viewer,
      nullable: false,
      scope: 'core:read',
      description: 'Who asks (当前访问者).',
      resolve: (_root, _args, context) => context.viewer,
    }),
    installedModules: t.field({
      type: [installed],
      nullable: false,
      scope: 'core:read',
      description: 'The installed modules, by id (已安装模块).',
      resolve: () => [...modules].sort((one, other) => (one.id < other.id ? -1 : 1)),
    }),
  }));
}
