import { among, ascending, inside, orderInput, same, sorted, where, type GraphBuilder } from 'xianjie/schema';

const SCOPE = 'access:administer';

/** `apiClients`, `apiClient`, `users`: within the areas of whoever administers them. */
export function addAccessLists(builder: GraphBuilder): void {
  const clientFilter = builder.inputType('ApiClientFilter', {
    description: 'Which clients: all that is given must hold (接入系统筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'All of its areas in or under this one (所在区划).' }),
      kinds: t.field({ type: ['ClientKind'], description: 'One of these kinds (类型).' }),
      enabled: t.boolean({ description: 'Whether it may get in (启用).' }),
    }),
  });
  const clientOrder = orderInput(
    builder,
    'ApiClient',
    { en: 'clients', zh: '接入系统' },
    { ID: 'Client id (客户端标识).', KIND: 'Kind (类型).', UPDATED_AT: 'When it was last changed (变更时间).' },
  );
  const userFilter = builder.inputType('UserFilter', {
    description: 'Which people: all that is given must hold (用户筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'All of the areas in or under this one (所在区划).' }),
      login: t.string({ description: 'With this login (用户名).' }),
      enabled: t.boolean({ description: 'Whether they may get in (启用).' }),
    }),
  });
  const userOrder = orderInput(
    builder,
    'User',
    { en: 'people', zh: '用户' },
    { LOGIN: 'Login (用户名).', UPDATED_AT: 'When it was last changed (变更时间).' },
  );
  const clientColumns: Readonly<Record<string, string>> = { ID: 'id', KIND: 'kind', UPDATED_AT: 'updated_at' };
  const userColumns: Readonly<Record<string, string>> = { LOGIN: 'login', UPDATED_AT: 'updated_at' };
  builder.queryFields((t) => ({
    apiClients: t.connection({
      type: 'ApiClient',
      level: 'INTERNAL',
      scope: SCOPE,
      description: 'The clients registered within the viewer’s areas (接入系统列表).',
      args: {
        filter: t.arg({ type: clientFilter, description: 'Which clients (筛选).' }),
        orderBy: t.arg({ type: clientOrder, description: 'Their order; default: by id (排序).' }),
      },
      where: ({ filter }) => [...inside(filter?.area), ...among('kind', filter?.kinds), ...same('enabled', filter?.enabled)],
      orderBy: ({ orderBy }) => [sorted(clientColumns[orderBy?.by ?? 'ID'] ?? 'id', orderBy), ascending('id')],
    }),
    apiClient: t.field({
      type: 'ApiClient',
      nullable: true,
      scope: SCOPE,
      description: 'A client registered within the viewer’s areas (接入系统).',
      args: { id: t.arg.string({ required: true, description: 'Its client id (客户端标识).' }) },
      resolve: (_root, { id }, { services }, info) => services.reader.one(info, { where: [where.equals('id', id)] }),
    }),
    users: t.connection({
      type: 'User',
      level: 'INTERNAL',
      scope: SCOPE,
      description: 'The people registered within the viewer’s areas (用户列表).',
      args: {
        filter: t.arg({ type: userFilter, description: 'Which people (筛选).' }),
        orderBy: t.arg({ type: userOrder, description: 'Their order; default: by login (排序).' }),
      },
      where: ({ filter }) => [...inside(filter?.area), ...same('login', filter?.login), ...same('enabled', filter?.enabled)],
      orderBy: ({ orderBy }) => [sorted(userColumns[orderBy?.by ?? 'LOGIN'] ?? 'login', orderBy), ascending('login')],
    }),
  }));
}
