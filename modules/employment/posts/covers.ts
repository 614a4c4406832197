import type { Covered, NotModelled } from 'xianjie/schema';

/** What public posts bring of the catalogue. */
export const covers: readonly Covered[] = [
  { item: 'system:52', by: ['Mutation.recordAttendance', 'feed:employment.postAttendance', 'PostContract.attendance'] },
  {
    item: 'W8',
    by: [
      'Mutation.proposeWelfarePost',
      'Mutation.transitionWelfarePost',
      'Mutation.applyForPost',
      'Mutation.payPost',
      'Mutation.transitionPostContract',
      'PostContract.availableTransitions',
    ],
    note: 'Two lifecycles with guards and their clauses, without objections: a notice is two dates, no object that anybody could object to. How many days it runs is blank in every document, so a notice of any length passes. Who is selected is decided by people; the list of who comes first is `employment.publicPost` with its rank.',
  },
];

/** What they leave out. */
export const notModelled: readonly NotModelled[] = [
  {
    rule: 'employment.pvPosts',
    state: 'LATER',
    why: 'It is about the income of village solar stations, which the module industry brings.',
  },
  {
    rule: 'ind.posts',
    state: 'LATER',
    why: 'several numbers (posts, people, pay, attendance); whom each counts can be listed (`Query.posts`, `PostContract.attendance`), none is declared yet',
  },
];
