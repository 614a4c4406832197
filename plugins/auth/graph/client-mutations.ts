import {
  idempotencyKey,
  scopesOf,
  serviceMutation,
  type ClientKind,
  type GraphBuilder,
  type GraphContext,
  type PolicyModule,
  type Purpose,
  type UserError,
  type WriteResult,
} from 'xianjie/schema';
import { registerClient, rotateClientSecret, updateClient, type Administration } from '../administration/clients.js';
import type { ClientDraft } from '../administration/client-checks.js';
import { given } from './given.js';
import { hashSecret, newSecret } from '../secrets.js';
import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql';

const SCOPE = 'access:administer';

/** What became of a mutation that gives a secret. */
interface WithSecret {
  readonly id: string | null;
  readonly secret: string | null;
  readonly userErrors: readonly UserError[];
}

/** Every scope that there is: what root fields ask for, and the rights on each module. */
function knownScopes(schema: GraphQLSchema, modules: readonly PolicyModule[]): ReadonlySet<string> {
  const verbs = ['read', 'read:internal', 'read:personal', 'read:sensitive', 'write', 'feed'];
  return new Set([...scopesOf(schema).keys(), ...modules.flatMap(({ id }) => verbs.map((verb) => `${id}:${verb}`)), 'audit:read']);
}

type Types = ReturnType<typeof clientInputs>;

function clientInputs(builder: GraphBuilder) {
  const register = builder.inputType('RegisterClientInput', {
    description: 'A client to register (登记接入系统).',
    fields: (t) => ({
      id: t.string({ required: true, description: 'Its client id: small letters, digits and hyphens (客户端标识).' }),
      kind: t.field({ type: 'ClientKind', required: true, description: 'What it is; it decides what it can ever have (类型).' }),
      titleZh: t.string({ required: true, description: 'Its Chinese name (中文名称).' }),
      titleEn: t.string({ required: true, description: 'Its English name (英文名称).' }),
      areas: t.field({ type: ['AreaCode'], required: true, description: 'One to four areas, none inside another (可见区划).' }),
      scopes: t.stringList({ required: true, description: 'Scopes; docs/scopes.md lists them (权限).' }),
      purposes: t.field({ type: ['Purpose'], description: 'What it may ask personal data for (使用目的).' }),
      departments: t.stringList({ description: 'Codes of the departments that it speaks for when it writes (所代表部门).' }),
      anyDepartment: t.boolean({ defaultValue: false, description: 'It speaks for any department; kind ADMIN only (代表任何部门).' }),
      redirectUris: t.stringList({ description: 'Where people who signed in are sent back to (返回地址).' }),
      origins: t.stringList({ description: 'From which sites its pages call; kind PORTAL only (网页来源).' }),
      documentsOnly: t.boolean({ defaultValue: false, description: 'It may only send registered documents (仅限登记文档).' }),
      public: t.boolean({ defaultValue: false, description: 'It keeps no secret: an app in the browser; kind PORTAL only (公开客户端).' }),
      issuer: t.string({ description: 'Another issuer that vouches for it, with `subject`; it then gets no secret (身份提供方).' }),
      subject: t.string({ description: 'What that issuer calls it (外部标识).' }),
    }),
  });
  const update = builder.inputType('UpdateClientInput', {
    description: 'What changes of a client; what is left out stays (变更接入系统).',
    fields: (t) => ({
      client: t.string({ required: true, description: 'Its client id (客户端标识).' }),
      expectedVersion: t.int({ description: 'Refuse the change if the record has another version by now (预期版本).' }),
      titleZh: t.string({ description: 'Its Chinese name (中文名称).' }),
      titleEn: t.string({ description: 'Its English name (英文名称).' }),
      areas: t.field({ type: ['AreaCode'], description: 'One to four areas, none inside another (可见区划).' }),
      scopes: t.stringList({ description: 'Scopes (权限).' }),
      purposes: t.field({ type: ['Purpose'], description: 'What it may ask personal data for (使用目的).' }),
      departments: t.stringList({ description: 'Codes of the departments that it speaks for (所代表部门).' }),
      anyDepartment: t.boolean({ description: 'True: it speaks for any department; kind ADMIN only (代表任何部门).' }),
      redirectUris: t.stringList({ description: 'Where people who signed in are sent back to (返回地址).' }),
      origins: t.stringList({ description: 'From which sites its pages call (网页来源).' }),
      documentsOnly: t.boolean({ description: 'It may only send registered documents (仅限登记文档).' }),
      enabled: t.boolean({ description: 'Whether it may get in; a change holds within five seconds (启用).' }),
    }),
  });
  const rotate = builder.inputType('RotateClientSecretInput', {
    description: 'Whose secret (更换密钥).',
    fields: (t) => ({
      client: t.string({ required: true, description: 'Its client id (客户端标识).' }),
      atOnce: t.boolean({ defaultValue: false, description: 'The secret before is no longer good: it was lost (立即失效).' }),
    }),
  });
  return { register, update, rotate };
}

