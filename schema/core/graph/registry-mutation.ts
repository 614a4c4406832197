import type { GraphBuilder } from '../../builder/builder.js';
import { keyOfGlobalId } from '../../builder/global-id.js';
import { serviceMutation, type ServiceMutationOptions } from '../../builder/mutation.js';
import type { RegistryService, WriteOptions, WriteResult } from '../../contract/registry.js';

/** The registry's names of fields as the inputs call them. */
const NAMES: Readonly<Record<string, string>> = {
  householdId: 'household',
  householdNumber: 'household',
  personId: 'person',
  areaCode: 'area',
  villageCode: 'village',
  groupName: 'group',
  registerStatus: 'registryStatus',
  registerStatusOn: 'registryStatusOn',
};

function renamed(result: WriteResult): WriteResult {
  if (result.ok) return result;
  return { ok: false, userErrors: result.userErrors.map((error) => ({ ...error, path: error.path.map((step) => NAMES[step] ?? step) })) };
}

/** No row has it: garbage, another type's id and a foreign one are refused like an id that does not exist. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
export const keyOf = (type: string, id: string | number): string => keyOfGlobalId(type, String(id)) ?? NOBODY;

interface Said {
  readonly expectedVersion?: number | null;
  readonly observedOn?: string | null;
  readonly source?: string | null;
}

/** One mutation of the registry: `call` gives the service what the input says, in the service's words. */
type Registered<Input> = Pick<ServiceMutationOptions<Input>, 'name' | 'description' | 'key' | 'input' | 'inputDescription'> & {
  readonly returns: 'Household' | 'Person' | 'Village' | 'ReferenceIncome' | 'Area';
  /** Default: `core:write`. */
  readonly scope?: string;
  readonly call: (registry: RegistryService, input: Input, how: WriteOptions) => Promise<WriteResult>;
};

/** Adds mutations of the registry: each is one call of its service. */
export const registryMutations =
  (builder: GraphBuilder) =>
  <Input extends Said & { readonly dryRun?: boolean | null }>({ call, ...options }: Registered<Input>): void =>
    serviceMutation(builder, {
      scope: 'core:write',
      ...options,
      run: async (input, { services }, key) => {
        const { expectedVersion, observedOn, source } = input;
        const how = { operation: options.name, idempotencyKey: key, expectedVersion, observedOn, source };
        return renamed(await call(services.registry, input, how));
      },
    });

/** An input without what it says of the write itself. */
export function data<Input extends Said>({
  expectedVersion: _version,
  observedOn: _day,
  source: _source,
  ...rest
}: Input): Omit<Input, keyof Said> {
  return rest;
}
