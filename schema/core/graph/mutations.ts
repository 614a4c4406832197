import type { GraphBuilder } from '../../builder/builder.js';
import { mutationInputs } from './mutation-inputs.js';
import { data, keyOf, registryMutations } from './registry-mutation.js';

/** Writing the registry (登记): each mutation is one call of the registry service; refusals come as data. */
export function addMutations(builder: GraphBuilder): void {
  const inputs = mutationInputs(builder);

  const add = registryMutations(builder);

  add({
    name: 'registerHousehold',
    description:
      'Puts a household on the register. Its number is its key: repeated without @idempotent it is refused as NUMBER_TAKEN and writes nothing twice (登记农户).',
    returns: 'Household',
    key: 'OPTIONAL',
    input: inputs.registerHousehold,
    inputDescription: 'The household (农户信息).',
    call: (registry, { village, group, registryStatus, registryStatusOn, monitored, ...rest }, how) =>
      registry.registerHousehold(
        {
          ...data(rest),
          villageCode: village,
          groupName: group,
          registerStatus: registryStatus,
          registerStatusOn: registryStatusOn,
          monitoringKind: rest.monitoringKind ?? (monitored === false ? 'NONE' : null),
        },
        how,
      ),
  });
  add({
    name: 'recordPerson',
    description: 'Adds a member to a household, or changes one; what is left out stays as it is (登记家庭成员).',
    returns: 'Person',
    key: 'OPTIONAL',
    input: inputs.recordPerson,
    inputDescription: 'The person (成员信息).',
    call: (registry, { household, person, ...rest }, how) =>
      registry.recordPerson({ ...data(rest), householdId: keyOf('Household', household), personId: memberOf(person) }, how),
  });
  add({
    name: 'moveHousehold',
    description: 'Moves a household to another village; its people and everything observed follow (迁移农户).',
    returns: 'Household',
    key: 'OPTIONAL',
    input: inputs.moveHousehold,
    inputDescription: 'Who moves where (迁移信息).',
    call: (registry, { household, village, group }, how) =>
      registry.moveHousehold({ householdId: keyOf('Household', household), villageCode: village, groupName: group }, how),
  });
  add({
    name: 'recordIncome',
    description: 'Records an income statement; a second one of the same period corrects the first (登记收入).',
    returns: 'Household',
    key: 'NEEDED',
    input: inputs.recordIncome,
    inputDescription: 'The statement (收入信息).',
    call: (registry, { household, basis, ...rest }, how) =>
      registry.recordIncome(keyOf('Household', household), { ...data(rest), basis: basis === 'EXPECTED' ? 'EXPECTED' : 'ACTUAL' }, how),
  });
  add({
    name: 'recordGuarantee',
    description:
      'Records how a guarantee of a household or of one of its members stands; the newest word of each department counts (登记保障状况).',
    returns: 'Household',
    key: 'NEEDED',
    input: inputs.recordGuarantee,
    inputDescription: 'The guarantee (保障信息).',
    call: (registry, { household, person, ...rest }, how) =>
      registry.recordGuarantee(keyOf('Household', household), { ...data(rest), personId: memberOf(person) }, how),
  });
  add({
    name: 'recordAuthorisation',
    description:
      'Records that a household lets its data be matched across departments, or withdraws that; the newest word counts (登记数据比对授权).',
    returns: 'Household',
    key: 'OPTIONAL',
    input: inputs.recordAuthorisation,
    inputDescription: 'The authorisation (授权信息).',
    call: (registry, { household, ...rest }, how) => registry.recordAuthorisation(keyOf('Household', household), data(rest), how),
  });
  add({
    name: 'recordBenefit',
    description: 'Records a benefit that was received (登记待遇发放).',
    returns: 'Household',
    key: 'NEEDED',
    input: inputs.recordBenefit,
    inputDescription: 'The benefit (待遇信息).',
    call: (registry, { household, person, ...rest }, how) =>
      registry.recordBenefit(keyOf('Household', household), { ...data(rest), personId: memberOf(person) }, how),
  });
}

const memberOf = (person: string | number | null | undefined): string | null => (person == null ? null : keyOf('Person', person));