/** `registerClient`, `updateClient`, `rotateClientSecret`. */
export function addClientMutations(builder: GraphBuilder, modules: readonly PolicyModule[]): void {
  const inputs = clientInputs(builder);
  secretMutations(builder, inputs, modules);
  serviceMutation(builder, {
    name: 'updateClient',
    description: 'Changes what a client may do, or whether it gets in at all. Nobody changes the client that is asking (变更接入系统).',
    scope: SCOPE,
    returns: 'ApiClient',
    field: 'client',
    key: 'OPTIONAL',
    input: inputs.update,
    inputDescription: 'What changes (变更信息).',
    run: (input, { viewer, services }, key, info) => {
      const { client, expectedVersion, anyDepartment, purposes, ...rest } = given(input);
      const change = {
        ...rest,
        ...(purposes && { purposes: purposes as Purpose[] }),
        ...(anyDepartment === true && { departments: null }),
      };
      const by = { viewer, known: knownScopes(info.schema, modules) };
      return services.write({ action: 'updateClient', idempotencyKey: key, input }, (tx) =>
        updateClient(tx, by, client ?? '', change, expectedVersion),
      );
    },
  });
}

function secretMutations(builder: GraphBuilder, inputs: Types, modules: readonly PolicyModule[]): void {
  const registered = secretPayload(builder, 'RegisterClientPayload', '登记接入系统');
  const rotated = secretPayload(builder, 'RotateClientSecretPayload', '更换密钥');
  builder.mutationFields((t) => ({
    registerClient: t.field({
      type: registered,
      nullable: false,
      scope: SCOPE,
      description: 'Registers a client. Its secret is in this answer and nowhere else (登记接入系统).',
      args: { input: t.arg({ type: inputs.register, required: true, description: 'The client (接入系统信息).' }) },
      resolve: (_root, { input }, context, info) => {
        const draft = draftOf(given(input) as Parameters<typeof draftOf>[0]);
        const by: Administration = { viewer: context.viewer, known: knownScopes(info.schema, modules) };
        return secretly(context, info, 'registerClient', input, draft.hasSecret, (tx, hash) => registerClient(tx, by, draft, hash));
      },
    }),
    rotateClientSecret: t.field({
      type: rotated,
      nullable: false,
      scope: SCOPE,
      description: 'Gives a client another secret; the one before stays good for 24 hours, unless `atOnce` (更换密钥).',
      args: { input: t.arg({ type: inputs.rotate, required: true, description: 'Whose (更换信息).' }) },
      resolve: (_root, { input }, context, info) =>
        secretly(context, info, 'rotateClientSecret', input, true, (tx, hash) =>
          rotateClientSecret(tx, context.viewer, input.client, hash ?? Buffer.alloc(0), input.atOnce === true),
        ),
    }),
  }));
}

function secretPayload(builder: GraphBuilder, name: string, term: string) {
  return builder.objectRef<WithSecret>(name).implement({
    description: `What became of it (${term}结果).`,
    fields: (t) => ({
      client: t.field({
        type: 'ApiClient',
        nullable: true,
        description: 'The record after the change; null when it was refused (变更后的记录).',
        resolve: ({ id }, _args, { services }, info) => (id === null ? null : services.reader.load(info, 'ApiClient', id)),
      }),
      secret: t.exposeString('secret', {
        nullable: true,
        description: 'The secret, shown this once: a repeated call does not know it any more. Null when there is none (密钥).',
      }),
      userErrors: t.field({
        type: ['UserError'],
        nullable: false,
        description: 'Why it was refused; empty when it was done (拒绝原因).',
        resolve: (outcome) => [...outcome.userErrors],
      }),
    }),
  });
}

type Write = Parameters<GraphContext['services']['write']>[1];

/** Makes a secret, writes with its hash, and shows it if this call, and no earlier one with its key, has written. */
async function secretly(
  { services }: GraphContext,
  info: GraphQLResolveInfo,
  action: string,
  input: unknown,
  wanted: boolean,
  write: (tx: Parameters<Write>[0], hash: Buffer | null) => ReturnType<Write>,
): Promise<WithSecret> {
  const secret = wanted ? newSecret() : null;
  const hash = secret === null ? null : await hashSecret(secret);
  let written = false;
  const result: WriteResult = await services.write({ action, idempotencyKey: idempotencyKey(info), input }, async (tx) => {
    const done = await write(tx, hash);
    written = true;
    return done;
  });
  return result.ok
    ? { id: result.id, secret: written ? secret : null, userErrors: [] }
    : { id: null, secret: null, userErrors: result.userErrors };
}

interface Asked extends Partial<Omit<ClientDraft, 'id' | 'kind' | 'hasSecret'>> {
  readonly id: string;
  readonly kind: string;
  readonly anyDepartment?: boolean;
  readonly public?: boolean;
}

function draftOf({ id, kind, anyDepartment, public: isPublic, ...rest }: Asked): ClientDraft {
  return {
    titleZh: '',
    titleEn: '',
    areas: [],
    scopes: [],
    purposes: [],
    redirectUris: [],
    origins: [],
    documentsOnly: false,
    issuer: null,
    subject: null,
    ...rest,
    id,
    kind: kind as ClientKind,
    departments: anyDepartment === true ? null : (rest.departments ?? []),
    enabled: true,
    hasSecret: isPublic !== true && rest.issuer === undefined,
  };
}
