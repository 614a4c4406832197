import type { GraphBuilder } from '../../builder/builder.js';
import { keyOfGlobalId } from '../../builder/global-id.js';
import type { UserError } from '../../contract/errors.js';
import type { WriteOptions, WriteResult } from '../../contract/registry.js';
import { idempotencyKey, neededIdempotencyKey } from './idempotent.js';
import { mutationInputs } from './mutation-inputs.js';

/** What a mutation gave: the id of what was written, or why it was not. */
interface Written {
  readonly id: string | null;
  readonly userErrors: readonly UserError[];
}

function written(result: WriteResult): Written {
  return result.ok ? { id: result.id, userErrors: [] } : { id: null, userErrors: renamed(result.userErrors) };
}

/** The registry's names of fields as the inputs call them. */
const NAMES: Readonly<Record<string, string>> = {
  householdId: 'household',
  householdNumber: 'household',
  personId: 'person',
  villageCode: 'village',
  groupName: 'group',
  registerStatus: 'registryStatus',
  registerStatusOn: 'registryStatusOn',
};

function renamed(errors: readonly UserError[]): readonly UserError[] {
  return errors.map((error) => ({ ...error, path: error.path.map((step) => NAMES[step] ?? step) }));
}

/** No row has it: garbage, another type's id and a foreign one are refused like an id that does not exist. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const keyOf = (type: string, id: string | number): string => keyOfGlobalId(type, String(id)) ?? NOBODY;

interface Said {
  readonly expectedVersion?: number | null;
  readonly observedOn?: string | null;
  readonly source?: string | null;
}

const options = (operation: string, key: string | null, { expectedVersion, observedOn, source }: Said): WriteOptions => ({
  operation,
  idempotencyKey: key,
  ...(expectedVersion != null && { expectedVersion }),
  ...(observedOn != null && { observedOn }),
  ...(source != null && { source }),
});

/** Writing the registry (登记): each mutation is one call of the registry service; refusals come as data. */
export function addMutations(builder: GraphBuilder): void {
  builder.mutationType({ description: 'Writing: each field is one transaction of its own (变更).' });
  const inputs = mutationInputs(builder);

  const payload = <T extends 'Household' | 'Person'>(mutation: string, type: T, term: string) =>
    builder.objectRef<Written>(`${mutation}Payload`).implement({
      description: `What became of it (${term}结果).`,
      fields: (t) => ({
        [type.toLowerCase()]: t.field({
          type: type as 'Household',
          nullable: true,
          description: 'The record after the change; null when it was refused (变更后的记录).',
          resolve: ({ id }, _args, { services }, info) => (id === null ? null : services.reader.load(info, type, id)),
        }),
        userErrors: t.field({
          type: ['UserError'],
          nullable: false,
          description: 'Why it was refused; empty when it was done (拒绝原因).',
          resolve: (result) => [...result.userErrors],
        }),
      }),
    });

  builder.mutationFields((t) => ({
    registerHousehold: t.field({
      type: payload('RegisterHousehold', 'Household', '登记农户'),
      nullable: false,
      scope: 'core:write',
      description:
        'Puts a household on the register. Its number is its key: repeated without @idempotent it is refused as NUMBER_TAKEN and writes nothing twice (登记农户).',
      args: { input: t.arg({ type: inputs.registerHousehold, required: true, description: 'The household (农户信息).' }) },
      resolve: async (_root, { input }, { services }, info) => {
        const { village, group, registryStatus, registryStatusOn, monitored, monitoringKind, observedOn, source, ...rest } = input;
        const kind = monitoringKind ?? (monitored === false ? 'NONE' : null);
        const household = {
          ...rest,
          villageCode: village,
          groupName: group,
          registerStatus: registryStatus,
          registerStatusOn: registryStatusOn,
          monitoringKind: kind,
        };
        return written(
          await services.registry.registerHousehold(household, options(info.fieldName, idempotencyKey(info), { observedOn, source })),
        );
      },
    }),
    recordPerson: t.field({
      type: payload('RecordPerson', 'Person', '登记家庭成员'),
      nullable: false,
      scope: 'core:write',
      description: 'Adds a member to a household, or changes one; what is left out stays as it is (登记家庭成员).',
      args: { input: t.arg({ type: inputs.recordPerson, required: true, description: 'The person (成员信息).' }) },
      resolve: async (_root, { input }, { services }, info) => {
        const { household, person, expectedVersion, observedOn, source, ...rest } = input;
        const who = { ...rest, householdId: keyOf('Household', household), personId: person == null ? null : keyOf('Person', person) };
        return written(
          await services.registry.recordPerson(who, options(info.fieldName, idempotencyKey(info), { expectedVersion, observedOn, source })),
        );
      },
    }),
    moveHousehold: t.field({
      type: payload('MoveHousehold', 'Household', '迁移农户'),
      nullable: false,
      scope: 'core:write',
      description: 'Moves a household to another village; its people and everything observed follow (迁移农户).',
      args: { input: t.arg({ type: inputs.moveHousehold, required: true, description: 'Who moves where (迁移信息).' }) },
      resolve: async (_root, { input }, { services }, info) => {
        const move = { householdId: keyOf('Household', input.household), villageCode: input.village, groupName: input.group };
        return written(
          await services.registry.moveHousehold(
            move,
            options(info.fieldName, idempotencyKey(info), { expectedVersion: input.expectedVersion }),
          ),
        );
      },
    }),
    recordIncome: t.field({
      type: payload('RecordIncome', 'Household', '登记收入'),
      nullable: false,
      scope: 'core:write',
      description: 'Records an income statement; a second one of the same period corrects the first. Needs @idempotent (登记收入).',
      args: { input: t.arg({ type: inputs.recordIncome, required: true, description: 'The statement (收入信息).' }) },
      resolve: async (_root, { input }, { services }, info) => {
        const { household, expectedVersion, observedOn, source, basis, ...rest } = input;
        const income = { ...rest, basis: basis === 'EXPECTED' ? 'EXPECTED' : 'ACTUAL' } as const;
        const how = options(info.fieldName, neededIdempotencyKey(info), { expectedVersion, observedOn, source });
        return written(await services.registry.recordIncome(keyOf('Household', household), income, how));
      },
    }),
    recordGuarantee: t.field({
      type: payload('RecordGuarantee', 'Household', '登记保障状况'),
      nullable: false,
      scope: 'core:write',
      description:
        'Records how a guarantee of a household or of one of its members stands; the newest word of each department counts. Needs @idempotent (登记保障状况).',
      args: { input: t.arg({ type: inputs.recordGuarantee, required: true, description: 'The guarantee (保障信息).' }) },
      resolve: async (_root, { input }, { services }, info) => {
        const { household, person, expectedVersion, observedOn, source, ...rest } = input;
        const guarantee = { ...rest, personId: person == null ? null : keyOf('Person', person) };
        const how = options(info.fieldName, neededIdempotencyKey(info), { expectedVersion, observedOn, source });
        return written(await services.registry.recordGuarantee(keyOf('Household', household), guarantee, how));
      },
    }),
    recordBenefit: t.field({
      type: payload('RecordBenefit', 'Household', '登记待遇发放'),
      nullable: false,
      scope: 'core:write',
      description: 'Records a benefit that was received. Needs @idempotent (登记待遇发放).',
      args: { input: t.arg({ type: inputs.recordBenefit, required: true, description: 'The benefit (待遇信息).' }) },
      resolve: async (_root, { input }, { services }, info) => {
        const { household, person, expectedVersion, observedOn, source, ...rest } = input;
        const benefit = { ...rest, personId: person == null ? null : keyOf('Person', person) };
        const how = options(info.fieldName, neededIdempotencyKey(info), { expectedVersion, observedOn, source });
        return written(await services.registry.recordBenefit(keyOf('Household', household), benefit, how));
      },
    }),
  }));
}
