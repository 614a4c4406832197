import type { GraphQLResolveInfo } from 'graphql';
import type { InputFieldBuilder, InputFieldMap, InputRef, InputShapeFromFields, ObjectRef } from '@pothos/core';
import type { UserError } from '../contract/errors.js';
import type { ModuleTx } from '../contract/db.js';
import type { WriteResult } from '../contract/registry.js';
import type { Row } from '../contract/reader.js';
import type { GraphContext } from '../contract/services.js';
import type { Written } from '../contract/written.js';
import type { GraphBuilder } from './graph-types.js';
import { idempotencyKey, neededIdempotencyKey } from './idempotent.js';
import { readableTexts } from './input-texts.js';

type Types = GraphBuilder['$inferSchemaTypes'];

/** What a mutation gave: the id of what was written, or why it was not. */
interface Outcome {
  readonly id: string | null;
  readonly userErrors: readonly UserError[];
}

/** What every mutation says of itself. */
interface MutationOptions {
  /** `verbNoun`; its input and payload are named after it. */
  readonly name: string;
  /** In English, with the Chinese term in brackets at the end: `Records a case (登记案例).` */
  readonly description: string;
  /** The right it needs: `education:write`. */
  readonly scope: string;
  /** The type of the record that is written, by name or as its ref. */
  readonly returns: string | ObjectRef<Types, Row>;
  /** The payload's field that holds the record. Default: the type's name, its first letter small. */
  readonly field?: string;
  /** Whether `@idempotent` must be given: yes where money, orders or many records are concerned. */
  readonly key: 'NEEDED' | 'OPTIONAL';
}

/** Options of a mutation that somebody else's service carries out. */
export interface ServiceMutationOptions<Input> extends MutationOptions {
  readonly input: InputRef<Input>;
  readonly inputDescription: string;
  readonly run: (input: Input, context: GraphContext, idempotencyKey: string | null, info: GraphQLResolveInfo) => Promise<WriteResult>;
}

/** Options of `writeMutation`. */
export interface WriteMutationOptions<Fields extends InputFieldMap> extends MutationOptions {
  readonly input: (t: InputFieldBuilder<Types, 'InputObject'>) => Fields;
  /** Everything in one transaction under the viewer's areas. Throw `Refused` (or call `refuse`) to roll back and give `userErrors`. */
  readonly write: (input: InputShapeFromFields<Fields>, tx: ModuleTx, context: GraphContext) => Promise<Written>;
}

/**
 * A module's mutation as one declaration: `<Name>Input`, `<Name>Payload { <record> userErrors }` and the field. It writes through
 * `services.write`, so the audit row and the idempotency record come with it, and the record is read again from a moment after the write.
 * Texts with invisible or broken characters, or of more than 2,000 characters, are refused before `write` sees them.
 */
export function writeMutation<Fields extends InputFieldMap>(builder: GraphBuilder, options: WriteMutationOptions<Fields>): void {
  const { input, write, ...rest } = options;
  const { term } = parts(options);
  const type = builder.inputType(`${capital(options.name)}Input`, {
    description: `What \`${options.name}\` takes (${term}).`,
    fields: input,
  });
  serviceMutation(builder, {
    ...rest,
    input: type as unknown as InputRef<InputShapeFromFields<Fields>>,
    inputDescription: `The input (${term}信息).`,
    run: (asked, context, key) =>
      context.services.write({ action: options.name, idempotencyKey: key, input: asked }, async (tx) => {
        readableTexts(asked);
        return write(asked, tx, context);
      }),
  });
}

/** A mutation that one call of a service carries out: input, payload and field of the same shape as everybody's. */
export function serviceMutation<Input>(builder: GraphBuilder, options: ServiceMutationOptions<Input>): void {
  const { name, scope, input, inputDescription, run } = options;
  const { text, term } = parts(options);
  const needed = options.key === 'NEEDED';
  const payload = payloadOf(builder, options, term);
  builder.mutationField(name, (t) =>
    t.field({
      type: payload,
      nullable: false,
      scope,
      description: needed ? `${text}${text.endsWith('.') ? '' : '.'} Needs @idempotent (${term}).` : `${text} (${term}).`,
      args: { input: t.arg({ type: input, required: true, description: inputDescription }) },
      resolve: async (_root, args, context, info): Promise<Outcome> => {
        const key = needed ? neededIdempotencyKey(info) : idempotencyKey(info);
        const result = await run((args as unknown as { readonly input: Input }).input, context, key, info);
        return result.ok ? { id: result.id, userErrors: [] } : { id: null, userErrors: result.userErrors };
      },
    }),
  );
}

function payloadOf(builder: GraphBuilder, { name, returns, field }: MutationOptions, term: string) {
  const type = typeof returns === 'string' ? returns : returns.name;
  return builder.objectRef<Outcome>(`${capital(name)}Payload`).implement({
    description: `What became of it (${term}结果).`,
    fields: (t) => ({
      [field ?? type.charAt(0).toLowerCase() + type.slice(1)]: t.field({
        type: returns as 'Household',
        nullable: true,
        description: 'The record after the change; null when it was refused (变更后的记录).',
        resolve: ({ id }, _args, { services }, info) => (id === null ? null : services.reader.load(info, type, id)),
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

/** The English of a description and the Chinese term at its end. */
function parts({ name, description }: MutationOptions): { readonly text: string; readonly term: string } {
  const [, text, term] = /^(.+) \(([^()]+)\)\.$/s.exec(description) ?? [];
  if (text === undefined || term === undefined)
    throw new Error(
      `the mutation ${name} is described as "${description}": say it in English, with the Chinese term in brackets at the end`,
    );
  return { text, term };
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
