import type { GraphBuilder } from '../../builder/builder.js';
import { where } from '../../builder/conditions.js';
import { addAreaQueries, addAreas } from './areas.js';
import { addCommon } from './common.js';
import { addEnums } from './enums.js';
import { addFeedMutations } from './feed-mutations.js';
import { addFeeds } from './feeds.js';
import { householdConditions, householdListArguments, householdOrder } from './household-list.js';
import { addGroundMutations } from './ground-mutations.js';
import { addHousehold } from './households.js';
import { addMutations } from './mutations.js';
import { addObservations } from './observations.js';
import { addPerson } from './people.js';
import { addPlatform } from './platform.js';
import { addProjects } from './projects.js';
import { addReferenceIncomes } from './reference.js';
import { addVillageQueries } from './village-list.js';
import { addVillages } from './villages.js';

/** The core's graph: types and root fields of the registry. */
export function coreGraph(builder: GraphBuilder): void {
  const householdList = householdListArguments(builder);
  addEnums(builder);
  addCommon(builder);
  addPlatform(builder);
  addAreas(builder);
  addAreaQueries(builder);
  addReferenceIncomes(builder);
  addVillages(builder, householdList);
  addVillageQueries(builder);
  addHousehold(builder);
  addPerson(builder);
  addObservations(builder);
  addProjects(builder);
  addFeeds(builder);
  addMutations(builder);
  addGroundMutations(builder);
  addFeedMutations(builder);
  builder.queryFields((t) => ({
    household: t.field({
      type: 'Household',
      nullable: true,
      scope: 'core:read:internal',
      description: 'A household by its register number (户).',
      args: { number: t.arg.string({ required: true, description: 'The register number (户编号).' }) },
      resolve: (_root, args, { services }, info) => services.reader.one(info, { where: [where.equals('register_number', args.number)] }),
    }),
    households: t.connection({
      type: 'Household',
      level: 'INTERNAL',
      scope: 'core:read:internal',
      description: 'Households within the viewer’s areas (户列表).',
      args: householdList,
      where: ({ filter }, at) => householdConditions(filter, at),
      orderBy: ({ orderBy }) => householdOrder(orderBy),
    }),
  }));
}
