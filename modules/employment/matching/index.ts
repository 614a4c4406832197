import type { Part } from '../part.js';
import { addMatches } from './graph/match-type.js';
import { addPostings } from './graph/postings.js';
import { posting } from './tables.js';

/** Work on offer and whom it suits (岗位推荐). */
export const matching: Part = {
  tables: [posting],
  covers: [
    { item: 'system:47', by: ['Query.jobPostings', 'Mutation.publishJobPosting', 'Person.jobMatches'] },
    { item: 'system:48', by: ['JobPosting.candidates'], note: 'Whom a posting suits, of all who want work.' },
  ],
  graphql: (builder) => {
    addPostings(builder);
    addMatches(builder);
  },
};
