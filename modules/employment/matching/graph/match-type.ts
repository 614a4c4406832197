import { areaRange, codesEnum, NATION, type GraphBuilder } from 'xianjie/schema';
import { criterionCodes, criterionResults, match, rankMatches, type Criterion, type Match, type Ranked } from '../match.js';
import { openings, openingsById, seekersById, seekersInside } from '../rows.js';

/** One person and one posting, compared. */
type Pair = Ranked<{ readonly person: string; readonly posting: string; readonly match: Match }>;

const most = (first: number | null | undefined): number => Math.min(Math.max(first ?? 10, 1), 100);

/** Matches are explained: every criterion with both sides, and nothing else decides the order. */
export function addMatches(builder: GraphBuilder): void {
  const code = codesEnum(builder, 'JobCriterionCode', { zh: '匹配项', en: 'what is compared' }, criterionCodes);
  const result = codesEnum(builder, 'JobCriterionResult', { zh: '匹配结果', en: 'how a criterion came out' }, criterionResults);
  const criterion = builder.objectRef<Criterion>('JobCriterion').implement({
    description: 'One thing that was compared (匹配项).',
    fields: (t) => ({
      code: t.field({ type: code, nullable: false, description: 'What (匹配项).', resolve: (c) => c.code }),
      title: t.field({ type: 'LocalizedText', nullable: false, description: 'In words (名称).', resolve: (c) => criterionCodes[c.code] }),
      result: t.field({ type: result, nullable: false, description: 'Met, not met, or not known (结果).', resolve: (c) => c.result }),
      person: t.field({
        type: 'LocalizedText',
        nullable: false,
        description: 'What the person wishes or has (个人情况).',
        resolve: (c) => c.person,
      }),
      posting: t.field({
        type: 'LocalizedText',
        nullable: false,
        description: 'What is offered or asked for (岗位要求).',
        resolve: (c) => c.posting,
      }),
    }),
  });
  const jobMatch = builder.objectRef<Pair>('JobMatch').implement({
    description: 'How a person and a posting fit: fewest mismatches first, then most criteria met (岗位匹配).',
    fields: (t) => ({
      rank: t.int({ nullable: false, description: 'Place in the list; equals share one (名次).', resolve: (pair) => pair.rank }),
      met: t.int({ nullable: false, description: 'Criteria met (符合项数).', resolve: (pair) => pair.match.met }),
      notMet: t.int({ nullable: false, description: 'Criteria not met (不符合项数).', resolve: (pair) => pair.match.notMet }),
      unknown: t.int({
        nullable: false,
        description: 'Criteria not known: no mismatch (不清楚项数).',
        resolve: (pair) => pair.match.unknown,
      }),
      criteria: t.field({
        type: [criterion],
        nullable: false,
        description: 'All that was compared (匹配项).',
        resolve: (pair) => [...pair.match.criteria],
      }),
      posting: t.field({
        type: 'JobPosting' as 'Village',
        nullable: true,
        description: 'The posting (招聘信息).',
        resolve: ({ posting }, _args, { services }, info) => services.reader.load(info, 'JobPosting', posting),
      }),
      person: t.field({
        type: 'Person',
        nullable: true,
        description: 'The person (人员).',
        resolve: ({ person }, _args, { services }, info) => services.reader.load(info, 'Person', person),
      }),
    }),
  });
  const first = 'How many, 1 to 100; default: 10 (条数).';

  builder.objectField('Person', 'jobMatches', (t) =>
    t.batched({
      type: [jobMatch],
      level: 'PERSONAL',
      description:
        'Work on offer within the areas seen that suits this person, the best first; null without the right to see wishes (推荐岗位).',
      args: { first: t.arg.int({ description: first }) },
      load: async (people, args, { services, today }) => {
        const ids = people.map((row) => String(row['id']));
        const [seekers, offers] = [await seekersById(services.read, ids, today), await openings(services.read, today)];
        return ids.map((person) => {
          const seeker = seekers.get(person);
          const pairs = seeker ? offers.map((offer) => ({ person, posting: offer.id, match: match(seeker, offer) })) : [];
          return rankMatches(pairs).slice(0, most(args.first));
        });
      },
    }),
  );
  builder.objectField('JobPosting' as 'Village', 'candidates', (t) =>
    t.batched({
      type: [jobMatch],
      level: 'PERSONAL',
      description:
        'People within the areas seen who want work, the best first, of 5,000 at most; null without the right to see wishes (推荐人员).',
      args: {
        area: t.arg({ type: 'AreaCode', description: 'Only people in or under this area (所在区划).' }),
        first: t.arg.int({ description: first }),
      },
      load: async (postings, args, { services, today }) => {
        const offers = await openingsById(
          services.read,
          postings.map((row) => String(row['id'])),
        );
        const seekers = await seekersInside(services.read, areaRange(args.area ?? NATION), today);
        const byId = new Map(offers.map((offer) => [offer.id, offer]));
        return postings.map((row) => {
          const offer = byId.get(String(row['id']));
          const pairs = offer ? seekers.map((seeker) => ({ person: seeker.id, posting: offer.id, match: match(seeker, offer) })) : [];
          return rankMatches(pairs).slice(0, most(args.first));
        });
      },
    }),
  );
}
