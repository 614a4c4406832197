import {
  among,
  areaField,
  ascending,
  descending,
  inRange,
  inside,
  keyOfGlobalId,
  orderInput,
  recordFields,
  sorted,
  versionField,
  where,
  writeMutation,
  type GraphBuilder,
} from 'xianjie/schema';
import { employmentPlace } from '../../enums.js';
import { closePosting, publishPosting } from '../writes.js';

/** Work on offer (招聘信息). */
export function addPostings(builder: GraphBuilder): void {
  const place = employmentPlace(builder);
  const posting = builder.tableType('JobPosting', {
    table: 'employment_posting',
    carries: ['area_code'],
    description: 'Work on offer (招聘信息).',
    fields: (t) => ({
      title: t.column('title', { type: 'String', level: 'PUBLIC', nullable: false, description: 'What is offered (岗位名称).' }),
      place: t.column('place', { type: place, level: 'PUBLIC', description: 'Where, seen from here (务工地点).' }),
      workArea: t.column('work_area', { type: 'String', level: 'PUBLIC', description: 'Province, city or county of work (务工地区).' }),
      workKind: t.column('work_kind', { type: 'String', level: 'PUBLIC', description: 'Kind of work (工种).' }),
      payFrom: t.column('pay_from', { type: 'Money', level: 'PUBLIC', description: 'Least pay a month (最低月工资).' }),
      payTo: t.column('pay_to', { type: 'Money', level: 'PUBLIC', description: 'Most pay a month (最高月工资).' }),
      places: t.column('places', { type: 'Int', level: 'PUBLIC', nullable: false, description: 'People wanted (招聘人数).' }),
      skills: t.column('skills', {
        type: ['String'],
        level: 'PUBLIC',
        description: 'Skills asked for; empty: none, null: not said (技能要求).',
      }),
      fullLabour: t.column('full_labour', {
        type: 'Boolean',
        level: 'PUBLIC',
        description: 'Whether it is heavy work, for full labour only (须完全劳动能力).',
      }),
      publishedOn: t.column('published_on', { type: 'Date', level: 'PUBLIC', nullable: false, description: 'When published (发布日期).' }),
      closedOn: t.column('closed_on', { type: 'Date', level: 'PUBLIC', description: 'When closed (截止日期).' }),
      area: areaField(t, 'PUBLIC', 'For whom it is published (发布地区).'),
      organisation: t.relation({
        type: 'Organisation' as 'Village',
        level: 'PUBLIC',
        description: 'Who hires; null: not registered, or outside the areas seen (招聘单位).',
        from: ['organisation_id', 'organisation_area'],
        to: ['id', 'area_code'],
      }),
      ...recordFields(t),
    }),
  });
  const filter = builder.inputType('JobPostingFilter', {
    description: 'Which postings: all that is given must hold (招聘信息筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'Published in or under this area (发布地区).' }),
      places: t.field({ type: [place], description: 'With work in one of these places (务工地点).' }),
      open: t.boolean({ description: 'Whether still open today (是否招聘中).' }),
      payTo: t.field({ type: 'MoneyRange', description: 'Most pay a month (最高月工资).' }),
      publishedOn: t.field({ type: 'DateRange', description: 'When published (发布日期).' }),
    }),
  });
  const order = orderInput(
    builder,
    'JobPosting',
    { en: 'postings', zh: '招聘信息' },
    {
      PUBLISHED_ON: 'When published (发布日期).',
      PAY_TO: 'Most pay a month, unknown last (最高月工资).',
    },
  );
  builder.queryField('jobPostings', (t) =>
    t.connection({
      type: posting,
      level: 'PUBLIC',
      scope: 'employment:read',
      description: 'Work on offer, published within the viewer’s areas (招聘信息列表).',
      args: {
        filter: t.arg({ type: filter, description: 'Which postings (筛选).' }),
        orderBy: t.arg({ type: order, description: 'Their order; default: the newest first (排序).' }),
      },
      where: ({ filter: asked }, { today }) => {
        const open = where.any(where.missing('closed_on'), where.not(where.atMost('closed_on', today)));
        return [
          ...inside(asked?.area),
          ...among('place', asked?.places),
          ...(asked?.open == null ? [] : [asked.open ? open : where.atMost('closed_on', today)]),
          ...inRange('pay_to', asked?.payTo),
          ...inRange('published_on', asked?.publishedOn),
        ];
      },
      orderBy: ({ orderBy }) => {
        if (orderBy?.by === 'PAY_TO') return [sorted('pay_to', orderBy, true)];
        return orderBy ? [sorted('published_on', orderBy)] : [descending('published_on'), ascending('id')];
      },
    }),
  );

  writeMutation(builder, {
    name: 'publishJobPosting',
    description: 'Publishes work on offer (发布招聘信息).',
    scope: 'employment:write',
    returns: 'JobPosting',
    key: 'OPTIONAL',
    input: (t) => ({
      area: t.field({ type: 'AreaCode', required: true, description: 'For whom it is published (发布地区).' }),
      creditCode: t.string({ description: 'Unified social credit code of the registered organisation that hires (招聘单位).' }),
      title: t.string({ required: true, description: 'What is offered (岗位名称).' }),
      place: t.field({ type: place, description: 'Where, seen from here (务工地点).' }),
      workArea: t.string({ description: 'Province, city or county of work (务工地区).' }),
      workKind: t.string({ description: 'Kind of work (工种).' }),
      payFrom: t.field({ type: 'Money', description: 'Least pay a month (最低月工资).' }),
      payTo: t.field({ type: 'Money', description: 'Most pay a month (最高月工资).' }),
      places: t.int({ required: true, description: 'People wanted (招聘人数).' }),
      skills: t.stringList({ description: 'Skills asked for; empty: none (技能要求).' }),
      fullLabour: t.boolean({ description: 'Whether it is heavy work, for full labour only (须完全劳动能力).' }),
      publishedOn: t.field({ type: 'Date', description: 'When; default: today (发布日期).' }),
    }),
    write: (input, tx, context) => publishPosting(tx, input, context),
  });
  writeMutation(builder, {
    name: 'closeJobPosting',
    description: 'Closes a posting: it is shown no more among work on offer (关闭招聘信息).',
    scope: 'employment:write',
    returns: 'JobPosting',
    key: 'OPTIONAL',
    input: (t) => ({
      posting: t.id({ required: true, description: 'The posting, by global id (招聘信息).' }),
      closedOn: t.field({ type: 'Date', description: 'When; default: today (截止日期).' }),
      ...versionField(t),
    }),
    write: ({ posting: id, ...input }, tx, { today }) =>
      closePosting(tx, { ...input, posting: keyOfGlobalId('JobPosting', String(id)) }, today),
  });
}
