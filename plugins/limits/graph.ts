import { idempotencyKey, type GraphBuilder, type Services, type UserError } from 'xianjie/schema';
import { register, remove } from './register.js';
import { hashOf } from './trusted.js';

interface DocumentRow {
  readonly client_id: string;
  readonly sha256: string;
  readonly name: string;
  readonly text: string;
  readonly registered_at: string;
}

/** What became of a registration or a removal. */
interface Changed {
  readonly documents: readonly DocumentRow[];
  readonly userErrors: readonly UserError[];
}

/** The documents of a client that the viewer administers; those of a client elsewhere are none. */
const documentsOf = ({ read }: Services, client: string): Promise<DocumentRow[]> =>
  read<DocumentRow>(
    'select client_id, sha256, name, text, registered_at from trusted_document where client_id = $1 order by name, sha256',
    [client],
  );

/** Registered documents, for who administers access. */
export function limitsGraph(builder: GraphBuilder): void {
  const document = documentType(builder);
  const payload = payloadType(builder, document);
  builder.queryField('trustedDocuments', (t) =>
    t.field({
      type: [document],
      nullable: false,
      scope: 'access:administer',
      description: 'The documents that a client may name in place of sending them, by name (已登记文档列表).',
      args: { client: t.arg.string({ required: true, description: 'The client’s id (客户端标识).' }) },
      resolve: (_root, { client }, { services }) => documentsOf(services, client),
    }),
  );
  registerDocuments(builder, payload);
  removeDocuments(builder, payload);
}

function documentType(builder: GraphBuilder) {
  return builder.objectRef<DocumentRow>('TrustedDocument').implement({
    description: 'A document that a client may name by its hash (已登记文档).',
    fields: (t) => ({
      client: t.exposeString('client_id', { nullable: false, description: 'The client’s id (客户端标识).' }),
      documentId: t.string({
        nullable: false,
        description: 'What a request names it by: `sha256:` and the hash of its text (文档标识).',
        resolve: ({ sha256 }) => `sha256:${sha256}`,
      }),
      name: t.exposeString('name', { nullable: false, description: 'What it was registered as (名称).' }),
      text: t.exposeString('text', { nullable: false, description: 'Its text (文本).' }),
      registeredAt: t.field({
        type: 'DateTime',
        nullable: false,
        description: 'When it was registered (登记时间).',
        resolve: ({ registered_at }) => registered_at,
      }),
    }),
  });
}

function payloadType(builder: GraphBuilder, document: ReturnType<typeof documentType>) {
  return builder.objectRef<Changed>('TrustedDocumentsPayload').implement({
    description: 'What became of it (登记文档结果).',
    fields: (t) => ({
      documents: t.field({
        type: [document],
        nullable: false,
        description: 'The client’s documents that were named, as they stand after the change (所涉文档).',
        resolve: ({ documents }) => [...documents],
      }),
      userErrors: t.field({
        type: ['UserError'],
        nullable: false,
        description: 'Why it was refused; empty when it was done (拒绝原因).',
        resolve: ({ userErrors }) => [...userErrors],
      }),
    }),
  });
}

type Payload = ReturnType<typeof payloadType>;

/** The documents of these hashes after a change, or why it was refused. */
async function changed(
  services: Services,
  client: string,
  hashes: readonly string[],
  result: { readonly ok: true } | { readonly ok: false; readonly userErrors: readonly UserError[] },
): Promise<Changed> {
  if (!result.ok) return { documents: [], userErrors: result.userErrors };
  const documents = await documentsOf(services, client);
  return { documents: documents.filter(({ sha256 }) => hashes.includes(sha256)), userErrors: [] };
}

function registerDocuments(builder: GraphBuilder, payload: Payload): void {
  const document = builder.inputType('TrustedDocumentInput', {
    description: 'A document to be registered (待登记文档).',
    fields: (t) => ({
      name: t.string({ required: true, description: 'What it is called, at most 100 characters (名称).' }),
      text: t.string({ required: true, description: 'GraphQL, to the last character as its hash was taken of (文本).' }),
    }),
  });
  const input = builder.inputType('RegisterDocumentsInput', {
    description: 'Which documents for which client (登记文档).',
    fields: (t) => ({
      client: t.string({ required: true, description: 'The client’s id (客户端标识).' }),
      documents: t.field({ type: [document], required: true, description: 'At most 1,000 a client, 2 million characters (文档).' }),
    }),
  });
  builder.mutationField('registerDocuments', (t) =>
    t.field({
      type: payload,
      nullable: false,
      scope: 'access:administer',
      description:
        'Registers documents that a client may then name by their hash; each is measured and validated as a request would be, and all are registered or none (登记文档).',
      args: { input: t.arg({ type: input, required: true, description: 'The documents (登记信息).' }) },
      resolve: async (_root, { input: asked }, { services }, info) => {
        const { client, documents } = asked;
        const key = idempotencyKey(info);
        const result = await services.write({ action: 'registerDocuments', idempotencyKey: key, input: asked }, (tx) =>
          register(tx, info.schema, client, documents),
        );
        const hashes = documents.map(({ text }) => hashOf(text));
        return changed(services, client, hashes, result);
      },
    }),
  );
}

function removeDocuments(builder: GraphBuilder, payload: Payload): void {
  const input = builder.inputType('RemoveDocumentsInput', {
    description: 'Which documents of which client (注销文档).',
    fields: (t) => ({
      client: t.string({ required: true, description: 'The client’s id (客户端标识).' }),
      documentIds: t.stringList({ required: true, description: 'As requests name them, `sha256:…` (文档标识).' }),
    }),
  });
  builder.mutationField('removeDocuments', (t) =>
    t.field({
      type: payload,
      nullable: false,
      scope: 'access:administer',
      description: 'Takes documents away from a client; it counts everywhere after half a minute (注销文档).',
      args: { input: t.arg({ type: input, required: true, description: 'The documents (注销信息).' }) },
      resolve: async (_root, { input: asked }, { services }, info) => {
        const hashes = asked.documentIds.map((id) => id.replace(/^sha256:/, ''));
        const result = await services.write({ action: 'removeDocuments', idempotencyKey: idempotencyKey(info), input: asked }, (tx) =>
          remove(tx, asked.client, hashes),
        );
        return changed(services, asked.client, hashes, result);
      },
    }),
  );
}
