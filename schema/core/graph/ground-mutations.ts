import type { GraphBuilder } from '../../builder/builder.js';
import type { ExpenditureKind } from '../../facts/codes.js';
import { groundInputs } from './ground-inputs.js';
import { data, keyOf, registryMutations } from './registry-mutation.js';

/** Writing villages, spending and public reference data: each mutation is one call of the registry service. */
export function addGroundMutations(builder: GraphBuilder): void {
  const inputs = groundInputs(builder);
  const add = registryMutations(builder);

  add({
    name: 'recordExpenditure',
    description: 'Records what a household spent; a second statement of the same period and kind corrects the first (登记支出).',
    returns: 'Household',
    key: 'NEEDED',
    input: inputs.recordExpenditure,
    inputDescription: 'The statement (支出信息).',
    call: (registry, { household, items, ...rest }, how) => {
      const spent = items.map((item) => ({ ...item, kind: item.kind as ExpenditureKind }));
      return registry.recordExpenditure(keyOf('Household', household), { ...data(rest), items: spent }, how);
    },
  });
  add({
    name: 'recordVillageProfile',
    description: 'Records what stands in a village; what is left out stays as it is (登记村情).',
    returns: 'Village',
    key: 'OPTIONAL',
    input: inputs.recordVillageProfile,
    inputDescription: 'The village (村情信息).',
    call: (registry, { village, ...rest }, how) => registry.recordVillageProfile({ ...data(rest), villageCode: village }, how),
  });
  add({
    name: 'recordCollectiveIncome',
    description: 'Records what a village’s collective took in; a second statement of the same year corrects the first (登记村集体收入).',
    returns: 'Village',
    key: 'NEEDED',
    input: inputs.recordCollectiveIncome,
    inputDescription: 'The statement (集体收入信息).',
    call: (registry, { village, ...rest }, how) => registry.recordCollectiveIncome({ ...data(rest), villageCode: village }, how),
  });
  add({
    name: 'recordReferenceIncome',
    description:
      'Records a published income per head; the same area, year, group and concept again corrects it and keeps what stood before. For whoever administers the area (登记参考收入).',
    scope: 'core:administer',
    returns: 'ReferenceIncome',
    key: 'NEEDED',
    input: inputs.recordReferenceIncome,
    inputDescription: 'The figure (参考收入信息).',
    call: (registry, { area, ...rest }, { source: _, ...how }) => registry.recordReferenceIncome({ ...rest, areaCode: area }, how),
  });
  add({
    name: 'replaceArea',
    description:
      'Records that a code was replaced by another. Records stay where they were written: whoever sees the new code sees them, and a client of the old code alone follows it to a new one, but not into an area that was there before or that several were joined in. For whoever administers both (替代区划代码).',
    scope: 'core:administer',
    returns: 'Area',
    key: 'OPTIONAL',
    input: inputs.replaceArea,
    inputDescription: 'The change (变更信息).',
    call: (registry, { area, ...rest }, { source: _, ...how }) => registry.replaceArea({ ...rest, areaCode: area }, how),
  });
  add({
    name: 'recordAreaDesignation',
    description: 'Records what an area was declared to be, or is no longer. For whoever administers the area (登记区划认定).',
    scope: 'core:administer',
    returns: 'Area',
    key: 'OPTIONAL',
    input: inputs.recordAreaDesignation,
    inputDescription: 'The designation (认定信息).',
    call: (registry, { area, designation, ...rest }, { source: _, ...how }) =>
      registry.recordAreaDesignation({ ...rest, areaCode: area, kind: designation }, how),
  });
}
