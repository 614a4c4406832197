import type { GraphBuilder } from 'xianjie/schema';
import { postEnums } from './enums.js';
import { addPostLists } from './lists.js';
import { addContractMutations, addMonthMutations, addPostMutations } from './mutations.js';
import { addContracts, addPosts } from './types.js';

/** What public posts add to the graph. */
export function addPostGraph(builder: GraphBuilder): void {
  const enums = postEnums(builder);
  addPosts(builder, enums, addContracts(builder, enums));
  addPostLists(builder, enums);
  addPostMutations(builder, enums);
  addContractMutations(builder, enums);
  addMonthMutations(builder, enums);
}
